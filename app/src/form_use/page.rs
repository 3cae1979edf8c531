//! The page of the form's use.

use super::figure::{Figures, Line};
use super::part::Part;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::words::form_use as words;
use leptos::prelude::*;
use partnership::few;
use partnership::person::Right;
use partnership::text::Lang;
use store::form_use::{Counted, PAUSE_MINUTES};

/// Where the page stands.
pub(super) const PATH: &str = "/office/form-use";

/// The versions that were counted, and the one of them that is shown: what the address asks for, or the newest.
pub(super) fn versions(current: &Current, counts: &[Counted]) -> (Vec<u32>, u32) {
    let mut versions: Vec<u32> = counts.iter().map(|counted| counted.version).collect();
    versions.sort_unstable();
    versions.dedup();
    let asked = current.query("version").and_then(|of| of.parse().ok());
    let here = asked
        .filter(|asked| versions.contains(asked))
        .or(versions.last().copied())
        .unwrap_or(current.site.profile.version);
    (versions, here)
}

/// How the form is used, for whoever reads figures.
#[component]
pub fn FormUsePage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadFigures)?;
        let found = current.site.store.form_use(&asker).await?;
        let (versions, version) = versions(&current, &found.counts);
        let current = current.as_of(version)?;
        let (lang, zone) = (current.lang, current.site.time_zone);
        let Some(at) = found.at else {
            let how = how(&current);
            return Ok(view! {
                <Frame office=true>
                    <PageHead title=words::title(lang) lead=words::lead(lang)/>
                    <Empty title=words::never(lang)/>
                    {how}
                </Frame>
            }
            .into_any());
        };
        let part = Part::asked(&current);
        let figures = Figures::of(&found.counts, version, part, &current.site.profile, lang);
        let csv = part.href(".csv", version);
        let choice = choice(&versions, version, part, lang);
        let parts = parts(version, part, lang);
        let charts = (left(&figures, &csv, lang), minutes(&figures, &csv, lang));
        let tables = (
            table(words::langs(lang), words::lang(lang), &figures.langs, lang),
            table(
                words::widths(lang),
                words::width(lang),
                &figures.widths,
                lang,
            ),
            table(
                words::months(lang),
                words::month(lang),
                &figures.months,
                lang,
            ),
        );
        let (life, how) = (life(&figures, lang), how(&current));
        Ok(view! {
            <Frame office=true>
                <PageHead title=words::title(lang) lead=words::lead(lang)/>
                <p class="hint">{words::counted_at(lang, date::instant(at, zone, lang))}</p>
                {choice}
                {life}
                {parts}
                <div class="chart-grid">{charts}</div>
                {tables}
                {how}
                <p><a class="download" href=csv>{icon(Icon::Download)}{words::download(lang)}</a></p>
            </Frame>
        }
        .into_any())
    })
}

/// The versions as links, where there are several.
fn choice(versions: &[u32], here: u32, part: Part, lang: Lang) -> Option<AnyView> {
    if versions.len() < 2 {
        return None;
    }
    let newest_first = versions.iter().rev();
    let links = newest_first.map(|version| {
        let name = words::one_version(lang, version);
        link(part.href("", *version), name, *version == here, None)
    });
    Some(kinds(words::version(lang), links.collect()))
}

/// Whose applications the two charts tell of, as links.
fn parts(version: u32, here: Part, lang: Lang) -> AnyView {
    let links = Part::all().into_iter().map(|part| {
        let tongue = match part {
            Part::Lang(of) => Some(of.code()),
            Part::Everyone | Part::Width(_) => None,
        };
        let name = part.title(lang).to_owned();
        link(part.href("", version), name, part == here, tongue)
    });
    let nav = kinds(words::parts(lang), links.collect());
    view! { {nav}<p class="hint">{words::parts_hint(lang)}</p> }.into_any()
}

fn link(href: String, name: String, is_here: bool, tongue: Option<&'static str>) -> AnyView {
    let is_here = is_here.then_some("true");
    view! { <li><a href=href aria-current=is_here lang=tongue>{name}</a></li> }.into_any()
}

fn kinds(name: &'static str, links: Vec<AnyView>) -> AnyView {
    view! { <nav class="kinds" aria-label=name><ul class="kinds__list">{links}</ul></nav> }
        .into_any()
}

