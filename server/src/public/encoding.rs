//! The encodings in which a kept page is sent: which of them a browser takes, and how each is made.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use std::io::Write;

/// The body for browsers that take brotli; nothing when it cannot be compressed, which does not happen.
pub(super) fn brotli(body: &[u8]) -> Option<Bytes> {
    let mut made = Vec::new();
    // Quality 7 and a window of 4 MB: small, and some milliseconds.
    let mut writer = brotli::CompressorWriter::new(&mut made, 4096, 7, 22);
    writer.write_all(body).ok()?;
    drop(writer);
    Some(made.into())
}

/// The same for gzip.
pub(super) fn gzip(body: &[u8]) -> Option<Bytes> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(body).ok()?;
    Some(writer.finish().ok()?.into())
}

/// Whether the browser takes this encoding.
pub(super) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|part| {
            let (name, quality) = part.split_once(';').unwrap_or((part, ""));
            let refused = quality
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse::<f32>().ok())
                == Some(0.0);
            name.trim().eq_ignore_ascii_case(encoding) && !refused
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn an_encoding_with_quality_nought_is_refused() {
        let headers = |value: &'static str| {
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
        };
        assert!(accepts(&headers("gzip, deflate, br"), "br"));
        assert!(accepts(&headers("gzip;q=0.5, BR;q=1"), "br"));
        assert!(!accepts(&headers("gzip, br;q=0"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}
