//! The figures of the form's use as a sheet: what the page shows, and nothing that it keeps back.

use super::figure::{Figures, Line};
use super::page::{shown, versions};
use super::part::Part;
use crate::current::Current;
use crate::error::AppError;
use crate::sheet::csv;
use crate::words::form_use as words;
use partnership::person::Right;

/// The figures of the page as CSV.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who may not read figures.
pub async fn form_use_csv(current: &Current) -> Result<String, AppError> {
    let asker = current.asker_with(Right::ReadFigures)?;
    let found = current.site.store.form_use(&asker).await?;
    let lang = current.lang;
    let (_, version) = versions(current, &found.counts);
    let current = current.as_of(version)?;
    let part = Part::asked(&current);
    let figures = Figures::of(&found.counts, version, part, &current.site.profile, lang);
    // The charts are of the part that the page shows, and say so.
    let of_part = |title: &str| match part {
        Part::Everyone => title.to_owned(),
        part => format!("{title}: {}", part.title(lang)),
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |figure: &str, name: &str, count: Option<i64>| {
        rows.push(vec![figure.to_owned(), name.to_owned(), shown(count, lang)]);
    };
    let life = [
        words::started(lang),
        words::sent(lang),
        words::left(lang),
        words::open(lang),
    ];
    for (name, count) in life.into_iter().zip(figures.life) {
        add(words::life(lang), name, count);
    }
    for (name, count) in &figures.left {
        add(&of_part(words::left_title(lang)), &name.words(), *count);
    }
    for (name, minutes) in &figures.minutes {
        add(&of_part(words::minutes_unit(lang)), &name.words(), *minutes);
    }
    let tables: [(&str, &[Line]); 3] = [
        (words::langs(lang), &figures.langs),
        (words::widths(lang), &figures.widths),
        (words::months(lang), &figures.months),
    ];
    for (title, lines) in tables {
        for line in lines {
            let started = format!("{title}: {}", words::col_started(lang));
            add(&started, &line.name, line.started);
            let sent = format!("{title}: {}", words::col_sent(lang));
            add(&sent, &line.name, line.sent);
        }
    }
    Ok(csv(
        &[
            words::csv_figure(lang),
            words::csv_name(lang),
            words::csv_count(lang),
        ],
        rows,
    ))
}