/// A count, or that it is too small to be shown.
pub(super) fn shown(count: Option<i64>, lang: Lang) -> String {
    count.map_or_else(|| words::kept_back(lang).to_owned(), date::grouped)
}

fn life(figures: &Figures, lang: Lang) -> AnyView {
    let names = [
        words::started(lang),
        words::sent(lang),
        words::left(lang),
        words::open(lang),
    ];
    let stats: Vec<AnyView> = names
        .into_iter()
        .zip(figures.life)
        .map(|(name, count)| {
            view! { <div class="stat"><dt>{name}</dt><dd>{shown(count, lang)}</dd></div> }
                .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="life">
            <h2 class="hidden-text" id="life">{words::life(lang)}</h2>
            <dl class="stat-list">{stats}</dl>
        </section>
    }
    .into_any()
}

/// The length of a bar; nothing for what is kept back.
fn length(count: Option<i64>) -> f64 {
    count.map_or(0.0, |count| {
        f64::from(i32::try_from(count).unwrap_or(i32::MAX))
    })
}

/// The line with the most, when any has some.
fn most(lines: &[(Said, Option<i64>)]) -> Option<(&Said, i64)> {
    let known = lines.iter();
    let known = known.filter_map(|(name, count)| Some((name, (*count)?)));
    known
        .filter(|(_, count)| *count > 0)
        .max_by_key(|(_, count)| *count)
}

fn left(figures: &Figures, csv: &str, lang: Lang) -> AnyView {
    let finding = most(&figures.left).map_or_else(
        || words::left_none(lang).into(),
        |(step, _)| step.within(|step| words::left_finding(lang, step)),
    );
    let bars = figures.left.iter().map(|(name, count)| Bar {
        label: name.clone(),
        value: length(*count),
        shown: shown(*count, lang),
        href: None,
    });
    view! {
        <div class="chart-cell" id="left">
            <BarChart
                title=words::left_title(lang) finding=finding of=words::left_of(lang) unit=words::left_unit(lang)
                bars=bars.collect() csv_href=csv.to_owned()
            />
        </div>
    }
    .into_any()
}

fn minutes(figures: &Figures, csv: &str, lang: Lang) -> AnyView {
    let finding = most(&figures.minutes).map_or_else(
        || words::minutes_none(lang).into(),
        |(step, minutes)| step.within(|step| words::minutes_finding(lang, minutes, step)),
    );
    let bars = figures.minutes.iter().map(|(name, minutes)| Bar {
        label: name.clone(),
        value: length(*minutes),
        shown: minutes.map_or_else(
            || words::kept_back(lang).to_owned(),
            |minutes| words::minutes_shown(lang, usize::try_from(minutes).unwrap_or_default()),
        ),
        href: None,
    });
    view! {
        <div class="chart-cell" id="minutes">
            <BarChart
                title=words::minutes_title(lang) finding=finding of=words::minutes_of(lang)
                unit=words::minutes_unit(lang) bars=bars.collect() csv_href=csv.to_owned()
            />
        </div>
    }
    .into_any()
}

fn table(caption: &'static str, of: &'static str, lines: &[Line], lang: Lang) -> AnyView {
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| Row {
            cells: vec![
                line.name.clone().into_any(),
                shown(line.started, lang).into_any(),
                shown(line.sent, lang).into_any(),
            ],
        })
        .collect();
    let columns = vec![
        Column::new(of),
        Column::new(words::col_started(lang)).numeric(),
        Column::new(words::col_sent(lang)).numeric(),
    ];
    view! { <DataTable caption=caption columns=columns rows=rows/> }.into_any()
}

/// How it is counted.
fn how(current: &Current) -> AnyView {
    let lang = current.lang;
    let days = current.site.profile.setting.draft_days;
    view! {
        <section class="panel panel--quiet" aria-labelledby="how">
            <h2 class="panel__title" id="how">{words::how(lang)}</h2>
            <ul>
                <li>{words::how_source(lang)}</li>
                <li>{words::how_left(lang, days)}</li>
                <li>{words::how_minutes(lang, PAUSE_MINUTES)}</li>
                <li>{words::how_width(lang)}</li>
                <li>{words::how_few(lang, few::LEAST - 1)}</li>
                <li>{words::how_parts(lang, few::LEAST)}</li>
                <li>{words::how_started(lang)}</li>
            </ul>
        </section>
    }
    .into_any()
}
