//! The task list of an application.

use crate::ui::{Icon, Said, icon, lang};
use crate::words::stage as words;
use leptos::prelude::*;

/// How far a row of the task list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Nothing was answered.
    NotStarted,
    /// Something was answered.
    InProgress,
    /// All was answered.
    Completed,
    /// Something else comes first: the row is no link.
    CannotStart,
    /// An answer has to be mended.
    Problem,
}

/// How far a row of the task list is, in a word.
#[component]
pub fn StatusWord(
    /// How far.
    status: TaskStatus,
) -> impl IntoView {
    let lang = lang();
    let (class, word, sign) = match status {
        TaskStatus::NotStarted => ("status status--open", words::not_started(lang), None),
        TaskStatus::InProgress => ("status status--busy", words::in_progress(lang), None),
        TaskStatus::Completed => (
            "status status--done",
            words::completed(lang),
            Some(Icon::Check),
        ),
        TaskStatus::CannotStart => ("status status--locked", words::cannot_start(lang), None),
        TaskStatus::Problem => (
            "status status--problem",
            words::there_is_a_problem(lang),
            Some(Icon::Alert),
        ),
    };
    view! { <span class=class>{sign.map(icon)}{word}</span> }
}

/// A row of a task list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// What is to be done.
    pub title: Said,
    /// One sentence of help, without a link; may be empty.
    pub hint: Said,
    /// Where it is done; `None` while it cannot be started.
    pub href: Option<String>,
    /// How far it is.
    pub status: TaskStatus,
}

/// The sections of an application: each whole row is the link.
#[component]
pub fn TaskList(
    /// The rows.
    rows: Vec<TaskRow>,
) -> impl IntoView {
    let rows: Vec<AnyView> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            let id = format!("task-{}", at + 1);
            let has_hint = !row.hint.is_empty();
            let describes = if has_hint { format!("{id}-hint {id}-status") } else { format!("{id}-status") };
            let title = match row.href {
                Some(href) => view! {
                    <a class="task-list__link" href=href aria-describedby=describes>{row.title.view()}</a>
                }
                .into_any(),
                None => view! { <span class="task-list__title">{row.title.view()}</span> }.into_any(),
            };
            let hint = has_hint
                .then(|| view! { <p class="task-list__hint" id=format!("{id}-hint")>{row.hint.view()}</p> });
            view! {
                <li class="task-list__row">
                    <div class="task-list__what">{title}{hint}</div>
                    <div class="task-list__status" id=format!("{id}-status")><StatusWord status=row.status/></div>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="task-list">{rows}</ul> }
}
