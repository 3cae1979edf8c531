//! A server without room: what it says before all layers is what it says behind them.

use super::line::{Listening, rest};
use crate::harness::World;
use server::config::Config;
use server::serve::Patience;
use std::collections::BTreeMap;
use tokio::io::AsyncWriteExt;

/// Status, headers by name, and text of an answer, without what differs from one to the next.
fn parts(answer: &str) -> (String, BTreeMap<String, String>, String) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default().to_owned();
    let mut headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let id = headers.insert("x-request-id".into(), String::new());
    let id = id.expect("an answer has its number");
    headers.remove("date");
    (status, headers, body.replace(&id, "ID"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_room_is_refused_at_once_and_as_behind_all_layers() {
    let config = Config {
        requests: 1,
        ..World::config()
    };
    let server = Listening::with(config, Patience::default()).await;
    let say = async |path: &str, more: &str| {
        let mut line = server.line().await;
        let request = format!(
            "{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n{more}\r\n"
        );
        line.write_all(request.as_bytes()).await.unwrap();
        rest(&mut line).await
    };
    let all = server.world.server.room.clone();
    let room = all.try_acquire_owned().unwrap();
    let html = "Accept: text/html\r\n";
    let form = "Accept: text/html\r\nContent-Length: 0\r\n";
    for (lang, sentence) in [("en", "Very many people"), ("es", "muchísimas personas")] {
        let page = format!("/sign-in?lang={lang}");
        // A page takes the quick way, an act never does.
        let quick = parts(&say(&format!("GET {page}"), html).await);
        let long = parts(&say(&format!("POST /api/ask_to_sign_in?lang={lang}"), form).await);
        assert_eq!(quick, long);
        assert_eq!(quick.0, "HTTP/1.1 503 Service Unavailable");
        assert_eq!(quick.1.get("retry-after").map(String::as_str), Some("2"));
        assert!(quick.2.contains(sentence), "{}", quick.2);
    }
    let code = say("GET /sign-in", "").await;
    assert!(code.contains("application/json"), "{code}");
    for path in ["GET /healthz", "GET /theme.css"] {
        let answer = say(path, "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    }
    // Before a route is looked for: so the three pages are counted as of none.
    let figures = &server.world.server.metrics;
    let figures = figures.text(&server.world.server).await.unwrap();
    let refused = "trellis_requests_total{method=\"GET\",route=\"none\",status=\"503\"} 3";
    assert!(figures.contains(refused), "{refused}: {figures}");
    drop(room);
    let answer = say("GET /sign-in", html).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.end().await;
}
