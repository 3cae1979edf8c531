//! Bodies that trickle in.

use super::line::{Listening, rest, round, slowest};
use crate::harness::World;
use crate::secure::limit::FILES;
use server::config::Config;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;

const HEAD: &str = "POST /api/rename HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
    Content-Type: application/x-www-form-urlencoded\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_trickles_in_is_told_so_and_others_are_served() {
    let (count, patience) = round();
    let server = Listening::roomy(patience).await;
    let before = server.world.server.room.available_permits();
    let mut slow = JoinSet::new();
    for number in 0..count {
        let mut line = server.line().await;
        slow.spawn(async move {
            let start = Instant::now();
            let length = [
                "Content-Length: 100000\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
            ][number % 2];
            let _ = line.write_all(format!("{HEAD}{length}").as_bytes()).await;
            let (mut read, mut write) = line.split();
            let drip = async {
                loop {
                    let piece: &[u8] = [b"n".as_slice(), b"1\r\nn\r\n"][number % 2];
                    if write.write_all(piece).await.is_err() {
                        std::future::pending::<()>().await;
                    }
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            };
            let mut answer = Vec::new();
            tokio::select! {
                () = drip => {}
                _ = tokio::io::AsyncReadExt::read_to_end(&mut read, &mut answer) => {}
            }
            (
                String::from_utf8_lossy(&answer).into_owned(),
                start.elapsed(),
            )
        });
    }
    let (answers, answered, worst) = server.while_asking(slow.join_all()).await;
    println!("{answered} others served, the slowest in {worst:?}");
    assert!(answered > 0);
    for (answer, _) in &answers {
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(
            answer.contains("The form did not arrive complete"),
            "{answer}"
        );
    }
    let times: Vec<Duration> = answers.iter().map(|(_, took)| *took).collect();
    slowest("bodies", &times);
    // The last of those who were served may still be leaving.
    let room = &server.world.server.room;
    let patience = Instant::now();
    while room.available_permits() != before && patience.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(room.available_permits(), before, "all room is free again");
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trickling_form_takes_no_room_where_files_are_taken() {
    let (_, patience) = round();
    let config = Config {
        requests: 2,
        ..World::config()
    };
    let server = Listening::with(config, patience).await;
    let mut slow = JoinSet::new();
    for number in 0..2 * FILES.len() {
        let mut line = server.line().await;
        let head = HEAD.replace("/api/rename", FILES[number % FILES.len()]);
        slow.spawn(async move {
            let head = format!("{head}Content-Length: 100000\r\n\r\nnote=");
            line.write_all(head.as_bytes()).await.unwrap();
            rest(&mut line).await
        });
    }
    // Pages are drawn meanwhile, in the little room there is.
    let (answers, answered, _) = server.while_asking(slow.join_all()).await;
    assert!(answered > 0);
    for answer in answers {
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_nobody_reads_does_not_hold_its_line() {
    let (_, patience) = round();
    let server = Listening::roomy(patience).await;
    for head in [
        "GET /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx",
        "POST /api/rename HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\nContent-Length: 1000\r\n\r\nx",
        "PUT /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx",
    ] {
        let mut line = server.line().await;
        line.write_all(head.as_bytes()).await.unwrap();
        let start = Instant::now();
        let answer = rest(&mut line).await;
        assert!(answer.starts_with("HTTP/1.1 "), "{head}: {answer}");
        slowest("unread bodies", &[start.elapsed()]);
    }
    server.end().await;
}
