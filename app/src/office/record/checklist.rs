//! The criteria of a partnership as a checklist: what was found for each, by whom, and why.

use super::super::api::{AddReviewer, JudgeApplication};
use super::super::place::at;
use super::super::since::{changed, line as line_of};
use super::Record;
use crate::ui::*;
use crate::words::{office as words, panel};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Stage;
use partnership::district::Criterion;
use partnership::review::Finding;
use store::review::Found;

/// The checklist: one form for whoever reviews, while the office does; else to read. Nobody sees it of their own.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    if record.is_kept() {
        return None;
    }
    let lang = record.current.lang;
    let criteria = &record.current.site.profile.criteria;
    let is_review = record.acts() && record.application.stage == Stage::InReview;
    let is_form = is_review && record.judging.panel.is_on(&record.asker.id);
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
    let joins = (is_review && !is_form).then(|| join(record));
    let waits = (record.application.stage == Stage::Submitted)
        .then(|| view! { <p class="hint">{words::checklist_later(lang)}</p> });
    Some(
        view! {
            <section id="checklist" aria-labelledby="checklist-title">
                <h2 id="checklist-title">{words::checklist(lang)}</h2>
                <p class="hint">{words::checklist_lead(lang)}</p>
                {waits}
                {joins}
                {super::score::view(record)}
                {record.news(&["judge"])}
                {body}
            </section>
        }
        .into_any(),
    )
}

/// For somebody of the office who does not review it: how to, in one press.
fn join(record: &Record) -> AnyView {
    let lang = record.current.lang;
    if record.judging.panel.lead.is_none() {
        return view! { <p class="hint">{panel::take_first(lang)}</p> }.into_any();
    }
    let (id, person) = (
        record.application.id.to_string(),
        record.asker.id.to_string(),
    );
    view! {
        <PostForm action=AddReviewer::url() key=store::fresh::id() token=record.current.token() class="inline-form">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="person" value=person/>
            <Button kind=ButtonKind::Secondary>{panel::join(lang)}</Button>
            <p class="hint">{panel::join_hint(lang)}</p>
        </PostForm>
    }
    .into_any()
}

/// What stands in the fields: of one who reviews alone what counts, else the own finding.
fn own<'a>(record: &'a Record, criterion: &'a Criterion) -> Option<&'a Found> {
    let judging = &record.judging;
    if judging.panel.is_alone() {
        return judging.counted_on(&criterion.slug);
    }
    judging
        .given_on(&criterion.slug)
        .find(|found| found.person == record.asker.id)
}

/// The findings to choose from: that it does not apply only where the criterion allows it, or where it was found.
pub(super) fn offered(
    criterion: &Criterion,
    stored: Option<Finding>,
) -> impl Iterator<Item = Finding> {
    let all = Finding::ALL.into_iter();
    let may = criterion.may_not_apply || stored == Some(Finding::DoesNotApply);
    all.filter(move |found| may || *found != Finding::DoesNotApply)
}

/// The colour of a finding.
pub(super) const fn tag(finding: Option<Finding>) -> &'static str {
    match finding {
        None | Some(Finding::DoesNotApply) => "tag tag--quiet",
        Some(Finding::Met) => "tag tag--good",
        Some(Finding::NotMet) => "tag tag--bad",
        Some(Finding::NeedsMore) => "tag tag--waiting",
    }
}

/// One criterion with its choice, its note, and what is stored for it. What was typed into a form that
/// was refused stays.
fn field(record: &Record, criterion: &Criterion) -> AnyView {
    let lang = record.current.lang;
    let slug = &criterion.slug;
    let stored = own(record, criterion);
    let (finding_field, note_field) = (format!("finding.{slug}"), format!("note.{slug}"));
    let typed = |field: &str, stored: Option<&str>| {
        record
            .again
            .typed(field)
            .unwrap_or_else(|| stored.unwrap_or_default().to_owned())
    };
    let choices: Vec<Pick> = offered(criterion, stored.map(|found| found.finding))
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
                {super::score::field(record, criterion, stored)}
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
                {super::evidence::fields(record, criterion, stored)}
                {by(record, stored)}
                {stored.and_then(|found| since(record, criterion, found))}
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

/// Which answers changed after this was found.
pub(super) fn since(record: &Record, criterion: &Criterion, found: &Found) -> Option<AnyView> {
    let (lang, form) = (record.current.lang, &record.current.site.profile.form);
    let steps = changed(form, criterion, &record.submissions, found);
    line_of(&steps, lang)
}

/// One criterion to read.
fn line(record: &Record, criterion: &Criterion) -> AnyView {
    let lang = record.current.lang;
    let stored = record.judging.counted_on(&criterion.slug);
    let class = tag(stored.map(|found| found.finding));
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
                {stored.and_then(|found| super::evidence::links(record, found))}
                {by}
                {stored.and_then(|found| since(record, criterion, found))}
            </div>
        </li>
    }
    .into_any()
}
