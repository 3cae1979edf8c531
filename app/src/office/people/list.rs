//! The list of people: as its address asks for it, and as a table.

use super::cells::cell;
use crate::current::Current;
use crate::office::desk::list::List;
use crate::office::desk::order;
use crate::office::desk::shown::Shown;
use crate::office::desk::tools::Sortable;
use crate::office::listing::{page, typed_words, value};
use crate::ui::*;
use crate::words::{office, people as words, roles};
use leptos::prelude::*;
use partnership::person::Role;
use partnership::text::Lang;
use store::people::{Filter, People, Sort};

/// The name of the filter by a role. A form of the page has a field `role` of its own.
const HOLDS: &str = "holds";

/// The list as its address asks for it. Whatever it says wrongly is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct Listed {
    /// The filter.
    pub(in crate::office) filter: Filter,
    /// The page, from 1.
    pub(in crate::office) page: usize,
}

impl Listed {
    /// Reads the names and values of a query.
    pub(in crate::office) fn read(pairs: &[(String, String)]) -> Self {
        Self {
            filter: Filter {
                words: typed_words(pairs),
                role: value(pairs, HOLDS)
                    .and_then(Role::from_word)
                    .filter(|role| *role != Role::Partner),
                order: order::read(pairs, Sort::from_word),
            },
            page: page(pairs),
        }
    }

    /// Names and values of the address, those that differ from the plain list.
    pub(in crate::office) fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = vec![
            ("words", filter.words.clone()),
            (HOLDS, filter.role.map_or("", Role::word).to_owned()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs.extend(order::pairs(&filter.order, &[], Sort::word));
        pairs
    }

    /// The address of a page of this list.
    pub(in crate::office) fn href(&self, page: usize) -> String {
        List::People.href(&self.pairs(), page)
    }

    fn with(&self, change: impl FnOnce(&mut Filter)) -> String {
        let mut next = self.clone();
        change(&mut next.filter);
        next.href(1)
    }

    /// The columns the list is sorted by now.
    fn order(&self) -> Vec<(Sort, bool)> {
        if self.filter.order.is_empty() && self.filter.words.is_empty() {
            vec![(Sort::Person, false)]
        } else {
            self.filter.order.clone()
        }
    }
}

/// The orders of the list, either way round in words.
pub(super) fn sortable(lang: Lang) -> Vec<Sortable> {
    let both = |sort: Sort, up: &str, down: &str| (sort.word(), up.to_owned(), down.to_owned());
    vec![
        both(
            Sort::Person,
            words::person_up(lang),
            words::person_down(lang),
        ),
        both(Sort::Email, words::email_up(lang), words::email_down(lang)),
        both(Sort::Since, words::since_up(lang), words::since_down(lang)),
    ]
}

/// The form of the filters.
pub(super) fn filters(listed: &Listed, lang: Lang) -> AnyView {
    let held: Vec<Pick> = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Partner)
        .map(|role| Pick::new(role.word(), stage::role(role, lang)))
        .collect();
    let order = order::kept(&listed.pairs());
    let typed = listed.filter.words.clone();
    let chosen = listed.filter.role.map_or("", Role::word);
    view! {
        <GetForm action=List::People.path() class="filter-bar" label=words::filter(lang)>
            {order}
            <TextField name="words" label=roles::words(lang) value=typed kind=FieldKind::Search/>
            <SelectField name=HOLDS label=words::role(lang) choices=held blank=roles::any_role(lang) chosen=chosen/>
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{office::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

/// The filters in force.
pub(in crate::office) fn chips(listed: &Listed, lang: Lang) -> Vec<Chip> {
    let filter = &listed.filter;
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        chips.push(Chip {
            label: office::chip(lang, roles::words(lang), &filter.words).into(),
            href: listed.with(|filter| filter.words.clear()),
        });
    }
    if let Some(role) = filter.role {
        let name = stage::role(role, lang);
        chips.push(Chip {
            label: office::chip(lang, words::role(lang), name).into(),
            href: listed.with(|filter| filter.role = None),
        });
    }
    chips
}

/// The table, with its count and its pages.
pub(super) fn table(current: &Current, listed: &Listed, shown: &Shown, found: &People) -> AnyView {
    let lang = current.lang;
    let page = &found.page;
    if page.rows.is_empty() {
        let is_filtered = !listed.filter.words.is_empty() || listed.filter.role.is_some();
        let none = (words::none_title(lang), words::invite_lead(lang), None);
        let unfiltered = is_filtered.then_some(List::People.path());
        return order::nothing(lang, (listed.page, listed.href(1)), unfiltered, none);
    }
    let rows: Vec<Row> = page
        .rows
        .iter()
        .map(|person| Row {
            cells: shown
                .columns
                .iter()
                .map(|column| cell(current, person, found.administrators, column.word))
                .collect(),
        })
        .collect();
    let href = |order| listed.with(|filter| filter.order = order);
    let columns = order::headings(shown, &listed.order(), Sort::from_word, href, lang);
    let next = listed.clone();
    view! {
        <Count shown=page.rows.len() all=page.total/>
        <DataTable caption=words::caption(lang, date::day(current.today, lang)) columns=columns rows=rows/>
        <Pager
            page=listed.page pages=page.total.div_ceil(shown.size) href=Box::new(move |page| next.href(page))
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
        let read = |query: &str| Listed::read(&url::pairs(query));
        let path = List::People.path();
        for query in [
            "",
            "?words=ana+gil",
            "?words=ana&holds=office&sort=-since&sort=person&page=2",
            "?holds=administrator&page=3",
        ] {
            let listed = read(query);
            assert_eq!(listed.href(listed.page), format!("{path}{query}"));
        }
        for query in [
            "?holds=king",
            "?holds=partner",
            "?sort=roles",
            "?page=0",
            "?x=y",
        ] {
            assert_eq!(read(query).href(1), path, "{query}");
        }
    }
}
