//! Crowds of idle lines: nobody is kept out by them.

use super::line::{Listening, PROMISE, ask, is_long, rest};
use crate::harness::World;
use server::config::Config;
use server::serve::Patience;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;

/// Idle lines are kept for as long as the product keeps them; only places are few.
async fn small(connections: usize, connections_per_caller: usize) -> Listening {
    let config = Config {
        connections,
        connections_per_caller,
        ..World::config()
    };
    Listening::with(config, Patience::default()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_lines_of_one_caller_keep_no_other_out() {
    let count = if is_long() { 1000 } else { 100 };
    let server = small(1024, 20).await;
    let mut lines = Vec::new();
    for _ in 0..count {
        lines.push(server.line_from(2).await);
    }
    let start = Instant::now();
    let answer = ask(server.line_from(3).await, "/sign-in").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let own = ask(server.line_from(2).await, "/sign-in").await;
    assert!(
        own.starts_with("HTTP/1.1 200"),
        "the caller itself is served too: {own}"
    );
    assert!(start.elapsed() < PROMISE);
    // All but twenty of the crowd have been closed.
    let mut closed = 0;
    for line in &mut lines {
        let over = tokio::time::timeout(Duration::from_millis(20), rest(line)).await;
        closed += usize::from(over.is_ok());
    }
    assert!(closed >= count - 20, "{closed} of {count} were closed");
    drop(lines);
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_lines_of_many_callers_give_way_to_whoever_comes() {
    let count = if is_long() { 1000 } else { 60 };
    let server = small(40, 40).await;
    let mut lines = Vec::new();
    for number in 0..count {
        let line = server
            .line_from(u8::try_from(number % 200 + 2).unwrap())
            .await;
        lines.push(line);
        if number % 10 == 0 {
            let answer = ask(server.line().await, "/sign-in").await;
            assert!(
                answer.starts_with("HTTP/1.1 200"),
                "after {number}: {answer}"
            );
        }
    }
    drop(lines);
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_trickle_in_give_way_as_well() {
    let server = small(10, 10).await;
    let head = "POST /api/rename HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 9\r\n\r\nn";
    let mut lines = Vec::new();
    for _ in 0..10 {
        let mut line = server.line_from(2).await;
        line.write_all(head.as_bytes()).await.unwrap();
        lines.push(line);
    }
    for _ in 0..5 {
        let answer = ask(server.line_from(3).await, "/sign-in").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_end_answers_what_was_asked_and_closes_what_rests() {
    let server = small(100, 100).await;
    let mut resting = server.line().await;
    resting
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut half = server.line().await;
    let head = "POST /api/ask_to_sign_in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 21\r\n\r\nemail=ana%40example";
    half.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let address = server.address;
    let ending = tokio::spawn(server.end());
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(
        tokio::net::TcpStream::connect(address).await.is_err(),
        "nobody new comes in"
    );
    rest(&mut resting).await;
    half.write_all(b".o").await.unwrap();
    let answer = rest(&mut half).await;
    assert!(answer.starts_with("HTTP/1.1 302"), "{answer}");
    let took = ending.await.unwrap();
    assert!(
        took < Duration::from_secs(20),
        "it ended only after {took:?}"
    );
}
