//! What the files of the tax office say about the numbers among the answers: a hint beside them, never a bar.

use super::Record;
use crate::current::Current;
use crate::error::AppError;
use crate::ui::*;
use crate::words::irs as words;
use leptos::prelude::*;
use partnership::form::ein::Ein;
use partnership::form::{Answers, Kind};
use partnership::text::Lang;
use store::irs::{Entry, Found, List};

/// The tax numbers among the answers, and what each list says. Nothing for what no list is loaded.
pub(super) async fn look_up(
    current: &Current,
    answers: Option<&Answers>,
) -> Result<Vec<(Ein, Vec<Found>)>, AppError> {
    let Some(answers) = answers else {
        return Ok(Vec::new());
    };
    let form = &current.site.profile.form;
    let questions = form.steps().flat_map(|step| &step.questions);
    let mut all = Vec::new();
    for question in questions.filter(|question| question.kind == Kind::Ein) {
        let Some(ein) = Ein::read(answers.text(&question.key)) else {
            continue;
        };
        let found = current.site.store.in_lists(ein).await?;
        if !found.is_empty() {
            all.push((ein, found));
        }
    }
    Ok(all)
}

/// The panels of these numbers.
pub(super) fn view(record: &Record) -> Vec<AnyView> {
    let lang = record.current.lang;
    record
        .listed
        .iter()
        .map(|(ein, found)| {
            let id = format!("irs-{}", ein.number());
            let lines: Vec<AnyView> = lines(found, lang)
                .into_iter()
                .map(|line| view! { <li>{line}</li> }.into_any())
                .collect();
            view! {
                <section class="panel panel--quiet" aria-labelledby=id.clone()>
                    <h2 id=id.clone()>{words::title(lang, ein.shown())}</h2>
                    <p class="hint">{words::lead(lang)}</p>
                    <ul class="plain-list">{lines}</ul>
                </section>
            }
            .into_any()
        })
        .collect()
}

/// One sentence for each list that has the number; one for all of them when none has.
fn lines(found: &[Found], lang: Lang) -> Vec<String> {
    let listed: Vec<String> = found
        .iter()
        .filter_map(|found| {
            let sentence = sentence(found.list, found.entry.as_ref()?, lang);
            Some(words::of_day(lang, date::day(found.day, lang), sentence))
        })
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let newest = found.iter().map(|found| found.day).max();
    newest
        .map(|day| words::not_found(lang, date::day(day, lang)))
        .into_iter()
        .collect()
}

fn sentence(list: List, entry: &Entry, lang: Lang) -> String {
    let Entry {
        name, place, note, ..
    } = entry;
    match list {
        List::Exempt => words::exempt(lang, name, place, note.trim_start_matches('0')),
        List::Deductible => words::deductible(lang, note, name, place),
        List::Revoked if entry.reinstated.is_empty() => words::revoked(lang, note, name, place),
        List::Revoked => words::reinstated(lang, &entry.reinstated, note, name, place),
    }
}
