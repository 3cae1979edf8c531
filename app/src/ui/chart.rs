//! Charts drawn on the server: a sentence, bars, and the same figures as a table.

use super::{Icon, Said, icon, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: Said,
    /// Its length; below zero and other than a number count as zero.
    pub value: f64,
    /// Its value as people read it, such as "12 days"; a count about students must be suppressed before.
    pub shown: String,
    /// The list behind it.
    pub href: Option<String>,
}

/// The lengths of bars as percentages of the room there is, with one digit.
///
/// The longest leaves room for its value beside it.
#[must_use]
pub fn lengths(values: &[f64]) -> Vec<String> {
    const LONGEST: f64 = 76.0;
    let clean = |value: f64| {
        if value.is_finite() && value > 0.0 {
            value
        } else {
            0.0
        }
    };
    let most = values.iter().copied().map(clean).fold(0.0, f64::max);
    values
        .iter()
        .map(|value| {
            if most > 0.0 {
                clean(*value) / most * LONGEST
            } else {
                0.0
            }
        })
        .map(|length| format!("{length:.1}%"))
        .collect()
}

/// A chart of horizontal bars.
#[component]
pub fn BarChart(
    /// What is shown.
    #[prop(into)]
    title: String,
    /// What it tells, in one sentence.
    #[prop(into)]
    finding: Said,
    /// The heading of the labels in the table.
    #[prop(into)]
    of: String,
    /// The heading of the values in the table, with their unit.
    #[prop(into)]
    unit: String,
    /// The bars.
    bars: Vec<Bar>,
    /// How many bars are drawn at most; the table has all of them.
    #[prop(default = usize::MAX)]
    drawn: usize,
    /// The address of the same figures as CSV.
    #[prop(into)]
    csv_href: String,
) -> impl IntoView {
    let lang = lang();
    let values: Vec<f64> = bars.iter().map(|bar| bar.value).collect();
    let named = |bar: &Bar| match bar.href.clone() {
        Some(href) => view! { <a href=href>{bar.label.clone().view()}</a> }.into_any(),
        None => bar.label.clone().view(),
    };
    let rows: Vec<AnyView> = bars
        .iter()
        .zip(lengths(&values))
        .take(drawn)
        .map(|(bar, length)| {
            view! {
                <li class="chart__row">
                    <span class="chart__label">{named(bar)}</span>
                    <span class="chart__track">
                        <svg class="chart__bar" width=length height="20" aria-hidden="true" focusable="false">
                            <rect width="100%" height="20" rx="4"></rect>
                        </svg>
                        <span class="chart__value">{bar.shown.clone()}</span>
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    let table: Vec<AnyView> = bars
        .iter()
        .map(|bar| {
            view! {
                <tr><th scope="row">{named(bar)}</th><td class="table__number">{bar.shown.clone()}</td></tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <figure class="chart">
            <figcaption class="chart__head">
                <h2 class="chart__title">{title.clone()}</h2>
                <p class="chart__finding">{finding.view()}</p>
            </figcaption>
            <ul class="chart__bars">{rows}</ul>
            <details class="chart__figures">
                <summary>{words::figures_as_table(lang)}</summary>
                <table class="table">
                    <caption class="hidden-text">{title}</caption>
                    <thead><tr><th scope="col">{of}</th><th scope="col" class="table__number">{unit}</th></tr></thead>
                    <tbody>{table}</tbody>
                </table>
            </details>
            <p class="chart__csv"><a href=csv_href>{icon(Icon::Download)}{words::figures_as_csv(lang)}</a></p>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_values_and_never_longer_than_the_room() {
        assert_eq!(lengths(&[10.0, 5.0, 0.0]), ["76.0%", "38.0%", "0.0%"]);
        assert_eq!(lengths(&[0.0, -1.0, f64::NAN]), ["0.0%", "0.0%", "0.0%"]);
        assert!(lengths(&[]).is_empty());
    }
}
