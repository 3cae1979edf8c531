//! What Leptos writes around a page that is not valid HTML is made valid here, and nothing else is touched:
//! empty markers outside the islands go, and the scripts after the end of the document move into it.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use memchr::memmem;

/// Marks a place in the tree for hydration; only islands are hydrated.
const MARKER: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";
const END: &str = "</body></html>";

/// Makes every page valid. Other answers pass as they are.
pub async fn valid(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
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
            Bytes::new()
        }
    };
    let page = match std::str::from_utf8(&page) {
        Ok(text) => Body::from(made_valid(text)),
        Err(_) => Body::from(page),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, page)
}

fn made_valid(page: &str) -> String {
    let (inside, after) = memmem::find(page.as_bytes(), END.as_bytes())
        .map_or((page, ""), |at| (&page[..at], &page[at + END.len()..]));
    let mut valid = String::with_capacity(page.len());
    let mut rest = inside;
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
    use super::made_valid;

    #[test]
    fn markers_go_outside_islands_only_and_scripts_come_inside() {
        let page = "<html><body><p>a<!>b</p><leptos-island><!>c</leptos-island><!></body></html><script>x</script>";
        assert_eq!(
            made_valid(page),
            "<html><body><p>ab</p><leptos-island><!>c</leptos-island><script>x</script></body></html>"
        );
    }
}
