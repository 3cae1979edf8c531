//! One effect, one line of history and one mail for one form, however often it arrives.

use super::world::{World, answers, approval, asked, day, email, mail_to, proposal, sent, start};
use crate::decision::Decision;
use crate::once::Form;
use crate::{Asker, fresh};
use ::partnership::application::Stage;
use ::partnership::id::ApplicationId;
use ::partnership::partnership::Action;
use ::partnership::person::Role;

/// Lines of history and mails so far.
async fn counts(world: &World) -> (i64, i64) {
    // Each mail has a line of its own, which seals it.
    let lines = "select count(*) from event where act <> 'write-mail'";
    let events = world.number(lines).await;
    (events, world.number("select count(*) from mail").await)
}

/// Fails unless so many lines and mails came since.
async fn grew(world: &World, before: (i64, i64), events: i64, mails: i64) {
    let after = counts(world).await;
    assert_eq!(
        (after.0 - before.0, after.1 - before.1),
        (events, mails),
        "lines of history, mails"
    );
}

#[tokio::test]
async fn starting_twice_with_one_key_starts_one_application() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let before = counts(&world).await;
    let first = world
        .store
        .start(&ana, start(), "k", world.now())
        .await
        .unwrap();
    let second = world
        .store
        .start(&ana, start(), "k", world.now())
        .await
        .unwrap();
    assert_eq!(first, second);
    grew(&world, before, 1, 0).await;
    let other = world
        .store
        .start(&paul, start(), "k", world.now())
        .await
        .unwrap();
    assert_ne!(first, other, "a key belongs to one person");
}

#[tokio::test]
async fn sending_twice_with_one_key_sends_once() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let before = counts(&world).await;
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let mails = [mail_to("ana@example.org"), mail_to("office@example.org")];
    for _ in 0..2 {
        let act = world.act("k", 1, &mails);
        world
            .store
            .submit(&ana, &id, sent(&answers, &proposal), act)
            .await
            .unwrap();
    }
    grew(&world, before, 1, 2).await;
    assert_eq!(world.number("select count(*) from submission").await, 1);
    assert_eq!(world.seen(&id).await, 2);
}

#[tokio::test]
async fn withdrawing_twice_with_one_key_withdraws_once() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.submitted(&ana).await;
    let before = counts(&world).await;
    for _ in 0..2 {
        let act = world.act("k", 2, &[]);
        world
            .store
            .withdraw(&ana, &id, "No time", act)
            .await
            .unwrap();
    }
    grew(&world, before, 1, 0).await;
}

#[tokio::test]
async fn taking_up_the_review_twice_with_one_key_takes_it_up_once() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let before = counts(&world).await;
    let mails = [mail_to("ana@example.org")];
    for _ in 0..2 {
        world
            .store
            .start_review(&olga, &id, world.act("k", 2, &mails))
            .await
            .unwrap();
    }
    grew(&world, before, 1, 1).await;
}

async fn decided_twice(events: i64, expected: Stage, decision: Decision<'_>) {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let before = counts(&world).await;
    let mails = [mail_to("ana@example.org")];
    for _ in 0..2 {
        let act = world.act("k", 3, &mails);
        world
            .store
            .decide(&olga, &id, decision.clone(), act)
            .await
            .unwrap();
    }
    grew(&world, before, events, 1).await;
    let found = world.store.application(&olga, &id).await.unwrap();
    assert_eq!((found.stage, found.version), (expected, 4));
}

#[tokio::test]
async fn approving_twice_with_one_key_makes_one_partnership() {
    let proposal = proposal("Readers");
    // The second line is the beginning of the partnership.
    decided_twice(2, Stage::Approved, Decision::Approve(approval(&proposal))).await;
}

#[tokio::test]
async fn declining_twice_with_one_key_declines_once() {
    decided_twice(1, Stage::Declined, Decision::Decline { reason: "No room" }).await;
}

#[tokio::test]
async fn redirecting_twice_with_one_key_redirects_once() {
    let decision = Decision::Redirect {
        route: "volunteer",
        body: "Please volunteer",
    };
    decided_twice(1, Stage::Redirected, decision).await;
}

