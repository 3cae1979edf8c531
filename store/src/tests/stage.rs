//! The moves of an application: each leads on, is stale, or is refused without a trace.

use super::world::{World, answers, asked, day, fails, mail_to, noon, proposal, sent, start};
use crate::application::Act;
use crate::decision::Decision;
use crate::{Error, fresh};
use ::partnership::application::Stage;
use ::partnership::text::Lang;

#[tokio::test]
async fn sending_freezes_what_was_signed_and_sending_again_keeps_the_first() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.draft(&ana).await;
    let (answers, proposal) = (
        answers(&[("program.title", "Chess")]),
        proposal("Chess Club"),
    );
    let act = Act {
        key: "k",
        seen: 1,
        at: noon(),
        mails: &[mail_to("office@example.org")],
    };
    world
        .store
        .submit(&ana, &id, sent(&answers, &proposal), act)
        .await
        .unwrap();
    let found = world.store.application(&olga, &id).await.unwrap();
    assert_eq!((found.stage, found.version), (Stage::Submitted, 2));
    assert_eq!(
        (found.submitted_at, found.due_on),
        (Some(noon()), Some(day("2027-01-15")))
    );
    assert_eq!(
        (found.organization.as_str(), found.lang),
        ("Chess Club", Lang::En)
    );
    world
        .store
        .start_review(&olga, &id, world.act("r", 2, &[]))
        .await
        .unwrap();
    world.ask_for_changes(&olga, &id, &["program".into()]).await;
    world.send(&ana, &id).await;
    let found = world.store.application(&olga, &id).await.unwrap();
    let submissions = world.store.submissions(&found).await.unwrap();
    assert_eq!(
        submissions.iter().map(|s| s.number).collect::<Vec<_>>(),
        [2, 1]
    );
    let first = &submissions[1];
    assert_eq!(
        (&first.answers, &first.proposal, first.lang),
        (&answers, &proposal, Lang::En)
    );
    assert_eq!(
        (first.signed_name.as_str(), first.statement.as_str()),
        ("Ana Gil", "I agree")
    );
    assert_eq!(first.signed_at, noon());
    assert_eq!(
        world
            .number("select count(*) from change_request where answered_at is null")
            .await,
        0
    );
    let kept: String = sqlx::query_scalar("select statement_hash from submission where number = 1")
        .fetch_one(&mut *world.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(kept, fresh::hash("I agree"));
}

#[tokio::test]
async fn an_act_on_an_old_version_is_stale() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let draft = world.draft(&ana).await;
    for seen in [0, 2, i64::MAX] {
        let act = world.act("k", seen, &[]);
        fails!(
            world
                .store
                .submit(&ana, &draft, sent(&answers, &proposal), act)
                .await,
            Error::Stale
        );
        fails!(
            world
                .store
                .withdraw(&ana, &draft, "", world.act("k", seen, &[]))
                .await,
            Error::Stale
        );
    }
    let id = world.submitted(&ana).await;
    fails!(
        world
            .store
            .start_review(&olga, &id, world.act("k", 1, &[]))
            .await,
        Error::Stale
    );
    assert_eq!(
        world.store.application(&ana, &id).await.unwrap().stage,
        Stage::Submitted
    );
}

#[tokio::test]
async fn an_act_that_the_stage_or_the_side_does_not_allow_is_refused() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let id = world.submitted(&ana).await;
    let act = || world.act("k", 2, &[]);
    fails!(
        world
            .store
            .submit(&ana, &id, sent(&answers, &proposal), act())
            .await,
        Error::Refused
    );
    fails!(
        world
            .store
            .submit(&olga, &id, sent(&answers, &proposal), act())
            .await,
        Error::Refused
    );
    fails!(
        world.store.withdraw(&olga, &id, "", act()).await,
        Error::Refused
    );
    fails!(
        world.store.start_review(&ana, &id, act()).await,
        Error::Refused
    );
    world
        .store
        .withdraw(&ana, &id, "No time", act())
        .await
        .unwrap();
    let act = || world.act("k2", 3, &[]);
    fails!(
        world.store.withdraw(&ana, &id, "", act()).await,
        Error::Refused
    );
    fails!(
        world.store.start_review(&olga, &id, act()).await,
        Error::Refused
    );
}

#[tokio::test]
async fn an_act_that_fails_leaves_no_trace_and_does_not_use_up_its_key() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let before = world.number("select count(*) from event").await;
    let mails = [mail_to("olga@example.org")];
    fails!(
        world
            .store
            .start_review(&olga, &id, world.act("k", 1, &mails))
            .await,
        Error::Stale
    );
    fails!(
        world
            .store
            .start_review(&ana, &id, world.act("k", 2, &mails))
            .await,
        Error::Refused
    );
    assert_eq!(world.number("select count(*) from event").await, before);
    assert_eq!(world.number("select count(*) from mail").await, 0);
    assert_eq!(
        world
            .number("select count(*) from once where key = 'k'")
            .await,
        0
    );
    world
        .store
        .start_review(&olga, &id, world.act("k", 2, &mails))
        .await
        .unwrap();
    assert_eq!(world.number("select count(*) from mail").await, 1);
}

#[tokio::test]
async fn nothing_is_due_for_an_application_that_was_taken_back() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.submitted(&ana).await;
    world
        .store
        .withdraw(&ana, &id, "No time", world.act("k", 2, &[]))
        .await
        .unwrap();
    let found = world.store.application(&ana, &id).await.unwrap();
    assert_eq!((found.stage, found.due_on), (Stage::Withdrawn, None));
    let event = &world
        .store
        .history("application", id.as_str())
        .await
        .unwrap()[0];
    assert_eq!(
        (event.act.as_str(), &event.detail["reason"]),
        ("withdraw", &"No time".into())
    );
}

#[tokio::test]
async fn a_whole_life_fits_into_one_instant() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let id = world.store.start(&ana, start(), "0", noon()).await.unwrap();
    let act = |key, seen| Act {
        key,
        seen,
        at: noon(),
        mails: &[],
    };
    let steps = ["program".to_owned()];
    let changes = Decision::RequestChanges {
        asked: &asked(&steps),
        body: "",
        due_on: day("2026-12-20"),
    };
    world
        .store
        .submit(&ana, &id, sent(&answers, &proposal), act("1", 1))
        .await
        .unwrap();
    world
        .store
        .start_review(&olga, &id, act("2", 2))
        .await
        .unwrap();
    world
        .store
        .decide(&olga, &id, changes, act("3", 3))
        .await
        .unwrap();
    world
        .store
        .submit(&ana, &id, sent(&answers, &proposal), act("4", 4))
        .await
        .unwrap();
    world
        .store
        .start_review(&olga, &id, act("5", 5))
        .await
        .unwrap();
    let open = "select count(*) from application_span where to_at is null and stage = 'in-review'";
    assert_eq!(world.number(open).await, 1);
    assert_eq!(
        world
            .number("select count(*) from application_span where to_at is null")
            .await,
        1
    );
}
