//! The desk: what the office sees beside an application, and what of it nobody sees of their own.

use super::world::{World, approval, fails, proposal};
use crate::decision::Decision;
use crate::review::desk::Desk;
use crate::{Asker, Error, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::partnership::Stage;
use ::partnership::person::Role;
use ::partnership::review::Finding;

/// An application in review with a finding, a note of the office, and a message from either side.
async fn discussed(world: &World, owner: &Asker, office: &Asker) -> ApplicationId {
    let id = world.in_review(owner, office).await;
    let store = &world.store;
    let found = (
        "built".to_owned(),
        Finding::NotMet,
        "no school".to_owned(),
        0,
    );
    let found = [found.into()];
    store.judge(office, &id, &found, world.now()).await.unwrap();
    let key = fresh::id;
    store
        .add_note(office, &id, "call them", &key(), world.now())
        .await
        .unwrap();
    store
        .add_message(owner, &id, "hello", &[], &key(), world.now())
        .await
        .unwrap();
    store
        .add_message(office, &id, "good day", &[], &key(), world.now())
        .await
        .unwrap();
    id
}

async fn desk(world: &World, who: &Asker, id: &ApplicationId) -> Desk {
    let application = world.store.application(who, id).await.unwrap();
    world.store.desk(who, &application).await.unwrap()
}

fn bodies(desk: &Desk) -> Vec<(&str, bool, bool)> {
    desk.entries
        .iter()
        .map(|e| (e.body.as_str(), e.from_office, e.is_message))
        .collect()
}

#[tokio::test]
async fn the_desk_holds_what_the_single_lookups_give() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.person("alma", &[Role::Administrator]).await;
    world.person("sam", &[Role::Signer]).await;
    let id = discussed(&world, &ana, &olga).await;
    let store = &world.store;
    let application = store.application(&olga, &id).await.unwrap();
    let seen = desk(&world, &olga, &id).await;
    assert_eq!(
        seen.entries,
        store.entries(&olga, &application).await.unwrap()
    );
    assert_eq!(
        bodies(&seen),
        [
            ("call them", true, false),
            ("hello", false, true),
            ("good day", true, true)
        ]
    );
    let deciders = store.deciders(&olga).await.unwrap();
    let deciders: Vec<_> = deciders
        .into_iter()
        .map(|p| (p.id.clone(), p.shown().to_owned()))
        .collect();
    assert_eq!(deciders.len(), 2);
    assert_eq!(seen.deciders, deciders);
    assert_eq!(seen.partnership, None);

    let proposal = proposal("Readers");
    world
        .decide(&olga, &id, Decision::Approve(approval(&proposal)))
        .await
        .unwrap();
    let became = store.partnership_of(&id).await.unwrap();
    assert_eq!(became.stage, Stage::Agreement);
    assert_eq!(
        desk(&world, &olga, &id).await.partnership,
        Some((became.id, became.stage))
    );
}

#[tokio::test]
async fn an_owner_from_the_office_sees_messages_only_on_the_desk() {
    let world = World::new().await;
    let olga = world.olga().await;
    let otto = world.person("otto", &[Role::Office]).await;
    let id = discussed(&world, &olga, &otto).await;
    let own = desk(&world, &olga, &id).await;
    assert_eq!(
        bodies(&own),
        [("hello", false, true), ("good day", true, true)]
    );
    assert_eq!(own.deciders, vec![]);
    let colleague = desk(&world, &otto, &id).await;
    assert_eq!(colleague.entries.len(), 3);
    assert!(
        colleague.deciders.iter().all(|(id, _)| *id != olga.id),
        "nobody gets their own"
    );
}

#[tokio::test]
async fn the_desk_is_for_those_who_read_applications() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = discussed(&world, &ana, &olga).await;
    let application = world.store.application(&olga, &id).await.unwrap();
    for who in [vec![ana], world.outsiders().await].concat() {
        fails!(world.store.desk(&who, &application).await, Error::NotFound);
    }
    let signer = world.person("sam", &[Role::Signer]).await;
    let read = world.store.desk(&signer, &application).await.unwrap();
    assert_eq!(read.entries.len(), 3);
    assert_eq!(read.deciders, vec![], "who only reads gives nothing away");
}

#[tokio::test]
async fn the_desk_names_deciders_by_name() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.store.rename(&olga.id, "Olga Ruiz").await.unwrap();
    let id = world.in_review(&ana, &olga).await;
    assert_eq!(
        desk(&world, &olga, &id).await.deciders,
        [(olga.id.clone(), "Olga Ruiz".to_owned())]
    );
}
