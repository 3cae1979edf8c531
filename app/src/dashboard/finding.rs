//! What a figure tells, in a sentence or two that are computed from it.

use super::figure::{Figure, Line};
use super::page::shown;
use crate::ui::Said;
use crate::words;
use partnership::text::Lang;

/// What the lines tell. `aim` is the number of days within which the office means to decide.
pub(super) fn finding(figure: Figure, lines: &[Line], aim: u16, lang: Lang) -> Said {
    let most = lines.iter().map(|line| line.value).fold(0.0, f64::max);
    if most <= 0.0 {
        return words::dashboard::none(lang).into();
    }
    let top: Vec<&Said> = lines
        .iter()
        .filter(|line| line.value >= most)
        .map(|line| &line.label)
        .collect();
    let value = shown(figure, most, lang);
    if figure == Figure::Days {
        let label = top.first().copied().cloned().unwrap_or_default();
        return label.within(|label| {
            let slowest = words::dashboard::slowest(lang, value, label);
            format!("{slowest} {}", words::dashboard::aim(lang, aim))
        });
    }
    let quoted = |label: &str| words::dashboard::quoted(lang, label);
    let head = match top.as_slice() {
        // A partnership can be in several areas and schools, so that only the others add up.
        [one] if matches!(figure, Figure::Areas | Figure::Schools) => {
            one.within(|one| words::dashboard::most(lang, one, value))
        }
        [one] => {
            let all: f64 = lines.iter().map(|line| line.value).sum();
            let all = shown(figure, all, lang);
            one.within(|one| words::dashboard::most_of(lang, all, one, value))
        }
        [one, two] => Said::woven([one, two], |[one, two]| {
            let both = words::dashboard::and(lang, quoted(one), quoted(two));
            words::dashboard::tie(lang, both, value)
        }),
        [one, others @ ..] => {
            one.within(|one| words::dashboard::tie_many(lang, others.len(), quoted(one), value))
        }
        [] => Said::default(),
    };
    let empty = lines.iter().filter(|line| line.value <= 0.0).count();
    if empty == 0 || !matches!(figure, Figure::Areas | Figure::Schools) {
        return head;
    }
    let empty = words::dashboard::empty(lang, empty, lines.len());
    head.within(|head| format!("{head} {empty}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(values: &[f64]) -> Vec<Line> {
        let labels = ["A", "B", "C", "D"];
        values
            .iter()
            .zip(labels)
            .map(|(value, label)| Line {
                label: label.into(),
                value: *value,
                href: None,
            })
            .collect()
    }

    #[test]
    fn a_finding_is_true_of_its_figure() {
        let en = |figure, values: &[f64]| finding(figure, &lines(values), 15, Lang::En).words();
        assert_eq!(
            en(Figure::Areas, &[3.0, 1.0, 0.0]),
            "Most in “A”: 3. 1 of 3 has none."
        );
        assert_eq!(en(Figure::Levels, &[1.0, 3.0]), "Most in “B”: 3 of 4.");
        assert_eq!(
            en(Figure::Stages, &[2.0, 2.0, 0.0]),
            "Most in “A” and “B”: 2 each."
        );
        assert_eq!(
            en(Figure::Areas, &[2.0, 2.0, 2.0]),
            "“A” and 2 more have the most: 2 each."
        );
        assert_eq!(
            en(Figure::Areas, &[0.0, 0.0]),
            "There is nothing to count yet."
        );
        assert_eq!(en(Figure::Schools, &[]), "There is nothing to count yet.");
        assert_eq!(
            en(Figure::Days, &[1.0, 4.5]),
            "Longest in “B”: half of the applications stay there 4.5 days or less. The office aims to decide within 15 days."
        );
    }
}
