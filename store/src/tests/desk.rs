//! The desk: findings, notes, messages and deciders in one look, and nothing of it for the owner but messages.

use super::review::judge;
use super::world::{World, approval, fails, proposal};
use crate::review::Decision;
use crate::review::desk::Desk;
use crate::{Asker, Error};
use ::partnership::id::ApplicationId;
use ::partnership::partnership::Stage;
use ::partnership::person::Role;
use ::partnership::review::Finding;

async fn desk(world: &World, who: &Asker, id: &ApplicationId) -> Desk {
    let application = world.store.application(who, id).await.unwrap();
    world.store.desk(who, &application).await.unwrap()
}

/// An application of this owner with a finding, a note and a message each way.
async fn discussed(world: &World, owner: &Asker, olga: &Asker) -> ApplicationId {
    let id = world.in_review(owner, olga).await;
    judge(world, olga, &id, &[("built", Finding::NotMet, "weak", 0)])
        .await
        .unwrap();
    world
        .store
        .add_note(olga, &id, "Doubtful", "1", world.now())
        .await
        .unwrap();
    world
        .store
        .add_message(olga, &id, "Who?", &[], "2", world.now())
        .await
        .unwrap();
    world
        .store
        .add_message(owner, &id, "We", &[], "3", world.now())
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn the_desk_holds_what_the_single_lookups_give() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world
        .person("omar", &[Role::Office, Role::Administrator])
        .await;
    let id = discussed(&world, &ana, &olga).await;
    let application = world.store.application(&olga, &id).await.unwrap();
    let on_desk = desk(&world, &olga, &id).await;
    assert_eq!(
        on_desk.findings,
        world.store.findings(&olga, &application).await.unwrap()
    );
    assert_eq!(
        on_desk.entries,
        world.store.entries(&olga, &application).await.unwrap()
    );
    assert_eq!((on_desk.findings.len(), on_desk.entries.len()), (1, 3));
    let deciders: Vec<_> = on_desk.deciders.iter().map(|(id, _)| id).collect();
    assert_eq!(deciders, [&olga.id, &omar.id], "by name, each once");
    assert_eq!(on_desk.partnership, None);
    let proposal = proposal("Readers");
    world
        .decide(&olga, &id, Decision::Approve(approval(&proposal)))
        .await
        .unwrap();
    let made = world.store.partnership_of(&id).await.unwrap();
    assert_eq!(
        desk(&world, &olga, &id).await.partnership,
        Some((made.id, Stage::Agreement))
    );
}

#[tokio::test]
async fn an_owner_from_the_office_sees_messages_only_on_the_desk() {
    let world = World::new().await;
    let (oscar, olga) = (
        world.person("oscar", &[Role::Office]).await,
        world.olga().await,
    );
    let id = discussed(&world, &oscar, &olga).await;
    let on_desk = desk(&world, &oscar, &id).await;
    assert_eq!((on_desk.findings, on_desk.deciders), (vec![], vec![]));
    assert!(on_desk.entries.iter().all(|entry| entry.is_message));
    assert_eq!(on_desk.entries.len(), 2);
    let sam = world.person("sam", &[Role::Signer]).await;
    let on_desk = desk(&world, &sam, &id).await;
    assert_eq!((on_desk.findings.len(), on_desk.entries.len()), (1, 3));
    assert_eq!(on_desk.deciders, [], "a signer gives it to nobody");
}

#[tokio::test]
async fn the_desk_is_for_those_who_read_applications() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = discussed(&world, &ana, &olga).await;
    let application = world.store.application(&ana, &id).await.unwrap();
    for other in world.outsiders().await.iter().chain([&ana]) {
        fails!(world.store.desk(other, &application).await, Error::NotFound);
    }
}
