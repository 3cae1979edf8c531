//! The lists as files: the columns, filters and order that the page shows, of one page or of all.

use super::applications;
use super::desk::list::List;
use super::desk::shown::Shown;
use super::desk::walk::bounds;
use super::listing::Listing;
use super::organizations::{self, Known};
use super::partnerships;
use super::people::{self, Listed};
use super::search::Finding;
use crate::act;
use crate::current::Current;
use crate::error::AppError;
use crate::sheet::{Cell, Kind, Sheet};
use crate::ui::{Chip, date};
use crate::words::desk as words;
use partnership::text::Lang;
use store::list::Part;

/// A list as a file of this name, such as `applications.xlsx`: with `rows=page` in the address what its page
/// shows, else all of it, up to fifty thousand rows. Days are written as `2027-05-03` where a program reads them.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who may not read the list,
/// [`AppError::Confirm`] for somebody who signed in long ago.
pub async fn list_file(current: &Current, name: &str) -> Result<(Vec<u8>, Kind), AppError> {
    let (word, ending) = name.split_once('.').ok_or(AppError::NotFound)?;
    let list = List::from_word(word).ok_or(AppError::NotFound)?;
    let kind = Kind::from_ending(ending).ok_or(AppError::NotFound)?;
    let asker = current.asker_with(list.right())?;
    act::fresh(current)?;
    let current = current.together();
    let shown = Shown::load(&current, &asker, list).await?;
    let pairs = current.queries();
    let part = |page: usize| {
        if current.query("rows").as_deref() == Some("page") {
            Part::page(page - 1, shown.size)
        } else {
            Part::ALL
        }
    };
    let store = &current.site.store;
    // Drawn where nobody waits for the thread.
    let made = match list {
        List::Applications => {
            let listing = Listing::read_with_only(&pairs);
            let found = store
                .applications(
                    &asker,
                    &listing.filter,
                    part(listing.page),
                    bounds(&current),
                )
                .await?;
            // Other people read a sheet: it names nobody "you".
            let named = applications::assignees(&current, &asker, &found.rows).await?;
            let chips = applications::chips(&current, &listing, &named);
            let back = listing.href(listing.page);
            tokio::task::spawn_blocking(move || {
                let heading = |word, label, lang| applications::headings(word, label, lang);
                let mut sheet = begun(&current, &shown, chips, back, heading);
                sheet.rows = rows(&shown, &found.rows, |row, word| {
                    applications::written(&current, row, word)
                });
                sheet.made(kind)
            })
        }
        List::Organizations => {
            let known = Known::read(&pairs, &current.site.profile);
            let found = store
                .organizations(&asker, &known.filter, part(known.page))
                .await?;
            let chips = organizations::chips(&current, &known);
            let back = known.href(known.page);
            tokio::task::spawn_blocking(move || {
                let mut sheet = begun(&current, &shown, chips, back, |_, label, _| vec![label]);
                sheet.rows = rows(&shown, &found.rows, |row, word| {
                    vec![organizations::written(&current, row, word)]
                });
                sheet.made(kind)
            })
        }
        List::People => {
            let listed = Listed::read(&pairs);
            let found = store
                .people(&asker, &listed.filter, part(listed.page))
                .await?;
            let chips = people::chips(&listed, current.lang);
            let back = listed.href(listed.page);
            tokio::task::spawn_blocking(move || {
                let mut sheet = begun(&current, &shown, chips, back, |_, label, _| vec![label]);
                sheet.rows = rows(&shown, &found.page.rows, |row, word| {
                    vec![people::written(&current, row, word)]
                });
                sheet.made(kind)
            })
        }
        List::Partnerships => {
            let profile = &current.site.profile;
            let finding = Finding::read_with_only(&pairs, profile, current.today);
            let found = store
                .partnerships(&asker, &finding.search, part(finding.page))
                .await?;
            let chips = partnerships::chips(&current, &finding);
            let back = finding.href(finding.page);
            tokio::task::spawn_blocking(move || {
                let mut sheet = begun(&current, &shown, chips, back, |_, label, _| vec![label]);
                sheet.rows = rows(&shown, &found.rows, |row, word| {
                    vec![partnerships::written(&current, row, word)]
                });
                sheet.made(kind)
            })
        }
    };
    let bytes = made.await.map_err(|error| {
        tracing::error!(%error, "a list could not be drawn");
        AppError::Internal(String::new())
    })??;
    Ok((bytes, kind))
}

/// A sheet without rows: what it is, of which day, and with which filters.
fn begun(
    current: &Current,
    shown: &Shown,
    chips: Vec<Chip>,
    back: String,
    heading: impl Fn(&'static str, &'static str, Lang) -> Vec<&'static str>,
) -> Sheet {
    let lang = current.lang;
    let mut notes = vec![words::as_of(lang, date::day(current.today, lang))];
    notes.extend(chips.into_iter().map(|chip| chip.label.words()));
    Sheet {
        lang,
        day: current.today,
        title: shown.list.name(lang).to_owned(),
        notes,
        back: (words::back(lang).to_owned(), back),
        heading: shown
            .columns
            .iter()
            .flat_map(|column| heading(column.word, (column.label)(lang), lang))
            .map(ToOwned::to_owned)
            .collect(),
        rows: Vec::new(),
    }
}

fn rows<T>(
    shown: &Shown,
    rows: &[T],
    written: impl Fn(&T, &'static str) -> Vec<Cell>,
) -> Vec<Vec<Cell>> {
    rows.iter()
        .map(|row| {
            shown
                .columns
                .iter()
                .flat_map(|column| written(row, column.word))
                .collect()
        })
        .collect()
}
