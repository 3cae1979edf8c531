//! The door: finds the district that a request is for, by host name and path, before anything else looks at it.
//! What no district has is answered in a way that names none.

use crate::district::{District, Found};
use crate::{Server, prefix, secure};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

/// What the server answers for itself, whatever a request calls the host.
pub(crate) fn is_shared(path: &str) -> bool {
    matches!(
        path,
        "/healthz" | "/readyz" | "/favicon.svg" | "/favicon.ico" | "/.well-known/security.txt"
    ) || path.starts_with("/pkg/")
}

/// Leads a request to its district.
pub async fn find(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    if is_shared(request.uri().path()) {
        return next.run(request).await;
    }
    let host = host(request.headers(), request.uri());
    let answer = match server.districts.find(host.as_deref(), request.uri().path()) {
        Found::District(district) => {
            let prefix = district.site.prefix();
            if !prefix.is_empty() {
                *request.uri_mut() = prefix::without(request.uri(), prefix);
            }
            request.extensions_mut().insert(district.clone());
            let mut response = next.run(request).await;
            prefix::put(&mut response, prefix);
            return response;
        }
        Found::List(districts) if matches!(*request.method(), Method::GET | Method::HEAD) => {
            list(&districts)
        }
        Found::List(_) | Found::Nothing => nothing(),
    };
    let mut answer = answer;
    let all = &server.districts;
    let is_https = all.iter().all(|district| district.site.is_https());
    secure::dress(answer.headers_mut(), is_https);
    let method = request.method();
    server
        .metrics
        .answered(method, "none", &answer, Duration::ZERO);
    answer
}

/// The host that a request names. One that names two, or none, names nothing.
pub(crate) fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let named = headers.get_all(header::HOST).iter();
    let mut named: Vec<String> = named
        .map(|host| host.to_str().unwrap_or_default().to_ascii_lowercase())
        .chain(
            uri.authority()
                .map(|host| host.as_str().to_ascii_lowercase()),
        )
        .collect();
    named.dedup();
    match named.as_slice() {
        [host] if !host.is_empty() => Some(host.clone()),
        _ => None,
    }
}

/// The answer where there is no district: it names none.
#[must_use]
pub fn nothing() -> Response {
    let text = "There is nothing at this address. Check it, or ask who gave it to you.\n";
    (StatusCode::NOT_FOUND, text).into_response()
}

/// The first page of a host that several districts share.
fn list(districts: &[&Arc<District>]) -> Response {
    let sites = districts.iter().map(|district| district.site.as_ref());
    let page = app::refusal::districts(sites);
    let kind = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, secure::PLAIN),
    ];
    (kind, Body::from(page)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_host_counts_only_when_it_is_named_once() {
        for (headers, uri, expected) in [
            (&["a.org"][..], "/", Some("a.org")),
            (&["A.org:80"], "/", Some("a.org:80")),
            (&["a.org"], "http://a.org/", Some("a.org")),
            (&[], "http://a.org/", Some("a.org")),
            (&["a.org", "b.org"], "/", None),
            (&["a.org"], "http://b.org/", None),
            (&["a.org"], "http://x@a.org/", None),
            (&[""], "/", None),
            (&[], "/", None),
        ] {
            let mut map = HeaderMap::new();
            for host in headers {
                map.append(header::HOST, HeaderValue::from_static(host));
            }
            let found = host(&map, &uri.parse().unwrap());
            assert_eq!(found.as_deref(), expected, "{headers:?} {uri}");
        }
    }
}
