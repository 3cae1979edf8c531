//! A migration that is killed half-way: the next start finishes it. That every earlier schema opens at the
//! newest is tested beside the migrations, in the store.

use crate::dice::Dice;
use crate::district::open;
use crate::place::{Folder, rounds, say};
use crate::program::{PROGRAM, command, run, said};
use std::path::Path;
use std::time::Duration;
use store::contents::Contents;

fn tables(contents: Vec<Contents>) -> Vec<String> {
    contents.into_iter().map(|found| found.table).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_is_killed_is_finished_by_the_next_start() {
    let kills = rounds(15, 300);
    let profile = server::profile::load("durham").unwrap();
    let whole = Folder::new();
    let store = open(&whole, &profile).await;
    let expected = tables(store.contents().await.unwrap());
    store.close().await;
    let mut dice = Dice(10);
    let mut begun = 0;
    for _ in 0..kills {
        let folder = Folder::new();
        let mut child = command(Path::new(PROGRAM), &folder);
        let mut child = child
            .arg("migrate")
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_micros(
            u64::try_from(dice.between(1_000, 60_000)).unwrap(),
        ))
        .await;
        child.kill().unwrap();
        child.wait().unwrap();
        begun += usize::from(folder.database().exists());
        let again = run(&folder, &["migrate"]);
        assert!(again.status.success(), "{}", said(&again));
        let store = open(&folder, &profile).await;
        assert_eq!(tables(store.contents().await.unwrap()), expected);
        assert!(store.verify().await.unwrap().is_sound());
        store.close().await;
    }
    say(&format!(
        "{kills} killed migrations, {begun} of them after the file was made: all finished by the next start"
    ));
}