#[tokio::test]
async fn asking_for_changes_twice_with_one_key_asks_once() {
    let steps = ["program".to_owned()];
    let decision = Decision::RequestChanges {
        asked: &asked(&steps),
        body: "Mend",
        due_on: day("2026-12-20"),
    };
    decided_twice(1, Stage::ChangesRequested, decision).await;
}

/// Writes to an application twice: as somebody, by a key.
async fn written_twice(world: &World, asker: &Asker, id: &ApplicationId, key: &str) {
    let mails = [mail_to("other@example.org")];
    for _ in 0..2 {
        world
            .store
            .add_message(asker, id, "Hello", &mails, key, world.now())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_note_or_message_that_arrives_twice_is_written_once() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let before = counts(&world).await;
    for _ in 0..2 {
        world
            .store
            .add_note(&olga, &id, "Call them", "k", world.now())
            .await
            .unwrap();
    }
    written_twice(&world, &olga, &id, "k2").await;
    assert_eq!(world.number("select count(*) from note").await, 1);
    assert_eq!(world.number("select count(*) from message").await, 1);
    grew(&world, before, 2, 1).await;
}

#[tokio::test]
async fn two_people_with_the_same_key_get_a_mail_each() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    written_twice(&world, &ana, &id, "k").await;
    written_twice(&world, &olga, &id, "k").await;
    assert_eq!(world.number("select count(*) from message").await, 2);
    assert_eq!(world.number("select count(*) from mail").await, 2);
}

#[tokio::test]
async fn a_form_that_was_taken_is_known_to_whoever_sent_it() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let was_done = async |who: &Asker| world.store.was_done(who, Form::Decide, "k").await.unwrap();
    assert!(!was_done(&olga).await);
    let decision = Decision::Decline { reason: "No room" };
    let stale = world
        .store
        .decide(&olga, &id, decision.clone(), world.act("k", 1, &[]))
        .await;
    assert!(
        stale.is_err() && !was_done(&olga).await,
        "a form that failed was not taken"
    );
    world
        .store
        .decide(&olga, &id, decision, world.act("k", 3, &[]))
        .await
        .unwrap();
    assert!(was_done(&olga).await && !was_done(&ana).await);
}

#[tokio::test]
async fn moving_a_partnership_twice_with_one_key_moves_it_once() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let found = world.partnership(&ana, &olga, &proposal("Readers")).await;
    let before = counts(&world).await;
    for _ in 0..2 {
        let at = world.now();
        let action = Action::RecordAgreement;
        world
            .store
            .move_partnership(&olga, &found.id, action, "", 1, "k", at)
            .await
            .unwrap();
    }
    grew(&world, before, 1, 0).await;
    assert_eq!(
        world
            .store
            .partnership(&olga, &found.id)
            .await
            .unwrap()
            .version,
        2
    );
}

#[tokio::test]
async fn granting_twice_with_one_key_or_two_is_one_grant() {
    let world = World::new().await;
    let ada = world.person("ada", &[Role::Administrator]).await;
    let before = counts(&world).await;
    let (who, mails) = (email("omar@example.org"), [mail_to("omar@example.org")]);
    let mut ids = Vec::new();
    for key in ["k", "k", &fresh::id()] {
        let at = world.now();
        ids.push(
            world
                .store
                .grant(Some(&ada), &who, Role::Office, &mails, key, at)
                .await
                .unwrap(),
        );
    }
    assert!(
        ids.iter().all(|id| *id == ids[0]),
        "one person, got {ids:?}"
    );
    grew(&world, before, 1, 1).await;
    assert_eq!(
        world.store.person_of(&who).await.unwrap().roles,
        [Role::Office]
    );
}

#[tokio::test]
async fn a_key_counts_for_its_act_only() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.submitted(&ana).await;
    let (store, now) = (&world.store, world.now());
    store
        .add_message(&ana, &id, "Hello", &[], "k", now)
        .await
        .unwrap();
    let was_done = async |form| store.was_done(&ana, form, "k").await.unwrap();
    assert!(was_done(Form::Message).await && !was_done(Form::Withdraw).await);
    let seen = world.seen(&id).await;
    store
        .withdraw(&ana, &id, "", world.act("k", seen, &[]))
        .await
        .unwrap();
    assert!(was_done(Form::Withdraw).await);
    assert_eq!(world.acts(&id).await.last().unwrap(), "withdraw");
}
