//! A public page that is kept: its bytes, compressed once each way, and the headers of its answer.

use super::encoding::{accepts, brotli, gzip};
use super::hash::{policy, without_nonce};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

/// A page that is kept.
#[derive(Debug)]
pub(super) struct Page {
    /// The route that leads to it, as log and figures name it.
    pub(super) route: String,
    body: Bytes,
    policy: HeaderValue,
    tag: HeaderValue,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Page {
    /// Takes a page over, or gives the answer back when it is none that can be kept.
    pub(super) async fn read(response: Response, route: String) -> Result<Self, Response> {
        let headers = response.headers();
        let is_page = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let nonce = headers
            .get(header::CONTENT_SECURITY_POLICY)
            .and_then(|policy| policy.to_str().ok())
            .and_then(|policy| policy.split_once("'nonce-")?.1.split_once('\''))
            .map(|(nonce, _)| nonce.to_owned());
        let (true, StatusCode::OK, Some(nonce), false) = (
            is_page,
            response.status(),
            nonce,
            headers.contains_key(header::SET_COOKIE),
        ) else {
            return Err(response);
        };
        let (parts, body) = response.into_parts();
        let Ok(body) = body.collect().await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let body = body.to_bytes();
        let kept = std::str::from_utf8(&body)
            .ok()
            .and_then(|page| without_nonce(page, &nonce));
        let Some((page, hashes)) = kept else {
            return Err(Response::from_parts(parts, Body::from(body)));
        };
        let tag = URL_SAFE_NO_PAD.encode(&Sha256::digest(&page)[..15]);
        let (Ok(policy), Ok(tag)) = (
            HeaderValue::from_str(&policy(&nonce, &hashes)),
            HeaderValue::from_str(&format!("\"{tag}\"")),
        ) else {
            return Err(Response::from_parts(parts, Body::from(body)));
        };
        Ok(Self {
            route,
            body: page.into(),
            policy,
            tag,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        })
    }

    pub(super) async fn answer(&self, headers: &HeaderMap) -> Response {
        let body = if self.is_known(headers) {
            None
        } else {
            Some(self.body(headers).await)
        };
        self.with(body)
    }

    /// Whether the browser has this very page.
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        let mut seen = headers.get_all(header::IF_NONE_MATCH).iter();
        seen.any(|seen| seen == self.tag)
    }

    /// The answer with a body and how it is compressed, or without one for a browser that has it.
    pub(super) fn with(&self, body: Option<(Option<&'static str>, Bytes)>) -> Response {
        let (encoding, mut response) = match body {
            None => (None, StatusCode::NOT_MODIFIED.into_response()),
            Some((encoding, body)) => (encoding, Response::new(Body::from(body))),
        };
        let answer = response.headers_mut();
        let mut set = |name: HeaderName, value: HeaderValue| drop(answer.insert(name, value));
        set(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        set(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        set(header::ETAG, self.tag.clone());
        // Browsers ask each time, and mostly hear that nothing has changed.
        set(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        set(
            header::VARY,
            HeaderValue::from_static("accept-encoding, cookie"),
        );
        if let Some(encoding) = encoding {
            set(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    /// The body as the browser takes it best; each form of it is made once.
    async fn body(&self, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
        for (encoding, made, compress) in [
            ("br", &self.brotli, brotli as fn(&[u8]) -> Option<Bytes>),
            ("gzip", &self.gzip, gzip),
        ] {
            if !accepts(headers, encoding) {
                continue;
            }
            let body = self.body.clone();
            let made = made.get_or_init(|| async move {
                let made = tokio::task::spawn_blocking(move || compress(&body)).await;
                // Empty for what cannot be compressed, which does not happen.
                made.ok().flatten().unwrap_or_default()
            });
            let made = made.await;
            if !made.is_empty() {
                return (Some(encoding), made.clone());
            }
        }
        (None, self.body.clone())
    }

    /// The same without waiting: nothing when a form of it has to be made first.
    pub(super) fn body_at_once(
        &self,
        headers: &HeaderMap,
    ) -> Option<(Option<&'static str>, Bytes)> {
        for (encoding, made) in [("br", &self.brotli), ("gzip", &self.gzip)] {
            if accepts(headers, encoding) {
                let made = made.get().filter(|made| !made.is_empty())?;
                return Some((Some(encoding), made.clone()));
            }
        }
        Some((None, self.body.clone()))
    }
}
