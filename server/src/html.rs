//! What Leptos writes around a page that is not valid HTML is made valid here, and nothing else is touched but
//! the addresses of a district that has a path: empty markers outside the islands go, the scripts after the end of the document move into it, and the
//! two links that fetch the program ahead say `crossorigin="anonymous"` and not the nonce, which means the same.

use crate::{Server, prefix};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use memchr::memmem;
use std::borrow::Cow;

/// Marks a place in the tree for hydration; only islands are hydrated.
const MARKER: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";
const HEAD_END: &str = "</head>";
const END: &str = "</body></html>";

/// Makes every page valid. Other answers pass as they are.
pub async fn valid(State(server): State<Server>, request: Request, next: Next) -> Response {
    let district = server.district(&request);
    let prefix = district.as_ref().map_or("", |of| of.site.prefix());
    made(next.run(request).await, prefix).await
}

async fn made(response: Response, prefix: &str) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let page = match body.collect().await {
        Ok(page) => page.to_bytes(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn to its end");
            return (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page could not be shown. Nothing was changed. Try again.",
            )
                .into_response();
        }
    };
    let page = match std::str::from_utf8(&page) {
        Ok(text) => Body::from(made_valid(&prefix::page(text, prefix))),
        Err(_) => Body::from(page),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, page)
}

fn made_valid(page: &str) -> String {
    let (inside, after) = memmem::find(page.as_bytes(), END.as_bytes())
        .map_or((page, ""), |at| (&page[..at], &page[at + END.len()..]));
    let head = memmem::find(inside.as_bytes(), HEAD_END.as_bytes()).unwrap_or_default();
    let (head, mut rest) = inside.split_at(head);
    let mut valid = String::with_capacity(page.len());
    push_without_markers(&mut valid, &with_valid_crossorigin(head));
    while let Some(at) = memmem::find(rest.as_bytes(), ISLAND.as_bytes()) {
        let (before, island) = rest.split_at(at);
        push_without_markers(&mut valid, before);
        let end = memmem::find(island.as_bytes(), ISLAND_END.as_bytes())
            .map_or(island.len(), |end| end + ISLAND_END.len());
        valid.push_str(&island[..end]);
        rest = &island[end..];
    }
    push_without_markers(&mut valid, rest);
    valid.push_str(after);
    valid.push_str(END);
    valid
}

fn with_valid_crossorigin(head: &str) -> Cow<'_, str> {
    let nonce = head
        .split_once(" nonce=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(nonce, _)| nonce);
    match nonce {
        Some(nonce) if !nonce.is_empty() => Cow::Owned(head.replace(
            &format!(" crossorigin=\"{nonce}\""),
            " crossorigin=\"anonymous\"",
        )),
        _ => Cow::Borrowed(head),
    }
}

fn push_without_markers(valid: &mut String, text: &str) {
    let mut from = 0;
    for at in memmem::find_iter(text.as_bytes(), MARKER.as_bytes()) {
        valid.push_str(&text[from..at]);
        from = at + MARKER.len();
    }
    valid.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Bytes, HttpBody};
    use axum::response::Html;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// A page that breaks off after its beginning.
    struct Broken(bool);

    impl HttpBody for Broken {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
            let is_first = !std::mem::replace(&mut self.0, true);
            Poll::Ready(Some(if is_first {
                Ok(hyper::body::Frame::data(Bytes::from("<html>")))
            } else {
                Err(std::io::Error::other("broken off"))
            }))
        }
    }

    #[tokio::test]
    async fn a_page_that_breaks_off_is_a_failure_and_no_empty_page() {
        let page = Html(Body::new(Broken(false))).into_response();
        let response = made(page, "").await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(!body.is_empty() && !body.starts_with(b"<html>"), "{body:?}");
    }

    #[test]
    fn the_nonce_is_no_value_of_crossorigin() {
        let page = r#"<head><link crossorigin="n0"><script nonce="n0">x</script></head><body></body></html>"#;
        assert_eq!(
            made_valid(page),
            r#"<head><link crossorigin="anonymous"><script nonce="n0">x</script></head><body></body></html>"#
        );
    }

    #[test]
    fn markers_go_outside_islands_only_and_scripts_come_inside() {
        let page = "<html><body><p>a<!>b</p><leptos-island><!>c</leptos-island><!></body></html><script>x</script>";
        assert_eq!(
            made_valid(page),
            "<html><body><p>ab</p><leptos-island><!>c</leptos-island><script>x</script></body></html>"
        );
    }
}
