//! What stands in a row of the list of organizations, on the page and in files.

use crate::current::Current;
use crate::sheet::Cell;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use store::organization::Organization;

/// The name of a kind.
pub(super) fn kind(current: &Current, slug: &str) -> Said {
    let profile = &current.site.profile;
    profile
        .organization_kind(slug)
        .map_or_else(|| slug.into(), |kind| current.text(&kind.label))
}

/// The cell of a column. `from` says which list a record was opened from.
pub(super) fn cell(
    current: &Current,
    organization: &Organization,
    column: &str,
    from: &str,
) -> AnyView {
    let lang = current.lang;
    match (column, written(current, organization, column)) {
        ("organization", _) => {
            let href = format!("{}{from}", url::office_organization(&organization.id));
            view! { <a href=href>{organization.name.clone()}</a> }.into_any()
        }
        ("kind", _) => kind(current, &organization.kind).view(),
        (_, Cell::Text(text)) => text.into_any(),
        (_, Cell::Number(number)) => date::grouped(number).into_any(),
        (_, Cell::Day(day)) => {
            view! { <span class="row-due">{date::day(day, lang)}</span> }.into_any()
        }
        (_, Cell::Empty) => words::none(lang).into_any(),
    }
}

/// The cell of a column in a file.
pub(in crate::office) fn written(
    current: &Current,
    organization: &Organization,
    column: &str,
) -> Cell {
    let number = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    match column {
        "organization" => Cell::Text(organization.name.clone()),
        "kind" => Cell::Text(kind(current, &organization.kind).words()),
        "partnerships" => number(organization.partnerships),
        "applications" => organization.applications.map_or(Cell::Empty, number),
        "since" => Cell::Day(
            organization
                .created_at
                .with_timezone(&current.site.time_zone)
                .date_naive(),
        ),
        "web" => organization.web.clone().map_or(Cell::Empty, Cell::Text),
        "about" => Cell::Text(organization.about.clone()),
        _ => Cell::Empty,
    }
}
