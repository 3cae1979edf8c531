//! Heads of requests that never end.

use super::line::{Listening, rest, round, slowest};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_does_not_end_is_cut_off_and_others_are_served() {
    let (count, patience) = round();
    let server = Listening::roomy(patience).await;
    let mut slow = JoinSet::new();
    for number in 0..count {
        let mut line = server.line().await;
        slow.spawn(async move {
            let start = Instant::now();
            // Some say nothing, some stop in the middle, some send a header now and then.
            match number % 3 {
                0 => {}
                1 => drop(line.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await),
                _ => {
                    let (mut read, mut write) = line.split();
                    let mut sink = tokio::io::sink();
                    let drip = async {
                        let _ = write.write_all(b"GET / HTTP/1.1\r\n").await;
                        loop {
                            tokio::time::sleep(Duration::from_millis(300)).await;
                            if write.write_all(b"X-A: b\r\n").await.is_err() {
                                break;
                            }
                        }
                    };
                    tokio::select! {
                        () = drip => {}
                        _ = tokio::io::copy(&mut read, &mut sink) => {}
                    }
                    return start.elapsed();
                }
            }
            rest(&mut line).await;
            start.elapsed()
        });
    }
    let (times, answered, worst) = server.while_asking(slow.join_all()).await;
    println!("{answered} others served, the slowest in {worst:?}");
    assert_eq!(times.len(), count);
    assert!(answered > 0);
    slowest("heads", &times);
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_rests_after_an_answer_is_closed_too() {
    let (_, patience) = round();
    let server = Listening::roomy(patience).await;
    let mut line = server.line().await;
    line.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let start = Instant::now();
    let answer = rest(&mut line).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    slowest("resting lines", &[start.elapsed()]);
    server.end().await;
}
