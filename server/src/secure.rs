//! What keeps a browser from harm: headers for every answer, and no form from another site.

use crate::Server;
use crate::refusal::refused;
use app::refusal::Refusal;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The content security policy of a page whose own scripts carry this nonce.
#[must_use]
pub fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The policy of a page without scripts: its style, its mark, and nothing else.
pub const PLAIN: &str = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The policy of an answer that is no page.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        HeaderValue::from_static("require-corp"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// Adds the headers that every answer carries.
pub async fn headers(State(server): State<Server>, request: Request, next: Next) -> Response {
    let is_https = server.is_https(&request);
    let mut response = next.run(request).await;
    dress(response.headers_mut(), is_https);
    response
}

/// The headers that every answer carries. What is drawn for somebody is never stored by a browser.
pub fn dress(headers: &mut HeaderMap, is_https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(NOTHING);
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.remove("x-powered-by");
    if is_https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}

/// Lets a request that could change something through only when a page of this very site sent it:
/// the browser says so by `Sec-Fetch-Site`, or, an older one, by `Origin`. Without either, nothing passes.
/// Districts that share a host are one site to a browser; there the token of each form tells them apart.
/// TRACE would echo a request with its cookies: it is not served.
pub async fn same_origin(State(server): State<Server>, request: Request, next: Next) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD | Method::OPTIONS => return next.run(request).await,
        Method::TRACE => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
        _ => {}
    }
    let district = server.district(&request);
    if district.is_some_and(|district| is_own(request.headers(), district.site.origin())) {
        return next.run(request).await;
    }
    tracing::warn!("another site: a request was refused");
    refused(Refusal::OtherSite)
}

/// Whether these headers say that a page of this origin sent the request.
fn is_own(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN);
    let own = origin == Some(own_origin);
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin") => origin.is_none() || own,
        Some(_) => false,
        None => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_this_site_may_change_anything() {
        let base = "https://partners.example.org";
        for (site, origin, passes) in [
            (Some("same-origin"), Some(base), true),
            (Some("same-origin"), None, true),
            (Some("same-origin"), Some("null"), false),
            (Some("same-origin"), Some("https://evil.example"), false),
            (Some("same-site"), Some(base), false),
            (Some("cross-site"), Some(base), false),
            (Some("none"), None, false),
            (None, Some(base), true),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
            (None, None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(is_own(&headers, base), passes, "{site:?} {origin:?}");
        }
    }
}
