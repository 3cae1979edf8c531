//! The list of partnerships as its address asks for it: read from the query, written as a query.

use crate::url;
use partnership::district::Profile;
use partnership::partnership::Stage;
use store::search::Search;

/// Where the list stands.
pub(super) const PATH: &str = "/office/partnerships";
/// Where it is downloaded.
const CSV: &str = "/office/partnerships.csv";

/// Filter and page of the list. Whatever the profile does not know is left out.
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
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        };
        let known = |name: &str, is_known: &dyn Fn(&str) -> bool| {
            value(name)
                .filter(|slug| is_known(slug))
                .map(ToOwned::to_owned)
        };
        Self {
            search: Search {
                words: value("words")
                    .unwrap_or_default()
                    .chars()
                    .take(200)
                    .collect(),
                area: known("area", &|slug| profile.area(slug).is_some()),
                school: known("school", &|slug| profile.school(slug).is_some()),
                level: known("level", &|slug| profile.level(slug).is_some()),
                stage: value("stage").and_then(Stage::from_word),
            },
            page: value("page")
                .and_then(|page| page.parse().ok())
                .filter(|page| *page > 0)
                .unwrap_or(1),
        }
    }

    fn query(&self, page: usize) -> String {
        let search = &self.search;
        url::query(&[
            ("words", &search.words),
            ("area", search.area.as_deref().unwrap_or_default()),
            ("school", search.school.as_deref().unwrap_or_default()),
            ("level", search.level.as_deref().unwrap_or_default()),
            ("stage", search.stage.map_or("", Stage::word)),
            (
                "page",
                &if page > 1 {
                    page.to_string()
                } else {
                    String::new()
                },
            ),
        ])
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        format!("{PATH}{}", self.query(page))
    }

    /// The address of all its rows as a sheet.
    pub(super) fn csv(&self) -> String {
        format!("{CSV}{}", self.query(1))
    }

    /// The address of the list with a filter changed.
    pub(super) fn with(&self, change: impl FnOnce(&mut Search)) -> String {
        let mut next = self.clone();
        change(&mut next.search);
        next.href(1)
    }

    /// Whether any filter is in force.
    pub(super) fn is_filtered(&self) -> bool {
        self.search != Search::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            read("?area=academics&page=3").csv(),
            format!("{CSV}?area=academics")
        );
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
