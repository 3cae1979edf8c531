//! What stands in a row of the list of partnerships, on the page and in files.

use crate::current::Current;
use crate::office::term;
use crate::sheet::Cell;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::partnership::Stage;
use partnership::student;
use partnership::term::Term;
use partnership::text::Lang;
use store::partnership::Partnership;

/// How many sites a row names before it only counts them.
const NAMED: usize = 2;

/// The cell of a column. `from` says which list a record was opened from, `is_by_end` whether the list was asked for by
/// the last day: then every row would carry the same mark at it, and none does.
pub(super) fn cell(
    current: &Current,
    partnership: &Partnership,
    column: &str,
    from: &str,
    is_by_end: bool,
) -> AnyView {
    let lang = current.lang;
    match column {
        "organization" => {
            let href = format!("{}{from}", url::office_partnership(&partnership.id));
            view! { <a href=href>{partnership.organization.clone()}</a> }.into_any()
        }
        "stage" => view! { <PartnershipTag stage=partnership.stage/> }.into_any(),
        "sites" => {
            let more = partnership.sites.len().saturating_sub(NAMED);
            let named = named(current, partnership).take(NAMED).map(Into::into);
            let more = (more > 0).then(|| words::more_sites(lang, more).into());
            lines(named.chain(more))
        }
        "areas" => lines(areas(current, partnership)),
        "level" => level(current, &partnership.level).view(),
        "students" => students(
            partnership.students,
            current.site.profile.setting.smallest_count,
            lang,
        )
        .into_any(),
        "approved" => {
            let day = date::day(approved(current, partnership), lang);
            view! { <span class="row-due">{day}</span> }.into_any()
        }
        "ends" if is_by_end => term::day(partnership, lang).into_any(),
        "ends" => term::shown(current, partnership),
        other => match written(current, partnership, other) {
            Cell::Text(text) => text.into_any(),
            _ => ().into_any(),
        },
    }
}

fn approved(current: &Current, partnership: &Partnership) -> chrono::NaiveDate {
    partnership
        .approved_at
        .with_timezone(&current.site.time_zone)
        .date_naive()
}

/// The cell of a column in a file. Small counts of students are kept back here, too.
pub(in crate::office) fn written(
    current: &Current,
    partnership: &Partnership,
    column: &str,
) -> Cell {
    const BETWEEN: &str = "; ";
    let lang = current.lang;
    let profile = &current.site.profile;
    Cell::Text(match column {
        "organization" => partnership.organization.clone(),
        "program" => partnership.title.clone(),
        "level" => level(current, &partnership.level).words(),
        "stage" => stage::partnership(partnership.stage, lang).to_owned(),
        "sites" => sites(current, partnership).join(BETWEEN),
        "areas" => Said::join(areas(current, partnership), BETWEEN).words(),
        "students" => match partnership
            .students
            .map(|count| student::shown(count, profile.setting.smallest_count))
        {
            Some(student::Count::Exact(count)) => return Cell::Number(i64::from(count)),
            Some(student::Count::FewerThan(smallest)) => words::fewer_than(lang, smallest),
            None => return Cell::Empty,
        },
        "approved" => return Cell::Day(approved(current, partnership)),
        "ends" => return partnership.ends_on.map_or(Cell::Empty, Cell::Day),
        "agreement" => profile.agreement(&partnership.agreement).map_or_else(
            || words::no_agreement(lang).to_owned(),
            |kind| current.text(&kind.label).words(),
        ),
        "listed" => if is_public(current, partnership) {
            words::yes(lang)
        } else {
            words::no(lang)
        }
        .to_owned(),
        _ => return Cell::Empty,
    })
}

/// Whether the public directory lists it now.
fn is_public(current: &Current, partnership: &Partnership) -> bool {
    let is_over = term::term(current, partnership) == Term::Over;
    partnership.listed && partnership.stage != Stage::Ended && !is_over
}

fn lines(lines: impl IntoIterator<Item = Said>) -> AnyView {
    let items: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <li>{line.view()}</li> })
        .collect();
    view! { <ul class="row-lines">{items}</ul> }.into_any()
}

/// The name of a level.
pub(in crate::office) fn level(current: &Current, slug: &str) -> Said {
    current
        .site
        .profile
        .level(slug)
        .map_or_else(|| slug.into(), |level| current.text(&level.name))
}

/// The names of the sites, the sponsor first.
pub(in crate::office) fn sites(current: &Current, partnership: &Partnership) -> Vec<String> {
    named(current, partnership).map(str::to_owned).collect()
}

fn named<'a>(current: &'a Current, partnership: &'a Partnership) -> impl Iterator<Item = &'a str> {
    let of = |is_sponsor| {
        let sites = partnership.sites.iter();
        sites.filter(move |site| site.1 == is_sponsor)
    };
    let profile = &current.site.profile;
    of(true).chain(of(false)).map(move |(slug, _)| {
        let school = profile.school(slug);
        school.map_or(slug.as_str(), |school| school.name.as_str())
    })
}

/// The names of the areas, each once.
pub(in crate::office) fn areas(current: &Current, partnership: &Partnership) -> Vec<Said> {
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
pub(in crate::office) fn students(count: Option<u32>, smallest: u32, lang: Lang) -> String {
    match count.map(|count| student::shown(count, smallest)) {
        None => words::none(lang).to_owned(),
        Some(student::Count::Exact(count)) => date::grouped(i64::from(count)),
        Some(student::Count::FewerThan(smallest)) => words::fewer_than(lang, smallest),
    }
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
