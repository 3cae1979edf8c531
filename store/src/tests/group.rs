//! Acts that share a commit: all of them are done, or told that they are not; none takes another with it.

use super::world::{World, fails, noon};
use crate::write::Write;
use crate::{Error, Store, fresh};
use std::sync::Arc;
use tokio::task::{JoinSet, yield_now};

/// Writes a row that says who wrote it.
async fn note(tx: &mut Write, name: &str) {
    sqlx::query("insert into kept (id, district_id, fields, error, kept_at) values ($1, 'durham', $2, '', 0)")
        .bind(fresh::id())
        .bind(name)
        .execute(&mut **tx)
        .await
        .unwrap();
}

async fn names(world: &World) -> Vec<String> {
    sqlx::query_scalar("select fields from kept order by fields")
        .fetch_all(&mut *world.store.read().await.unwrap())
        .await
        .unwrap()
}

/// Comes back when so many acts wait for the connection.
async fn waiting(store: &Store, acts: usize) {
    while store.waiting() != acts {
        yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acts_at_once_share_commits_and_each_is_done_or_given_up_alone() {
    let world = Arc::new(World::on_disk().await);
    let before = world.store.commits();
    // Held, so that all of them wait.
    let mut first = world.store.write().await.unwrap();
    let mut acts = JoinSet::new();
    for number in 0..40 {
        let store = world.store.clone();
        acts.spawn(async move {
            let mut tx = store.write().await.unwrap();
            note(&mut tx, &format!("{number:02}")).await;
            if number % 3 == 0 {
                drop(tx);
            } else {
                tx.commit().await.unwrap();
            }
        });
    }
    waiting(&world.store, 40).await;
    note(&mut first, "first").await;
    first.commit().await.unwrap();
    acts.join_all().await;
    let kept = (0..40).filter(|n| n % 3 != 0).map(|n| format!("{n:02}"));
    let expected: Vec<String> = kept.chain(["first".to_owned()]).collect();
    assert_eq!(names(&world).await, expected);
    let commits = world.store.commits() - before;
    assert!((1..20).contains(&commits), "{commits} commits for 27 acts");
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_is_told_to_everybody_in_it_and_to_nobody_else() {
    let world = Arc::new(World::on_disk().await);
    let mut good = world.store.write().await.unwrap();
    note(&mut good, "good").await;
    let store = world.store.clone();
    let bad = tokio::spawn(async move {
        let mut tx = store.write().await.unwrap();
        // A reference to nothing that is found at the commit only.
        sqlx::raw_sql(
            "pragma defer_foreign_keys = on;
             insert into note (id, district_id, application_id, person_id, body, written_at)
             values ('1', 'durham', 'none', 'none', '', 0)",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await
    });
    waiting(&world.store, 1).await;
    fails!(
        good.commit().await,
        Error::Unwritten {
            unwritable: false,
            ..
        }
    );
    fails!(
        bad.await.unwrap(),
        Error::Unwritten {
            unwritable: false,
            ..
        }
    );
    assert_eq!(names(&world).await, [""; 0], "nothing was written");
    let mut next = world.store.write().await.unwrap();
    note(&mut next, "next").await;
    next.commit().await.unwrap();
    assert_eq!(
        names(&world).await,
        ["next"],
        "and the next act is not touched"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_is_committed_though_the_one_that_waited_behind_it_gives_up() {
    let world = Arc::new(World::on_disk().await);
    for number in 0..60 {
        let mut act = world.store.write().await.unwrap();
        note(&mut act, &format!("{number:02}")).await;
        let store = world.store.clone();
        let behind = tokio::spawn(async move {
            let mut tx = store.write().await.unwrap();
            note(&mut tx, "given up").await;
            std::future::pending::<()>().await;
        });
        waiting(&world.store, 1).await;
        let done = tokio::spawn(act.commit());
        for _ in 0..number % 7 {
            yield_now().await;
        }
        behind.abort();
        done.await.unwrap().unwrap();
    }
    let expected: Vec<String> = (0..60).map(|n| format!("{n:02}")).collect();
    assert_eq!(names(&world).await, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_goes_on_though_nobody_waits_for_its_commit() {
    let world = World::on_disk().await;
    for number in 0..30 {
        let mut act = world.store.write().await.unwrap();
        note(&mut act, &format!("{number:02}")).await;
        let done = tokio::spawn(act.commit());
        for _ in 0..=number % 5 {
            yield_now().await;
        }
        done.abort();
        // Either all of it or nothing; the connection is free and clean in any case.
        drop(world.store.write().await.unwrap());
    }
    let report = world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    let mut last = world.store.write().await.unwrap();
    note(&mut last, "last").await;
    last.commit().await.unwrap();
    assert!(names(&world).await.contains(&"last".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_waits_for_acts_that_left_their_commit_to_others() {
    let world = Arc::new(World::on_disk().await);
    let mut act = world.store.write().await.unwrap();
    note(&mut act, "act").await;
    let store = world.store.clone();
    let behind = tokio::spawn(async move {
        let mut tx = store.write().await?;
        note(&mut tx, "behind").await;
        tx.commit().await
    });
    waiting(&world.store, 1).await;
    let done = tokio::spawn(act.commit());
    world.store.close().await;
    assert!(done.await.unwrap().is_ok());
    let behind = behind.await.unwrap().is_ok();
    fails!(world.store.write().await, Error::Db(_));
    let again = Store::open(&world.path("trellis.db"), super::world::district("durham"))
        .await
        .unwrap();
    let rows: i64 = sqlx::query_scalar("select count(*) from kept")
        .fetch_one(&mut *again.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(
        rows,
        1 + i64::from(behind),
        "what was told is what is there"
    );
    again.sweep(noon()).await.unwrap();
    again.close().await;
}
