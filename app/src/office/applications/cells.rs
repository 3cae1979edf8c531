//! What stands in a row of the list of applications, on the page and in files.

use crate::current::Current;
use crate::office::record::is_overdue;
use crate::sheet::Cell;
use crate::ui::*;
use crate::url;
use crate::words::desk;
use crate::words::office as words;
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use partnership::text::Lang;
use store::application::Application;

/// The cell of a column. `from` says which list a record was opened from.
pub(in crate::office) fn cell(
    current: &Current,
    application: &Application,
    column: &str,
    from: &str,
) -> AnyView {
    let lang = current.lang;
    let short = |day: Option<NaiveDate>| {
        let day = day.map(|day| date::day(day, lang));
        view! { <span class="row-due">{day.unwrap_or_default()}</span> }.into_any()
    };
    match column {
        "organization" => name(current, application, from),
        "program" => application.title.clone().into_any(),
        "stage" => view! { <StageTag stage=application.stage/> }.into_any(),
        "sent" => short(application.submitted_at.map(|at| local(current, at))),
        "due" => due(current, application),
        "assigned" => assignee(application, lang).into_any(),
        "since" => short(Some(local(current, application.stage_at))),
        "updated" => short(Some(local(current, application.updated_at))),
        "mail" => {
            let mail = application.owner_email.clone();
            view! { <a href=format!("mailto:{mail}")>{mail.clone()}</a> }.into_any()
        }
        "language" => {
            view! { <span lang=application.lang.code()>{application.lang.own_name()}</span> }
                .into_any()
        }
        _ => ().into_any(),
    }
}

fn local(current: &Current, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&current.site.time_zone).date_naive()
}

fn assignee(application: &Application, lang: Lang) -> String {
    application
        .assignee
        .as_ref()
        .map_or_else(|| words::nobody(lang).to_owned(), |(_, name)| name.clone())
}

/// Organization and reference, as the link to the record. A draft that was never sent has none for the office.
pub(in crate::office) fn name(current: &Current, application: &Application, from: &str) -> AnyView {
    let shown = if application.organization.is_empty() {
        desk::unnamed(current.lang).to_owned()
    } else {
        application.organization.clone()
    };
    let shown = if application.submitted_at.is_some() {
        let href = format!("{}{from}", url::office_application(&application.id));
        view! { <a href=href>{shown}</a> }.into_any()
    } else {
        view! { <span>{shown}</span> }.into_any()
    };
    let new = (application.unread > 0).then(|| {
        let text = crate::words::talk::in_list(current.lang, application.unread);
        view! { " "<span class="tag tag--unread">{text}</span> }
    });
    view! {
        {shown}
        {new}
        <span class="row-note">{application.reference.clone()}</span>
    }
    .into_any()
}

/// The day something is due; that it is overdue stands there in a word.
pub(in crate::office) fn due(current: &Current, application: &Application) -> AnyView {
    let lang = current.lang;
    let Some(day) = application.due_on.filter(|_| !application.stage.is_final()) else {
        return words::none(lang).into_any();
    };
    let late = is_overdue(application, current.today)
        .then(|| view! { " "<span class="tag tag--bad">{words::overdue(lang)}</span> });
    view! { <span class="row-due">{date::day(day, lang)}{late}</span> }.into_any()
}

/// The headings of a column in a file: what stands together in a cell of the page has cells of its own there.
pub(in crate::office) fn headings(
    column: &str,
    label: &'static str,
    lang: Lang,
) -> Vec<&'static str> {
    match column {
        "organization" => vec![words::reference(lang), label],
        "due" => vec![label, words::overdue(lang)],
        _ => vec![label],
    }
}

/// The cells of a column in a file, as many as [`headings`].
pub(in crate::office) fn written(
    current: &Current,
    application: &Application,
    column: &str,
) -> Vec<Cell> {
    let lang = current.lang;
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |at: DateTime<Utc>| Cell::Day(local(current, at));
    match column {
        "organization" => vec![
            text(&application.reference),
            text(&application.organization),
        ],
        "program" => vec![text(&application.title)],
        "stage" => vec![text(stage::application(application.stage, lang))],
        "sent" => vec![application.submitted_at.map_or(Cell::Empty, day)],
        "due" => {
            let due = application.due_on.filter(|_| !application.stage.is_final());
            let late = if is_overdue(application, current.today) {
                words::yes(lang)
            } else {
                words::no(lang)
            };
            vec![due.map_or(Cell::Empty, Cell::Day), text(late)]
        }
        "assigned" => vec![Cell::Text(assignee(application, lang))],
        "since" => vec![day(application.stage_at)],
        "updated" => vec![day(application.updated_at)],
        "mail" => vec![text(&application.owner_email)],
        "language" => vec![text(application.lang.own_name())],
        _ => vec![Cell::Empty],
    }
}
