//! The list of partnerships.

mod cells;

use cells::cell;
pub(super) use cells::{level, sites, students, written};

use super::desk::list::List;
use super::desk::order;
use super::desk::shown::Shown;
use super::desk::tools::{Sortable, tools};
use super::desk::views;
use super::desk::walk;
use super::search::{Finding, PATH};
use super::term;
use crate::act::Again;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::question::school_picks;
use crate::ui::*;
use crate::words::desk;
use crate::words::office as words;
use crate::words::term as term_words;
use leptos::prelude::*;
use partnership::partnership::Stage;
use partnership::person::Right;
use partnership::text::Lang;
use store::list::{Page, Part};
use store::partnership::Partnership;
use store::search::{Search, Sort};
use store::term::Ends;

/// A real table of partnerships, with filters and page in the address.
#[component]
pub fn PartnershipsPage() -> impl IntoView {
    page(async move {
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let again = Again::load(&current).await;
        let profile = &current.site.profile;
        let mut finding = Finding::read(&current.queries(), profile, current.today);
        let shown = Shown::load(&current, &asker, List::Partnerships).await?;
        let part = Part::page(finding.page - 1, shown.size);
        let store = &current.site.store;
        let found = store.partnerships(&asker, &finding.search, part).await?;
        let lang = current.lang;
        let filters = filters(&current, &finding);
        let instead = views::instead(lang, found.instead.clone(), &mut finding.search.words);
        let pairs = finding.pairs();
        Ok(view! {
            <Frame office=true>
                {views::news(&current, &again)}
                <PageHead title=words::partnerships_title(lang) error=again.error.is_some()/>
                {views::links(&current, &shown, &pairs)}
                {filters}
                <Chips items=chips(&current, &finding) clear=PATH/>
                {instead}
                {rows(&current, &finding, &shown, &found)}
                {tools(&current, &shown, &pairs, &sortable(lang), (finding.page, found.total), &again)}
            </Frame>
        }
        .into_any())
    })
}

/// The orders of the list, either way round in words.
fn sortable(lang: Lang) -> Vec<Sortable> {
    let both = |sort: Sort, up: &str, down: &str| (sort.word(), up.to_owned(), down.to_owned());
    vec![
        both(
            Sort::Organization,
            desk::organization_up(lang),
            desk::organization_down(lang),
        ),
        both(
            Sort::Program,
            desk::program_up(lang),
            desk::program_down(lang),
        ),
        both(Sort::Stage, desk::stage_up(lang), desk::stage_down(lang)),
        both(
            Sort::Approved,
            desk::approved_up(lang),
            desk::approved_down(lang),
        ),
        both(
            Sort::Ends,
            term_words::ends_up(lang),
            term_words::ends_down(lang),
        ),
    ]
}

