//! The list of partnerships as its address asks for it: read from the query, written as a query.

use super::desk::list::List;
use super::desk::order;
use super::listing::{page, typed_words, value};
use chrono::NaiveDate;
use partnership::district::Profile;
use partnership::id::PartnershipId;
use partnership::partnership::Stage;
use store::search::{Search, Sort};
use store::term::Ends;

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

/// The order when the address asks for none: among those with a last day the soonest first, unless words bring what
/// fits them best; else by organization, which needs no name.
fn usual(search: &Search) -> Vec<(Sort, bool)> {
    let has_day = matches!(search.ends, Some(Ends::Soon(..) | Ends::Over(_)));
    if has_day && search.words.is_empty() {
        vec![(Sort::Ends, false)]
    } else {
        Vec::new()
    }
}

impl Finding {
    /// Reads the names and values of a query, as of today.
    pub(super) fn read(pairs: &[(String, String)], profile: &Profile, today: NaiveDate) -> Self {
        let known = |name: &str, is_known: &dyn Fn(&str) -> bool| {
            value(pairs, name)
                .filter(|slug| is_known(slug))
                .map(ToOwned::to_owned)
        };
        let ends = value(pairs, "ends");
        let mut search = Search {
            words: typed_words(pairs),
            area: known("area", &|slug| profile.area(slug).is_some()),
            school: known("school", &|slug| profile.school(slug).is_some()),
            level: known("level", &|slug| profile.level(slug).is_some()),
            stage: value(pairs, "stage").and_then(Stage::from_word),
            ends: Ends::all(profile, today)
                .into_iter()
                .find(|known| Some(known.word()) == ends),
            order: order::read(pairs, Sort::from_word),
            only: Vec::new(),
        };
        if search.order.is_empty() {
            search.order = usual(&search);
        }
        Self {
            search,
            page: page(pairs),
        }
    }

    /// Those with a last day of some kind, as cards and links name them.
    pub(super) fn ending(ends: Ends) -> Self {
        let mut search = Search {
            ends: Some(ends),
            ..Search::default()
        };
        search.order = usual(&search);
        Self { search, page: 1 }
    }

    /// The same, of the rows that a query names one by one.
    pub(super) fn read_with_only(
        pairs: &[(String, String)],
        profile: &Profile,
        today: NaiveDate,
    ) -> Self {
        let mut finding = Self::read(pairs, profile, today);
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
            ("ends", search.ends.map_or("", Ends::word).to_owned()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs.extend(order::pairs(&search.order, &usual(search), Sort::word));
        pairs
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        List::Partnerships.href(&self.pairs(), page)
    }

    /// The columns the list is sorted by now. Without an order and without words it is sorted by organization.
    pub(super) fn order(&self) -> Vec<(Sort, bool)> {
        if self.search.order.is_empty() && self.search.words.is_empty() {
            vec![(Sort::Organization, false)]
        } else {
            self.search.order.clone()
        }
    }

    /// The address of the list with a filter changed. The usual order changes with it.
    pub(super) fn with(&self, change: impl FnOnce(&mut Search)) -> String {
        let mut next = self.clone();
        let before = next.search.order.clone();
        let was_usual = before == usual(&next.search);
        change(&mut next.search);
        if was_usual && next.search.order == before {
            next.search.order = usual(&next.search);
        }
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
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        Finding::read(&url::pairs(query), &profile(), today)
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in [
            "",
            "?words=tutoring&area=academics&school=cedar-ford&level=on-going&stage=active&page=2",
            "?stage=ended",
            "?ends=soon",
            "?words=a&ends=over&sort=ends",
            "?ends=none&page=3",
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
            "?ends=never",
            "?page=0",
            "?words=+",
            "?x=y",
        ] {
            assert_eq!(read(query).href(1), PATH, "{query}");
            assert!(!read(query).is_filtered(), "{query}");
        }
    }
}
