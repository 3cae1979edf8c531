//! Which lines the address of a timeline asks for.

use crate::url;
use store::timeline::{Kind, Place, Wanted};

/// Kind and place of a timeline, as its address says them. What it says wrongly is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Address {
    pub(super) kind: Option<Kind>,
    pub(super) place: Place,
}

impl Address {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = pairs.iter().find(|(n, _)| n == name);
            found.map(|(_, value)| value.trim())
        };
        let line = |name: &str| {
            value(name)
                .and_then(|seq| seq.parse::<i64>().ok())
                .filter(|seq| *seq > 0)
        };
        let place = match (line("before"), line("after")) {
            (Some(seq), _) => Place::Before(seq),
            (None, Some(seq)) => Place::After(seq),
            (None, None) => Place::Newest,
        };
        Self {
            kind: value("kind").and_then(Kind::from_word),
            place,
        }
    }

    /// The lines of a page.
    pub(super) fn page(self, most: u32) -> Wanted {
        Wanted {
            kind: self.kind,
            place: self.place,
            limit: Some(most),
        }
    }

    /// All lines of the kind.
    pub(super) fn all(self) -> Wanted {
        Wanted {
            kind: self.kind,
            place: Place::Newest,
            limit: None,
        }
    }

    /// The address, behind the path of the timeline or of its sheet.
    pub(super) fn href(self, path: &str) -> String {
        let (before, after) = match self.place {
            Place::Newest => (String::new(), String::new()),
            Place::Before(seq) => (seq.to_string(), String::new()),
            Place::After(seq) => (String::new(), seq.to_string()),
        };
        let query = url::query(&[
            ("kind", self.kind.map_or("", Kind::word)),
            ("before", &before),
            ("after", &after),
        ]);
        format!("{path}{query}")
    }

    /// The same kind from another place.
    pub(super) const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in ["", "?kind=review", "?before=12", "?kind=talk&after=3"] {
            let address = Address::read(&url::pairs(query));
            assert_eq!(address.href("/x"), format!("/x{query}"));
        }
    }

    #[test]
    fn what_an_address_says_wrongly_is_left_out() {
        for query in [
            "?kind=everything",
            "?before=0",
            "?after=-1",
            "?before=x",
            "?after=99999999999999999999",
        ] {
            assert_eq!(
                Address::read(&url::pairs(query)),
                Address::default(),
                "{query}"
            );
        }
    }
}
