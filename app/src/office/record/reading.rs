//! What the partner sent: the answers, what changed in them, and what was asked for.

use super::super::history::pages;
use super::Record;
use crate::ui::answers::changes;
use crate::ui::*;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::application::Stage;
use partnership::form::{Answers, Section, Step};
use std::sync::Arc;

/// The request for changes that is open, or that the newest answers answer.
pub(super) fn asked(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let stage = record.application.stage;
    let event = record.asked().filter(|_| {
        matches!(
            stage,
            Stage::ChangesRequested | Stage::Submitted | Stage::InReview
        )
    })?;
    let text = |name: &str| event.text(name).to_owned();
    let due = text("due")
        .parse()
        .ok()
        .map(|day| words::asked_due(lang, date::day(day, lang)));
    let due = due
        .filter(|_| stage == Stage::ChangesRequested)
        .map(|due| view! { <p><strong>{due}</strong></p> });
    let steps = pages(&event.detail, &record.current.site.profile, lang)
        .within(|pages| words::detail(lang, words::asked_steps(lang), pages));
    let zone = record.current.site.time_zone;
    let who = event
        .who
        .clone()
        .unwrap_or_else(|| words::by_program(lang).to_owned());
    Some(
        view! {
            <section id="asked" aria-labelledby="asked-title" class="panel asked">
                <h2 id="asked-title">{words::asked_title(lang)}</h2>
                <p class="hint">{words::by_at(lang, date::instant(event.at, zone, lang), who)}</p>
                <blockquote class="quote">{text("body")}</blockquote>
                <p>{steps.view()}</p>
                {due}
            </section>
        }
        .into_any(),
    )
}

/// What is different from what was sent before.
pub(super) fn changed(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let profile = &record.current.site.profile;
    let [newest, before, ..] = record.submissions.as_slice() else {
        return None;
    };
    let changes = changes(
        &profile.form,
        &before.answers,
        &newest.answers,
        profile,
        lang,
    );
    let body = if changes.is_empty() {
        view! { <p class="missing">{words::no_changes(lang)}</p> }.into_any()
    } else {
        view! { <Changes changes=changes/> }.into_any()
    };
    Some(
        view! {
            <section id="changes" aria-labelledby="changes-title">
                <h2 id="changes-title">{words::changes(lang)}</h2>
                <p class="hint">{words::changes_lead(lang, record.day(before.signed_at))}</p>
                {body}
            </section>
        }
        .into_any(),
    )
}

/// The answers, section by section, as they were signed.
pub(super) fn answers(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let Some(sent) = record.newest() else {
        return view! { <p class="missing">{words::not_sent(lang)}</p> }.into_any();
    };
    let answers = Arc::new(sent.answers.clone());
    let form = &record.current.site.profile.form;
    let sections: Vec<AnyView> = form
        .sections
        .iter()
        .filter_map(|part| section(record, part, &answers))
        .collect();
    view! {
        <section id="answers" aria-labelledby="answers-title">
            <h2 id="answers-title">{words::answers(lang)}</h2>
            <p class="hint">{words::answers_lead(lang, record.day(sent.signed_at))}</p>
            {sections}
        </section>
    }
    .into_any()
}

fn section(record: &Record, section: &Section, answers: &Arc<Answers>) -> Option<AnyView> {
    let lang = record.current.lang;
    let steps: Vec<&Step> = section
        .steps
        .iter()
        .filter(|step| step.show_if.holds(answers))
        .collect();
    if steps.is_empty() {
        return None;
    }
    let id = format!("section-{}", section.slug);
    let steps: Vec<AnyView> = steps
        .into_iter()
        .map(|step| {
            view! {
                <div class="answer-step" id=anchor(&step.slug)>
                    <AnswerList steps=vec![step.clone()] answers=answers.clone()/>
                </div>
            }
            .into_any()
        })
        .collect();
    let back = (!record.is_kept())
        .then(|| view! { <p><a class="to-checklist" href="#checklist">{icon(Icon::Up)}{words::to_checklist(lang)}</a></p> });
    Some(
        view! {
            <section class="answer-section" aria-labelledby=id.clone()>
                <h3 id=id.clone()>{Said::of(&section.title, lang).view()}</h3>
                {steps}
                {back}
            </section>
        }
        .into_any(),
    )
}

/// Where the answers to a step stand on the page.
fn anchor(step: &str) -> String {
    format!("answers-{step}")
}

/// Links to the answers to these steps, as far as they were asked.
pub(super) fn links(record: &Record, steps: &[String]) -> Option<AnyView> {
    let lang = record.current.lang;
    let answers = &record.newest()?.answers;
    let form = &record.current.site.profile.form;
    let links: Vec<AnyView> = steps
        .iter()
        .filter_map(|slug| form.step(slug))
        .filter(|step| step.show_if.holds(answers))
        .map(|step| {
            let href = format!("#{}", anchor(&step.slug));
            view! { <li><a href=href>{Said::of(&step.title, lang).view()}</a></li> }.into_any()
        })
        .collect();
    if links.is_empty() {
        return None;
    }
    Some(
        view! {
            <div class="answer-links">
                <span>{words::answers_on(lang)}</span>
                <ul>{links}</ul>
            </div>
        }
        .into_any(),
    )
}
