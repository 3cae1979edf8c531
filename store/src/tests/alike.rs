//! Applications of what may be one organization, and organizations put together and taken apart.

use super::world::{World, approval, fails, proposal};
use crate::decision::Decision;
use crate::merge::{Organization, UNDONE_WITHIN};
use crate::partnership::Partnership;
use crate::search::Search;
use crate::{Asker, Error, Result, fresh};
use ::partnership::alike::Kind;
use ::partnership::id::OrganizationId;
use ::partnership::proposal::Proposal;
use chrono::TimeDelta;

/// A proposal of this organization with this web address and tax number.
fn of(name: &str, web: &str, ein: Option<&str>) -> Proposal {
    Proposal {
        web: Some(web.into()),
        ein: ein.map(Into::into),
        ..proposal(name)
    }
}

async fn seen(world: &World, who: &Asker, of: &Partnership) -> Vec<(String, Vec<Kind>)> {
    let alike = world.store.alike_of(who, &of.application).await.unwrap();
    alike
        .into_iter()
        .map(|one| (one.organization, one.kinds))
        .collect()
}

#[tokio::test]
async fn what_shares_number_name_or_site_is_alike_and_the_strongest_sign_comes_first() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let mut made = Vec::new();
    for given in [
        of(
            "Quillfeather, Inc.",
            "https://quillfeather.example",
            Some("12-3456789"),
        ),
        of("The Quillfeather", "https://other.example", None),
        of(
            "Feather and Quill",
            "https://feather.example",
            Some("12-3456789"),
        ),
        of("Q. Center", "http://www.quillfeather.example/start", None),
        of("Riverbend", "https://riverbend.example", Some("98-7654321")),
    ] {
        made.push(world.partnership(&ana, &olga, &given).await);
    }
    assert_eq!(
        seen(&world, &olga, &made[0]).await,
        [
            ("Feather and Quill".to_owned(), vec![Kind::Ein]),
            ("The Quillfeather".to_owned(), vec![Kind::Name]),
            ("Q. Center".to_owned(), vec![Kind::Site]),
        ]
    );
    assert_eq!(seen(&world, &olga, &made[4]).await, []);
    let stranger = world.store.alike_of(&ana, &made[0].application).await;
    fails!(stranger, Error::NotFound);
    let application = world
        .store
        .application(&ana, &made[0].application)
        .await
        .unwrap();
    fails!(world.store.alike(&ana, &application).await, Error::NotFound);
}

#[tokio::test]
async fn what_was_sent_before_there_were_marks_is_marked_later() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let one = world.partnership(&ana, &olga, &proposal("Readers")).await;
    world
        .partnership(&ana, &olga, &proposal("Readers Inc"))
        .await;
    world.meddle("delete from mark").await.unwrap();
    assert_eq!(seen(&world, &olga, &one).await, []);
    assert_eq!(world.store.mark_unmarked().await.unwrap(), 2);
    assert_eq!(world.store.mark_unmarked().await.unwrap(), 0);
    assert_eq!(
        seen(&world, &olga, &one).await,
        [("Readers Inc".to_owned(), vec![Kind::Name, Kind::Site])]
    );
}

async fn two(world: &World, ana: &Asker, olga: &Asker) -> (Partnership, Partnership) {
    let one = world.partnership(ana, olga, &proposal("Readers")).await;
    let other = world.partnership(ana, olga, &proposal("Reedars")).await;
    (one, other)
}

async fn organization(world: &World, olga: &Asker, id: &OrganizationId) -> Organization {
    world.store.organization(olga, id).await.unwrap()
}

async fn merge(world: &World, who: &Asker, from: &Partnership, into: &Partnership) -> Result<()> {
    let (from, into) = (&from.organization_id, &into.organization_id);
    let at = world.now();
    world.store.merge(who, from, into, &fresh::id(), at).await
}

/// How many partnerships the public directory finds by a word.
async fn found(world: &World, words: &str) -> usize {
    let search = Search {
        words: words.into(),
        ..Search::default()
    };
    world
        .store
        .directory(&search, super::world::day("2026-12-24"), 0)
        .await
        .unwrap()
        .total
}

