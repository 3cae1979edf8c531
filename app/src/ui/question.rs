//! Any question of a form, drawn from data.

mod compound;
mod file;
mod grade;
mod label;
mod person;
mod pick;
mod prose;
mod repeat;
mod schedule;
mod sheet;

pub use label::{item_name, labels, sentences};
pub use pick::{area_picks, school_kind, school_picks};
pub use prose::{capital, paragraphs, within_sentence};

use super::{Said, lang};
use crate::current::current;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::{Answers, Question};
use partnership::invalid::Invalid;
use sheet::Sheet;
use std::sync::Arc;

/// A question with its answers so far and what is wrong with them.
#[component]
pub fn QuestionField(
    /// The question.
    question: Question,
    /// The answers so far.
    #[prop(into)]
    answers: Arc<Answers>,
    /// What is wrong; empty before anything was judged.
    #[prop(optional, into)]
    invalid: Arc<Invalid>,
    /// Whether the question is the heading of the page.
    #[prop(optional)]
    as_heading: bool,
    /// Longer help between the heading and the hint, such as the explanation of a step with one question.
    #[prop(optional, into)]
    body: Said,
) -> impl IntoView {
    let site = current().site;
    draw(
        &question,
        &answers,
        &invalid,
        &site.profile,
        as_heading,
        body,
    )
}

/// Draws a question. Pages use [`QuestionField`].
#[must_use]
pub fn draw(
    question: &Question,
    answers: &Answers,
    invalid: &Invalid,
    profile: &Profile,
    as_heading: bool,
    body: Said,
) -> AnyView {
    let lang = lang();
    let errors = sentences(std::slice::from_ref(question), answers, invalid, lang);
    let sheet = Sheet {
        answers,
        errors: &errors,
        profile,
        lang,
        item: None,
        body: &body,
    };
    let when = (!question.show_if.is_always())
        .then(|| serde_json::to_string(&question.show_if).unwrap_or_default());
    view! {
        <div class="question" data-key=question.key.clone() data-when=when hidden=!question.show_if.holds(answers)>
            {sheet.control(question, as_heading)}
        </div>
    }
    .into_any()
}
