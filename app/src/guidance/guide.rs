//! One page of guidance.

use super::index::audience_name;
use crate::current::current;
use crate::error::AppError;
use crate::page::page;
use crate::ui::question::paragraphs;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::district::Link;
use partnership::text::Lang;

/// Says what the district says on one matter.
#[component]
pub fn GuidePage() -> impl IntoView {
    let slug = use_params_map()
        .read_untracked()
        .get("slug")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let profile = &current.site.profile;
        let guide = profile.guide(&slug).ok_or(AppError::NotFound)?;
        let points: Vec<AnyView> = guide
            .points
            .iter()
            .map(|point| view! { <li>{Said::of(point, lang).view()}</li> }.into_any())
            .collect();
        let points = (!points.is_empty()).then(|| view! { <ul>{points}</ul> });
        let links: Vec<AnyView> = guide.links.iter().map(|link| way_on(link, lang)).collect();
        let links = (!links.is_empty()).then(|| view! { <ul class="guide__links">{links}</ul> });
        let sample = profile.sample.iter().any(|name| name == "guide.link")
            && guide.links.iter().any(|link| !link.href.starts_with('/'));
        let sample =
            sample.then(|| view! { <p class="card__meta">{words::guidance::sample(lang)}</p> });
        let (title, body) = (
            Said::of(&guide.title, lang),
            paragraphs(Said::of(&guide.body, lang)),
        );
        let audience = audience_name(guide.audience, lang);
        Ok(view! {
            <Frame back=Some(("/guidance".to_owned(), words::guidance::title(lang).to_owned()))>
                <PageHead title=title caption=audience/>
                <div class="prose">
                    {body}
                    {points}
                    {links}
                    {sample}
                </div>
            </Frame>
        }
        .into_any())
    })
}

/// A link of the page; one that leaves the site says so.
pub(super) fn way_on(link: &Link, lang: Lang) -> AnyView {
    let label = Said::of(&link.label, lang).view();
    if link.href.starts_with('/') {
        view! { <li><a href=link.href.clone()>{label}</a></li> }.into_any()
    } else {
        view! {
            <li>
                <a href=link.href.clone() rel="noopener noreferrer">{label}{icon(Icon::External)}</a>
                <span class="hidden-text">" "{words::guidance::opens(lang)}</span>
            </li>
        }
        .into_any()
    }
}
