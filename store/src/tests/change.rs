//! Change requests: they open the steps they ask for and nothing else.

use super::draft::{choose, found, save, save_in};
use super::world::{World, day, fails};
use crate::Error;
use crate::draft::{Save, Saved};
use ::partnership::application::Stage;
use ::partnership::form::Answers;

#[tokio::test]
async fn only_the_steps_asked_for_are_open_after_a_change_request() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    let application = found(&world, &ana, &id).await;
    let draft = world.store.draft(&ana, &application).await.unwrap();
    let request = draft.asked.as_ref().unwrap();
    assert_eq!(
        (request.asked.steps.as_slice(), request.body.as_str()),
        (&["program".to_owned()][..], "Please mend")
    );
    assert_eq!(
        (request.due_on, application.due_on),
        (Some(day("2026-12-20")), Some(day("2026-12-20")))
    );
    assert!(draft.is_open(Stage::ChangesRequested, "program"));
    assert!(!draft.is_open(Stage::ChangesRequested, "sites"));
    assert_eq!(
        save_in(&world, &ana, &id, "program", "new", 0, "a")
            .await
            .unwrap(),
        Saved::Done(1)
    );
    fails!(
        save_in(&world, &ana, &id, "sites", "new", 0, "a").await,
        Error::Refused
    );
    fails!(
        choose(&world, &ana, &id, ("sites", false), true).await,
        Error::Refused
    );
    world.send(&ana, &id).await;
    fails!(
        save_in(&world, &ana, &id, "program", "late", 1, "a").await,
        Error::Refused
    );
    assert!(!draft.is_open(Stage::Submitted, "program"));
}

#[tokio::test]
async fn a_second_change_request_opens_its_own_steps() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    world.send(&ana, &id).await;
    let seen = world.seen(&id).await;
    world
        .store
        .start_review(&olga, &id, world.act("again", seen, &[]))
        .await
        .unwrap();
    world.ask_for_changes(&olga, &id, &["sites".into()]).await;
    fails!(
        save_in(&world, &ana, &id, "program", "new", 0, "a").await,
        Error::Refused
    );
    assert!(
        save_in(&world, &ana, &id, "sites", "new", 0, "a")
            .await
            .is_ok()
    );
    let asked = world
        .store
        .change_request(&found(&world, &olga, &id).await)
        .await
        .unwrap();
    assert_eq!(
        asked.map(|request| request.asked.steps),
        Some(vec!["sites".to_owned()])
    );
}

#[tokio::test]
async fn the_office_does_not_see_what_was_typed_and_not_sent() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    save(&world, &ana, &id, "not sent", 0, "a").await.unwrap();
    assert_eq!(found(&world, &olga, &id).await.title, "Reading Buddies");
}

#[tokio::test]
async fn no_step_is_open_once_the_application_is_sent_or_over() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let withdrawn = world.draft(&ana).await;
    world
        .store
        .withdraw(&ana, &withdrawn, "", world.act("k", 1, &[]))
        .await
        .unwrap();
    for id in [
        world.submitted(&ana).await,
        world.in_review(&ana, &olga).await,
        withdrawn,
    ] {
        fails!(
            save(&world, &ana, &id, "late", 0, "a").await,
            Error::Refused
        );
    }
}

#[tokio::test]
async fn a_step_without_which_nothing_could_be_sent_is_open_too() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    let answers = Answers::default();
    let save = |open| Save {
        slug: "sites",
        answers: &answers,
        seen: 0,
        tab: "a",
        open,
    };
    let store = &world.store;
    fails!(
        store.save_step(&ana, &id, save(false), world.now()).await,
        Error::Refused
    );
    let saved = store.save_step(&ana, &id, save(true), world.now()).await;
    assert_eq!(saved.unwrap(), Saved::Done(1));
    world.send(&ana, &id).await;
    fails!(
        store.save_step(&ana, &id, save(true), world.now()).await,
        Error::Refused
    );
}
