//! The files of the front end: built into a release, read from `target/site` in development.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;
use std::fmt::Write;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Site;

/// A file of `/pkg/`.
pub async fn pkg(Path(file): Path<String>, headers: HeaderMap) -> Response {
    file_at(&format!("pkg/{file}"), &headers)
}

/// The mark of the product.
pub async fn favicon(headers: HeaderMap) -> Response {
    file_at("favicon.svg", &headers)
}

/// A file, compressed as the browser likes best, with a tag that lets it ask again at no cost.
fn file_at(path: &str, headers: &HeaderMap) -> Response {
    let Some(kind) = kind(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let found = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(name, _)| {
            accepts
                .split(',')
                .any(|a| a.split(';').next().is_some_and(|a| a.trim() == *name))
        })
        .find_map(|(name, end)| Some((Some(name), Site::get(&format!("{path}{end}"))?)))
        .or_else(|| Some((None, Site::get(path)?)));
    let Some((encoding, file)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = tag(&file);
    let mut response = if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|seen| seen.as_bytes() == tag.as_bytes())
    {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        bytes(file.data).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The bytes of a file. Those built into the program are shared by all answers, so that somebody who reads slowly holds
/// no copy of them.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

fn tag(file: &EmbeddedFile) -> String {
    let mut tag = String::from("\"");
    for byte in &file.metadata.sha256_hash()[..12] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// The type of a file by its ending. Other files are not served.
fn kind(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "wasm" => "application/wasm",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn every_kind_of_text_tells_its_charset() {
        for file in ["pkg/trellis.css", "pkg/trellis.js", "favicon.svg"] {
            assert!(kind(file).unwrap().ends_with("; charset=utf-8"), "{file}");
        }
        assert_eq!(kind("pkg/trellis.wasm"), Some("application/wasm"));
        assert_eq!(kind("pkg/trellis.map"), None);
    }
}
