//! Answers as they are read back: to check them, to judge them, to keep them.

pub mod change;
mod shown;

pub use change::{Change, Changes, changes};
pub use shown::{shown, size};

use super::{Said, lang};
use crate::current::current;
use crate::words::{kind, ui as words};
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::ein::Ein;
use partnership::form::file::Handed;
use partnership::form::{Answers, Kind, Question, Step};
use partnership::text::Lang;
use shown::{item_named, items};
use std::sync::Arc;

/// The asked questions of some steps with their answers, as a list to read.
#[component]
pub fn AnswerList(
    /// The steps, as of a section; steps and questions that are not asked are left out.
    steps: Vec<Step>,
    /// The answers.
    #[prop(into)]
    answers: Arc<Answers>,
    /// Where the steps are, such as `/applications/{id}`: then each row has a link to
    /// `{change}/{step}?from=check#{field}`.
    #[prop(optional, into)]
    change: String,
) -> impl IntoView {
    let site = current().site;
    list(&steps, &answers, &site.profile, &change)
}

/// Draws the list. Pages use [`AnswerList`].
#[must_use]
pub fn list(steps: &[Step], answers: &Answers, profile: &Profile, change: &str) -> AnyView {
    let lang = lang();
    let mut rows: Vec<AnyView> = Vec::new();
    for step in steps.iter().filter(|step| step.show_if.holds(answers)) {
        for question in step.asked(answers) {
            let field = question
                .fields(answers)
                .into_iter()
                .next()
                .unwrap_or_else(|| question.key.clone());
            let href =
                (!change.is_empty()).then(|| format!("{change}/{}?from=check#{field}", step.slug));
            rows.push(row(question, answers, profile, lang, href));
        }
    }
    view! { <dl class="summary-list">{rows}</dl> }.into_any()
}

fn row(
    question: &Question,
    answers: &Answers,
    profile: &Profile,
    lang: Lang,
    href: Option<String>,
) -> AnyView {
    let label = Said::of(&question.label, lang);
    let value = match &question.kind {
        Kind::Group { .. } if question.is_answered(answers) => {
            group_value(question, answers, profile, lang)
        }
        Kind::File { .. } if question.is_answered(answers) => files(question, answers, lang),
        _ => lines(shown(question, answers, profile, lang), lang),
    };
    let note = note(question, answers, lang).map(|note| view! { <p class="hint">{note}</p> });
    let action = href.map(|href| {
        view! {
            <dd class="summary-list__action">
                <a href=href>
                    {words::change(lang)}
                    <span class="hidden-text">" "{label.clone().view()}</span>
                </a>
            </dd>
        }
    });
    view! {
        <div class="summary-list__row">
            <dt class="summary-list__key">{label.clone().view()}</dt>
            <dd class="summary-list__value">{value}{note}</dd>
            {action}
        </div>
    }
    .into_any()
}

/// Files as links to them.
fn files(question: &Question, answers: &Answers, lang: Lang) -> AnyView {
    let values = answers.all(&question.key).iter();
    let items: Vec<AnyView> = values
        .filter_map(|value| Handed::read(value))
        .map(|file| {
            view! {
                <li>
                    <a href=crate::url::file(&file.id)>{file.name}</a>
                    " "
                    <span class="files__size">{size(file.size, lang)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="plain-list">{items}</ul> }.into_any()
}

/// What there is to say about an answer that is taken all the same.
fn note(question: &Question, answers: &Answers, lang: Lang) -> Option<String> {
    let typed = answers.one(&question.key)?;
    let ein = Ein::read(typed).filter(|_| question.kind == Kind::Ein)?;
    let start: String = ein.shown().chars().take(2).collect();
    (!ein.has_known_prefix()).then(|| kind::ein_unusual(lang, start))
}

/// One answer as text, several as a list, none as "Not provided".
fn lines(values: Vec<Said>, lang: Lang) -> AnyView {
    let mut values = values;
    match values.len() {
        0 => view! { <span class="missing">{words::not_provided(lang)}</span> }.into_any(),
        1 => values.remove(0).view(),
        _ => {
            let items: Vec<AnyView> = values
                .into_iter()
                .map(|v| view! { <li>{v.view()}</li> }.into_any())
                .collect();
            view! { <ul class="plain-list">{items}</ul> }.into_any()
        }
    }
}

fn group_value(group: &Question, answers: &Answers, profile: &Profile, lang: Lang) -> AnyView {
    let items: Vec<AnyView> = items(group, answers)
        .into_iter()
        .map(|(item, (n, questions))| {
            let rows: Vec<AnyView> = questions
                .iter()
                .map(|q| {
                    let value = match q.kind {
                        Kind::File { .. } => files(q, answers, lang),
                        _ => lines(shown(q, answers, profile, lang), lang),
                    };
                    view! {
                        <div class="item-list__row">
                            <dt>{Said::of(&q.label, lang).view()}</dt>
                            <dd>{value}</dd>
                        </div>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <li class="item-list__item">
                    <p class="item-list__name">{item_named(item, n, lang).view()}</p>
                    <dl class="item-list__rows">{rows}</dl>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="item-list">{items}</ol> }.into_any()
}
