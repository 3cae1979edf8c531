//! Reading what others wrote around an application, which the page itself notes.

use crate::current::Current;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use leptos::prelude::use_context;
use partnership::id::ApplicationId;
use store::Asker;
use store::talk::Entry;

/// Notes that whoever asks has read these entries, up to the last of them that the page shows.
///
/// Opening the page is reading: nobody should have to press a button for that, and scripts are not needed. The page is
/// asked for by a GET, which changes nothing that anybody else sees, and comes to the same however often it is sent:
/// the mark belongs to the signed-in person alone, moves forward only, and goes no further than what this very page
/// shows, so that what came in meanwhile stays new. What asks without anybody looking moves nothing: programs that
/// follow links in mails are not signed in, and a browser that fetches a page ahead says so. Where nothing is new,
/// nothing is written; else it is written beside the page, which waits for no disk, and is there when none can be
/// written.
pub fn read(current: &Current, asker: &Asker, application: &ApplicationId, entries: &[Entry]) {
    let Some(last) = entries.iter().map(|entry| entry.number).max() else {
        return;
    };
    let is_looked_at = use_context::<Parts>()
        .is_some_and(|parts| parts.method == Method::GET && !is_ahead(&parts.headers));
    if !is_looked_at || !entries.iter().any(|entry| entry.is_new) {
        return;
    }
    let store = current.site.store.clone();
    let (asker, application) = (asker.clone(), application.clone());
    tokio::spawn(async move {
        if let Err(error) = store.mark_read(&asker, &application, last).await {
            tracing::warn!(%error, "that something was read could not be written");
        }
    });
}

/// Whether the browser asks before anybody wants to see the page.
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.contains("prefetch") || value.contains("prerender"))
    })
}

#[cfg(test)]
mod tests {
    use super::is_ahead;
    use axum::http::{HeaderMap, HeaderValue};

    #[test]
    fn a_browser_that_asks_ahead_is_known() {
        for (name, value, expected) in [
            ("sec-purpose", "prefetch", true),
            ("sec-purpose", "prefetch;prerender", true),
            ("purpose", "prefetch", true),
            ("accept", "prefetch", false),
            ("sec-purpose", "navigate", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            assert_eq!(is_ahead(&headers), expected, "{name}: {value}");
        }
    }
}
