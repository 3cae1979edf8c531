//! Pages and sheets: any address, query, cookie and header.

use super::text::{bytes, known_or_any, text};
use super::{Target, fault, try_all};
use crate::access::pages::PAGES;
use crate::harness::encoded;
use axum::http::{HeaderName, HeaderValue, Method, Request};
use proptest::collection::vec;
use proptest::prelude::*;

/// Names that some page reads from its address.
const NAMES: [&str; 26] = [
    "again", "area", "check", "done", "failed", "from", "go-on", "lang", "page", "q", "request",
    "route", "school", "secret", "to", "words", "stage", "assignee", "sort", "order", "late",
    "level", "kind", "step", "__path", "__err",
];

const HEADERS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "cookie",
    "if-none-match",
    "origin",
    "range",
    "referer",
    "sec-fetch-site",
    "user-agent",
    "x-forwarded-for",
    "content-length",
];

/// What is asked: who, which page, names and values, headers, and whether the address is taken apart.
type Asked = (
    usize,
    usize,
    Vec<(String, String)>,
    Vec<(usize, Vec<u8>)>,
    Option<String>,
);

fn asked() -> impl Strategy<Value = Asked> {
    (
        0..8_usize,
        0..PAGES.len(),
        vec((known_or_any(&NAMES, 5), text()), 0..4),
        vec((0..HEADERS.len(), bytes()), 0..3),
        proptest::option::weighted(0.2, text()),
    )
}

#[test]
fn no_address_and_no_header_breaks_a_page() {
    let target = Target::new();
    try_all(500, &asked(), |(who, page, query, headers, piece)| {
        let (client, _) = target.client(*who);
        let mut path = target.crowd.real(PAGES[*page].path);
        if let Some(piece) = piece {
            let (start, _) = path.rsplit_once('/').unwrap_or_default();
            path = format!("{start}/{}", app::url::encoded(piece));
        }
        let sign = if path.contains('?') { '&' } else { '?' };
        let uri = format!("{path}{sign}{}", encoded(query));
        let mut request = Request::builder().method(Method::GET).uri(uri);
        for (name, value) in headers {
            // Only what a browser or a proxy could send at all.
            if let Ok(value) = HeaderValue::from_bytes(value) {
                request = request.header(HeaderName::from_static(HEADERS[*name]), value);
            }
        }
        // An address that is no address never reaches a server.
        if request.uri_ref().is_none() {
            return Ok(());
        }
        fault(&target.runtime.block_on(client.ask(request, "")))
    });
}
