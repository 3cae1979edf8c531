//! Which list a record was opened from, kept while somebody acts on the record or reads on in its pages.

use axum::http::{header, request::Parts};
use leptos::prelude::use_context;

/// What the address of a record says of the list it was opened from: which one, and the place in it.
pub const KEPT: [&str; 2] = ["from", "place"];

/// The address to go on to, with what the page that the form stands on says of its list, when both are pages of the
/// same record.
pub(super) fn kept(next: &str) -> String {
    let before = use_context::<Parts>().and_then(|parts| {
        let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
        Some(referer.to_owned())
    });
    before.map_or_else(|| next.to_owned(), |before| with(next, &before))
}

/// The same, given the address of the page before.
#[must_use]
pub fn with(next: &str, before: &str) -> String {
    let (address, fragment) = next.split_once('#').unwrap_or((next, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (before, asked) = before.split_once('?').unwrap_or((before, ""));
    let asked = crate::url::pairs(asked.split('#').next().unwrap_or_default());
    let kept: Vec<(&str, &str)> = asked
        .iter()
        .filter(|(name, _)| KEPT.contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if !are_of_one(path, before) || kept.is_empty() || query.contains("from=") {
        return next.to_owned();
    }
    let kept = crate::url::query(&kept);
    let query = match query {
        "" => kept,
        query => format!("?{query}&{}", kept.trim_start_matches('?')),
    };
    let fragment = match fragment {
        "" => String::new(),
        fragment => format!("#{fragment}"),
    };
    format!("{path}{query}{fragment}")
}

/// Whether two pages are the same, or belong to the same record of the office. The address of the page before may
/// begin with a host, and with the path of a district that has one.
fn are_of_one(path: &str, before: &str) -> bool {
    let Some(record) = record(path) else {
        return path.len() > 1 && before.ends_with(path);
    };
    before.match_indices(record).any(|(at, _)| {
        let rest = before.get(at + record.len()..).unwrap_or_default();
        rest.is_empty() || rest.starts_with('/')
    })
}

/// The page of the record that a page of the office belongs to, such as `/office/applications/a` for
/// `/office/applications/a/history`.
fn record(path: &str) -> Option<&str> {
    let mut slashes = path.match_indices('/').map(|(at, _)| at).skip(2);
    let is_office = path.starts_with("/office/");
    slashes.next().filter(|_| is_office)?;
    path.get(..slashes.next().unwrap_or(path.len()))
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn a_record_keeps_its_list_through_an_act() {
        let record = "https://x.org/durham/office/applications/a?from=applications%3Fqueue%3Dmine&place=3&done=judge";
        for (next, kept) in [
            (
                "/office/applications/a?done=note#notes",
                "/office/applications/a?done=note&from=applications%3Fqueue%3Dmine&place=3#notes",
            ),
            (
                "/office/applications/a",
                "/office/applications/a?from=applications%3Fqueue%3Dmine&place=3",
            ),
            (
                "/office/applications/b?done=note",
                "/office/applications/b?done=note",
            ),
            (
                "/office/applications/a/decide/approve?check=1",
                "/office/applications/a/decide/approve?check=1&from=applications%3Fqueue%3Dmine&place=3",
            ),
            ("/office/applications", "/office/applications"),
            ("/office/applications/ab", "/office/applications/ab"),
            ("/", "/"),
        ] {
            assert_eq!(with(next, record), kept);
        }
        let plain = "https://x.org/office/applications/a?done=note";
        assert_eq!(
            with("/office/applications/a", plain),
            "/office/applications/a"
        );
    }

    #[test]
    fn the_pages_of_a_record_hand_its_list_on_to_each_other_alone() {
        let list = "from=applications&place=3";
        let page = format!("/office/applications/a/decide/approve/preview?x=y&{list}");
        for next in ["/office/applications/a", "/office/applications/a/history"] {
            assert_eq!(with(next, &page), format!("{next}?{list}"));
        }
        for other in [
            "/office/applications",
            "/office/applications/approve",
            "/office/partnerships/a",
            "/office/applications/b/history",
            "/decide/approve",
        ] {
            assert_eq!(with(other, &page), other);
        }
        let step = "/applications/a/check?from=check";
        assert_eq!(with("/applications/a", step), "/applications/a");
    }
}
