//! Opening: a file is made, kept and refused when it is newer; a full disk stops writing and nothing else.

use super::world::{World, answers, district, email, fails, noon, start};
use crate::draft::Save;
use crate::{Error, Store};
use ::partnership::person::Role;

#[tokio::test]
async fn what_was_written_is_there_after_closing_and_opening_again() {
    let world = World::on_disk().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    world.store.close().await;
    let again = Store::open(&world.path("trellis.db"), district("durham"))
        .await
        .unwrap();
    assert_eq!(again.application(&ana, &id).await.unwrap().id, id);
    assert!(again.verify().await.unwrap().is_sound());
    again.close().await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let world = World::on_disk().await;
    world
        .meddle(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (99991231000000, 'the future', true, x'00', 1)",
        )
        .await
        .unwrap();
    world.store.close().await;
    let before = std::fs::read(world.path("trellis.db")).unwrap();
    fails!(
        Store::open(&world.path("trellis.db"), district("durham")).await,
        Error::Newer
    );
    assert!(
        std::fs::read(world.path("trellis.db")).unwrap() == before,
        "the file was changed"
    );
}

#[tokio::test]
async fn a_database_whose_migration_differs_is_refused() {
    let world = World::on_disk().await;
    world
        .meddle("update _sqlx_migrations set checksum = x'00'")
        .await
        .unwrap();
    world.store.close().await;
    fails!(
        Store::open(&world.path("trellis.db"), district("durham")).await,
        Error::Newer
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_or_cannot_be_made_is_an_error() {
    let world = World::on_disk().await;
    let file = world.path("letter.db");
    std::fs::write(&file, "Dear district, ".repeat(1000)).unwrap();
    fails!(Store::open(&file, district("durham")).await, Error::Db(_));
    fails!(
        Store::open(&world.path("missing/trellis.db"), district("durham")).await,
        Error::Db(_)
    );
}

#[tokio::test]
async fn the_readers_cannot_write() {
    let world = World::on_disk().await;
    world.ana().await;
    let written = sqlx::query("delete from person")
        .execute(&mut *world.store.read().await.unwrap())
        .await;
    let error = written.expect_err("a reader wrote").to_string();
    assert!(error.contains("readonly"), "{error}");
}

#[tokio::test]
async fn the_file_is_written_ahead_fully_synced_and_checks_references() {
    let world = World::on_disk().await;
    let mut tx = world.store.write().await.unwrap();
    let mode: String = sqlx::query_scalar("pragma journal_mode")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
    for (sql, expected) in [
        ("pragma synchronous", 2),
        ("pragma foreign_keys", 1),
        ("pragma busy_timeout", 5000),
    ] {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(found, expected, "{sql}");
    }
    drop(tx);
    let orphan = world.meddle(
        "insert into note (id, district_id, application_id, person_id, body, written_at)
         values ('1', 'durham', 'none', 'none', '', 0)",
    );
    fails!(orphan.await, Error::Db(_));
}

#[tokio::test]
async fn a_full_disk_stops_writing_and_not_reading_and_passes() {
    let world = World::on_disk().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    world.meddle("pragma max_page_count = 1").await.unwrap();
    let long = "x".repeat(500_000);
    let answers = answers(&[("program.summary", &long)]);
    let save = || Save {
        slug: "program",
        answers: &answers,
        seen: 0,
        tab: "a",
        open: false,
    };
    let error = world
        .store
        .save_step(&ana, &id, save(), noon())
        .await
        .expect_err("the disk is full");
    assert!(error.is_unwritable(), "{error:?}");
    assert!(!Error::NotFound.is_unwritable());
    assert!(world.store.application(&ana, &id).await.is_ok());
    world.store.ping().await.unwrap();
    world
        .meddle("pragma max_page_count = 1000000")
        .await
        .unwrap();
    assert!(
        world
            .store
            .save_step(&ana, &id, save(), noon())
            .await
            .is_ok()
    );
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn an_asker_may_what_one_of_the_roles_may() {
    let world = World::new().await;
    let sam = world.person("sam", &[Role::Signer, Role::Partner]).await;
    assert!(sam.may(::partnership::person::Right::ReadApplications));
    assert!(!sam.may(::partnership::person::Right::Decide));
    assert_eq!(
        world
            .store
            .person_of(&email("sam@example.org"))
            .await
            .unwrap()
            .roles
            .len(),
        2
    );
    fails!(
        world
            .store
            .start(
                &crate::Asker {
                    id: ::partnership::id::PersonId::parse("x").unwrap(),
                    roles: vec![]
                },
                start(),
                "k",
                noon()
            )
            .await,
        Error::Db(_)
    );
}

#[tokio::test]
async fn what_was_filled_is_synced_when_it_is_settled() {
    let world = World::on_disk().await;
    let file = world.path("filled.db");
    let store = Store::open_to_fill(&file, district("durham"))
        .await
        .unwrap();
    let granted = store
        .grant(
            None,
            &email("olga@example.org"),
            Role::Office,
            &[],
            "k",
            noon(),
        )
        .await;
    assert!(granted.is_ok());
    assert!(
        std::fs::metadata(world.path("filled.db-wal"))
            .unwrap()
            .len()
            > 0
    );
    store.settle().await.unwrap();
    let log = std::fs::metadata(world.path("filled.db-wal"))
        .unwrap()
        .len();
    assert_eq!(log, 0, "everything is in the file itself");
    let mut tx = store.write().await.unwrap();
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(synchronous, 2, "from now on every commit is synced");
    drop(tx);
    store.close().await;
    let again = Store::open(&file, district("durham")).await.unwrap();
    assert!(again.person_of(&email("olga@example.org")).await.is_ok());
}

#[tokio::test]
async fn a_database_that_is_opened_sparingly_opens_connections_that_read_as_they_are_needed() {
    let world = World::on_disk().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    world.store.close().await;
    let file = world.path("trellis.db");
    let again = Store::open_sparingly(&file, district("durham"))
        .await
        .unwrap();
    let load = again.load(noon()).await.unwrap();
    assert_eq!((load.readers.0, load.writers), (1, (1, 1)));
    let commits = again.commits();
    assert_eq!(again.application(&ana, &id).await.unwrap().id, id);
    let (first, second) = tokio::join!(again.read(), again.read());
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(
        again.connections()[0],
        (2, 0),
        "two are open, and both are lent"
    );
    drop((first, second));
    assert_eq!(again.load(noon()).await.unwrap().readers.0, 2);
    again.try_writing().await.unwrap();
    assert_eq!(again.commits(), commits + 1);
    again.close().await;
    assert!(again.read().await.is_err(), "closed, and not opened anew");
}
