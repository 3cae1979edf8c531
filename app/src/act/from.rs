//! Which list a record was opened from, kept while somebody acts on the record.

use axum::http::{header, request::Parts};
use leptos::prelude::use_context;

/// What the address of a record says of the list it was opened from.
const KEPT: [&str; 2] = ["from", "at"];

/// The address to go on to, with what the page that the form stands on says of its list, when it is that page.
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
    // Behind the host, and behind the path of a district that has one.
    let is_same = path.len() > 1 && before.ends_with(path);
    let asked = crate::url::pairs(asked.split('#').next().unwrap_or_default());
    let kept: Vec<(&str, &str)> = asked
        .iter()
        .filter(|(name, _)| KEPT.contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if !is_same || kept.is_empty() || query.contains("from=") {
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

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn a_record_keeps_its_list_through_an_act() {
        let record = "https://x.org/durham/office/applications/a?from=applications%3Fqueue%3Dmine&at=3&done=judge";
        for (next, kept) in [
            (
                "/office/applications/a?done=note#notes",
                "/office/applications/a?done=note&from=applications%3Fqueue%3Dmine&at=3#notes",
            ),
            (
                "/office/applications/a",
                "/office/applications/a?from=applications%3Fqueue%3Dmine&at=3",
            ),
            (
                "/office/applications/b?done=note",
                "/office/applications/b?done=note",
            ),
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
}
