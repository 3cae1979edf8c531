//! Answers to requests that reach no page: one place that draws them all.

use crate::Server;
use crate::current::{lang, request_id};
use app::refusal::{Refusal, page};
use app::url;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The policy of the page: its style, its mark, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

/// An answer that only says why; [`spoken`] makes it readable.
#[must_use]
pub fn refused(refusal: Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = status.into_response();
    response.extensions_mut().insert(refusal);
    response
}

/// Draws what was refused anywhere below: as a page in the visitor's language for a browser, as a code
/// for everybody else. Bare answers of the layers for sizes and times are drawn, too.
pub async fn spoken(State(server): State<Server>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let lang = lang(request.uri().query().unwrap_or_default(), &headers);
    let id = request_id(&request);
    let bare = next.run(request).await;
    let refusal = bare.extensions().get::<Refusal>().copied();
    let is_text = bare.headers().contains_key(header::CONTENT_TYPE);
    let Some(refusal) = refusal.or(match bare.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Some(Refusal::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE if !is_text => Some(Refusal::Busy),
        _ => None,
    }) else {
        return bare;
    };
    let mut response = if wants_page(&headers) {
        let back = came_from(&headers, &server.config.base_url);
        let page = page(&server.site, lang, refusal, back.as_deref(), &id);
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        let mut response = (kind, page).into_response();
        let answer = response.headers_mut();
        answer.insert(header::CONTENT_SECURITY_POLICY, POLICY);
        response
    } else {
        axum::Json(refusal.error(&id)).into_response()
    };
    *response.status_mut() = bare.status();
    if let Some(seconds) = refusal.retry_after() {
        let seconds = HeaderValue::from_static(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// The page of this very site on which the form stood.
fn came_from(headers: &HeaderMap, base_url: &str) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let path = url::own_path(referer.strip_prefix(base_url)?);
    (path != "/").then_some(path)
}
