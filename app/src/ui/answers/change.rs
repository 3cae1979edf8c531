//! What changed between two states of an application.

use super::{lines, shown};
use crate::ui::{Said, lang};
use crate::words::ui as words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::{Answers, Form, Question, Step};
use partnership::text::Lang;

/// An answer that is no longer what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The question.
    pub label: Said,
    /// The answers before; empty when there were none.
    pub old: Vec<Said>,
    /// The answers now; empty when they were taken away.
    pub new: Vec<Said>,
}

/// What changed between two states of an application, in the order of the form.
#[must_use]
pub fn changes(
    form: &Form,
    old: &Answers,
    new: &Answers,
    profile: &Profile,
    lang: Lang,
) -> Vec<Change> {
    let asked = |step: &Step, question: &Question, answers: &Answers| {
        let is_asked = step.show_if.holds(answers) && question.show_if.holds(answers);
        if is_asked {
            shown(question, answers, profile, lang)
        } else {
            vec![]
        }
    };
    form.steps()
        .flat_map(|step| step.questions.iter().map(move |question| (step, question)))
        .filter_map(|(step, question)| {
            let change = Change {
                label: Said::of(&question.label, lang),
                old: asked(step, question, old),
                new: asked(step, question, new),
            };
            (change.old != change.new).then_some(change)
        })
        .collect()
}

/// What changed: each question with its old and its new answer.
#[component]
pub fn Changes(
    /// The changes, as [`changes`] finds them.
    changes: Vec<Change>,
) -> impl IntoView {
    let lang = lang();
    let rows: Vec<AnyView> = changes
        .into_iter()
        .map(|change| {
            view! {
                <div class="changes__row">
                    <dt class="changes__label">{change.label.view()}</dt>
                    <dd class="changes__old">
                        <span class="changes__word">{words::before(lang)}</span>
                        <del>{lines(change.old, lang)}</del>
                    </dd>
                    <dd class="changes__new">
                        <span class="changes__word">{words::now(lang)}</span>
                        <ins>{lines(change.new, lang)}</ins>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <dl class="changes">{rows}</dl> }
}
