//! A timeline as a sheet: the lines of the kind that is shown, all pages together.

use super::Thing;
use super::address::Address;
use super::told::{answer_in_a_line, in_a_line, told};
use crate::act;
use crate::current::Current;
use crate::error::AppError;
use crate::sheet;
use crate::ui::Said;
use crate::words::timeline as words;

/// The timeline of an application as CSV.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who may not read it, [`AppError::Confirm`] for
/// somebody who signed in long ago.
pub async fn application_csv(current: &Current, id: &str) -> Result<String, AppError> {
    let wanted = Address::read(&current.queries()).all();
    let thing = Thing::application(current.clone(), id, wanted).await?;
    act::fresh(current)?;
    Ok(csv(&thing))
}

/// The timeline of a partnership as CSV.
///
/// # Errors
/// As [`application_csv`].
pub async fn partnership_csv(current: &Current, id: &str) -> Result<String, AppError> {
    let wanted = Address::read(&current.queries()).all();
    let thing = Thing::partnership(current.clone(), id, wanted).await?;
    act::fresh(current)?;
    Ok(csv(&thing))
}

fn csv(thing: &Thing) -> String {
    let lang = thing.current.lang;
    let when = words::when(lang, thing.current.site.time_zone.name());
    let heading = [
        words::number(lang),
        &when,
        words::part(lang),
        words::kind(lang),
        words::what(lang),
        words::who(lang),
        words::changed(lang),
        words::why(lang),
    ];
    let rows = told(thing).into_iter().map(|line| {
        let mut changed: Vec<String> = line.changed.iter().map(|c| in_a_line(c, lang)).collect();
        changed.extend(line.answers.iter().map(|c| answer_in_a_line(c, lang)));
        let part = if line.is_partnership || !thing.has_moments {
            words::of_partnership(lang)
        } else {
            words::of_application(lang)
        };
        vec![
            line.seq.to_string(),
            line.sortable,
            part.to_owned(),
            line.kind.to_owned(),
            line.what.words(),
            line.who,
            changed.join("\n"),
            Said::join(line.why, "\n").words(),
        ]
    });
    sheet::csv(&heading, rows)
}
