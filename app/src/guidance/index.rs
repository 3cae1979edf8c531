//! The list of all guidance, by whom it is for.

use crate::current::current;
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use partnership::district::Audience;
use partnership::text::Lang;

/// Leads to each page of guidance.
#[component]
pub fn GuidancePage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let profile = &current.site.profile;
        if profile.guides.is_empty() && profile.resources.is_empty() {
            return Err(AppError::NotFound);
        }
        let parts: Vec<AnyView> = Audience::ALL
            .into_iter()
            .filter_map(|audience| {
                let links: Vec<AnyView> = profile
                    .guides
                    .iter()
                    .filter(|guide| guide.audience == audience)
                    .map(|guide| {
                        let href = url::guide(&guide.slug);
                        view! { <li><a href=href>{Said::of(&guide.title, lang).view()}</a></li> }
                            .into_any()
                    })
                    .collect();
                (!links.is_empty()).then(|| {
                    view! {
                        <section class="guides">
                            <h2>{audience_name(audience, lang)}</h2>
                            <ul class="guides__list">{links}</ul>
                        </section>
                    }
                    .into_any()
                })
            })
            .collect();
        let resources = (!profile.resources.is_empty()).then(|| {
            view! {
                <section class="guides">
                    <h2>{words::guidance::resources_title(lang)}</h2>
                    <p>{words::guidance::resources_lead(lang)}</p>
                    <p><a href="/resources">{words::guidance::resources_link(lang, profile.resources.len())}</a></p>
                </section>
            }
        });
        Ok(view! {
            <Frame>
                <PageHead title=words::guidance::title(lang) lead=words::guidance::lead(lang)/>
                {parts}
                {resources}
            </Frame>
        }
        .into_any())
    })
}

/// Whom guidance is for, in words.
pub(super) const fn audience_name(audience: Audience, lang: Lang) -> &'static str {
    match audience {
        Audience::Public => words::guidance::for_public(lang),
        Audience::Partner => words::guidance::for_partner(lang),
        Audience::School => words::guidance::for_school(lang),
    }
}
