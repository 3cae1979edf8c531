//! The list of organizations.

mod cells;

pub(super) use cells::written;
use cells::{cell, kind};

use super::desk::list::List;
use super::desk::order;
use super::desk::shown::Shown;
use super::desk::tools::{Sortable, tools};
use super::desk::views;
use super::desk::walk;
use super::listing::{page as page_of, typed_words, value};
use crate::act::Again;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::words::desk;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::person::Right;
use partnership::text::Lang;
use store::list::{Page, Part};
use store::organization::{Filter, Organization, Sort};

/// The list as its address asks for it. Whatever the profile does not know is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The filter.
    pub(super) filter: Filter,
    /// The page, from 1.
    pub(super) page: usize,
}

impl Known {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)], profile: &Profile) -> Self {
        Self {
            filter: Filter {
                words: typed_words(pairs),
                kind: value(pairs, "kind")
                    .filter(|slug| profile.organization_kind(slug).is_some())
                    .map(ToOwned::to_owned),
                order: order::read(pairs, Sort::from_word),
            },
            page: page_of(pairs),
        }
    }

    /// Names and values of the address, those that differ from the plain list.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = vec![
            ("words", filter.words.clone()),
            ("kind", filter.kind.clone().unwrap_or_default()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs.extend(order::pairs(&filter.order, &[], Sort::word));
        pairs
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        List::Organizations.href(&self.pairs(), page)
    }

    fn with(&self, change: impl FnOnce(&mut Filter)) -> String {
        let mut next = self.clone();
        change(&mut next.filter);
        next.href(1)
    }

    /// The columns the list is sorted by now.
    fn order(&self) -> Vec<(Sort, bool)> {
        if self.filter.order.is_empty() && self.filter.words.is_empty() {
            vec![(Sort::Organization, false)]
        } else {
            self.filter.order.clone()
        }
    }
}

/// A real table of organizations, with filters, order and page in the address.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    page(async move {
        // As the file and the counts of this list read it: with the kinds that only older versions have.
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let again = Again::load(&current).await;
        let mut known = Known::read(&current.queries(), &current.site.profile);
        let shown = Shown::load(&current, &asker, List::Organizations).await?;
        let part = Part::page(known.page - 1, shown.size);
        let store = &current.site.store;
        let found = store.organizations(&asker, &known.filter, part).await?;
        let lang = current.lang;
        let filters = filters(&current, &known);
        let instead = views::instead(lang, found.instead.clone(), &mut known.filter.words);
        let pairs = known.pairs();
        Ok(view! {
            <Frame office=true>
                {views::news(&current, &again)}
                <PageHead title=desk::organizations_title(lang) error=again.error.is_some()/>
                {views::links(&current, &shown, &pairs)}
                {filters}
                <Chips items=chips(&current, &known) clear=List::Organizations.path()/>
                {instead}
                {rows(&current, &known, &shown, &found)}
                {tools(&current, &shown, &pairs, &sortable(lang), (known.page, found.total), &again)}
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
        both(Sort::Kind, desk::kind_up(lang), desk::kind_down(lang)),
        both(Sort::Since, desk::since_up(lang), desk::since_down(lang)),
    ]
}

fn filters(current: &Current, known: &Known) -> AnyView {
    let lang = current.lang;
    let kinds: Vec<Pick> = current
        .site
        .profile
        .organization_kinds
        .iter()
        .map(|kind| Pick::new(&kind.value, Said::of(&kind.label, lang)))
        .collect();
    let order = order::kept(&known.pairs());
    let (typed, kind) = (
        known.filter.words.clone(),
        known.filter.kind.clone().unwrap_or_default(),
    );
    view! {
        <GetForm action=List::Organizations.path() class="filter-bar" label=desk::filter_organizations(lang)>
            {order}
            <TextField name="words" label=desk::organization_words(lang) value=typed kind=FieldKind::Search/>
            <SelectField
                name="kind" label=words::kind(lang) choices=kinds blank=desk::any_kind(lang) chosen=kind
            />
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{words::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

/// The filters in force.
pub(super) fn chips(current: &Current, known: &Known) -> Vec<Chip> {
    let lang = current.lang;
    let filter = &known.filter;
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        chips.push(Chip {
            label: words::chip(lang, desk::organization_words(lang), &filter.words).into(),
            href: known.with(|filter| filter.words.clear()),
        });
    }
    if let Some(slug) = &filter.kind {
        chips.push(Chip {
            label: kind(current, slug).within(|kind| words::chip(lang, words::kind(lang), kind)),
            href: known.with(|filter| filter.kind = None),
        });
    }
    chips
}

fn rows(current: &Current, known: &Known, shown: &Shown, found: &Page<Organization>) -> AnyView {
    let lang = current.lang;
    if found.rows.is_empty() {
        let is_filtered = !known.filter.words.is_empty() || known.filter.kind.is_some();
        let none = (
            desk::no_organizations_title(lang),
            desk::no_organizations_body(lang),
            order::see_applications(current),
        );
        let unfiltered = is_filtered.then_some(List::Organizations.path());
        return order::nothing(lang, (known.page, known.href(1)), unfiltered, none);
    }
    let next = known.clone();
    let from = walk::from(shown.list, &known.pairs(), known.page);
    let rows: Vec<Row> = found
        .rows
        .iter()
        .enumerate()
        .map(|(at, organization)| {
            let at = (known.page - 1) * shown.size + at;
            let from = from(at);
            Row {
                cells: shown
                    .columns
                    .iter()
                    .map(|column| cell(current, organization, column.word, &from))
                    .collect(),
            }
        })
        .collect();
    let href = |order| known.with(|filter| filter.order = order);
    let columns = order::headings(shown, &known.order(), Sort::from_word, href, lang);
    view! {
        <Count shown=found.rows.len() all=found.total/>
        <DataTable
            caption=desk::organizations_caption(lang, date::day(current.today, lang)) columns=columns rows=rows
        />
        <Pager
            page=known.page pages=found.total.div_ceil(shown.size) href=Box::new(move |page| next.href(page))
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url;

    #[test]
    fn an_address_is_read_and_written_alike_and_what_nobody_knows_is_left_out() {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        let kind = &profile.organization_kinds[0].value;
        let read = |query: &str| Known::read(&url::pairs(query), &profile);
        let path = List::Organizations.path();
        let full = format!("?words=guild&kind={kind}&sort=-since&sort=organization&page=2");
        for query in ["", "?words=guild", "?sort=kind&page=3", &full] {
            let known = read(query);
            assert_eq!(known.href(known.page), format!("{path}{query}"));
        }
        for query in ["?kind=magic", "?sort=colour", "?page=0", "?x=y"] {
            assert_eq!(read(query).href(1), path, "{query}");
        }
    }
}
