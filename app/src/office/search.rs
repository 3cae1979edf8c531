//! The list of partnerships as its address asks for it: read from the query, written as a query.

use super::desk::list::List;
use super::desk::order;
use super::listing::{page, typed_words, value};
use partnership::district::Profile;
use partnership::id::PartnershipId;
use partnership::partnership::Stage;
use store::search::{Search, Sort};

/// Where the list stands.
pub(super) const PATH: &str = "/office/partnerships";

/// Filter, order and page of the list. Whatever the profile does not know is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// The filter.
    pub(super) search: Search,
    /// The page, from 1.
    pub(super) page: usize,
}

impl Finding {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)], profile: &Profile) -> Self {
        let known = |name: &str, is_known: &dyn Fn(&str) -> bool| {
            value(pairs, name)
                .filter(|slug| is_known(slug))
                .map(ToOwned::to_owned)
        };
        Self {
            search: Search {
                words: typed_words(pairs),
                area: known("area", &|slug| profile.area(slug).is_some()),
                school: known("school", &|slug| profile.school(slug).is_some()),
                level: known("level", &|slug| profile.level(slug).is_some()),
                stage: value(pairs, "stage").and_then(Stage::from_word),
                order: order::read(pairs, Sort::from_word),
                only: Vec::new(),
            },
            page: page(pairs),
        }
    }

    /// The same, of the rows that a query names one by one.
    pub(super) fn read_with_only(pairs: &[(String, String)], profile: &Profile) -> Self {
        let mut finding = Self::read(pairs, profile);
        finding.search.only = pairs
            .iter()
            .filter(|(name, _)| name == "only")
            .filter_map(|(_, id)| PartnershipId::parse(id))
            .take(1_000)
            .collect();
        finding
    }

    /// Names and values of the address, those that differ from the plain list.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let search = &self.search;
        let mut pairs = vec![
            ("words", search.words.clone()),
            ("area", search.area.clone().unwrap_or_default()),
            ("school", search.school.clone().unwrap_or_default()),
            ("level", search.level.clone().unwrap_or_default()),
            ("stage", search.stage.map_or("", Stage::word).to_owned()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs.extend(order::pairs(&search.order, &[], Sort::word));
        pairs
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        List::Partnerships.href(&self.pairs(), page)
    }

    /// The address of the list sorted by a column; the other way round when it is sorted by it now.
    pub(super) fn sorted(&self, sort: Sort) -> String {
        let mut next = self.clone();
        // Without an order and without words it is sorted by organization.
        let now = if next.search.order.is_empty() && next.search.words.is_empty() {
            vec![(Sort::Organization, false)]
        } else {
            next.search.order
        };
        next.search.order = order::by(&now, sort);
        next.href(1)
    }

    /// The address of the list with a filter changed.
    pub(super) fn with(&self, change: impl FnOnce(&mut Search)) -> String {
        let mut next = self.clone();
        change(&mut next.search);
        next.href(1)
    }

    /// Whether any filter is in force.
    pub(super) fn is_filtered(&self) -> bool {
        let plain = Search {
            order: self.search.order.clone(),
            only: self.search.only.clone(),
            ..Search::default()
        };
        self.search != plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url;

    fn profile() -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    fn read(query: &str) -> Finding {
        Finding::read(&url::pairs(query), &profile())
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in [
            "",
            "?words=tutoring&area=academics&school=cedar-ford&level=on-going&stage=active&page=2",
            "?stage=ended",
            "?school=student-wellness&page=12",
        ] {
            let finding = read(query);
            assert_eq!(finding.href(finding.page), format!("{PATH}{query}"));
            assert_eq!(finding.is_filtered(), query.contains('='));
        }
        let without = read("?area=academics&words=a&page=3").with(|search| search.area = None);
        assert_eq!(without, format!("{PATH}?words=a"));
    }

    #[test]
    fn what_the_profile_does_not_know_is_left_out() {
        for query in [
            "?area=magic",
            "?school=hogwarts",
            "?level=high",
            "?stage=draft",
            "?page=0",
            "?words=+",
            "?x=y",
        ] {
            assert_eq!(read(query).href(1), PATH, "{query}");
            assert!(!read(query).is_filtered(), "{query}");
        }
    }
}
