//! Figures told apart by language or by window, so that no small count is found from the parts, the whole, or both.

use super::figure::{Line, median, sums};
use super::part::Part;
use partnership::few::{self, Row};
use std::collections::BTreeMap;
use store::form_use::Counted;

/// How many applications of a part were left at each place, or that it is kept back.
///
/// `whole` are the counts of everyone as they are shown, `is_open_known` says whether those being filled in are, and
/// `lines` are the lines of the table of `parts`, in their order. What started is sent, open or left at a place: with
/// that table the sums of each part can be worked out. A part whose line keeps something back is told of nowhere; all
/// of these count as one. A place is told of for every part or for none, as [`few::rows`] says.
pub(super) fn left(
    counts: &[&Counted],
    part: Part,
    whole: &[(&str, Option<i64>)],
    is_open_known: bool,
    lines: &[Line],
) -> Vec<Option<i64>> {
    let parts = part.siblings();
    let is_told: Vec<bool> = parts
        .iter()
        .zip(lines)
        .map(|(_, line)| line.sent.is_some() && line.started.is_some())
        .collect();
    let at: Vec<BTreeMap<&str, i64>> = parts
        .iter()
        .map(|part| sums(counts, *part, "left-at"))
        .collect();
    // The parts that are told of, and behind them the others as one.
    let columns = |of: &[i64]| -> Vec<i64> {
        let with = |told: bool| {
            let pairs = of.iter().zip(&is_told);
            pairs.filter(move |(_, is)| **is == told).map(|(of, _)| *of)
        };
        with(true).chain([with(false).sum()]).collect()
    };
    let kind = if matches!(part, Part::Lang(_)) {
        ["lang", "lang-sent"]
    } else {
        ["width", "width-sent"]
    };
    let [started, sent] = kind.map(|figure| sums(counts, Part::Everyone, figure));
    let open: Vec<i64> = parts
        .iter()
        .zip(&at)
        .map(|(part, at)| {
            let of =
                |sums: &BTreeMap<&str, i64>| sums.get(part.name()).copied().unwrap_or_default();
            of(&started) - of(&sent) - at.values().sum::<i64>()
        })
        .collect();
    let mut rows: Vec<Row> = whole
        .iter()
        .map(|(place, whole)| {
            let of = at
                .iter()
                .map(|at| at.get(place).copied().unwrap_or_default());
            Row {
                is_open: whole.is_some(),
                counts: columns(&of.collect::<Vec<i64>>()),
            }
        })
        .collect();
    rows.push(Row {
        is_open: is_open_known,
        counts: columns(&open),
    });
    let here = parts.iter().position(|of| *of == part);
    let here = here.filter(|at| is_told.get(*at) == Some(&true));
    let shown = few::rows(&rows);
    let count = |place: &str| Some(at.get(here?)?.get(place).copied().unwrap_or_default());
    whole
        .iter()
        .zip(shown)
        .map(|((place, _), is_shown)| count(place).filter(|_| is_shown))
        .collect()
}

/// The median of the minutes of a page for a part: told only where no part of those who saved the page is few.
pub(super) fn minutes(counts: &[&Counted], part: Part, slug: &str) -> Option<i64> {
    let of = |part: Part| sums(counts, part, "minutes").get(slug).copied();
    let mut sizes = part.siblings().into_iter().filter_map(of);
    sizes
        .all(|size| few::alone(size).is_some())
        .then(|| median(counts, part, slug))?
}
