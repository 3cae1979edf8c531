//! Migrations: a database of every earlier schema opens at the newest, and one that was stopped half-way, too.

use super::world::{World, day, district, email};
use crate::Store;
use crate::list::{Filter, Queue};
use crate::open::MIGRATOR;
use crate::search::Search;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{Connection, SqlSafeStr};
use std::path::Path;

/// Rows as programs of every schema wrote them.
const ROWS: &str = include_str!("earlier.sql");

/// The migrations that were released so far.
fn released() -> Vec<Migration> {
    MIGRATOR.iter().cloned().collect()
}

/// A file as a program with these migrations leaves it.
async fn made_with(
    file: &Path,
    migrations: Vec<Migration>,
) -> (SqliteConnection, Result<(), sqlx::migrate::MigrateError>) {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let migrator = Migrator::with_migrations(migrations);
    let result = migrator.run(&mut connection).await;
    (connection, result)
}

/// Everything that the schema says of itself.
async fn schema(store: &Store) -> Vec<(String, String, Option<String>)> {
    sqlx::query_as("select type, name, sql from sqlite_schema order by type, name")
        .fetch_all(&mut *store.read().await.unwrap())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_database_of_every_released_schema_opens_at_the_newest() {
    let world = World::on_disk().await;
    let newest = schema(&world.store).await;
    for number in 0..=released().len() {
        let file = world.path(&format!("{number}.db"));
        let first: Vec<Migration> = released().into_iter().take(number).collect();
        let (mut connection, result) = made_with(&file, first).await;
        result.unwrap();
        if number > 0 {
            sqlx::raw_sql(ROWS).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
        let store = Store::open(&file, district("durham")).await.unwrap();
        assert_eq!(
            schema(&store).await,
            newest,
            "a database with the first {number} migrations"
        );
        let report = store.verify().await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        if number > 0 {
            let ana = store.person_of(&email("ana@example.org")).await.unwrap();
            assert_eq!(ana.name, "Ana Gil", "what was there is there");
            took_over(&world, &store).await;
        }
        store.close().await;
    }
}

/// Fails when lists, queues and searches do not find all that was there.
async fn took_over(world: &World, store: &Store) {
    // Asked in the world of the test, for the other database has nobody of the office.
    let olga = world.olga().await;
    let today = day("2026-01-31");
    let found = async |queue, words: &str| {
        let filter = Filter {
            queue,
            words: words.to_owned(),
            ..Filter::default()
        };
        let page = store.applications(&olga, &filter, Some(0), today).await;
        page.unwrap().total
    };
    assert_eq!(found(None, "").await, 900, "all that were sent");
    assert_eq!(found(None, "program 999").await, 1);
    let (new, stalled) = (Some(Queue::New), Some(Queue::Stalled));
    assert_eq!(found(new, "").await, 515);
    assert_eq!(found(stalled, "").await, 100);
    let overdue = found(Some(Queue::Overdue), "").await;
    let queues = store.queues(&olga, today).await.unwrap();
    assert!(queues.contains(&(Queue::Overdue, overdue)), "{queues:?}");
    assert_eq!(overdue, 395);
    let search = Search {
        words: "reading".into(),
        ..Search::default()
    };
    let partnerships = store.directory(&search, today, 0).await.unwrap();
    assert_eq!(partnerships.total, 1);
}

#[tokio::test]
async fn a_migration_that_fails_half_way_leaves_the_schema_as_it_was() {
    let world = World::on_disk().await;
    let newest = schema(&world.store).await;
    let file = world.path("half.db");
    let mut migrations = released();
    migrations.push(Migration::new(
        99_991_231_000_000,
        "half of it".into(),
        MigrationType::Simple,
        "create table half (id text primary key) strict;
         alter table person add column half text;
         insert into half values (1, 2);"
            .into_sql_str(),
        false,
    ));
    let (connection, result) = made_with(&file, migrations).await;
    assert!(result.is_err(), "its last statement cannot be run");
    connection.close().await.unwrap();
    let store = Store::open(&file, district("durham")).await.unwrap();
    assert_eq!(schema(&store).await, newest);
    store.close().await;
}

#[test]
fn migrations_go_forward_and_each_in_one_transaction() {
    let released = released();
    assert!(!released.is_empty());
    for (before, after) in released.iter().zip(released.iter().skip(1)) {
        assert!(before.version < after.version, "{}", after.description);
    }
    for migration in released {
        assert!(
            !migration.no_tx && migration.migration_type == MigrationType::Simple,
            "{}: a migration that is stopped half-way must leave nothing behind",
            migration.description
        );
    }
}
