//! What is written around an application: messages, which the partner reads, and notes, which the
//! partner never does. The two stand in places of their own and look different.

use super::super::api::{AddNote, SendMessage};
use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::talk::Entry;

/// Messages between the office and the partner, and a form for the next one.
pub(super) fn messages(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let form = record.acts().then(|| {
        let hint = words::message_hint(lang, &application.owner_email, application.lang.own_name());
        let id = application.id.to_string();
        let (typed, error) = (record.again.typed("message").unwrap_or_default(), at(&record.problems, "message"));
        view! {
            <PostForm
                action=SendMessage::url() key=store::fresh::id() token=record.current.token()
                class="write write--partner"
            >
                <input type="hidden" name="id" value=id/>
                <TextArea
                    name="message" label=words::message(lang) hint=hint rows=4 limit=Some(5_000)
                    value=typed error=error
                />
                <Button kind=ButtonKind::Secondary>{icon(Icon::Mail)}{words::send_message(lang)}</Button>
            </PostForm>
        }
    });
    view! {
        <section id="messages" aria-labelledby="messages-title">
            <h2 id="messages-title">{words::messages(lang)}</h2>
            <p class="hint">{words::messages_lead(lang)}</p>
            {record.news(&["message"])}
            {list(record, true, words::no_messages(lang))}
            {form}
        </section>
    }
    .into_any()
}

/// Notes of the office, and a form for the next one. Nobody sees them of their own application.
pub(super) fn notes(record: &Record) -> Option<AnyView> {
    if record.is_kept() {
        return None;
    }
    let lang = record.current.lang;
    let form = record.acts().then(|| {
        let id = record.application.id.to_string();
        let (typed, error) = (record.again.typed("note").unwrap_or_default(), at(&record.problems, "note"));
        view! {
            <PostForm
                action=AddNote::url() key=store::fresh::id() token=record.current.token() class="write write--internal"
            >
                <input type="hidden" name="id" value=id/>
                <TextArea
                    name="note" label=words::internal_note(lang) rows=3 limit=Some(5_000) value=typed error=error
                />
                <Button kind=ButtonKind::Secondary>{icon(Icon::Lock)}{words::add_note(lang)}</Button>
            </PostForm>
        }
    });
    Some(
        view! {
            <section id="notes" aria-labelledby="notes-title">
                <h2 id="notes-title">{words::notes(lang)}</h2>
                <p class="hint">{words::notes_lead(lang)}</p>
                {record.news(&["note"])}
                {list(record, false, words::no_notes(lang))}
                {form}
            </section>
        }
        .into_any(),
    )
}

fn list(record: &Record, are_messages: bool, none: &'static str) -> AnyView {
    let entries: Vec<AnyView> = record
        .desk
        .entries
        .iter()
        .filter(|entry| entry.is_message == are_messages)
        .map(|written| entry(record, written))
        .collect();
    if entries.is_empty() {
        return view! { <p class="missing">{none}</p> }.into_any();
    }
    view! { <ol class="message-list">{entries}</ol> }.into_any()
}

fn entry(record: &Record, entry: &Entry) -> AnyView {
    let lang = record.current.lang;
    let (class, sign, kind) = match (entry.is_message, entry.from_office) {
        (false, _) => (
            "message message--internal",
            Icon::Lock,
            words::internal(lang),
        ),
        (true, true) => (
            "message message--partner",
            Icon::Mail,
            words::from_office(lang),
        ),
        (true, false) => (
            "message message--partner message--theirs",
            Icon::Person,
            words::from_partner(lang),
        ),
    };
    let when = date::instant(entry.at, record.current.site.time_zone, lang);
    view! {
        <li class=class>
            <p class="message__kind">{icon(sign)}{kind}</p>
            <p class="message__meta">{words::by_at(lang, when, &entry.by)}</p>
            <div class="message__body">{entry.body.clone()}</div>
        </li>
    }
    .into_any()
}
