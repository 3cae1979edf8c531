//! All answers before they are sent, each with a way to change it.

use super::open::{Open, facts};
use crate::current::current;
use crate::page::{go, page};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::application::Side;
use partnership::member::Deed;

/// Shows every question and answer; what is missing is named, with links.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let open = Open::to_edit(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let id = &open.application.id;
        if !open.application.stage.is_editable() {
            return Ok(go(&url::status(id)));
        }
        let form = &current.site.profile.form;
        let gaps = open.gaps(form, &facts(&current));
        let sections: Vec<AnyView> = form
            .sections
            .iter()
            .filter_map(|section| {
                let steps: Vec<_> = section
                    .steps
                    .iter()
                    .filter(|step| !step.is_signature() && form.path(&open.answers).any(|asked| asked.slug == step.slug))
                    .cloned()
                    .collect();
                let (open_steps, sent): (Vec<_>, Vec<_>) = steps.into_iter().partition(|step| open.is_open(&current, &step.slug));
                if open_steps.is_empty() && sent.is_empty() {
                    return None;
                }
                Some(view! {
                    <section>
                        <h2>{Said::of(&section.title, lang).view()}</h2>
                        <AnswerList steps=open_steps answers=open.answers.clone() change=url::application(id)/>
                        <AnswerList steps=sent answers=open.answers.clone()/>
                    </section>
                }
                .into_any())
            })
            .collect();
        let end = if open.side == Side::Starter {
            let href = url::members(id);
            view! { <div class="actions"><LinkButton href=href>{words::member::starter_link(lang)}</LinkButton></div> }
                .into_any()
        } else if gaps.is_empty() && !open.side.may(Deed::Send) {
            let owner = open.application.owner_email.clone();
            let text = words::member::only_owner(lang, &owner);
            view! {
                <Notice title=words::member::only_owner_title(lang, owner)>
                    <p>{text}</p>
                </Notice>
            }
            .into_any()
        } else if gaps.is_empty() {
            view! { <div class="actions"><LinkButton href=url::step(id, "sign")>{words::application::to_sign(lang)}</LinkButton></div> }.into_any()
        } else {
            let rows: Vec<AnyView> = gaps
                .iter()
                .map(|step| {
                    let href = format!("{}?check=1&from=check", url::step(id, &step.slug));
                    view! { <li><a href=href>{Said::of(&step.title, lang).view()}</a></li> }
                        .into_any()
                })
                .collect();
            view! {
                <Notice kind=NoticeKind::Warning title=words::application::gaps_title(lang, rows.len())>
                    <ul>{rows}</ul>
                </Notice>
            }
            .into_any()
        };
        Ok(view! {
            <Frame back=Some((url::application(id), words::application::task_list(lang).to_owned()))>
                <PageHead title=words::application::check_title(lang) caption=open.application.reference.clone()/>
                {sections}
                {end}
            </Frame>
        }
        .into_any())
    })
}
