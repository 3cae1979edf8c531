//! Told to end: open requests get their answers, nothing is lost, and nobody can keep the program from ending.

use crate::dice::Dice;
use crate::district::District;
use crate::kill::{IN_ONE, PARTNERS, lives, replay, write};
use crate::place::{rounds, say};
use crate::program::{Program, command};
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_it_is_told_to_end() {
    let stops = rounds(5, 100);
    let mut dice = Dice(15);
    let mut district = District::new(PARTNERS).await;
    let mut all = lives(&district);
    let (mut acknowledged, mut unanswered, mut written) = (0, 0, 0);
    for stop in 0..stops {
        if stop > 0 && stop % IN_ONE == 0 {
            district = District::new(PARTNERS).await;
            all = lives(&district);
        }
        // Asked to end by the system, by the operator at the keyboard, and asked to read its settings anew.
        let signal = ["TERM", "INT", "HUP"][stop % 3];
        let running = district.start().await;
        replay(&mut all).await;
        let end = Duration::from_micros(u64::try_from(dice.between(50_000, 250_000)).unwrap());
        let ending = tokio::spawn(async move {
            tokio::time::sleep(end).await;
            running.end_by(signal).await
        });
        acknowledged += write(&mut all, &mut dice).await;
        assert!(ending.await.unwrap().success(), "it ends without a fault");
        let left = district.folder.data().join("trellis.db-wal");
        assert!(!left.exists(), "everything stands in the one file");
        unanswered += all.iter().filter(|life| life.is_pending).count();
        let store = district.open().await;
        written += district.check(&store, &mut all).await;
        store.close().await;
    }
    assert_eq!(written, 0, "whatever was written was answered");
    say(&format!(
        "{stops} ends by signals: {acknowledged} acknowledged acts, 0 lost; {unanswered} acts not accepted any more, \
         none of them written"
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_who_sends_nothing_does_not_keep_it_from_ending() {
    let district = District::new(0).await;
    let running = Program::serve_with(
        || {
            let mut command = command(Path::new(crate::program::PROGRAM), &district.folder);
            command.env("TRELLIS_CONNECTIONS", "2");
            command
        },
        &district.folder,
        district.address,
    );
    let running = running.await.unwrap();
    let mut silent: Vec<TcpStream> = (0..3)
        .map(|_| TcpStream::connect(district.address).unwrap())
        .collect();
    for stream in &mut silent {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a").unwrap();
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(running.end().await.success());
}
