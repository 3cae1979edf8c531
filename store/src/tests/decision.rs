//! Decisions: written in peace, taken once, and told to the partner.

use super::review::judge;
use super::world::{World, approval, asked, day, fails, noon, proposal};
use crate::decision::Decision;
use crate::partnership::Approval;
use crate::{Asker, Error};
use ::partnership::application::{Action, Stage};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::review::Finding;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_decision_being_written_is_its_writers_own_and_outlives_a_colleagues_decision() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world.person("omar", &[Role::Office]).await;
    let id = world.in_review(&ana, &olga).await;
    let fields = |text: &str| BTreeMap::from([("reason".to_owned(), vec![text.to_owned()])]);
    for text in ["Too", "Too far"] {
        world
            .store
            .save_decision(&olga, &id, Action::Decline, &fields(text), world.now())
            .await
            .unwrap();
    }
    world
        .store
        .save_decision(&omar, &id, Action::Approve, &fields("Fine"), world.now())
        .await
        .unwrap();
    let kept = async |who: &Asker, action| world.store.decision(who, &id, action).await.unwrap();
    assert_eq!(kept(&olga, Action::Decline).await, fields("Too far"));
    assert_eq!(kept(&olga, Action::Approve).await, BTreeMap::new());
    assert_eq!(kept(&omar, Action::Decline).await, BTreeMap::new());
    for other in world.outsiders().await.iter().chain([&ana]) {
        let saved = world
            .store
            .save_decision(other, &id, Action::Decline, &fields("x"), noon())
            .await;
        fails!(saved, Error::NotFound);
        assert_eq!(kept(other, Action::Decline).await, BTreeMap::new());
    }
    world
        .decide(&olga, &id, Decision::Decline { reason: "Too far" })
        .await
        .unwrap();
    assert_eq!(kept(&olga, Action::Decline).await, BTreeMap::new(), "done");
    assert_eq!(
        kept(&omar, Action::Approve).await,
        fields("Fine"),
        "what Omar typed is not lost"
    );
}

#[tokio::test]
async fn an_approval_needs_its_criteria_met_at_the_moment_it_is_recorded() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let proposal = proposal("Readers");
    let needs = |criteria| {
        Decision::Approve(Approval {
            criteria,
            ..approval(&proposal)
        })
    };
    fails!(
        world.decide(&olga, &id, needs(&["formal"])).await,
        Error::Stale
    );
    judge(&world, &olga, &id, &[("formal", Finding::NotMet, "", 0)])
        .await
        .unwrap();
    fails!(
        world.decide(&olga, &id, needs(&["formal"])).await,
        Error::Stale
    );
    judge(&world, &olga, &id, &[("formal", Finding::Met, "", 1)])
        .await
        .unwrap();
    world.decide(&olga, &id, needs(&["formal"])).await.unwrap();
}

#[tokio::test]
async fn a_decision_needs_the_office_the_stage_and_the_version_that_was_seen() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (id, waiting) = (
        world.in_review(&ana, &olga).await,
        world.submitted(&ana).await,
    );
    let proposal = proposal("Readers");
    let steps = ["program".to_owned()];
    for decision in [
        Decision::Approve(approval(&proposal)),
        Decision::Decline { reason: "x" },
        Decision::Redirect {
            route: "x",
            body: "x",
        },
        Decision::RequestChanges {
            asked: &asked(&steps),
            body: "x",
            due_on: day("2026-12-20"),
        },
    ] {
        let decide = async |who: &Asker, id: &ApplicationId, seen| {
            world
                .store
                .decide(who, id, decision.clone(), world.act("k", seen, &[]))
                .await
        };
        fails!(decide(&olga, &id, 2).await, Error::Stale);
        fails!(decide(&olga, &waiting, 2).await, Error::Refused);
        fails!(decide(&ana, &id, 3).await, Error::Refused);
        for other in world.outsiders().await {
            fails!(decide(&other, &id, 3).await, Error::NotFound);
        }
    }
    assert_eq!(world.number("select count(*) from partnership").await, 0);
    assert_eq!(
        world.store.application(&ana, &id).await.unwrap().stage,
        Stage::InReview
    );
}

#[tokio::test]
async fn the_partner_reads_the_last_decision_and_not_who_made_it() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let outcome = || async {
        let application = world.store.application(&ana, &id).await.unwrap();
        world.store.outcome(&application).await.unwrap()
    };
    assert_eq!(outcome().await, None);
    world
        .decide(
            &olga,
            &id,
            Decision::Redirect {
                route: "volunteer",
                body: "Please volunteer",
            },
        )
        .await
        .unwrap();
    let event = outcome().await.unwrap();
    assert_eq!((event.act.as_str(), event.who), ("redirect", None));
    assert_eq!(
        event.detail,
        serde_json::json!({ "route": "volunteer", "body": "Please volunteer" })
    );
}
