//! Points and the weighted score, for a district whose profile asks for them.

use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::words::panel as words;
use leptos::prelude::*;
use partnership::district::Criterion;
use partnership::scoring::score;
use store::review::Found;

/// The choice of points for a criterion that has a weight.
pub(super) fn field(
    record: &Record,
    criterion: &Criterion,
    own: Option<&Found>,
) -> Option<AnyView> {
    let scoring = record.current.site.profile.scoring.as_ref()?;
    let slug = &criterion.slug;
    scoring.weights.iter().find(|w| w.criterion == *slug)?;
    let lang = record.current.lang;
    let field = format!("points.{slug}");
    let stored = own.and_then(|found| found.points);
    let chosen = record
        .again
        .typed(&field)
        .unwrap_or_else(|| stored.map(|points| points.to_string()).unwrap_or_default());
    let choices: Vec<Pick> = (0..=scoring.scale)
        .map(|points| Pick::new(points.to_string(), points.to_string()))
        .collect();
    Some(
        view! {
            <SelectField
                name=format!("answers[{field}][]") label=Said::of(&criterion.name, lang).within(|name| words::points_on(lang, name))
                hint=words::points_hint(lang, scoring.scale) choices=choices blank=words::no_points(lang)
                chosen=chosen error=at(&record.problems, &field) optional=true
            />
        }
        .into_any(),
    )
}

/// The points that somebody gave, beside their finding.
pub(super) fn points(record: &Record, found: &Found) -> Option<String> {
    let scoring = record.current.site.profile.scoring.as_ref()?;
    let words = words::points_of(record.current.lang, found.points?, scoring.scale);
    Some(format!(" · {words}"))
}

/// The score with its reasons: from what those found who review, once the reader sees all of it.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    let profile = &record.current.site.profile;
    let scoring = profile.scoring.as_ref()?;
    let judging = &record.judging;
    if !judging.hidden.is_empty() {
        return None;
    }
    let panel = &judging.panel;
    let score = score(scoring, |slug| {
        let given = judging.given_on(slug);
        let counting = given.filter(|found| panel.is_on(&found.person) || panel.is_alone());
        counting.filter_map(|found| found.points).collect()
    })?;
    let lang = record.current.lang;
    let name = |slug: &str| match profile.criterion(slug) {
        Some(criterion) => Said::of(&criterion.name, lang),
        None => slug.into(),
    };
    let columns = vec![
        Column::new(words::score_criterion(lang)),
        Column::new(words::score_average(lang)).numeric(),
        Column::new(words::score_weight(lang)).numeric(),
        Column::new(words::score_share(lang)).numeric(),
    ];
    let rows: Vec<Row> = score
        .parts
        .iter()
        .map(|part| Row {
            cells: vec![
                name(&part.criterion).view(),
                decimal(part.average, 100).into_any(),
                part.weight.to_string().into_any(),
                decimal(part.share, 10).into_any(),
            ],
        })
        .collect();
    let missing: Vec<Said> = score.missing.iter().map(|slug| name(slug)).collect();
    let missing = (!missing.is_empty())
        .then(|| view! { <p class="hint">{Said::join(missing, ", ").within(|missing| words::score_missing(lang, missing)).view()}</p> });
    Some(
        view! {
            <details class="panel" id="score">
                <summary>{words::score(lang, decimal(score.share, 10))}</summary>
                <p class="hint">{words::score_lead(lang)}</p>
                <DataTable caption=words::score_caption(lang) columns=columns rows=rows/>
                {missing}
            </details>
        }
        .into_any(),
    )
}

/// A number of parts as a decimal number, such as 725 tenths as 72.5.
fn decimal(number: u32, parts: u32) -> String {
    let (whole, rest) = (number / parts, number % parts);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = parts.ilog10() as usize;
    let rest = format!("{rest:0digits$}");
    format!("{whole}.{}", rest.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_shown_as_decimals() {
        for (number, parts, shown) in [
            (725, 10, "72.5"),
            (450, 100, "4.5"),
            (405, 100, "4.05"),
            (900, 10, "90"),
        ] {
            assert_eq!(decimal(number, parts), shown);
        }
    }
}
