//! The list of partnerships.

use super::search::{Finding, PATH};
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::question::school_picks;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::partnership::Stage;
use partnership::person::Right;
use partnership::student;
use partnership::text::Lang;
use store::list::{PAGE, Page};
use store::partnership::Partnership;
use store::search::Search;

/// How many sites a row names before it only counts them.
const NAMED: usize = 2;

/// A real table of partnerships, with filters and page in the address.
#[component]
pub fn PartnershipsPage() -> impl IntoView {
    page(async move {
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let finding = Finding::read(&current.queries(), &current.site.profile);
        let found = current
            .site
            .store
            .partnerships(&asker, &finding.search, Some(finding.page - 1))
            .await?;
        let lang = current.lang;
        Ok(view! {
            <Frame office=true>
                <PageHead title=words::partnerships_title(lang)/>
                {filters(&current, &finding)}
                <Chips items=chips(&current, &finding) clear=PATH/>
                {rows(&current, &finding, &found)}
            </Frame>
        }
        .into_any())
    })
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
    } = finding.search.clone();
    let [area, school, level] = [area, school, level].map(Option::unwrap_or_default);
    let stage = stage.map_or("", Stage::word);
    view! {
        <GetForm action=PATH class="filter-bar" label=words::filter_partnerships(lang)>
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
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{words::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

fn chips(current: &Current, finding: &Finding) -> Vec<Chip> {
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
            Said::of(&area.name, lang),
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
            Said::of(&level.name, lang),
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
    chips
}

fn rows(current: &Current, finding: &Finding, found: &Page<Partnership>) -> AnyView {
    let lang = current.lang;
    if found.rows.is_empty() {
        return nothing(finding, lang);
    }
    let next = finding.clone();
    let rows: Vec<Row> = found
        .rows
        .iter()
        .map(|partnership| row(current, partnership))
        .collect();
    let columns = vec![
        Column::new(words::organization(lang)),
        Column::new(words::program(lang)),
        Column::new(words::level(lang)),
        Column::new(words::stage(lang)),
        Column::new(words::sites(lang)),
        Column::new(words::areas(lang)),
        Column::new(words::students(lang)).numeric(),
    ];
    view! {
        <Count shown=found.rows.len() all=found.total/>
        <DataTable
            caption=words::partnerships_caption(lang, date::day(current.today, lang))
            columns=columns
            rows=rows
        />
        <Pager page=finding.page pages=found.total.div_ceil(PAGE) href=Box::new(move |page| next.href(page))/>
        <p><a class="download" href=finding.csv()>{icon(Icon::Download)}{words::download(lang)}</a></p>
    }
    .into_any()
}

fn row(current: &Current, partnership: &Partnership) -> Row {
    let lang = current.lang;
    let level = level(current, &partnership.level);
    let mut sites = sites(current, partnership);
    let more = sites.len().saturating_sub(NAMED);
    if more > 0 {
        sites.truncate(NAMED);
        sites.push(words::more_sites(lang, more));
    }
    Row {
        cells: vec![
            view! { <a href=url::office_partnership(&partnership.id)>{partnership.organization.clone()}</a> }.into_any(),
            partnership.title.clone().into_any(),
            level.view(),
            view! { <PartnershipTag stage=partnership.stage/> }.into_any(),
            lines(sites.into_iter().map(Into::into).collect()),
            lines(areas(current, partnership)),
            students(partnership.students, current.site.profile.setting.smallest_count, lang).into_any(),
        ],
    }
}

fn lines(lines: Vec<Said>) -> AnyView {
    let items: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <li>{line.view()}</li> }.into_any())
        .collect();
    view! { <ul class="row-lines">{items}</ul> }.into_any()
}

/// The name of a level.
pub(super) fn level(current: &Current, slug: &str) -> Said {
    current
        .site
        .profile
        .level(slug)
        .map_or_else(|| slug.into(), |level| current.text(&level.name))
}

/// The names of the sites, the sponsor first.
pub(super) fn sites(current: &Current, partnership: &Partnership) -> Vec<String> {
    let mut sites: Vec<&(String, bool)> = partnership.sites.iter().collect();
    sites.sort_by_key(|(_, is_sponsor)| !*is_sponsor);
    let name = |slug: &str| {
        current
            .site
            .profile
            .school(slug)
            .map_or_else(|| slug.to_owned(), |school| school.name.clone())
    };
    sites.into_iter().map(|(slug, _)| name(slug)).collect()
}

/// The names of the areas, each once.
pub(super) fn areas(current: &Current, partnership: &Partnership) -> Vec<Said> {
    let mut names: Vec<Said> = Vec::new();
    for (slug, _) in &partnership.services {
        let name = current
            .site
            .profile
            .area(slug)
            .map_or_else(|| slug.as_str().into(), |area| current.text(&area.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A count of students as it may be shown.
pub(super) fn students(count: Option<u32>, smallest: u32, lang: Lang) -> String {
    match count.map(|count| student::shown(count, smallest)) {
        None => words::none(lang).to_owned(),
        Some(student::Count::Exact(count)) => date::grouped(i64::from(count)),
        Some(student::Count::FewerThan(smallest)) => words::fewer_than(lang, smallest),
    }
}

fn nothing(finding: &Finding, lang: Lang) -> AnyView {
    if finding.page > 1 {
        let first = finding.href(1);
        return view! {
            <Empty title=words::no_page(lang)><p><a href=first>{words::first_page(lang)}</a></p></Empty>
        }
        .into_any();
    }
    if finding.is_filtered() {
        return view! {
            <Empty title=words::no_match_title(lang)><p>{words::no_match_body(lang)}</p></Empty>
        }
        .into_any();
    }
    view! {
        <Empty title=words::no_partnerships_title(lang)><p>{words::no_partnerships_body(lang)}</p></Empty>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_students_are_never_counted() {
        let shown = |count| students(count, 10, Lang::En);
        assert_eq!(shown(None), "–");
        assert_eq!(shown(Some(0)), "0");
        assert_eq!(shown(Some(9)), "fewer than 10");
        assert_eq!(shown(Some(1_200)), "1,200");
    }
}
