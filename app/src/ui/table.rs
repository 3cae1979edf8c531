//! Tables with their filters and pages. Their whole state is in the address.

use super::{Icon, Said, icon, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// The order of a sorted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// The smallest first.
    Asc,
    /// The largest first.
    Desc,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// The address of the table sorted by it (the other way round when it is sorted by it now).
    pub href: Option<String>,
    /// Whether the table is sorted by it now.
    pub sorted: Option<Sorted>,
    /// Whether it holds numbers, which stand at the right.
    pub numeric: bool,
}

impl Column {
    /// A column of text that cannot be sorted.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same column with numbers.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self {
            numeric: true,
            ..self
        }
    }

    /// The same column with a link that sorts by it.
    #[must_use]
    pub fn sort(self, href: impl Into<String>, sorted: Option<Sorted>) -> Self {
        Self {
            href: Some(href.into()),
            sorted,
            ..self
        }
    }
}

/// A row of a table; the first cell is its heading.
#[allow(missing_debug_implementations)]
pub struct Row {
    /// The cells.
    pub cells: Vec<AnyView>,
}

/// What numbers are marked with; other cells carry nothing.
const NUMBER: &str = "table__number";

fn heading(column: &Column) -> AnyView {
    let order = column.sorted.map(|sorted| match sorted {
        Sorted::Asc => "ascending",
        Sorted::Desc => "descending",
    });
    let sign = column.sorted.map(|sorted| {
        icon(if sorted == Sorted::Asc {
            Icon::Up
        } else {
            Icon::Down
        })
    });
    let label = column.label.clone();
    let inner = match column.href.clone() {
        Some(href) => view! { <a class="table__sort" href=href>{label}{sign}</a> }.into_any(),
        None => label.into_any(),
    };
    if column.numeric {
        view! { <th scope="col" class=NUMBER aria-sort=order>{inner}</th> }.into_any()
    } else {
        view! { <th scope="col" aria-sort=order>{inner}</th> }.into_any()
    }
}

fn table_row(row: Row, numeric: &[bool]) -> AnyView {
    let cells: Vec<AnyView> = row
        .cells
        .into_iter()
        .enumerate()
        .map(|(at, cell)| {
            let is_number = numeric.get(at).copied().unwrap_or_default();
            match (at, is_number) {
                (0, _) => view! { <th scope="row">{cell}</th> }.into_any(),
                (_, true) => view! { <td class=NUMBER>{cell}</td> }.into_any(),
                (_, false) => view! { <td>{cell}</td> }.into_any(),
            }
        })
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}

/// A real table in a region that scrolls sideways by itself; its first column stays in sight.
#[component]
pub fn DataTable(
    /// What the table holds, with its date or source.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Row>,
    /// What the region is called, for those who do not see it; the caption when not given.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let label = if label.is_empty() {
        caption.clone()
    } else {
        label
    };
    let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
    let headings: Vec<AnyView> = columns.iter().map(heading).collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| table_row(row, &numeric))
        .collect();
    view! {
        <section class="table-region" tabindex="0" aria-label=label>
            <table class="table">
                <caption class="table__caption">{caption}</caption>
                <thead><tr>{headings}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// A filter that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it keeps.
    pub label: Said,
    /// The address without it.
    pub href: String,
}

/// The filters in force, each a link that removes it. Draws nothing when there are none.
#[component]
pub fn Chips(
    /// The filters.
    items: Vec<Chip>,
    /// The address without any filter.
    #[prop(into)]
    clear: String,
) -> impl IntoView {
    if items.is_empty() {
        return ().into_any();
    }
    let lang = lang();
    let items: Vec<AnyView> = items
        .into_iter()
        .map(|chip| {
            view! {
                <li>
                    <a class="chip" href=chip.href>
                        <span class="hidden-text">{words::remove_filter(lang)}" "</span>
                        {chip.label.view()}
                        {icon(Icon::Close)}
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <ul class="chips">
            {items}
            <li><a class="chips__clear" href=clear>{words::clear_filters(lang)}</a></li>
        </ul>
    }
    .into_any()
}

/// How many of how many are shown. It is no live region: a filter loads the page anew, and what a page brings along is
/// read with it and never announced.
#[component]
pub fn Count(
    /// How many are shown.
    shown: usize,
    /// How many there are.
    all: usize,
) -> impl IntoView {
    let lang = lang();
    let number = |n: usize| super::date::grouped(i64::try_from(n).unwrap_or(i64::MAX));
    view! { <p class="count-line">{words::n_of_m(lang, number(all), number(shown))}</p> }
}

/// The page numbers to show: the first, the last, and those around `page`. `None` is a gap.
#[must_use]
pub fn page_numbers(page: usize, pages: usize) -> Vec<Option<usize>> {
    let mut numbers: Vec<Option<usize>> = Vec::new();
    let mut last = 0;
    for n in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(page) <= 1) {
        if n == last + 2 {
            numbers.push(Some(n - 1));
        } else if n > last + 1 {
            numbers.push(None);
        }
        numbers.push(Some(n));
        last = n;
    }
    numbers
}

/// Links to the other pages of a list. Draws nothing when there is one page only.
#[component]
pub fn Pager(
    /// The page shown, from 1.
    page: usize,
    /// How many there are.
    pages: usize,
    /// The address of a page.
    href: Box<dyn Fn(usize) -> String + Send>,
) -> impl IntoView {
    if pages < 2 {
        return ().into_any();
    }
    let lang = lang();
    let numbers: Vec<AnyView> = page_numbers(page, pages)
        .into_iter()
        .map(|number| match number {
            None => view! { <li class="pager__gap" aria-hidden="true">"…"</li> }.into_any(),
            Some(n) => view! {
                <li>
                    <a
                        class="pager__link" href=href(n) aria-label=words::page_number(lang, n)
                        aria-current=(n == page).then_some("page")
                    >
                        {n.to_string()}
                    </a>
                </li>
            }
            .into_any(),
        })
        .collect();
    let previous = (page > 1).then(|| {
        view! {
            <a class="pager__step" href=href(page - 1) rel="prev">{icon(Icon::ArrowLeft)}{words::previous(lang)}</a>
        }
    });
    let next = (page < pages).then(|| {
        view! { <a class="pager__step" href=href(page + 1) rel="next">{words::next(lang)}{icon(Icon::ArrowRight)}</a> }
    });
    view! {
        <nav class="pager" aria-label=words::pages(lang)>
            {previous}
            <ul class="pager__list">{numbers}</ul>
            {next}
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_leave_out_what_is_far_away() {
        let text = |page, pages| {
            let numbers = page_numbers(page, pages);
            numbers
                .iter()
                .map(|n| n.map_or_else(|| "…".to_owned(), |n| n.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(text(1, 1), "1");
        assert_eq!(text(1, 3), "1 2 3");
        assert_eq!(text(3, 5), "1 2 3 4 5");
        assert_eq!(text(10, 20), "1 … 9 10 11 … 20");
        assert_eq!(text(4, 20), "1 2 3 4 5 … 20");
        assert_eq!(text(20, 20), "1 … 19 20");
    }
}
