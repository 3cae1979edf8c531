//! Answers about the organization, offered again in its next application.

use super::draft::{found, save_in};
use super::member::join;
use super::world::{World, answers, fails, noon, proposal, sent, start};
use crate::application::Sent;
use crate::draft::{Origin, Saved};
use crate::start::{Again, Start};
use crate::{Asker, Error, fresh};
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;

fn about(name: &str) -> Answers {
    answers(&[("organization.name", name)])
}

/// Starts an application with this organization's answers of before, and these of the route advisor.
async fn start_again(world: &World, who: &Asker, advised: &[(String, Answers)]) -> ApplicationId {
    let old = [("organization".to_owned(), about("Readers"))];
    let again = Again {
        answers: &old,
        sent_at: noon(),
    };
    let start = Start {
        answers: advised,
        ..start()
    };
    let now = world.now();
    let key = fresh::id();
    let store = &world.store;
    store
        .start_again(who, start, Some(again), &key, now)
        .await
        .unwrap()
}

async fn origin(world: &World, who: &Asker, id: &ApplicationId) -> Option<Origin> {
    let application = found(world, who, id).await;
    let draft = world.store.draft(who, &application).await.unwrap();
    draft.steps["organization"].origin
}

#[tokio::test]
async fn a_step_from_before_waits_until_somebody_has_saved_it_changed_or_not() {
    let world = World::new().await;
    let ana = world.ana().await;
    for text in ["Readers", "Writers"] {
        let id = start_again(&world, &ana, &[]).await;
        assert_eq!(found(&world, &ana, &id).await.organization, "Readers");
        assert_eq!(origin(&world, &ana, &id).await, Some(Origin::Sent(noon())));
        let typed = about(text);
        let save = crate::draft::Save {
            slug: "organization",
            answers: &typed,
            seen: 1,
            tab: "a",
            open: false,
        };
        let saved = world
            .store
            .save_step(&ana, &id, save, world.now())
            .await
            .unwrap();
        assert_eq!(saved, Saved::Done(2), "{text}");
        assert_eq!(origin(&world, &ana, &id).await, None, "{text}");
        let other = save_in(&world, &ana, &id, "program", "Chess", 0, "a").await;
        assert_eq!(other.unwrap(), Saved::Done(1), "other steps go on as ever");
    }
}

#[tokio::test]
async fn what_the_advisor_learned_today_wins_over_what_was_sent_before() {
    let world = World::new().await;
    let ana = world.ana().await;
    let advised = [
        (
            "organization".to_owned(),
            answers(&[("organization.kind", "new")]),
        ),
        (
            "program".to_owned(),
            answers(&[("program.frequency", "once")]),
        ),
    ];
    let id = start_again(&world, &ana, &advised).await;
    let application = found(&world, &ana, &id).await;
    let draft = world.store.draft(&ana, &application).await.unwrap();
    assert_eq!(
        draft.steps["organization"].answers,
        answers(&[
            ("organization.name", "Readers"),
            ("organization.kind", "new")
        ])
    );
    assert!(draft.steps["organization"].origin.is_some());
    assert_eq!(draft.steps["program"].origin, None);
}

#[tokio::test]
async fn what_was_sent_last_is_found_by_everybody_who_works_on_it_and_by_nobody_else() {
    let world = World::new().await;
    let ana = world.ana().await;
    fails!(world.store.last_sent(&ana, None).await, Error::NotFound);
    let mut ids = Vec::new();
    for name in ["First", "Second"] {
        let id = world.draft(&ana).await;
        let (typed, proposal) = (about(name), proposal(name));
        let (key, seen) = (fresh::id(), world.seen(&id).await);
        let to_send = Sent {
            draft: 0,
            ..sent(&typed, &proposal)
        };
        let act = world.act(&key, seen, &[]);
        world.store.submit(&ana, &id, to_send, act).await.unwrap();
        ids.push(id);
    }
    let ben = join(&world, &ana, &ids[0], "ben").await;
    let name = async |who: &Asker, of: Option<&ApplicationId>| {
        let last = world.store.last_sent(who, of).await;
        last.map(|last| last.answers.text("organization.name").to_owned())
    };
    assert_eq!(name(&ana, None).await.unwrap(), "Second");
    assert_eq!(name(&ana, Some(&ids[0])).await.unwrap(), "First");
    assert_eq!(name(&ben, None).await.unwrap(), "First");
    fails!(name(&ben, Some(&ids[1])).await, Error::NotFound);
    for outsider in world.outsiders().await {
        fails!(name(&outsider, Some(&ids[0])).await, Error::NotFound);
    }
    let olga = world.olga().await;
    fails!(name(&olga, Some(&ids[0])).await, Error::NotFound);
}
