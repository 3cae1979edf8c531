//! The office's list of applications, with all that Trellis' page has: acts on several, orders, columns and keys.

use super::layout::{Inside, arrow, document};
use super::{District, pager, select, text_field};
use anyhow::Result;
use axum::http::HeaderMap;
use chrono::Utc;
use maud::{Markup, html};
use std::collections::HashMap;
use store::application::Application;
use store::list::{Filter, Sort};

const PATH: &str = "/office/applications";

/// The columns, and whether each is shown.
const COLUMNS: [(&str, &str, bool); 9] = [
    ("program", "Program", true),
    ("stage", "Stage", true),
    ("sent", "Sent", true),
    ("due", "Due", true),
    ("assigned", "Assigned to", true),
    ("since", "In this stage since", false),
    ("updated", "Last change", false),
    ("mail", "Partner's e-mail", false),
    ("language", "Partner's language", false),
];

const ORDERS: [(&str, &str); 10] = [
    ("sent", "Sent: first to last"),
    ("-sent", "Sent: last to first"),
    ("due", "Due: soonest first"),
    ("-due", "Due: latest first"),
    ("organization", "Organization: A to Z"),
    ("-organization", "Organization: Z to A"),
    ("stage", "Stage: A to Z"),
    ("-stage", "Stage: Z to A"),
    ("updated", "Last change: longest ago first"),
    ("-updated", "Last change: newest first"),
];

const QUEUES: [(&str, &str); 8] = [
    ("mine", "Assigned to you"),
    ("notes", "Notes for you"),
    ("finding", "Waiting for your finding"),
    ("unassigned", "Assigned to nobody"),
    ("new", "New"),
    ("overdue", "Overdue"),
    ("partner", "Waiting for the partner"),
    ("stalled", "Stalled drafts"),
];

const STAGES: [(&str, &str); 7] = [
    ("submitted", "Submitted"),
    ("in-review", "In review"),
    ("changes-requested", "Changes requested"),
    ("approved", "Approved"),
    ("declined", "Declined"),
    ("redirected", "Sent to another process"),
    ("withdrawn", "Withdrawn"),
];

/// The page for whoever the cookie signs in.
pub(super) async fn draw(
    site: &District,
    headers: &HeaderMap,
    asked: &HashMap<String, String>,
) -> Result<Markup> {
    let now = Utc::now();
    let (person, asker) = super::signed_in(site, headers, now).await?;
    let filter = Filter {
        words: asked.get("words").cloned().unwrap_or_default(),
        order: vec![(Sort::Sent, true)],
        ..Filter::default()
    };
    let _chosen = site.store.table(&asker, "applications").await?;
    let found = site
        .store
        .applications(&asker, &filter, Some(0), now.date_naive())
        .await?;
    let people = site.store.deciders(&asker).await?;
    let (count, total) = (found.rows.len(), found.total);
    let caption = format!(
        "Applications that were sent, as of {}",
        now.format("%B %-d, %Y")
    );
    let main = html! {
        div .page-head { h1 .page-head__title { "Applications" } }
        form method="get" action=(PATH) role="search" aria-label="Filter the applications" novalidate class="filter-bar" {
            (text_field("words", "Organization, program or reference", &filter.words))
            (select("queue", "Queue", QUEUES.into_iter()))
            (select("stage", "Stage", STAGES.into_iter()))
            (select("assignee", "Assigned to", people.iter().map(|person| (person.id.as_str(), person.shown()))))
            div .actions { button type="submit" class="button button--secondary" { (arrow()) "Apply" } }
        }
        p .count-line { "Showing " (count) " of " (total) }
        section tabindex="0" aria-label=(caption) class="table-region" {
            table .table {
                caption .table__caption { (caption) }
                thead { tr {
                    @for (name, sort) in [("Organization", "organization"), ("Program", ""), ("Stage", "stage"), ("Sent", "sent"), ("Due", "due"), ("Assigned to", "")] {
                        th scope="col" { a href={ (PATH) "?sort=" (sort) } class="table__sort" { (name) } }
                    }
                } }
                tbody { @for (place, row) in found.rows.iter().enumerate() { (table_row(row, place + 1)) } }
            }
        }
        (several(count, total))
        (pager(PATH, total))
        (tools(total, &person.form_token))
        p { a href="/office/begun" { "Applications begun for partners" } }
        p { a href="/office/claims" { "Requests to become the owner of an application" } }
    };
    let inside = Inside {
        name: &person.name,
        token: &person.form_token,
        has_keys: true,
    };
    Ok(document("Applications", Some(&inside), PATH, &main))
}

