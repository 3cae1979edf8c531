//! The out-box: mails wait, are sent once, and are tried again ever later.

use super::sign_in::{ask, later};
use super::world::{World, answers, mail_to, noon, proposal, sent};
use crate::application::Act;
use crate::mail::Mail;
use chrono::{DateTime, TimeDelta, Utc};

/// A world in which mails to these addresses were caused by one act at noon.
async fn with_mails(recipients: &[&str]) -> World {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let mails: Vec<_> = recipients.iter().map(|to| mail_to(to)).collect();
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let act = Act {
        key: "k",
        seen: 1,
        at: noon(),
        mails: &mails,
    };
    world
        .store
        .submit(&ana, &id, sent(&answers, &proposal), act)
        .await
        .unwrap();
    world
}

async fn due(world: &World, at: DateTime<Utc>) -> Vec<Mail> {
    world.store.due_mails(at, 10).await.unwrap()
}

#[tokio::test]
async fn a_mail_is_due_at_once_and_never_again_after_it_was_sent() {
    let world = with_mails(&["a@x.org", "b@x.org"]).await;
    assert_eq!(due(&world, noon() - TimeDelta::seconds(1)).await, []);
    let mails = due(&world, noon()).await;
    let told: Vec<_> = mails
        .iter()
        .map(|m| (m.recipient.as_str(), m.subject.as_str(), m.body.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("a@x.org", "Subject", "Body"),
            ("b@x.org", "Subject", "Body")
        ]
    );
    assert_eq!(
        (mails[0].created_at, mails[0].sent_at, mails[0].attempts),
        (noon(), None, 0)
    );
    world.store.mail_sent(&mails[0].id, noon()).await.unwrap();
    let left = due(&world, noon() + TimeDelta::days(400)).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].recipient, "b@x.org");
}

#[tokio::test]
async fn a_mail_that_failed_is_tried_again_after_ever_longer_waits() {
    let world = with_mails(&["a@x.org"]).await;
    let mut at = noon();
    for (attempts, minutes) in (0..).zip([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440])
    {
        let mail = world.store.take_mails(at, 10).await.unwrap().remove(0);
        assert_eq!(mail.attempts, attempts);
        world
            .store
            .mail_failed(&mail.id, "no answer", at)
            .await
            .unwrap();
        let next = at + TimeDelta::minutes(minutes);
        assert_eq!(
            due(&world, next - TimeDelta::seconds(1)).await,
            [],
            "attempt {attempts}"
        );
        at = next;
    }
    let mail = world.store.take_mails(at, 10).await.unwrap().remove(0);
    world.store.mail_sent(&mail.id, at).await.unwrap();
    let mail = world.store.mails(1).await.unwrap().remove(0);
    assert_eq!((mail.sent_at, mail.attempts), (Some(at), 14));
}

#[tokio::test]
async fn the_mail_box_shows_the_newest_first_and_no_more_than_asked_for() {
    let world = with_mails(&["a@x.org", "b@x.org", "c@x.org"]).await;
    let mails = world.store.mails(2).await.unwrap();
    assert_eq!(
        mails
            .iter()
            .map(|m| m.recipient.as_str())
            .collect::<Vec<_>>(),
        ["c@x.org", "b@x.org"]
    );
    assert_eq!(
        world.store.due_mails(noon(), 1).await.unwrap()[0].recipient,
        "a@x.org"
    );
}

#[tokio::test]
async fn a_mail_that_was_taken_waits_before_it_is_due_again() {
    let world = with_mails(&["a@x.org", "b@x.org", "c@x.org"]).await;
    let taken = world.store.take_mails(noon(), 2).await.unwrap();
    assert_eq!(taken.len(), 2);
    let left = due(&world, noon()).await;
    assert_eq!(left.len(), 1, "whoever took two was killed, perhaps");
    assert_eq!(due(&world, noon() + TimeDelta::minutes(1)).await.len(), 3);
}

#[tokio::test]
async fn nothing_is_taken_when_that_cannot_be_written() {
    let world = with_mails(&["a@x.org"]).await;
    world.meddle("pragma query_only = on").await.unwrap();
    let error = world
        .store
        .take_mails(noon(), 2)
        .await
        .expect_err("only reading");
    assert!(error.is_unwritable(), "{error:?}");
}

#[tokio::test]
async fn a_mail_with_a_code_goes_first_while_its_code_lives() {
    let world = with_mails(&["a@x.org", "b@x.org"]).await;
    ask(&world, "r", later(5)).await.unwrap();
    let first = async |minutes| {
        let mails = world.store.due_mails(later(minutes), 1).await.unwrap();
        mails[0].recipient.clone()
    };
    assert_eq!(first(5).await, "ana@example.org");
    assert_eq!(first(14).await, "ana@example.org");
    assert_eq!(first(15).await, "a@x.org");
    assert_eq!(due(&world, later(15)).await.len(), 2, "the code is dead");
}

#[tokio::test]
async fn no_code_is_left_in_a_mail_that_was_sent() {
    let world = with_mails(&["a@x.org"]).await;
    ask(&world, "r", noon()).await.unwrap();
    for mail in due(&world, noon()).await {
        world.store.mail_sent(&mail.id, noon()).await.unwrap();
    }
    let left = world.store.mails(10).await.unwrap();
    let texts: Vec<_> = left
        .iter()
        .map(|m| (m.recipient.as_str(), m.subject.as_str(), m.body.as_str()))
        .collect();
    assert_eq!(
        texts,
        [("ana@example.org", "", ""), ("a@x.org", "Subject", "Body")]
    );
}

#[tokio::test]
async fn a_mail_that_was_given_up_is_not_tried_again() {
    let world = with_mails(&["a@x.org", "b@x.org"]).await;
    let mail = due(&world, noon()).await.remove(0);
    world
        .store
        .mail_given_up(&mail.id, "no address", noon())
        .await
        .unwrap();
    let left = due(&world, noon() + TimeDelta::days(400)).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].recipient, "b@x.org");
}

#[tokio::test]
async fn an_operator_sees_how_many_mails_wait_and_how_many_failed() {
    let world = with_mails(&["a@x.org", "b@x.org", "c@x.org", "d@x.org"]).await;
    let seen = async || {
        let load = world.store.load(noon()).await.unwrap();
        (load.mails_waiting, load.mails_failed, load.mails_given_up)
    };
    assert_eq!(seen().await, (4, 0, 0));
    let taken = world.store.take_mails(noon(), 3).await.unwrap();
    world.store.mail_sent(&taken[0].id, noon()).await.unwrap();
    world
        .store
        .mail_given_up(&taken[1].id, "no address", noon())
        .await
        .unwrap();
    // One is being sent: until that has failed, it waits.
    assert_eq!(seen().await, (2, 0, 1));
    world
        .store
        .mail_failed(&taken[2].id, "no answer", noon())
        .await
        .unwrap();
    assert_eq!(seen().await, (1, 1, 1));
}
