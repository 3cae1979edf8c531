//! Who reviews an application beside its lead: putting on, taking off, and declaring a conflict of interest.

use super::super::api::{AddReviewer, DeclareConflict, RemoveReviewer};
use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::words::{office, panel as words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::review::panel::Reviewer;

/// The reviewers, quiet as long as one person reviews alone.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    if record.is_kept() {
        return None;
    }
    let lang = record.current.lang;
    let judging = &record.judging;
    let is_open = record.acts() && !record.application.stage.is_final();
    let people: Vec<AnyView> = if judging.panel.is_alone() && judging.reviewers.len() < 2 {
        judging
            .reviewers
            .iter()
            .filter(|one| !one.leads)
            .map(|one| person(record, one, is_open))
            .collect()
    } else {
        judging
            .reviewers
            .iter()
            .map(|one| person(record, one, is_open))
            .collect()
    };
    let apart: Vec<AnyView> = judging
        .conflicts
        .iter()
        .map(|one| {
            let line = words::apart(lang, record.day(one.at), &one.name);
            view! { <li>{line}<p class="criterion__text">{one.reason.clone()}</p></li> }.into_any()
        })
        .collect();
    if people.is_empty() && apart.is_empty() && !is_open {
        return None;
    }
    let people = (!people.is_empty()).then(|| view! { <ul class="reviewers">{people}</ul> });
    let apart = (!apart.is_empty()).then(|| view! { <ul class="reviewers">{apart}</ul> });
    let forms = is_open.then(|| view! { {add(record)}{conflict(record)} });
    Some(
        view! {
            <section class="panel" id="panel" aria-labelledby="panel-title">
                <h2 class="panel__title" id="panel-title">{words::reviewers(lang)}</h2>
                {record.news(&["add-reviewer", "remove-reviewer"])}
                {people}
                {apart}
                {forms}
            </section>
        }
        .into_any(),
    )
}

fn person(record: &Record, one: &Reviewer, is_open: bool) -> AnyView {
    let lang = record.current.lang;
    let own = one.id == record.asker.id;
    let name = if own {
        office::you(lang, &one.name)
    } else {
        one.name.clone()
    };
    let leads = one
        .leads
        .then(|| view! { " "<span class="tag tag--quiet">{words::lead(lang)}</span> });
    let remove = (is_open && !one.leads).then(|| {
        let (id, person) = (record.application.id.to_string(), one.id.to_string());
        let label = words::remove_who(lang, &one.name);
        view! {
            <PostForm
                action=RemoveReviewer::url() key=store::fresh::id() token=record.current.token() class="inline-form"
            >
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="person" value=person/>
                <Button kind=ButtonKind::Quiet>
                    <span aria-hidden="true">{words::remove(lang)}</span><span class="hidden-text">{label}</span>
                </Button>
            </PostForm>
        }
    });
    view! { <li class="reviewer"><span class="reviewer__name">{icon(Icon::Person)}{name}{leads}</span>{remove}</li> }
        .into_any()
}

/// A colleague, from a list of those who may.
fn add(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let panel = &record.judging.panel;
    let people: Vec<Pick> = record
        .desk
        .deciders
        .iter()
        .filter(|(id, _)| panel.takes(id))
        .map(|(id, name)| {
            let name = if *id == record.asker.id {
                office::you(lang, name)
            } else {
                name.clone()
            };
            Pick::new(id.as_str(), name)
        })
        .collect();
    if people.is_empty() {
        return None;
    }
    let id = record.application.id.to_string();
    let error = at(&record.problems, "person");
    let is_wrong = error.is_some();
    Some(
        view! {
            <details class="revoke" open=is_wrong>
                <summary>{words::add(lang)}</summary>
                <PostForm action=AddReviewer::url() key=store::fresh::id() token=record.current.token()>
                    <input type="hidden" name="id" value=id/>
                    <SelectField
                        name="person" label=words::reviewer(lang) hint=words::add_hint(lang) choices=people error=error
                    />
                    <Button kind=ButtonKind::Secondary>{words::add_button(lang)}</Button>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}

/// The declaration of whoever reads the page.
fn conflict(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let id = record.application.id.to_string();
    let error = at(&record.problems, "conflict");
    let is_wrong = error.is_some();
    let typed = record.again.typed("conflict").unwrap_or_default();
    view! {
        <details class="revoke" open=is_wrong>
            <summary>{words::conflict(lang)}</summary>
            <PostForm action=DeclareConflict::url() key=store::fresh::id() token=record.current.token()>
                <input type="hidden" name="id" value=id/>
                <p>{words::conflict_text(lang)}</p>
                <TextArea
                    name="conflict" label=words::conflict_reason(lang) rows=3 limit=Some(2_000) value=typed error=error
                />
                <Button kind=ButtonKind::Danger>{words::conflict_button(lang)}</Button>
            </PostForm>
        </details>
    }
    .into_any()
}
