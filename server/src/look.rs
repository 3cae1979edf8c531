//! The look of the district as the browser fetches it: its style sheet, its logo, and the form with a logo's file.

use crate::Server;
use crate::refusal::refused;
use app::refusal::Refusal;
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use partnership::look::{Color, MOST_BYTES, Theme};

/// For as long as browsers keep anything: the address changes with what it leads to.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Asked for anew each time.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");
/// The policy of a picture: should a browser ever take it for a page, that page can do nothing.
const PICTURE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");

/// The colours of the district as a style sheet, for pages that nobody draws, such as refusals; with `of` in the
/// query, those of a preview. A page that is drawn holds its colours itself.
pub async fn theme(State(server): State<Server>, request: Request) -> Response {
    let pairs = app::url::pairs(request.uri().query().unwrap_or_default());
    let asked = |name: &str| {
        pairs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    if let Some(code) = asked("of") {
        let (one, other) = code
            .split_once('-')
            .map_or((code, None), |(one, other)| (one, Some(other)));
        let other = other.map(Color::parse);
        return match (Color::parse(one), other) {
            (Some(one), None) => style(Theme::of(one, None).css(".look-preview"), FOREVER),
            (Some(one), Some(Some(other))) => {
                style(Theme::of(one, Some(other)).css(".look-preview"), FOREVER)
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    }
    let Some(district) = server.district(&request) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let brand = district.site.looks.now(&district.site.store).await;
    style(brand.css.clone(), ASK)
}

fn style(css: String, keep: HeaderValue) -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)],
        css,
    )
        .into_response()
}

/// The logo of a fingerprint, while it is shown.
pub async fn logo(
    State(server): State<Server>,
    Path(hash): Path<String>,
    request: Request,
) -> Response {
    let Some(district) = server.district(&request) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let site = &district.site;
    let (kind, bytes) = match site.looks.picture(&hash) {
        Some(picture) => (picture.kind.to_owned(), picture.bytes.clone()),
        None => match site.store.logo(&hash).await {
            Ok(found) => found,
            Err(store::Error::NotFound) => return StatusCode::NOT_FOUND.into_response(),
            Err(error) => {
                tracing::error!(%error, "a logo could not be read");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        },
    };
    let Ok(kind) = HeaderValue::from_str(&kind) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, FOREVER),
            (header::CONTENT_SECURITY_POLICY, PICTURE),
        ],
        bytes,
    )
        .into_response()
}

/// The act whose form carries a file.
const ACT: &str = "/api/set_logo";

/// Makes the form with a logo's file one like all others, with the file in base64, for the act behind it.
pub async fn form(request: Request, next: Next) -> Response {
    let is_file = request.method() == Method::POST
        && request.uri().path() == ACT
        && request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if !is_file {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let copy = Request::from_parts(parts.clone(), body);
    let Ok(form) = Multipart::from_request(copy, &()).await else {
        return refused(Refusal::Incomplete);
    };
    let Some(fields) = fields(form).await else {
        return refused(Refusal::Incomplete);
    };
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let body = app::url::query(&pairs);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    let body = Body::from(body.trim_start_matches('?').to_owned());
    next.run(Request::from_parts(parts, body)).await
}

/// The fields of a form, the file in base64; nothing when it cannot be read to its end.
async fn fields(mut form: Multipart) -> Option<Vec<(String, String)>> {
    const MOST: usize = 20;
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        let name = field.name()?.to_owned();
        let is_file = field.file_name().is_some();
        let bytes = field.bytes().await.ok()?;
        let value = if is_file {
            // One byte more than fits is enough to be told that it is too much.
            let taken = bytes.get(..=MOST_BYTES).unwrap_or(&bytes);
            URL_SAFE_NO_PAD.encode(taken)
        } else {
            String::from_utf8(bytes.to_vec()).ok()?
        };
        fields.push((name, value));
        if fields.len() > MOST {
            return None;
        }
    }
    Some(fields)
}
