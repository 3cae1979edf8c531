//! The quick way to a public page that is kept: before all layers, each of which would only hand it on.

use super::key;
use crate::district::Found;
use crate::{Server, door, secure};
use axum::http::Request;
use axum::response::Response;
use std::time::Instant;

/// The answer to a request for a public page, when it is kept, true, and made in the form that the browser
/// takes. It carries what the layers would have put into it, and is counted as they count. Everything else,
/// pages below the path of a district among it, takes the long way.
#[must_use]
pub fn quick<B>(server: &Server, request: &Request<B>) -> Option<Response> {
    let start = Instant::now();
    let host = door::host(request.headers(), request.uri());
    let found = server.districts.find(host.as_deref(), request.uri().path());
    let Found::District(district) = found else {
        return None;
    };
    if !district.site.prefix().is_empty() {
        return None;
    }
    let key = key(server, district, request)?;
    let page = district.public.at_once(&district.site.store, &key)?;
    let body = if page.is_known(request.headers()) {
        None
    } else {
        Some(page.body_at_once(request.headers())?)
    };
    let mut answer = page.with(body);
    secure::dress(answer.headers_mut(), district.site.is_https());
    let took = start.elapsed();
    server
        .metrics
        .answered(request.method(), &page.route, &answer, took);
    tracing::debug!(
        route = page.route,
        status = answer.status().as_u16(),
        "answered at once"
    );
    Some(answer)
}
