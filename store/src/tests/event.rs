//! History: it is added to and never changed, and whoever changes it behind the store's back is found out.

use super::world::{World, fails, proposal};
use crate::event::Head;
use crate::{Error, fresh};

/// A world with a history of some lines.
async fn lived() -> World {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    world.returned(&ana, &olga).await;
    world
}

/// Takes away what keeps the history from being changed.
pub(super) const NO_TRIGGERS: &str =
    "drop trigger event_kept; drop trigger event_fixed; drop trigger event_last;";

#[tokio::test]
async fn the_end_of_the_history_is_the_number_of_its_lines() {
    let world = World::new().await;
    assert_eq!(world.store.history_end().await.unwrap(), 0);
    let ana = world.ana().await;
    world.draft(&ana).await;
    let lines = world.number("select count(*) from event").await;
    assert!(lines > 0);
    assert_eq!(world.store.history_end().await.unwrap(), lines);
}

#[tokio::test]
async fn the_chain_of_a_true_history_fits() {
    let world = World::new().await;
    assert_eq!(world.store.verify_history().await.unwrap(), Ok(0));
    let world = lived().await;
    let lines = world.number("select count(*) from event").await;
    assert!(lines > 8, "{lines} lines");
    assert_eq!(world.store.verify_history().await.unwrap(), Ok(lines));
}

#[tokio::test]
async fn a_long_history_fits_too() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    for number in 0..600 {
        let owner = if number % 2 == 0 { &ana } else { &paul };
        let id = world.draft(owner).await;
        let key = number.to_string();
        world
            .store
            .withdraw(owner, &id, "", world.act(&key, 1, &[]))
            .await
            .unwrap();
    }
    assert_eq!(world.store.verify_history().await.unwrap(), Ok(1200));
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_history() {
    let world = lived().await;
    for sql in [
        "update event set detail = '{}'",
        "update event set at = at where seq = 1",
        "delete from event",
        "delete from event where seq = (select max(seq) from event)",
        "insert or replace into event select * from event where seq = 2",
        "replace into event (seq, district_id, at, subject, subject_id, act, detail, hash)
            select seq, district_id, at, subject, subject_id, 'forged', detail, hash from event where seq = 1",
        "insert into event select 0, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version from event where seq = 1",
        "insert into event select -1, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version from event where seq = 1",
        "insert into event select 1000, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version from event where seq = 1",
        "insert into event select * from event where seq = 1 on conflict do update set act = 'forged'",
    ] {
        let error = world.meddle(sql).await.expect_err(sql);
        assert!(error.to_string().contains("history is never"), "{sql}: {error}");
    }
    assert!(world.store.verify_history().await.unwrap().is_ok());
}

#[tokio::test]
async fn whoever_drops_the_triggers_and_changes_a_line_is_found() {
    for (sql, line) in [
        (
            "update event set detail = '{\"reason\":\"forged\"}' where seq = 4",
            4,
        ),
        ("update event set at = at + 1 where seq = 2", 2),
        ("update event set person_id = null where seq = 5", 5),
        ("update event set act = 'approve' where seq = 3", 3),
        ("update event set subject_id = 'other' where seq = 3", 3),
        (
            "update event set subject = subject || 'x', subject_id = substr(subject_id, 2) where seq = 3",
            3,
        ),
        ("update event set district_id = 'wake' where seq = 1", 1),
        ("update event set hash = upper(hash) where seq = 6", 6),
        ("update event set hash_version = 2 where seq = 6", 6),
        // What is no text of any kind.
        (
            "update event set act = cast(x'ff' as text) where seq = 2",
            2,
        ),
        (
            "update event set detail = cast(x'7bff7d' as text) where seq = 4",
            4,
        ),
        (
            "update event set hash = cast(x'fe' as text) where seq = 6",
            6,
        ),
        ("delete from event where seq = 4", 5),
        (
            "insert into event select 0, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version from event where seq = 1",
            0,
        ),
        (
            "insert into event select -7, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version from event where seq = 1",
            -7,
        ),
        ("delete from event where seq = 1", 2),
        (
            "update event set seq = 1000 where seq = (select max(seq) from event)",
            1000,
        ),
        (
            "update event set seq = seq + 5000; update event set seq = seq - 4999",
            2,
        ),
    ] {
        let world = lived().await;
        world.meddle(NO_TRIGGERS).await.unwrap();
        world.meddle(sql).await.unwrap();
        assert_eq!(
            world.store.verify_history().await.unwrap(),
            Err(line),
            "{sql}"
        );
        assert_eq!(
            world.store.verify().await.unwrap().history,
            Err(line),
            "{sql}"
        );
    }
}

