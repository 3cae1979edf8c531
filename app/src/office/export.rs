//! The lists as sheets: the same rows and columns as the pages show, all pages together.

use super::listing::Listing;
use super::partnerships::{areas, level, sites};
use super::record::is_overdue;
use super::search::Finding;
use crate::act;
use crate::current::Current;
use crate::error::AppError;
use crate::sheet;
use crate::ui::{Said, stage};
use crate::words::office as words;
use partnership::person::Right;
use partnership::student::{self, Count};

/// Several values in one cell.
const BETWEEN: &str = "; ";

/// The list of applications that the address asks for, as CSV. Days are written as `2027-05-03`.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who may not read applications,
/// [`AppError::Confirm`] for somebody who signed in long ago.
pub async fn applications_csv(current: &Current) -> Result<String, AppError> {
    let asker = current.asker_with(Right::ReadApplications)?;
    act::fresh(current)?;
    let lang = current.lang;
    let listing = Listing::read(&current.queries());
    let found = current
        .site
        .store
        .applications(&asker, &listing.filter, None, current.today)
        .await?;
    let heading = [
        words::reference(lang),
        words::organization(lang),
        words::program(lang),
        words::stage(lang),
        words::sent(lang),
        words::due(lang),
        words::overdue(lang),
        words::assigned_to(lang),
    ];
    let zone = current.site.time_zone;
    let rows = found.rows.into_iter().map(|row| {
        let sent = row
            .submitted_at
            .map(|at| at.with_timezone(&zone).date_naive().to_string());
        let due = row
            .due_on
            .filter(|_| !row.stage.is_final())
            .map(|day| day.to_string());
        let late = if is_overdue(&row, current.today) {
            words::yes(lang)
        } else {
            words::no(lang)
        };
        let assignee = row
            .assignee
            .map_or_else(|| words::nobody(lang).to_owned(), |(_, name)| name);
        vec![
            row.reference,
            row.organization,
            row.title,
            stage::application(row.stage, lang).to_owned(),
            sent.unwrap_or_default(),
            due.unwrap_or_default(),
            late.to_owned(),
            assignee,
        ]
    });
    Ok(sheet::csv(&heading, rows))
}

/// The list of partnerships that the address asks for, as CSV. Small counts of students are kept back
/// here, too.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who may not read figures,
/// [`AppError::Confirm`] for somebody who signed in long ago.
pub async fn partnerships_csv(current: &Current) -> Result<String, AppError> {
    let asker = current.asker_with(Right::ReadFigures)?;
    act::fresh(current)?;
    let current = &current.together();
    let lang = current.lang;
    let profile = &current.site.profile;
    let finding = Finding::read(&current.queries(), profile);
    let found = current
        .site
        .store
        .partnerships(&asker, &finding.search, None)
        .await?;
    let heading = [
        words::organization(lang),
        words::program(lang),
        words::level(lang),
        words::stage(lang),
        words::sites(lang),
        words::areas(lang),
        words::students(lang),
    ];
    let rows = found.rows.iter().map(|row| {
        let count =
            row.students.map(
                |count| match student::shown(count, profile.setting.smallest_count) {
                    Count::Exact(count) => count.to_string(),
                    Count::FewerThan(smallest) => words::fewer_than(lang, smallest),
                },
            );
        vec![
            row.organization.clone(),
            row.title.clone(),
            level(current, &row.level).words(),
            stage::partnership(row.stage, lang).to_owned(),
            sites(current, row).join(BETWEEN),
            Said::join(areas(current, row), BETWEEN).words(),
            count.unwrap_or_default(),
        ]
    });
    Ok(sheet::csv(&heading, rows))
}
