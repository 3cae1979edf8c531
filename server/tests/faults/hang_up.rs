//! Callers who hang up: what they asked for is done wholly or not at all, and no place is kept for them.

use crate::dice::Dice;
use crate::district::District;
use crate::kill::lives;
use crate::place::{rounds, say};
use crate::program::{PROGRAM, Program, command, free_port};
use crate::wire;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How many requests are answered at once: places that callers took along would soon be missed.
const ROOM: &str = "16";

/// How many connections the server says it has.
async fn connections(metrics: SocketAddr) -> usize {
    let (status, figures) = wire::get(metrics, "/metrics").await.unwrap();
    assert_eq!(status, 200, "{figures}");
    let mut lines = figures.lines();
    let found = lines.find_map(|line| line.strip_prefix("trellis_connections "));
    let found = found.unwrap_or_else(|| panic!("no figure of connections: {figures}"));
    found.parse().unwrap()
}

/// Acts in one district; the next ones are in a fresh one, for messages are limited.
const IN_ONE: usize = 400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_hangs_up_leaves_nothing_behind() {
    let mut dice = Dice(18);
    let mut hung_up = 0;
    let districts = rounds(1, 50);
    for _ in 0..districts {
        hung_up += hang_up(&mut dice).await;
    }
    say(&format!(
        "{hung_up} requests given up, {} acts done once each, no place and no connection kept",
        districts * IN_ONE
    ));
}

/// Hangs up on a server of its own again and again. Gives how often.
async fn hang_up(dice: &mut Dice) -> usize {
    let district = District::new(4).await;
    let metrics = free_port();
    let make = || {
        let mut command = command(Path::new(PROGRAM), &district.folder);
        command
            .env("TRELLIS_REQUESTS", ROOM)
            .env("TRELLIS_METRICS", metrics.to_string());
        command
    };
    let running = Program::serve_with(make, &district.folder, district.address);
    let running = running.await.unwrap();
    let mut all = lives(&district);
    let mut hung_up = 0;
    for number in 0..IN_ONE {
        let among = number % all.len();
        let life = &mut all[among];
        if life.is_over() {
            *life = life.another(dice.below(100));
        }
        let mut patience =
            || Duration::from_micros(u64::try_from(dice.between(0, 15_000)).unwrap());
        // Somebody leaves a page before it is there, and a partner a form.
        let page = timeout(patience(), district.office.client.get("/office"));
        let act = timeout(patience(), life.go_on());
        let (page, act) = tokio::join!(page, act);
        hung_up += usize::from(page.is_err());
        if let Ok(page) = page {
            page.is(200);
        }
        match act {
            Ok(came) => assert!(came, "no answer came to {}", life.told()),
            Err(_) => {
                hung_up += 1;
                // Whatever became of it, the same form sent again is done once.
                assert!(life.go_on().await, "no answer came to {}", life.told());
            }
        }
    }
    assert!(hung_up > IN_ONE / 10, "{hung_up} of {IN_ONE} hung up");
    let begun = Instant::now();
    // The one that asks for the figures is not among them.
    while connections(metrics).await > 0 {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{} connections of nobody stay open",
            connections(metrics).await
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for _ in 0..3 {
        let asked = (0..ROOM.parse().unwrap()).map(|_| district.office.client.get("/office"));
        for page in crate::kill::all(asked.collect()).await {
            page.is(200);
        }
    }
    let store = district.open().await;
    assert_eq!(district.check(&store, &mut all).await, 0);
    store.close().await;
    running.calm();
    assert!(running.end().await.success());
    hung_up
}