#[tokio::test]
async fn a_history_that_was_cut_short_shows_by_its_number_of_lines() {
    let world = lived().await;
    let before = world.store.verify_history().await.unwrap().unwrap();
    world.meddle(NO_TRIGGERS).await.unwrap();
    world
        .meddle("delete from event where seq = (select max(seq) from event)")
        .await
        .unwrap();
    assert_eq!(world.store.verify_history().await.unwrap(), Ok(before - 1));
}

#[tokio::test]
async fn a_head_that_was_noted_finds_a_history_whose_end_was_cut_off() {
    let world = World::on_disk().await;
    assert_eq!(world.store.history_head().await.unwrap(), None);
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.returned(&ana, &olga).await;
    let head = world.store.history_head().await.unwrap().unwrap();
    assert_eq!(head.number, world.store.history_end().await.unwrap());
    assert_eq!(Head::parse(&head.to_string()), Some(head.clone()));
    world.draft(&ana).await;
    assert!(
        world.store.has_head(&head).await.unwrap(),
        "lines that came later change nothing"
    );
    // In the file, behind the program's back.
    world.meddle(NO_TRIGGERS).await.unwrap();
    world
        .meddle("delete from event where seq > (select max(seq) - 3 from event)")
        .await
        .unwrap();
    let report = world.store.verify().await.unwrap();
    assert_eq!(
        report.history,
        Ok(head.number - 2),
        "the chain alone shows nothing"
    );
    assert!(!world.store.has_head(&head).await.unwrap());
    // As many lines again, in a chain that is whole.
    for _ in 0..3 {
        world.draft(&ana).await;
    }
    assert!(world.store.verify_history().await.unwrap().is_ok());
    assert!(world.store.history_end().await.unwrap() > head.number);
    assert!(
        !world.store.has_head(&head).await.unwrap(),
        "other lines stand there now"
    );
}

#[test]
fn only_a_number_and_a_whole_hash_are_a_head() {
    let hash = fresh::hash("x");
    assert!(Head::parse(&format!(" 12:{} ", hash.to_uppercase())).is_some());
    for bad in [
        String::new(),
        hash.clone(),
        format!("0:{hash}"),
        format!("-1:{hash}"),
        format!("x:{hash}"),
        "12:".to_owned(),
        format!("12:{hash}0"),
        format!("12:{}", &hash[1..]),
        format!("12:{}g", &hash[1..]),
    ] {
        assert_eq!(Head::parse(&bad), None, "{bad}");
    }
}

#[tokio::test]
async fn a_history_comes_newest_first_with_the_name_of_who_did_it() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.store.rename(&olga.id, "Olga Ruiz").await.unwrap();
    let id = world.in_review(&ana, &olga).await;
    world.in_review(&ana, &olga).await;
    let events = world
        .store
        .history("application", id.as_str())
        .await
        .unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|e| (e.act.as_str(), e.who.as_deref().unwrap()))
        .collect();
    let ana = "ana@example.org";
    assert_eq!(
        told,
        [
            ("start-review", "Olga Ruiz"),
            ("submit", ana),
            ("start", ana)
        ]
    );
    assert!(events.is_sorted_by(|a, b| a.at > b.at), "{events:?}");
    assert_eq!(
        world.store.history("person", id.as_str()).await.unwrap(),
        []
    );
}

#[tokio::test]
async fn a_detail_that_cannot_be_read_is_told() {
    let world = lived().await;
    world.meddle(NO_TRIGGERS).await.unwrap();
    world
        .meddle("update event set detail = 'no json', subject_id = 'x' where seq = 1")
        .await
        .unwrap();
    fails!(world.store.history("person", "x").await, Error::Corrupt(_));
}
