//! The characteristics of a partnership as a checklist: what was found for each, by whom, and why.

use super::super::api::JudgeApplication;
use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Stage;
use partnership::district::Criterion;
use partnership::review::Finding;
use store::review::Found;

/// The checklist: one form while the office reviews, else to read. Nobody sees it of their own.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    if record.is_own() {
        return None;
    }
    let lang = record.current.lang;
    let criteria = &record.current.site.profile.criteria;
    let is_form = record.acts() && record.application.stage == Stage::InReview;
    let list: Vec<AnyView> = criteria
        .iter()
        .map(|criterion| {
            if is_form {
                field(record, criterion)
            } else {
                line(record, criterion)
            }
        })
        .collect();
    let body = if is_form {
        let id = record.application.id.to_string();
        view! {
            <PostForm action=JudgeApplication::url() token=record.current.token()>
                <input type="hidden" name="id" value=id/>
                <ul class="criteria">{list}</ul>
                <Button>{words::save_findings(lang)}</Button>
            </PostForm>
        }
        .into_any()
    } else {
        view! { <ul class="criteria">{list}</ul> }.into_any()
    };
    let waits = (record.application.stage == Stage::Submitted)
        .then(|| view! { <p class="hint">{words::checklist_later(lang)}</p> });
    Some(
        view! {
            <section id="checklist" aria-labelledby="checklist-title">
                <h2 id="checklist-title">{words::checklist(lang)}</h2>
                <p class="hint">{words::checklist_lead(lang)}</p>
                {waits}
                {record.news(&["judge"])}
                {body}
            </section>
        }
        .into_any(),
    )
}

fn found<'a>(record: &'a Record, criterion: &Criterion) -> Option<&'a Found> {
    record
        .desk
        .findings
        .iter()
        .find(|found| found.criterion == criterion.slug)
}

/// One criterion with its choice, its note, and what is stored for it. What was typed into a form that
/// was refused stays.
fn field(record: &Record, criterion: &Criterion) -> AnyView {
    let lang = record.current.lang;
    let slug = &criterion.slug;
    let stored = found(record, criterion);
    let (finding_field, note_field) = (format!("finding.{slug}"), format!("note.{slug}"));
    let typed = |field: &str, stored: Option<&str>| {
        record
            .again
            .typed(field)
            .unwrap_or_else(|| stored.unwrap_or_default().to_owned())
    };
    let is_stored = |finding| stored.is_some_and(|found| found.finding == finding);
    let choices: Vec<Pick> = Finding::ALL
        .into_iter()
        .filter(|found| {
            *found != Finding::DoesNotApply || criterion.may_not_apply || is_stored(*found)
        })
        .map(|found| Pick::new(found.word(), stage::finding(found, lang)))
        .collect();
    view! {
        <li class="criterion" id=format!("criterion-{slug}")>
            <div class="criterion__judge">
                <Radios
                    name=format!("answers[{finding_field}][]")
                    legend=Said::of(&criterion.name, lang)
                    hint=Said::of(&criterion.text, lang)
                    choices=choices
                    chosen=typed(&finding_field, stored.map(|found| found.finding.word()))
                    error=at(&record.problems, &finding_field)
                    small=true
                />
                {super::reading::links(record, &criterion.steps)}
            </div>
            <div class="criterion__note">
                <TextArea
                    name=format!("answers[{note_field}][]")
                    label=Said::of(&criterion.name, lang).within(|name| words::note_on(lang, name))
                    value=typed(&note_field, stored.map(|found| found.note.as_str()))
                    hint=criterion.may_not_apply.then(|| words::note_hint(lang))
                    rows=2
                    error=at(&record.problems, &note_field)
                    optional=true
                />
                {by(record, stored)}
            </div>
            <input
                type="hidden" name=format!("answers[seen.{slug}][]")
                value=stored.map_or(0, |found| found.version).to_string()
            />
        </li>
    }
    .into_any()
}

/// What is stored for a criterion: what was found, by whom, when.
fn by(record: &Record, stored: Option<&Found>) -> AnyView {
    let lang = record.current.lang;
    match stored {
        None => view! { <p class="criterion__by">{words::not_judged(lang)}</p> }.into_any(),
        Some(found) => {
            let word = stage::finding(found.finding, lang);
            let line = words::finding_of(lang, record.day(found.at), word, &found.by);
            // A colleague's note is not on the page while what was typed here stands in its field.
            let is_hidden = record.again.error.is_some() && !found.note.is_empty();
            let note =
                is_hidden.then(|| view! { <p class="criterion__by">{found.note.clone()}</p> });
            view! { <p class="criterion__by">{line}</p>{note} }.into_any()
        }
    }
}

/// One criterion to read.
fn line(record: &Record, criterion: &Criterion) -> AnyView {
    let lang = record.current.lang;
    let stored = found(record, criterion);
    let class = match stored.map(|found| found.finding) {
        None => "tag tag--quiet",
        Some(Finding::Met) => "tag tag--good",
        Some(Finding::DoesNotApply) => "tag tag--quiet",
        Some(Finding::NotMet) => "tag tag--bad",
        Some(Finding::NeedsMore) => "tag tag--waiting",
    };
    let word = stored.map_or(words::not_judged(lang), |found| {
        stage::finding(found.finding, lang)
    });
    let note = stored
        .filter(|found| !found.note.is_empty())
        .map(|found| view! { <p class="criterion__text">{found.note.clone()}</p> });
    let by = stored.map(|found| {
        view! { <p class="criterion__by">{words::by_at(lang, record.day(found.at), &found.by)}</p> }
    });
    view! {
        <li class="criterion" id=format!("criterion-{}", criterion.slug)>
            <div class="criterion__judge">
                <p class="legend">{Said::of(&criterion.name, lang).view()}</p>
                <p class="hint">{Said::of(&criterion.text, lang).view()}</p>
                {super::reading::links(record, &criterion.steps)}
            </div>
            <div class="criterion__note">
                <p><span class=class>{word}</span></p>
                {note}
                {by}
            </div>
        </li>
    }
    .into_any()
}