#[tokio::test]
async fn organizations_are_put_together_and_taken_apart_and_nothing_is_lost() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (one, other) = two(&world, &ana, &olga).await;
    let before = world.store.changes();
    merge(&world, &olga, &other, &one).await.unwrap();
    assert!(world.store.changes() > before, "the public sees it");
    let into = organization(&world, &olga, &one.organization_id).await;
    assert_eq!(
        (into.name.as_str(), into.partnerships.len()),
        ("Readers", 2)
    );
    let from = organization(&world, &olga, &other.organization_id).await;
    assert_eq!(from.partnerships, []);
    assert_eq!(from.merged.map(|(into, _)| into), Some(into.id.clone()));
    // What was sent under either name is found at the one that stays, and so is the one that was put into it.
    let sent = async || {
        let record = world.store.organization_record(&olga, &into.id);
        let record = record.await.unwrap();
        let rows = world.store.applications_of(&olga, &record).await.unwrap();
        assert_eq!(record.applications, Some(rows.len()));
        rows.len()
    };
    assert_eq!(sent().await, 2);
    for (of, with, holds) in [
        (&one.organization_id, "Reedars", false),
        (&other.organization_id, "Readers", true),
    ] {
        let merged = world.store.merged_with(of).await.unwrap();
        let told: Vec<_> = merged
            .iter()
            .map(|with| (with.name.as_str(), with.holds))
            .collect();
        assert_eq!(told, [(with, holds)]);
    }
    assert_eq!(
        (
            found(&world, "Readers").await,
            found(&world, "Reedars").await
        ),
        (2, 0)
    );
    // A later approval of the old name belongs to the one that stays.
    let third = world.partnership(&ana, &olga, &proposal("Reedars")).await;
    assert_eq!(third.organization_id, one.organization_id);
    let told = world.store.history("partnership", other.id.as_str()).await;
    assert!(told.unwrap().iter().any(|event| event.act == "merge"));

    let (key, at) = (fresh::id(), world.now());
    let undo = |key: String, at| {
        let (store, olga, from) = (&world.store, &olga, &other.organization_id);
        async move { store.undo_merge(olga, from, &key, at).await }
    };
    undo(key.clone(), at).await.unwrap();
    undo(key, at).await.unwrap();
    let back = organization(&world, &olga, &other.organization_id).await;
    assert_eq!((back.partnerships.len(), back.merged), (1, None));
    assert_eq!(sent().await, 1);
    // What was approved meanwhile stays with the one that it was approved for.
    let stays = organization(&world, &olga, &one.organization_id).await;
    assert_eq!(stays.partnerships.len(), 2);
    assert_eq!(found(&world, "Reedars").await, 1);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn what_cannot_be_put_together_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (one, other) = two(&world, &ana, &olga).await;
    fails!(merge(&world, &ana, &other, &one).await, Error::NotFound);
    fails!(merge(&world, &olga, &one, &one).await, Error::Refused);
    merge(&world, &olga, &other, &one).await.unwrap();
    fails!(merge(&world, &olga, &one, &other).await, Error::Refused);
    fails!(merge(&world, &olga, &other, &one).await, Error::Refused);
    let nobody = OrganizationId::parse("nobody").unwrap();
    let store = &world.store;
    let undo = store
        .undo_merge(&olga, &nobody, &fresh::id(), world.now())
        .await;
    fails!(undo, Error::NotFound);
    let late = world.now() + UNDONE_WITHIN;
    let from = &other.organization_id;
    let undo = store.undo_merge(&olga, from, &fresh::id(), late).await;
    fails!(undo, Error::Refused);
    let early = late - TimeDelta::minutes(10);
    store
        .undo_merge(&olga, from, &fresh::id(), early)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_declined_application_is_seen_by_the_next_one() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let declined = world.in_review(&ana, &olga).await;
    let no = Decision::Decline { reason: "No" };
    world.decide(&olga, &declined, no).await.unwrap();
    let next = world.in_review(&ana, &olga).await;
    let alike = world.store.alike_of(&olga, &next).await.unwrap();
    assert_eq!(alike.len(), 1, "{alike:?}");
    assert_eq!((&alike[0].id, &alike[0].partnership), (&declined, &None));
    let given = proposal("Readers");
    let yes = Decision::Approve(approval(&given));
    world.decide(&olga, &next, yes).await.unwrap();
}
