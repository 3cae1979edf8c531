//! Answers that nobody reads.

use super::line::{Listening, round, slowest};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;

/// More requests, at once, than the system keeps answers for.
const REQUESTS: usize = 3000;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_read_is_cut_off_and_others_are_served() {
    let (count, patience) = round();
    let server = Listening::roomy(patience).await;
    let mut slow = JoinSet::new();
    for number in 0..count {
        let line = server.line_from(1).await;
        slow.spawn(async move {
            let start = Instant::now();
            let (mut read, mut write) = line.into_split();
            // Every second one reads a byte now and then, so that it never seems dead.
            let reading = tokio::spawn(async move {
                let mut byte = [0; 1];
                loop {
                    tokio::time::sleep(Duration::from_millis(250)).await;
                    let is_over =
                        number % 2 == 0 && matches!(read.read(&mut byte).await, Ok(0) | Err(_));
                    if is_over {
                        break;
                    }
                }
            });
            let requests = "GET /favicon.svg HTTP/1.1\r\nHost: x\r\n\r\n".repeat(REQUESTS);
            // Over when the server has cut the line off: it takes in requests only as fast as it is read.
            let mut cut = write.write_all(requests.as_bytes()).await.is_err();
            while !cut {
                tokio::time::sleep(Duration::from_millis(50)).await;
                cut = write.write_all(b"\r\n").await.is_err();
            }
            reading.abort();
            start.elapsed()
        });
    }
    let (times, answered, worst) = server.while_asking(slow.join_all()).await;
    println!("{answered} others served, the slowest in {worst:?}");
    assert!(answered > 0);
    slowest("readers", &times);
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_slowly_but_steadily_gets_everything() {
    let (_, patience) = round();
    let server = Listening::roomy(patience).await;
    let line = server.line_from(1).await;
    let (mut read, mut write) = line.into_split();
    let ask = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let sending = tokio::spawn(async move {
        let requests = ask.repeat(600) + last;
        write.write_all(requests.as_bytes()).await.unwrap();
        write
    });
    let mut all = Vec::new();
    let mut piece = vec![0; 24 * 1024];
    loop {
        let got = read.read(&mut piece).await.unwrap();
        if got == 0 {
            break;
        }
        all.extend_from_slice(&piece[..got]);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let answers = String::from_utf8_lossy(&all)
        .matches("HTTP/1.1 200 OK")
        .count();
    assert_eq!(answers, 601);
    drop(sending.await.unwrap());
    server.end().await;
}
