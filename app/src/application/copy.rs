//! A copy of every question and answer, to print or keep.

use super::open::Open;
use crate::current::current;
use crate::page::page;
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::form::{Form, Kind};
use partnership::text::Lang;

/// What was last sent, or what is typed so far.
#[component]
pub fn CopyPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let open = Open::find(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let sent = current
            .site
            .store
            .submissions(&open.application)
            .await?
            .into_iter()
            .next();
        let zone = current.site.time_zone;
        let form = &current.site.profile.form;
        let signed = sent.as_ref().map(|sent| {
            view! {
                <section>
                    <h2>{words::application::signature(lang)}</h2>
                    {question::paragraphs(statement(&sent.statement, form, lang))}
                    <p>{words::application::signed_by(lang, &sent.signed_name, date::instant(sent.signed_at, zone, lang))}</p>
                </section>
            }
        });
        let answers = sent
            .as_ref()
            .map_or_else(|| open.answers.clone(), |sent| sent.answers.clone());
        let sections: Vec<AnyView> = form
            .sections
            .iter()
            .filter_map(|section| {
                let steps: Vec<_> = section
                    .steps
                    .iter()
                    .filter(|step| {
                        !step.is_signature()
                            && form.path(&answers).any(|asked| asked.slug == step.slug)
                    })
                    .cloned()
                    .collect();
                (!steps.is_empty()).then(|| {
                    view! {
                        <section>
                            <h2>{Said::of(&section.title, lang).view()}</h2>
                            <AnswerList steps=steps answers=answers.clone()/>
                        </section>
                    }
                    .into_any()
                })
            })
            .collect();
        let id = &open.application.id;
        let back = if open.application.stage.is_editable() {
            url::application(id)
        } else {
            url::status(id)
        };
        let address = format!("{}{}", current.site.base_url, url::copy(id));
        Ok(view! {
            <Frame back=Some((back, words::application::back_to_application(lang).to_owned()))>
                <PageHead
                    title=words::application::copy_title(lang, &open.application.reference)
                    lead=current.text(&current.site.profile.name).within(|name| format!("{name} · {} · {address}", date::instant(current.now, zone, lang)))
                />
                <p class="no-print">{words::application::print_hint(lang)}</p>
                {sections}
                {signed}
            </Frame>
        }
        .into_any())
    })
}

/// What was signed, in the language in which it was read then.
fn statement(signed: &str, form: &Form, lang: Lang) -> Said {
    let questions = form.steps().flat_map(|step| &step.questions);
    let statement = questions
        .into_iter()
        .find_map(|question| match &question.kind {
            Kind::Signature { statement } => Some(statement),
            _ => None,
        });
    statement.map_or_else(
        || signed.into(),
        |statement| Said::shown_once(signed, statement, lang),
    )
}
