//! A figure of the dashboard as CSV.

use super::figure::Figure;
use super::page::number;
use crate::current::Current;
use crate::error::AppError;
use crate::sheet::csv;
use partnership::person::Right;

/// The sheet of a figure: `areas`, `schools`, `levels`, `stages`, `applications` or `days`, with or without
/// `.csv` behind it. It holds what the chart's table holds, in the language of whoever asks.
///
/// # Errors
/// [`AppError::SignedOut`]; [`AppError::NotFound`] for another name, and for whoever may not read figures.
pub async fn figure_csv(current: &Current, figure: &str) -> Result<String, AppError> {
    let asker = current.asker_with(Right::ReadFigures)?;
    let figure = Figure::from_word(figure.strip_suffix(".csv").unwrap_or(figure))
        .ok_or(AppError::NotFound)?;
    let figures = current.site.store.figures(&asker, current.now).await?;
    let lang = current.lang;
    let profile = current.site.published.together();
    let lines = figure.lines(&figures, profile, lang, false);
    Ok(csv(
        &[figure.of(lang), figure.unit(lang)],
        lines
            .into_iter()
            .map(|line| vec![line.label.words(), number(line.value)]),
    ))
}