fn filters(current: &Current, finding: &Finding) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let areas: Vec<Pick> = profile
        .areas
        .iter()
        .map(|area| Pick::new(&area.slug, Said::of(&area.name, lang)))
        .collect();
    let levels: Vec<Pick> = profile
        .levels
        .iter()
        .map(|level| Pick::new(&level.slug, Said::of(&level.name, lang)))
        .collect();
    let stages: Vec<Pick> = Stage::ALL
        .into_iter()
        .map(|stage| Pick::new(stage.word(), stage::partnership(stage, lang)))
        .collect();
    let schools = school_picks(profile, lang);
    let Search {
        words: typed,
        area,
        school,
        level,
        stage,
        ends,
        ..
    } = finding.search.clone();
    let order = order::kept(&finding.pairs());
    let [area, school, level] = [area, school, level].map(Option::unwrap_or_default);
    let stage = stage.map_or("", Stage::word);
    let last_days: Vec<Pick> = Ends::all(profile, current.today)
        .into_iter()
        .map(|ends| Pick::new(ends.word(), term::name(ends, lang)))
        .collect();
    let ends = ends.map_or("", Ends::word);
    view! {
        <GetForm action=PATH class="filter-bar" label=words::filter_partnerships(lang)>
            {order}
            <TextField name="words" label=words::partnership_words(lang) value=typed kind=FieldKind::Search/>
            <SelectField name="area" label=words::area(lang) choices=areas blank=words::any_area(lang) chosen=area/>
            <SelectField
                name="school" label=words::school(lang) groups=schools blank=words::any_school(lang) chosen=school
            />
            <SelectField
                name="level" label=words::level(lang) choices=levels blank=words::any_level(lang) chosen=level
            />
            <SelectField
                name="stage" label=words::stage(lang) choices=stages blank=words::not_ended(lang) chosen=stage
            />
            <SelectField
                name="ends" label=term_words::last_day(lang) choices=last_days blank=term_words::any(lang) chosen=ends
            />
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{words::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

/// The filters in force.
pub(super) fn chips(current: &Current, finding: &Finding) -> Vec<Chip> {
    let lang = current.lang;
    let profile = &current.site.profile;
    let search = &finding.search;
    let chip = |name: &str, value: Said, href: String| Chip {
        label: value.within(|value| words::chip(lang, name, value)),
        href,
    };
    let mut chips = Vec::new();
    if !search.words.is_empty() {
        let href = finding.with(|search| search.words.clear());
        chips.push(chip(
            words::partnership_words(lang),
            search.words.as_str().into(),
            href,
        ));
    }
    if let Some(area) = search.area.as_deref().and_then(|slug| profile.area(slug)) {
        chips.push(chip(
            words::area(lang),
            current.text(&area.name),
            finding.with(|search| search.area = None),
        ));
    }
    if let Some(school) = search
        .school
        .as_deref()
        .and_then(|slug| profile.school(slug))
    {
        chips.push(chip(
            words::school(lang),
            school.name.as_str().into(),
            finding.with(|search| search.school = None),
        ));
    }
    if let Some(level) = search.level.as_deref().and_then(|slug| profile.level(slug)) {
        chips.push(chip(
            words::level(lang),
            current.text(&level.name),
            finding.with(|search| search.level = None),
        ));
    }
    if let Some(stage) = search.stage {
        let href = finding.with(|search| search.stage = None);
        chips.push(chip(
            words::stage(lang),
            stage::partnership(stage, lang).into(),
            href,
        ));
    }
    if let Some(ends) = search.ends {
        let href = finding.with(|search| search.ends = None);
        let name = term::name(ends, lang).into();
        chips.push(chip(term_words::last_day(lang), name, href));
    }
    chips
}

fn rows(current: &Current, finding: &Finding, shown: &Shown, found: &Page<Partnership>) -> AnyView {
    let lang = current.lang;
    if found.rows.is_empty() {
        let none = (
            words::no_partnerships_title(lang),
            words::no_partnerships_body(lang),
            order::see_applications(current),
        );
        let first = (finding.page, finding.href(1));
        let unfiltered = finding.is_filtered().then_some(PATH);
        return order::nothing(lang, first, unfiltered, none);
    }
    let next = finding.clone();
    let is_by_end = finding.search.ends.is_some();
    let from = walk::from(shown.list, &finding.pairs(), finding.page);
    let rows: Vec<Row> = found
        .rows
        .iter()
        .enumerate()
        .map(|(at, partnership)| {
            let at = (finding.page - 1) * shown.size + at;
            let from = from(at);
            Row {
                cells: shown
                    .columns
                    .iter()
                    .map(|column| cell(current, partnership, column.word, &from, is_by_end))
                    .collect(),
            }
        })
        .collect();
    view! {
        <Count shown=found.rows.len() all=found.total/>
        <DataTable
            caption=words::partnerships_caption(lang, date::day(current.today, lang))
            columns=columns(finding, shown, lang)
            rows=rows
        />
        <Pager
            page=finding.page pages=found.total.div_ceil(shown.size) href=Box::new(move |page| next.href(page))
        />
    }
    .into_any()
}

fn columns(finding: &Finding, shown: &Shown, lang: Lang) -> Vec<Column> {
    let href = |order| finding.with(|search| search.order = order);
    order::headings(shown, &finding.order(), Sort::from_word, href, lang)
}
