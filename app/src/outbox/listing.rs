//! The list of mails as its address asks for it: read from the query, written as a query.

use crate::url;
use partnership::id::{ApplicationId, PersonId};
use partnership::mail::State;
use store::mail::Filter;

/// Where the list stands.
pub(super) const PATH: &str = "/office/mails";

/// The page of a mail, or the list when the text is no id.
pub(super) fn place(id: &str) -> String {
    PersonId::parse(id).map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"))
}

/// The page of a mail with the query of the list that it was opened from, and what was done with it.
pub(super) fn opened(id: &str, done: &str, from: &str) -> String {
    format!(
        "{}{}",
        place(id),
        url::query(&[("done", done), ("from", from)])
    )
}

/// Filter and page of the list. Whatever the address says wrongly is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// The filter.
    pub(super) filter: Filter,
    /// The page, from 1.
    pub(super) page: usize,
}

impl Listing {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.trim()).unwrap_or_default()
        };
        Self {
            filter: Filter {
                state: State::from_word(value("state")),
                words: value("words").chars().take(200).collect(),
                application: ApplicationId::parse(value("application")),
            },
            page: value("page")
                .parse()
                .ok()
                .filter(|page| *page > 0)
                .unwrap_or(1),
        }
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        let state = self.filter.state.map_or("", State::word);
        let about = self.filter.application.as_ref();
        let query = [
            ("application", about.map_or("", ApplicationId::as_str)),
            ("words", self.filter.words.as_str()),
            ("state", state),
            ("page", &page),
        ];
        format!("{PATH}{}", url::query(&query))
    }

    /// The page of a mail of this list, which leads back to it.
    pub(super) fn mail(&self, id: &str) -> String {
        let here = self.href(self.page);
        opened(id, "", here.split_once('?').map_or("", |(_, query)| query))
    }

    /// The list that a mail was opened from, as [`Self::mail`] writes it; the whole out-box for anything else.
    pub(super) fn opened_from(from: &str) -> String {
        let listing = Self::read(&url::pairs(from));
        listing.href(listing.page)
    }

    /// The address of the first page with another state.
    pub(super) fn in_state(&self, state: Option<State>) -> String {
        let mut next = self.clone();
        next.filter.state = state;
        next.href(1)
    }

    /// The address of the first page without words.
    pub(super) fn without_words(&self) -> String {
        let mut next = self.clone();
        next.filter.words.clear();
        next.href(1)
    }

    /// The address of the first page of the mails about every application.
    pub(super) fn without_application(&self) -> String {
        let mut next = self.clone();
        next.filter.application = None;
        next.href(1)
    }

    /// Whether the counts of the states know how long the list is.
    pub(super) fn is_counted(&self) -> bool {
        self.filter.words.is_empty() && self.filter.application.is_none()
    }

    /// Whether any filter is in force.
    pub(super) fn is_filtered(&self) -> bool {
        self.filter.state.is_some() || !self.is_counted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in [
            "",
            "?words=math+%26+art&state=given-up&page=3",
            "?state=held",
            "?application=abc&words=a",
            "?page=2",
        ] {
            let listing = Listing::read(&url::pairs(query));
            assert_eq!(listing.href(listing.page), format!("{PATH}{query}"));
        }
        for query in ["?state=lost", "?page=0", "?page=x", "?words=%20"] {
            assert_eq!(Listing::read(&url::pairs(query)).href(1), PATH, "{query}");
        }
        let held = Listing::read(&url::pairs("?state=held&page=2"));
        let mail = held.mail("abc");
        assert_eq!(mail, format!("{PATH}/abc?from=state%3Dheld%26page%3D2"));
        for (from, list) in [
            ("state=held&page=2", "?state=held&page=2"),
            ("state=lost", ""),
            ("//elsewhere.example", ""),
            ("", ""),
        ] {
            assert_eq!(
                Listing::opened_from(from),
                format!("{PATH}{list}"),
                "{from}"
            );
        }
        assert_eq!(Listing::read(&[]).mail("abc"), format!("{PATH}/abc"));
        assert_eq!(
            (place("abc"), place("../x")),
            (format!("{PATH}/abc"), PATH.to_owned())
        );
    }
}
