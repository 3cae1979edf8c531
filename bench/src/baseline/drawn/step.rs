//! A step of the application form that asks for one long text, with the choice between two texts where two were typed.

use super::District;
use super::layout::{Inside, document};
use anyhow::{Context, Result};
use axum::http::HeaderMap;
use chrono::Utc;
use maud::{Markup, html};
use partnership::form::{Kind, Question};
use partnership::id::ApplicationId;
use partnership::text::Lang;
use store::draft::SavedStep;
use store::fresh;

/// What the browser program is told.
const WORDS: [(&str, &str); 11] = [
    ("at_first", "Your answers are saved automatically."),
    ("saving", "Saving your answers …"),
    (
        "saved",
        "Your answers are saved automatically. Last saved at {time}",
    ),
    (
        "failed",
        "Could not reach the server. What you type is kept on this device, and saved as soon as the connection is back.",
    ),
    (
        "signed_out",
        "You are signed out. Sign in to go on: what you typed is kept for one hour.",
    ),
    (
        "differs",
        "This page was changed in another tab or by somebody else. Press Continue to compare the texts.",
    ),
    (
        "left_over",
        "On this device there is text for this page that never reached the server.",
    ),
    ("take", "Use that text"),
    ("drop", "Discard it"),
    ("over", "{n} characters too many"),
    ("left", "{n} characters left"),
];

/// Whose form it is, and of which page.
struct Fields<'a> {
    token: &'a str,
    id: &'a str,
    step: &'a str,
    seen: i64,
}

/// The page for whoever the cookie signs in.
pub(super) async fn draw(
    site: &District,
    headers: &HeaderMap,
    (id, slug): (&str, &str),
) -> Result<Markup> {
    let (person, asker) = super::signed_in(site, headers, Utc::now()).await?;
    let found = ApplicationId::parse(id).context("no such application")?;
    let application = site.store.application(&asker, &found).await?;
    let draft = site.store.draft(&asker, &application).await?;
    let step = site.profile.form.step(slug).context("no such step")?;
    let question = step.questions.first().context("no question")?;
    let Kind::LongText { limit } = question.kind else {
        anyhow::bail!("the step asks for no long text");
    };
    let saved = draft.steps.get(slug);
    let text = saved
        .map(|saved| saved.answers.text(&question.key))
        .unwrap_or_default();
    let key = question.key.as_str();
    let said = question.label.get(Lang::En);
    let fields = Fields {
        token: &person.form_token,
        id,
        step: slug,
        seen: saved.map_or(0, |saved| saved.version),
    };
    let main = html! {
        @if let Some(saved) = saved.filter(|saved| !saved.others.is_empty()) { (choice(saved, question, &fields)) }
        form method="post" action="/api/save_step" id="step" novalidate data-guard class="form" {
            button type="submit" tabindex="-1" aria-hidden="true" class="hidden-text" {}
            (hidden(&[("key", &fresh::id()), ("token", fields.token), ("id", id), ("step", slug)]))
            (hidden(&[("seen", &fields.seen.to_string()), ("tab", &fresh::id()), ("from", "")]))
            div data-key=(key) class="question" { div .field {
                h1 .question-heading { label for=(key) class="label" { (said) } }
                textarea id=(key) name={ "answers[" (key) "][]" } rows="7" data-limit=(limit) aria-describedby={ (key) "-count" } class="input input--area" {
                    "\n" (text)
                }
                p id={ (key) "-count" } class="count" { "You can enter up to " (limit) " characters" }
            } }
            fieldset .field {
                legend .legend { "Have you completed this section?" }
                div .choices { @for (value, said) in [("yes", "Yes"), ("no", "No, I will come back to it later")] { div .choice {
                    input id={ "completed-" (value) } name="answers[completed][]" type="radio" value=(value) class="choice__control";
                    label for={ "completed-" (value) } class="choice__label" { (said) }
                } } }
            }
            (save_line(&asker.id, &fields))
            div .actions {
                button type="submit" aria-describedby="save-line" class="button" { "Save and continue" }
                button type="submit" name="then" value="later" class="button button--secondary" { "Save and finish later" }
            }
        }
    };
    let inside = Inside {
        name: &person.name,
        token: &person.form_token,
        has_keys: false,
    };
    let path = format!("/applications/{id}/{slug}");
    Ok(document(said, Some(&inside), &path, &main))
}

fn hidden(fields: &[(&str, &str)]) -> Markup {
    html! { @for (name, value) in fields { input type="hidden" name=(name) value=(value); } }
}

/// Two texts that were typed for the page, to choose one of.
fn choice(saved: &SavedStep, question: &Question, fields: &Fields<'_>) -> Markup {
    let others: Vec<&str> = saved.others.iter().map(|other| other.id.as_str()).collect();
    let texts = [(saved.answers.text(&question.key), "stored")]
        .into_iter()
        .chain(
            saved
                .others
                .iter()
                .map(|other| (other.answers.text(&question.key), other.id.as_str())),
        );
    html! {
        div tabindex="-1" autofocus class="notice notice--warning" {
            p .notice__title { (super::layout::arrow()) strong { "Two different texts were typed for this page. Choose one." } }
            div .notice__body { @for (text, take) in texts {
                h2 { "Saved " (saved.saved_at.format("%B %-d, %Y, %-I:%M %p")) }
                dl .summary-list { div .summary-list__row {
                    dt .summary-list__key { (question.label.get(Lang::En)) }
                    dd .summary-list__value { (text) }
                } }
                form method="post" action="/api/choose_text" novalidate data-guard class="form" {
                    (hidden(&[("token", fields.token), ("id", fields.id), ("step", fields.step), ("take", take)]))
                    (hidden(&[("seen", &fields.seen.to_string()), ("shown", &others.join(" "))]))
                    button type="submit" class="button button--secondary" { "Keep this text" }
                }
            } }
        }
    }
}

/// The line that says what is saved, with what the browser program is told.
fn save_line(person: &partnership::id::PersonId, fields: &Fields<'_>) -> Markup {
    let words: serde_json::Map<String, serde_json::Value> = WORDS
        .iter()
        .map(|(name, said)| ((*name).to_owned(), (*said).into()))
        .collect();
    let page = format!("{person}/{}/{}", fields.id, fields.step);
    let told = serde_json::json!({ "words": words, "page": page });
    html! {
        div #save-line .save-line {
            leptos-island data-component="StepComfort_12944871187354221568" data-props=(told.to_string()) {
                span .save-line__text { (WORDS[0].1) }
                span role="status" class="hidden-text" { " " }
                span hidden class="save-line__offer" {
                    span { (WORDS[6].1) }
                    button type="button" class="button button--quiet" { (WORDS[7].1) }
                    button type="button" class="button button--quiet" { (WORDS[8].1) }
                }
            }
        }
    }
}
