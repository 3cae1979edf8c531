//! The list of the directory, and the search in it.

use super::search::Asked;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::text::Lang;
use store::list::PAGE;
use store::partnership::Partnership;

/// How many schools a card names.
const NAMED: usize = 2;
/// How many characters of the summary a card shows.
const SUMMARY: usize = 180;

/// Finds approved partnerships by words, support area and school.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    page(async move {
        let current = current().together();
        let lang = current.lang;
        let asked = Asked::read(&current);
        let found = current
            .site
            .store
            .directory(&asked.search(), current.today, asked.page - 1)
            .await?;
        let profile = &current.site.profile;
        let title = if asked.is_all() {
            words::directory::title(lang).to_owned()
        } else {
            words::directory::title_found(lang, found.total)
        };
        let title = if asked.page > 1 {
            words::directory::title_page(lang, asked.page, title)
        } else {
            title
        };
        let pages = found.total.div_ceil(PAGE);
        let pager = {
            let asked = asked.clone();
            let page = asked.page;
            view! { <Pager page=page pages=pages href=Box::new(move |n| asked.at(n))/> }
        };
        let shown = found.rows.len();
        let search = search_form(&current, &asked);
        let chips = asked.chips(profile, lang);
        let list = if found.rows.is_empty() {
            nothing(&asked, lang)
        } else {
            let cards: Vec<AnyView> = found
                .rows
                .iter()
                .map(|row| card(row, profile, lang))
                .collect();
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        };
        Ok(view! {
            <Frame>
                <PageTitle title=title/>
                <div class="page-head">
                    <h1 class="page-head__title">{words::directory::title(lang)}</h1>
                    <p class="page-head__lead">{words::directory::lead(lang)}</p>
                </div>
                {search}
                <section class="results" aria-labelledby="results">
                    <h2 class="hidden-text" id="results">{words::directory::results(lang)}</h2>
                    <Chips items=chips clear="/directory"/>
                    {(shown > 0).then(|| view! { <Count shown=shown all=found.total/> })}
                    {list}
                    {pager}
                </section>
            </Frame>
        }
        .into_any())
    })
}

fn search_form(current: &Current, asked: &Asked) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let areas: Vec<Pick> = profile
        .areas
        .iter()
        .map(|area| Pick::new(area.slug.clone(), Said::of(&area.name, lang)))
        .collect();
    let schools = question::school_picks(profile, lang);
    let (words, area, school) = (
        asked.words.clone(),
        asked.area.clone(),
        asked.school.clone(),
    );
    view! {
        <GetForm action="/directory" class="filter-bar" label=words::directory::search_label(lang)>
            <TextField
                name="q" label=words::directory::words(lang) hint=words::directory::words_hint(lang)
                value=words kind=FieldKind::Search
            />
            <SelectField
                name="area" label=words::directory::area(lang) choices=areas
                chosen=area.unwrap_or_default() blank=words::directory::any_area(lang)
            />
            <SelectField
                name="school" label=words::directory::school(lang) groups=schools
                chosen=school.unwrap_or_default() blank=words::directory::any_school(lang)
            />
            <div class="actions"><Button>{icon(Icon::Search)}{words::directory::search(lang)}</Button></div>
        </GetForm>
    }
    .into_any()
}

/// Why the list is empty, and the way on.
fn nothing(asked: &Asked, lang: Lang) -> AnyView {
    let (title, text, href, way) = if asked.page > 1 {
        let href = asked.at(1);
        (
            words::directory::past_end(lang),
            words::directory::past_end_text(lang),
            href,
            words::directory::past_end_link(lang),
        )
    } else if asked.is_all() {
        let href = "/start".to_owned();
        (
            words::directory::nothing_yet(lang),
            words::directory::nothing_yet_text(lang),
            href,
            words::directory::nothing_yet_link(lang),
        )
    } else {
        let href = "/directory".to_owned();
        (
            words::directory::nothing_matches(lang),
            words::directory::nothing_matches_text(lang),
            href,
            words::directory::clear(lang),
        )
    };
    view! { <Empty title=title><p>{text}</p><p><a href=href>{way}</a></p></Empty> }.into_any()
}

fn card(row: &Partnership, profile: &Profile, lang: Lang) -> AnyView {
    let areas: Vec<AnyView> = profile
        .areas
        .iter()
        .filter(|area| row.services.iter().any(|(slug, _)| *slug == area.slug))
        .map(|area| view! { <li>{Said::of(&area.name, lang).view()}</li> }.into_any())
        .collect();
    let areas = (!areas.is_empty()).then(|| view! { <ul class="tags">{areas}</ul> });
    view! {
        <li class="card card--link card--listed">
            <h3 class="card__title"><a href=url::listed(&row.slug)>{row.organization.clone()}</a></h3>
            <p class="card__program">{row.title.clone()}</p>
            <p class="card__summary">{shortened(&row.summary, SUMMARY)}</p>
            {areas}
            {places(&names(row, profile), lang)}
        </li>
    }
    .into_any()
}

/// The first schools by name, and how many more there are.
fn places(names: &[String], lang: Lang) -> Option<AnyView> {
    if names.is_empty() {
        return None;
    }
    // One more name is as short as the words "and 1 more".
    let shown = if names.len() == NAMED + 1 {
        NAMED + 1
    } else {
        NAMED
    };
    let first = names
        .iter()
        .take(shown)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let more = names.len().saturating_sub(shown);
    let text = if more > 0 {
        format!("{first} {}", words::directory::more_schools(lang, more))
    } else {
        first
    };
    Some(
        view! { <p class="card__meta card__places">{icon(Icon::School)}<span>{text}</span></p> }
            .into_any(),
    )
}

/// The names of a partnership's schools and departments, in the order of the profile.
pub(super) fn names(row: &Partnership, profile: &Profile) -> Vec<String> {
    profile
        .schools
        .iter()
        .filter(|school| row.sites.iter().any(|(slug, _)| *slug == school.slug))
        .map(|school| school.name.clone())
        .collect()
}

/// The beginning of a text, cut between words. Line ends become blanks.
fn shortened(text: &str, limit: usize) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > limit {
            if short.is_empty() {
                short = word.chars().take(limit).collect();
            }
            return format!("{}…", short.trim_end_matches([',', ';', ':', '.', '–']));
        }
        if length > 0 {
            short.push(' ');
        }
        short.push_str(word);
        length += more;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_summary_is_cut_between_words() {
        assert_eq!(
            shortened("Tutoring in math.\nTwice a week.", 100),
            "Tutoring in math. Twice a week."
        );
        assert_eq!(
            shortened("Tutoring in math, twice a week.", 18),
            "Tutoring in math…"
        );
        assert_eq!(shortened("Supercalifragilistic", 5), "Super…");
        assert_eq!(shortened("niñas niños", 5), "niñas…");
        assert_eq!(shortened("  ", 5), "");
    }
}