fn table_row(row: &Application, place: usize) -> Markup {
    let sent = row
        .submitted_at
        .map(|at| at.format("%B %-d, %Y").to_string())
        .unwrap_or_default();
    let due = row
        .due_on
        .map(|day| day.format("%B %-d, %Y").to_string())
        .unwrap_or_default();
    html! {
        tr {
            th scope="row" { span .row-pick {
                input type="checkbox" name="only" value=(row.id) form="bulk"
                    aria-label={ "Choose " (row.organization) " (" (row.reference) ")" } class="row-tick";
                span {
                    a href={ (PATH) "/" (row.id) "?from=applications&place=" (place) } { (row.organization) }
                    span .row-note { (row.reference) }
                }
            } }
            td { (row.title) }
            td { span class="tag tag--new" { (row.stage.word()) } }
            td { span .row-due { (sent) } }
            td { span .row-due { (due) } }
            td { (row.assignee.as_ref().map_or("Nobody", |(_, name)| name.as_str())) }
        }
    }
}

/// What can be done with several at once.
fn several(count: usize, total: usize) -> Markup {
    html! {
        form method="get" action="/office/bulk" id="bulk" aria-label="With several at once" novalidate class="bulk-bar" {
            div .field {
                label for="bulk-rows" class="label" { "With several at once" }
                select id="bulk-rows" name="rows" class="input input--select" {
                    option value="ticked" { "The chosen ones" }
                    option value="page" { "All " (count) " on this page" }
                    option value="all" { "All " (total) " results" }
                }
            }
            div .bulk-bar__acts {
                @for (act, name) in [("assign", "Assign"), ("remind", "Remind"), ("set-due", "Change due day"), ("export", "Export")] {
                    button type="submit" name="act" value=(act) class="button button--secondary" { (name) }
                }
            }
        }
    }
}

/// Files, order and columns of the list.
fn tools(total: usize, token: &str) -> Markup {
    html! {
        div .tools {
            details #take .tool {
                summary { "Print or download" }
                div .tool__body {
                    p .hint { "A file leaves this program: keep it as carefully as the list itself" }
                    ul .take { @for (ending, name) in [("html", "Page to print"), ("csv", "CSV"), ("xlsx", "Excel (XLSX)")] { li {
                        (arrow()) span .take__name { (name) } " "
                        a href={ (PATH) "." (ending) } aria-label={ (name) ": all rows" } { "all " (total) " rows" } " "
                        a href={ (PATH) "." (ending) "?rows=page" } aria-label={ (name) ": this page" } { "this page" }
                    } } }
                }
            }
            details .tool {
                summary { "Order" }
                div .tool__body { form method="get" action=(PATH) novalidate class="tool__form" {
                    @for (number, label) in ["Sort by", "Then by", "And then by"].iter().enumerate() {
                        (select(&format!("sort-{number}"), label, ORDERS.into_iter()))
                    }
                    div .actions { button type="submit" class="button button--secondary" { "Sort" } }
                } }
            }
            details #columns .tool {
                summary { "Columns" }
                div .tool__body { form method="post" action="/api/choose_columns" novalidate data-guard class="tool__form" {
                    button type="submit" tabindex="-1" aria-hidden="true" class="hidden-text" {}
                    input type="hidden" name="token" value=(token);
                    input type="hidden" name="list" value="applications";
                    fieldset .field {
                        legend .legend { "Shown columns, from left to right" }
                        p .hint { "“Organization” always comes first" }
                        ul .column-list { @for column in COLUMNS { (choice(column)) } }
                    }
                    (select("size", "Rows on a page", [("10", "10"), ("25", "25"), ("50", "50"), ("100", "100")].into_iter()))
                    div .actions { button type="submit" class="button button--secondary" { "Show these" } }
                } }
            }
        }
    }
}

/// A column to choose, and to move when it is shown.
fn choice((word, name, is_shown): (&str, &str, bool)) -> Markup {
    html! {
        li .column-list__item {
            div .choice {
                input id={ "column-" (word) } name="answers[columns][]" type="checkbox" value=(word) checked[is_shown] class="choice__control";
                label for={ "column-" (word) } class="choice__label" { (name) }
            }
            span .column-list__moves { @if is_shown { @for way in ["up", "down"] {
                button type="submit" name="then" value={ (way) ":" (word) }
                    aria-label={ "Move “" (name) "” one place " (way) } class="button button--quiet" { (arrow()) }
            } } }
        }
    }
}
