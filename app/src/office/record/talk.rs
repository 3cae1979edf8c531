//! What is written around an application: messages, which the partner reads, and notes, which the
//! partner never does. The two stand in places of their own and look different.

use super::super::place::at;
use super::Record;
use crate::ui::talk::{FilesBeside, attached, files_of, new_mark};
use crate::ui::*;
use crate::url;
use crate::words::{office as words, talk as talk_words};
use leptos::prelude::*;
use store::talk::Entry;

/// What is new to whoever looks, each a way to it: the page is long. Draws nothing when nothing is.
pub(super) fn news(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let count = |are_messages: bool| {
        let entries = record.desk.entries.iter();
        entries
            .filter(|entry| entry.is_new && entry.is_message == are_messages)
            .count()
    };
    let (messages, notes) = (count(true), count(false));
    let link = |href: &'static str, text: String| {
        view! { <li><a class="tag tag--unread" href=href>{text}</a></li> }
    };
    let messages = (messages > 0).then(|| link("#messages", talk_words::messages(lang, messages)));
    let notes = (notes > 0).then(|| link("#notes", talk_words::notes(lang, notes)));
    (messages.is_some() || notes.is_some()).then(|| {
        view! {
            <nav aria-label=talk_words::not_read(lang)>
                <ul class="news">{messages}{notes}</ul>
            </nav>
        }
        .into_any()
    })
}

/// Messages between the office and the partner, and a form for the next one.
pub(super) fn messages(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let form = record.acts().then(|| {
        let hint = words::message_hint(lang, &application.owner_email, application.lang.own_name());
        let id = application.id.to_string();
        let (typed, error) = (record.again.typed("message").unwrap_or_default(), at(&record.problems, "message"));
        let files = at(&record.problems, &files_of("message"));
        let mails = url::mails_about(&application.id);
        view! {
            <PostForm
                action=url::SEND_MESSAGE key=store::fresh::id() token=record.current.token()
                class="write write--partner" files=true
            >
                <input type="hidden" name="id" value=id/>
                <TextArea
                    name="message" label=words::message(lang) hint=hint rows=4 limit=Some(5_000)
                    value=typed error=error
                />
                <FilesBeside of="message" error=files/>
                <Button kind=ButtonKind::Secondary>{icon(Icon::Mail)}{words::send_message(lang)}</Button>
            </PostForm>
            <p><a href=mails>{talk_words::mails_about(lang)}</a></p>
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
        let files = at(&record.problems, &files_of("note"));
        let tell = tell(record);
        view! {
            <PostForm
                action=url::ADD_NOTE key=store::fresh::id() token=record.current.token()
                class="write write--internal" files=true
            >
                <input type="hidden" name="id" value=id/>
                <TextArea
                    name="note" label=words::internal_note(lang) rows=3 limit=Some(5_000) value=typed error=error
                />
                {tell}
                <FilesBeside of="note" error=files/>
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

/// The colleagues whom the note can name, and whether it is for them alone. Folded away until it is wanted.
fn tell(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let others = record.desk.deciders.iter();
    let choices: Vec<Pick> = others
        .filter(|(id, _)| *id != record.asker.id)
        .map(|(id, name)| Pick::new(id.as_str(), name.as_str()))
        .collect();
    if choices.is_empty() {
        return None;
    }
    let chosen = record.again.typed("tell").unwrap_or_default();
    let chosen: Vec<String> = chosen
        .split(',')
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect();
    let only = record
        .again
        .typed("only")
        .is_some_and(|only| !only.is_empty());
    let error = at(&record.problems, "tell");
    let is_open = only || !chosen.is_empty() || error.is_some();
    Some(
        view! {
            <details class="write__more" open=is_open>
                <summary>{talk_words::tell_more(lang)}</summary>
                <Checkboxes
                    name="tell" legend=talk_words::tell(lang) hint=talk_words::tell_hint(lang) choices=choices
                    chosen=chosen error=error.unwrap_or_default() small=true filter=true optional=true
                />
                <Tick name="only" label=talk_words::only(lang) hint=talk_words::only_hint(lang) checked=only/>
            </details>
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
        (false, _) if entry.is_confidential => (
            "message message--internal message--confidential",
            Icon::Lock,
            talk_words::confidential(lang),
        ),
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
    let told = entry.told.join(", ");
    let told = match (entry.is_confidential, told.is_empty()) {
        (true, _) => Some(talk_words::readers(lang, &told, &entry.by)),
        (false, false) => Some(talk_words::told(lang, &told)),
        (false, true) => None,
    };
    let told = told.map(|text| view! { <p class="message__meta">{text}</p> });
    let when = date::instant(entry.at, record.current.site.time_zone, lang);
    view! {
        <li class=class>
            <p class="message__kind">{icon(sign)}{kind}{new_mark(entry.is_new, lang)}</p>
            <p class="message__meta">{words::by_at(lang, when, &entry.by)}</p>
            {told}
            <div class="message__body">{entry.body.clone()}</div>
            {attached(&entry.files, lang)}
        </li>
    }
    .into_any()
}
