//! Applications: how one starts, and who may see it.

use super::world::{World, answers, day, district, fails, noon, start};
use crate::application::{Act, Start};
use crate::given_up::GIVEN_UP_PER_DAY;
use crate::{Asker, Error, Store};
use ::partnership::application::Stage;
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::text::Lang;
use chrono::TimeDelta;

#[tokio::test]
async fn an_application_starts_as_a_draft_with_the_answers_carried_over() {
    let world = World::new().await;
    let ana = world.ana().await;
    let carried = [
        (
            "organization".to_owned(),
            answers(&[("organization.name", "Readers")]),
        ),
        (
            "program".to_owned(),
            answers(&[("program.title", "Reading Buddies")]),
        ),
    ];
    let start = Start {
        answers: &carried,
        ..start()
    };
    let id = world.store.start(&ana, start, "k", noon()).await.unwrap();
    let found = world.store.application(&ana, &id).await.unwrap();
    assert_eq!(
        (found.stage, found.version, found.profile_version),
        (Stage::Draft, 1, 1)
    );
    assert_eq!(
        (found.lang, found.created_at, found.stage_at),
        (Lang::Es, noon(), noon())
    );
    assert_eq!(
        (found.organization.as_str(), found.title.as_str()),
        ("Readers", "Reading Buddies")
    );
    assert_eq!(
        (found.owner, found.owner_email.as_str()),
        (ana.id.clone(), "ana@example.org")
    );
    assert_eq!(
        (found.assignee, found.submitted_at, found.due_on),
        (None, None, None)
    );
    assert_eq!(world.acts(&id).await, ["start"]);
}

#[tokio::test]
async fn a_reference_is_the_district_the_year_and_the_next_number() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let mut references = Vec::new();
    for owner in [&ana, &paul, &ana] {
        let id = world.draft(owner).await;
        references.push(world.store.application(owner, &id).await.unwrap().reference);
    }
    assert_eq!(
        references,
        ["DPS-2026-0001", "DPS-2026-0002", "DPS-2026-0003"]
    );
}

#[tokio::test]
async fn beginning_and_giving_up_again_and_again_ends_for_the_day() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let may = async |who: &Asker, hours: i64| {
        let at = noon() + TimeDelta::hours(hours);
        world.store.may_start(who, at).await
    };
    for number in 0..GIVEN_UP_PER_DAY {
        assert!(may(&ana, 1).await.is_ok(), "{number}");
        let id = world.draft(&ana).await;
        let key = format!("k{number}");
        let act = world.act(&key, 1, &[]);
        world.store.withdraw(&ana, &id, "", act).await.unwrap();
    }
    fails!(may(&ana, 1).await, Error::TooMany);
    fails!(may(&ana, 23).await, Error::TooMany);
    assert!(may(&ana, 26).await.is_ok(), "the day is over");
    assert!(may(&paul, 1).await.is_ok(), "others are not harmed");
}

#[tokio::test]
async fn nobody_has_more_than_twenty_drafts() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let mut last = world.draft(&ana).await;
    for _ in 1..20 {
        last = world.draft(&ana).await;
    }
    fails!(
        world.store.start(&ana, start(), "k", noon()).await,
        Error::TooMany
    );
    world.draft(&paul).await;
    world.send(&ana, &last).await;
    assert!(
        world.store.start(&ana, start(), "k", noon()).await.is_ok(),
        "a sent one is no draft"
    );
}

#[tokio::test]
async fn a_draft_is_seen_by_its_owner_only() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.draft(&ana).await;
    assert!(world.store.application(&ana, &id).await.is_ok());
    let mut others = world.outsiders().await;
    others.extend([olga, world.person("sam", &[Role::Signer]).await]);
    others.push(world.person("ada", &[Role::Administrator]).await);
    for other in others {
        fails!(world.store.application(&other, &id).await, Error::NotFound);
        fails!(
            world
                .store
                .withdraw(&other, &id, "", world.act("k", 1, &[]))
                .await,
            Error::NotFound
        );
        assert_eq!(world.store.own_applications(&other).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_sent_application_is_seen_by_those_who_read_applications() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.submitted(&ana).await;
    for (name, role) in [
        ("olga", Role::Office),
        ("sam", Role::Signer),
        ("ada", Role::Administrator),
    ] {
        let reader = world.person(name, &[role]).await;
        assert_eq!(world.store.application(&reader, &id).await.unwrap().id, id);
    }
    for outsider in world.outsiders().await {
        fails!(
            world.store.application(&outsider, &id).await,
            Error::NotFound
        );
    }
    let nothing = ApplicationId::parse("nothing").unwrap();
    fails!(
        world.store.application(&ana, &nothing).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn another_district_in_the_same_file_sees_nothing() {
    let world = World::on_disk().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let other = Store::open(&world.path("trellis.db"), district("wake"))
        .await
        .unwrap();
    assert_eq!(other.district(), "wake");
    for asker in [&ana, &olga] {
        fails!(other.application(asker, &id).await, Error::NotFound);
        fails!(
            other.withdraw(asker, &id, "", world.act("k", 2, &[])).await,
            Error::NotFound
        );
        assert_eq!(other.own_applications(asker).await.unwrap(), []);
    }
    assert_eq!(other.history("application", id.as_str()).await.unwrap(), []);
    assert_eq!(
        other
            .applications(&olga, &Default::default(), None, day("2026-12-01"))
            .await
            .unwrap()
            .total,
        0
    );
    other.close().await;
}

#[tokio::test]
async fn a_stage_that_is_no_stage_is_told_and_not_guessed() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    world
        .meddle("update application set stage = 'lost'")
        .await
        .unwrap();
    fails!(world.store.application(&ana, &id).await, Error::Corrupt(_));
    fails!(
        world
            .store
            .withdraw(&ana, &id, "", world.act("k", 1, &[]))
            .await,
        Error::Corrupt(_)
    );
}

#[tokio::test]
async fn own_applications_come_with_the_last_touched_first() {
    let world = World::new().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let (first, second) = (world.draft(&ana).await, world.draft(&ana).await);
    world.draft(&paul).await;
    let ids = |list: Vec<crate::application::Application>| {
        list.into_iter().map(|a| a.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(world.store.own_applications(&ana).await.unwrap()),
        [second.clone(), first.clone()]
    );
    let act = Act {
        at: noon() + TimeDelta::hours(1),
        ..world.act("k", 1, &[])
    };
    world.store.withdraw(&ana, &first, "", act).await.unwrap();
    assert_eq!(
        ids(world.store.own_applications(&ana).await.unwrap()),
        [first, second]
    );
}
