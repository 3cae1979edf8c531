//! The dashboard's page.

use super::figure::{Figure, Line};
use super::finding::finding;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::application::Stage;
use partnership::partnership as life;
use partnership::person::Right;
use partnership::text::Lang;
use store::dashboard::Figures;

/// How many schools the chart draws; its table has all of them.
const DRAWN: usize = 15;

/// Shows where partnerships are and how long applications take, for those who may read figures.
#[component]
pub fn DashboardPage() -> impl IntoView {
    page(async move {
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let figures = current.site.store.figures(&asker, current.now).await?;
        let lang = current.lang;
        let charts: Vec<AnyView> = Figure::ALL
            .into_iter()
            .map(|figure| chart(figure, &figures, &current))
            .collect();
        Ok(view! {
            <Frame office=true>
                <PageHead
                    title=words::dashboard::title(lang)
                    lead=words::dashboard::lead(lang, date::day(current.today, lang))
                />
                <section aria-labelledby="stats">
                    <h2 class="hidden-text" id="stats">{words::dashboard::stats(lang)}</h2>
                    <dl class="stat-list">{stats(&figures, &current)}</dl>
                </section>
                <div class="chart-grid">{charts}</div>
            </Frame>
        }
        .into_any())
    })
}

fn stats(figures: &Figures, current: &Current) -> Vec<AnyView> {
    let lang = current.lang;
    let profile = &current.site.profile;
    let applications = current.may(Right::ReadApplications);
    let count = |counts: &[(String, usize)], word: &str| {
        counts
            .iter()
            .find(|(w, _)| w == word)
            .map_or(0, |(_, n)| *n)
    };
    let stage = |stage: life::Stage| {
        (
            count(&figures.by_stage, stage.word()).to_string(),
            Some(format!("/office/partnerships?stage={}", stage.word())),
        )
    };
    let review = Stage::InReview.word();
    let places = Figure::Schools.lines(figures, profile, lang, applications);
    let with_one = places.iter().filter(|line| line.value > 0.0).count();
    let mut stats = vec![
        (
            words::dashboard::stat_active(lang).to_owned(),
            stage(life::Stage::Active),
        ),
        (
            words::dashboard::stat_agreement(lang).to_owned(),
            stage(life::Stage::Agreement),
        ),
        (
            words::dashboard::stat_review(lang).to_owned(),
            (
                count(&figures.applications, review).to_string(),
                applications.then(|| format!("/office/applications?stage={review}")),
            ),
        ),
        (
            words::dashboard::stat_places(lang, places.len()),
            (with_one.to_string(), Some("#schools".to_owned())),
        ),
    ];
    if let Some((_, days)) = figures
        .median_days
        .iter()
        .find(|(stage, _)| *stage == Stage::InReview)
    {
        stats.push((
            words::dashboard::stat_median(lang).to_owned(),
            (number(*days), Some("#days".to_owned())),
        ));
    }
    stats
        .into_iter()
        .map(|(what, (value, href))| {
            let value = match href {
                Some(href) => view! { <a href=href>{value}</a> }.into_any(),
                None => value.into_any(),
            };
            view! { <div class="stat"><dt>{what}</dt><dd>{value}</dd></div> }.into_any()
        })
        .collect()
}

fn chart(figure: Figure, figures: &Figures, current: &Current) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let lines = figure.lines(figures, profile, lang, current.may(Right::ReadApplications));
    let drawn = if figure == Figure::Schools {
        DRAWN
    } else {
        usize::MAX
    };
    let mut told = finding(figure, &lines, profile.setting.review_days, lang);
    if lines.len() > drawn {
        told = told.within(|told| format!("{told} {}", words::dashboard::top(lang, drawn)));
    }
    let bars = lines
        .into_iter()
        .map(|line| bar(figure, line, lang))
        .collect();
    view! {
        <div class="chart-cell" id=figure.word()>
            <BarChart
                title=figure.title(lang) finding=told of=figure.of(lang) unit=figure.unit(lang) bars=bars drawn=drawn
                csv_href=format!("/office/dashboard/{}.csv", figure.word())
            />
        </div>
    }
    .into_any()
}

fn bar(figure: Figure, line: Line, lang: Lang) -> Bar {
    Bar {
        shown: shown(figure, line.value, lang),
        label: line.label,
        value: line.value,
        href: line.href,
    }
}

/// A value as people read it: counts as they are, days with their word.
pub(super) fn shown(figure: Figure, value: f64, lang: Lang) -> String {
    if figure != Figure::Days {
        return number(value);
    }
    if value < 0.1 {
        return words::dashboard::less_than_day(lang).to_owned();
    }
    let is_one = (value - 1.0).abs() < 0.05;
    words::dashboard::days_shown(lang, if is_one { 1 } else { 2 }, number(value))
}

/// A number with at most one digit behind the point, and none when it is whole.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_are_true() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(2.54), "2.5");
        assert_eq!(number(0.96), "1");
        assert_eq!(shown(Figure::Days, 1.0, Lang::En), "1 day");
        assert_eq!(shown(Figure::Days, 2.5, Lang::Es), "2.5 días");
        assert_eq!(shown(Figure::Areas, 3.0, Lang::En), "3");
    }
}
