//! A migration that is killed half-way: the next start finishes it, from every earlier schema, with the rows that stood
//! there. That each opens at the newest, and that all is found there, is tested beside the migrations, in the store.

use crate::dice::Dice;
use crate::district::open;
use crate::place::{Folder, rounds, say};
use crate::program::{PROGRAM, command, run, said};
use sqlx::Connection;
use sqlx::migrate::{Migrate, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use store::contents::Contents;

/// A thousand applications, as programs of every schema wrote them.
const ROWS: &str = include_str!("../../../store/src/tests/earlier.sql");
/// Where the migrations are.
const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
/// Where their versions are kept.
const TABLE: &str = "_sqlx_migrations";

async fn connection(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Makes a database of the first `count` migrations, with rows in it.
async fn make(file: &Path, all: &Migrator, count: usize) {
    let mut connection = connection(file).await;
    let first = all.iter().take(count).cloned().collect();
    let migrator = Migrator::with_migrations(first);
    migrator.run(&mut connection).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// How many migrations a database has.
async fn applied(file: &Path) -> usize {
    let mut connection = connection(file).await;
    let applied = connection.list_applied_migrations(TABLE).await.unwrap();
    connection.close().await.unwrap();
    applied.len()
}

/// The rows of those tables that no migration changes.
fn kept(contents: Vec<Contents>) -> BTreeMap<String, u64> {
    let kept = ["application", "application_step", "organization", "person"];
    let rows = contents.into_iter().map(|found| (found.table, found.rows));
    rows.filter(|(table, _)| kept.contains(&table.as_str()))
        .collect()
}

fn tables(contents: &[Contents]) -> Vec<String> {
    contents.iter().map(|found| found.table.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_is_killed_is_finished_by_the_next_start() {
    let kills = rounds(15, 300);
    let profile = server::profile::load("durham").unwrap();
    let all = Migrator::new(Path::new(MIGRATIONS)).await.unwrap();
    let count = all.iter().count();
    let earlier = Folder::new();
    // How long it takes from the first schema on, so that kills land in the midst.
    let whole = Folder::new();
    make(&whole.database(), &all, 1).await;
    let begun = Instant::now();
    let done = run(&whole, &["migrate"]);
    assert!(done.status.success(), "{}", said(&done));
    let took = begun.elapsed();
    let store = open(&whole, &profile).await;
    let contents = store.contents().await.unwrap();
    let (expected, rows) = (tables(&contents), kept(contents));
    store.close().await;
    let mut dice = Dice(10);
    let (mut half, mut before) = (0, 0);
    for kill in 0..kills {
        // Mostly from the first schemas on, where there is most to do.
        let from = if kill % 3 == 0 {
            usize::try_from(dice.between(1, i64::try_from(count - 1).unwrap())).unwrap()
        } else {
            1
        };
        let made = earlier.data().join(format!("{from}.db"));
        if !made.exists() {
            make(&made, &all, from).await;
        }
        let folder = Folder::new();
        std::fs::copy(&made, folder.database()).unwrap();
        let mut child = command(Path::new(PROGRAM), &folder)
            .arg("migrate")
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let longest = i64::try_from(took.as_micros()).unwrap();
        let wait = u64::try_from(dice.between(1_000, longest)).unwrap();
        tokio::time::sleep(Duration::from_micros(wait)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let at = applied(&folder.database()).await;
        assert!((from..=count).contains(&at), "{at} of {count} from {from}");
        half += usize::from(from < at && at < count);
        before += usize::from(at == from);
        let again = run(&folder, &["migrate"]);
        assert!(again.status.success(), "{}", said(&again));
        let store = open(&folder, &profile).await;
        let contents = store.contents().await.unwrap();
        assert_eq!(tables(&contents), expected);
        assert_eq!(kept(contents), rows, "killed at {at} from {from}");
        let report = store.verify().await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        store.close().await;
    }
    assert!(
        half > 0,
        "no migration was killed half-way, {before} before"
    );
    say(&format!(
        "{kills} killed migrations of a thousand applications, {half} of them half-way, {before} before the first: all \
         finished by the next start, and every row is there"
    ));
}
