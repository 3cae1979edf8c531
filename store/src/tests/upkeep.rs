//! Upkeep: a backup opens and is whole, a check finds what is broken, and only the useless is swept.

use super::kept::NOBODY;
use super::world::{World, district, email, fails, mail_to, noon, proposal};
use crate::sign_in::Proof;
use crate::{Error, Store};
use ::partnership::text::Lang;
use chrono::TimeDelta;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_backup_opens_and_holds_everything() {
    let world = World::on_disk().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let made = world.partnership(&ana, &olga, &proposal("Niños")).await;
    let file = world.path("copy.db");
    world.store.backup(&file).await.unwrap();
    let after = world.draft(&ana).await;
    let copy = Store::open(&file, district("durham")).await.unwrap();
    let report = copy.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(copy.partnership(&ana, &made.id).await.unwrap(), made);
    let search = crate::search::Search {
        words: "nino".into(),
        ..Default::default()
    };
    assert_eq!(
        copy.directory(&search, super::world::day("2026-12-24"), 0)
            .await
            .unwrap()
            .total,
        1
    );
    fails!(copy.application(&ana, &after).await, Error::NotFound);
    copy.close().await;
    fails!(world.store.backup(&file).await, Error::Db(_));
}

#[tokio::test]
async fn a_backup_can_be_made_while_somebody_writes() {
    let world = World::on_disk().await;
    let ana = world.ana().await;
    let mut tx = world.store.write().await.unwrap();
    sqlx::query("update person set name = 'half done'")
        .execute(&mut *tx)
        .await
        .unwrap();
    let file = world.path("copy.db");
    world.store.backup(&file).await.unwrap();
    tx.commit().await.unwrap();
    let copy = Store::open(&file, district("durham")).await.unwrap();
    assert_eq!(
        copy.person_of(&email("ana@example.org")).await.unwrap().id,
        ana.id
    );
    assert_eq!(
        copy.person_of(&email("ana@example.org"))
            .await
            .unwrap()
            .name,
        ""
    );
    copy.close().await;
}

#[tokio::test]
async fn a_check_of_a_sound_database_finds_nothing() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.returned(&ana, &olga).await;
    world.store.ping().await.unwrap();
    let report = world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[tokio::test]
async fn a_check_finds_rows_that_point_nowhere() {
    let world = World::new().await;
    let ana = world.ana().await;
    world.draft(&ana).await;
    let mut connection = world.store.read().await.unwrap();
    sqlx::raw_sql("pragma foreign_keys = off; delete from application; pragma foreign_keys = on;")
        .execute(&mut *connection)
        .await
        .unwrap();
    drop(connection);
    let report = world.store.verify().await.unwrap();
    assert_eq!(report.dangling, ["application_span"]);
    assert!(!report.is_sound());
}

#[tokio::test]
async fn a_check_finds_a_search_that_cannot_be_read() {
    let world = World::on_disk().await;
    world.ana().await;
    world
        .meddle("update mail_search_config set v = 0 where k = 'version'")
        .await
        .unwrap();
    let copy = world.path("copy.db");
    world.store.backup(&copy).await.unwrap();
    let store = Store::open(&copy, district("durham")).await.unwrap();
    let report = store.verify().await.unwrap();
    assert!(!report.integrity.is_empty(), "{report:?}");
    store.close().await;
}

#[tokio::test]
async fn a_check_of_a_database_out_of_reach_finds_nothing_and_says_so() {
    let world = World::on_disk().await;
    world.ana().await;
    world.store.close().await;
    fails!(world.store.verify().await, Error::Db(_));
}

#[tokio::test]
async fn a_check_finds_a_file_that_was_damaged() {
    let world = World::on_disk().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for _ in 0..10 {
        world.returned(&ana, &olga).await;
    }
    let (copy, bad) = (world.path("copy.db"), world.path("bad.db"));
    world.store.backup(&copy).await.unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let text = b"Please mend";
    let places: Vec<usize> = bytes
        .windows(text.len())
        .enumerate()
        .filter(|(_, part)| part == text)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at] = b'p';
    }
    std::fs::write(&bad, bytes).unwrap();
    let store = Store::open(&bad, district("durham")).await.unwrap();
    let report = store.verify().await.unwrap();
    assert!(report.history.is_err() && !report.is_sound(), "{report:?}");
    store.close().await;
}

#[tokio::test]
async fn sweeping_removes_only_what_nobody_can_use_any_more() {
    let world = World::new().await;
    let ana = world.ana().await;
    let who = email("ana@example.org");
    let mail = mail_to("ana@example.org");
    world
        .store
        .ask_to_sign_in("r", &who, ("123456", "link"), "/", mail, noon())
        .await
        .unwrap();
    let begun = world
        .store
        .sign_in(Proof::Link("link"), "", Lang::En, noon())
        .await
        .unwrap();
    let kept = world
        .store
        .keep(NOBODY, &BTreeMap::new(), "", noon())
        .await
        .unwrap();
    let id = world
        .store
        .start(&ana, super::world::start(), "k", noon())
        .await
        .unwrap();
    let counts = || async {
        let mut counts = Vec::new();
        for sql in [
            "select count(*) from sign_in_code",
            "select count(*) from sign_in",
            "select count(*) from kept",
            "select count(*) from once",
            "select count(*) from application",
            "select count(*) from mail",
        ] {
            counts.push(world.number(sql).await);
        }
        counts
    };
    world
        .store
        .sweep(noon() + TimeDelta::minutes(59))
        .await
        .unwrap();
    assert_eq!(counts().await, [1, 1, 1, 1, 1, 1]);
    assert!(world.store.signed_in(&begun.token, noon()).await.is_ok());
    assert!(world.store.kept(&kept, NOBODY, noon()).await.is_ok());
    let again = world
        .store
        .start(&ana, super::world::start(), "k", noon())
        .await
        .unwrap();
    assert_eq!(again, id);
    world
        .store
        .sweep(noon() + TimeDelta::hours(25))
        .await
        .unwrap();
    assert_eq!(counts().await, [0, 1, 0, 1, 1, 0]);
    world
        .store
        .sweep(noon() + TimeDelta::days(31))
        .await
        .unwrap();
    assert_eq!(counts().await, [0, 0, 0, 0, 1, 0]);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn writing_is_tried_without_changing_anything() {
    let world = World::on_disk().await;
    world.ana().await;
    let before = world.store.contents().await.unwrap();
    world.store.try_writing().await.unwrap();
    assert_eq!(world.store.contents().await.unwrap(), before);
    world.meddle("pragma query_only = on").await.unwrap();
    let error = world.store.try_writing().await.expect_err("only reading");
    assert!(error.is_unwritable(), "{error:?}");
}

#[tokio::test]
async fn a_check_finds_a_page_that_was_lost() {
    let world = World::on_disk().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for _ in 0..10 {
        world.returned(&ana, &olga).await;
    }
    let copy = world.path("copy.db");
    world.store.backup(&copy).await.unwrap();
    let whole = std::fs::read(&copy).unwrap();
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    // A file that lost a page of its schema is not even opened: what is lost here is one of rows.
    let mut lost = whole.len() / page / 2 * page;
    let store = loop {
        let mut bytes = whole.clone();
        bytes[lost..lost + page].fill(0);
        std::fs::write(&copy, bytes).unwrap();
        if let Ok(store) = Store::open(&copy, district("durham")).await {
            break store;
        }
        lost += page;
    };
    let report = store.verify().await.unwrap();
    assert!(!report.integrity.is_empty(), "{report:?}");
    store.close().await;
}
