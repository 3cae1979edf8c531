//! Answers to requests that reach no page: one place that draws them all.

use crate::current::{lang, request_id};
use crate::district::District;
use crate::{Server, prefix, secure};
use app::refusal::{Refusal, page};
use app::url;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use partnership::text::Lang;

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
    let id = request_id(&request);
    let district = server.district(&request);
    let site = district.as_ref().map(|district| &*district.site);
    let lang = lang(request.uri().query().unwrap_or_default(), &headers, site);
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
    let (status, district) = (bare.status(), district.as_deref());
    let mut response = drawn(refusal, district, (lang, &id), &headers);
    *response.status_mut() = status;
    response
}

/// A refusal as a page of the district for a browser, as a code for everybody else. `id` is the request's number.
pub(crate) fn drawn(
    refusal: Refusal,
    district: Option<&District>,
    (lang, id): (Lang, &str),
    headers: &HeaderMap,
) -> Response {
    let mut response = if let (Some(district), true) = (district, wants_page(headers)) {
        let site = &district.site;
        let back = came_from(headers, &site.base_url);
        let page = page(site, lang, refusal, back.as_deref(), id);
        let page = prefix::page(&page, site.prefix()).into_owned();
        let kind = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_SECURITY_POLICY, secure::PLAIN),
        ];
        (kind, page).into_response()
    } else {
        axum::Json(refusal.error(id)).into_response()
    };
    if let Some(seconds) = refusal.retry_after() {
        let seconds = HeaderValue::from_static(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// The answer after a fault of the program: a sentence and no cause.
#[must_use]
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request ended in a panic");
    refused(Refusal::Panic)
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
