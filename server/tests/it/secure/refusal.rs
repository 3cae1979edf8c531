//! Requests that are turned away: a small page in the visitor's language, a code for programs.

use crate::harness::{Answer, World, pairs};
use crate::html::Piece;
use app::refusal::Refusal;
use axum::http::{Request, header};
use server::config::Config;

/// Browsers and programs that meet each refusal, with `more` added to the request.
async fn met(more: &[(&str, &str)]) -> Vec<(Refusal, Answer)> {
    let world = World::with(Config {
        acts_per_minute: 3,
        requests: 1,
        ..World::config()
    })
    .await;
    let client = world.anonymous();
    let plus = |mut request: axum::http::request::Builder| {
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        request
    };
    let mut met = Vec::new();
    let foreign = Request::post("/api/rename").header(header::ORIGIN, "https://evil.example");
    met.push((Refusal::OtherSite, client.ask(plus(foreign), "").await));
    let large = client
        .posting("/api/rename", "*/*")
        .header("content-length", 3 * 1024 * 1024);
    let large = plus(clear(large));
    met.push((Refusal::TooLarge, client.ask(large, "").await));
    let room = world.server.room.clone().try_acquire_owned().unwrap();
    let busy = plus(Request::get("/directory"));
    met.push((Refusal::Busy, client.ask(busy, "").await));
    drop(room);
    for _ in 0..3 {
        client.call("/api/rename", &pairs(&[("name", "x")])).await;
    }
    let often = plus(clear(client.posting("/api/rename", "*/*")));
    met.push((Refusal::TooMany, client.ask(often, "name=x").await));
    met
}

/// A request of this site that does not say yet what it accepts.
fn clear(mut request: axum::http::request::Builder) -> axum::http::request::Builder {
    if let Some(headers) = request.headers_mut() {
        headers.remove(header::ACCEPT);
    }
    request
}

#[tokio::test]
async fn a_browser_gets_a_page_in_its_language_with_a_way_on() {
    for (cookie, lang, home) in [
        ("other=1", "en", "Go to the first page"),
        ("lang=es", "es", "Ir a la primera página"),
        ("lang=<script>", "en", "Go to the first page"),
    ] {
        let browser = [("accept", "text/html,*/*;q=0.8"), ("cookie", cookie)];
        let mut titles = Vec::new();
        for (refusal, page) in met(&browser).await {
            page.is(refusal.status()).says(home);
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            let opens = format!("<!DOCTYPE html><html lang=\"{lang}\">");
            assert!(page.body.starts_with(&opens), "{refusal:?}: {}", page.body);
            assert!(page.ways().iter().any(|(href, _)| href == "/"));
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
            assert_eq!(page.header("cache-control"), "no-store");
            assert!(valid(&page), "{refusal:?}: {}", page.body);
            titles.push(page.title());
        }
        titles.dedup();
        assert_eq!(titles.len(), 4, "each says what it is: {titles:?}");
    }
}

/// Whether every tag that opens closes in order, there is one main heading, and no script.
fn valid(page: &Answer) -> bool {
    let mut open = Vec::new();
    let mut headings = 0;
    for piece in page.pieces() {
        match piece {
            Piece::Open(tag) => {
                headings += usize::from(tag.name == "h1");
                let handlers = tag.names().any(|name| name.starts_with("on"));
                if tag.name == "script" || handlers {
                    return false;
                }
                let is_void = ["meta", "link", "!doctype"].contains(&tag.name.as_str());
                if !is_void {
                    open.push(tag.name);
                }
            }
            Piece::Close(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            Piece::Text(_) => {}
        }
    }
    open.is_empty() && headings == 1
}

#[tokio::test]
async fn a_program_gets_a_code_and_no_words() {
    for accept in ["application/json", "*/*"] {
        for (refusal, answer) in met(&[("accept", accept)]).await {
            answer.is(refusal.status());
            assert_eq!(answer.header("content-type"), "application/json");
            let expected = match refusal {
                Refusal::TooMany | Refusal::Busy => "\"too-many\"",
                _ => "\"transport\"",
            };
            assert_eq!(answer.body, expected, "{refusal:?}");
        }
    }
}

#[tokio::test]
async fn whoever_may_come_back_is_told_when() {
    for (refusal, answer) in met(&[("accept", "text/html")]).await {
        let expected = match refusal {
            Refusal::TooMany => "60",
            Refusal::Busy => "2",
            _ => "",
        };
        assert_eq!(answer.header("retry-after"), expected, "{refusal:?}");
    }
}

#[tokio::test]
async fn the_way_back_leads_to_the_page_of_this_site_only() {
    for (referer, leads) in [
        (
            "http://127.0.0.1:3000/account?x=1&y=%22",
            Some("/account?x=1&y=%22"),
        ),
        ("http://127.0.0.1:3000/", None),
        ("http://127.0.0.1:3000//evil.example", None),
        ("http://127.0.0.1:3000.evil.example/x", None),
        ("https://evil.example/x", None),
        ("javascript:alert(1)", None),
    ] {
        for (refusal, page) in met(&[("accept", "text/html"), ("referer", referer)]).await {
            let mut ways: Vec<String> = page.links();
            ways.retain(|way| way != "/" && !way.starts_with("/pkg"));
            let expected: Vec<String> = leads.into_iter().map(str::to_owned).collect();
            assert_eq!(ways, expected, "{refusal:?} from {referer}");
        }
    }
}

#[tokio::test]
async fn a_panic_gets_a_page_with_the_number_of_the_request_and_no_cause() {
    use axum::middleware::from_fn_with_state;
    use axum::response::Response;
    use tower_http::catch_panic::CatchPanicLayer;
    async fn fails() -> &'static str {
        panic!("a cause that nobody should read")
    }
    let world = World::new().await;
    let router = axum::Router::new()
        .route("/fails", axum::routing::get(fails))
        .layer(CatchPanicLayer::custom(
            |_: Box<dyn std::any::Any + Send>| -> Response {
                server::refusal::refused(Refusal::Panic)
            },
        ))
        .layer(from_fn_with_state(
            world.server.clone(),
            server::refusal::spoken,
        ))
        .layer(from_fn_with_state(world.server.clone(), server::log::note));
    let client = crate::harness::Client::new(router, "http://127.0.0.1:3000");
    let page = client.get("/fails").await;
    page.is(500)
        .says("Something went wrong on our side")
        .hides("a cause");
    let number = page
        .text()
        .split("tell the office this number: ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(number.len(), 20, "{number}");
    let data = client
        .ask(
            Request::get("/fails").header("accept", "application/json"),
            "",
        )
        .await;
    assert!(
        data.is(500).body.starts_with("{\"internal\":\""),
        "{}",
        data.body
    );
}
