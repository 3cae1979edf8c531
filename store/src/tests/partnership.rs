//! Partnerships: what an approval makes, who sees it, and how the office moves it.

use super::world::{World, approval, day, fails, proposal};
use crate::decision::Decision;
use crate::partnership::Approval;
use crate::{Asker, Error, Result};
use ::partnership::application::Stage as ApplicationStage;
use ::partnership::id::{ApplicationId, PartnershipId};
use ::partnership::partnership::{Action, Stage};
use ::partnership::person::Role;
use ::partnership::proposal::Proposal;

async fn moved(
    world: &World,
    who: &Asker,
    id: &PartnershipId,
    action: Action,
    seen: i64,
) -> Result<()> {
    world
        .store
        .move_partnership(
            who,
            id,
            action,
            "Because",
            seen,
            &crate::fresh::id(),
            world.now(),
        )
        .await
}

#[tokio::test]
async fn a_change_of_what_the_public_sees_is_noted_and_no_other_act_is() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    assert_eq!(world.store.changes(), 0);
    let proposal = proposal("Readers");
    world
        .decide(&olga, &id, Decision::Approve(approval(&proposal)))
        .await
        .unwrap();
    let approved = world.store.changes();
    assert!(approved > 0, "an approval is seen");
    let made = world.store.partnership_of(&id).await.unwrap();
    let (action, at) = (Action::End, world.now());
    world
        .store
        .move_partnership(&olga, &made.id, action, "Over", made.version, "k", at)
        .await
        .unwrap();
    assert!(world.store.changes() > approved, "an end is seen");
}

#[tokio::test]
async fn an_approval_makes_a_partnership_of_the_proposal() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let made = world.partnership(&ana, &olga, &proposal("Readers")).await;
    let application = world
        .store
        .application(&ana, &made.application)
        .await
        .unwrap();
    assert_eq!(
        (application.stage, application.due_on),
        (ApplicationStage::Approved, None)
    );
    assert_eq!(
        (made.organization.as_str(), made.slug.as_str()),
        ("Readers", "readers")
    );
    assert_eq!(
        (made.stage, made.version, made.ended_at),
        (Stage::Agreement, 1, None)
    );
    assert_eq!(
        (made.level.as_str(), made.agreement.as_str()),
        ("school", "moa")
    );
    assert_eq!(
        (made.approved_at, made.stage_at),
        (application.stage_at, application.stage_at)
    );
    assert_eq!(
        made.sites,
        [
            ("hill-elementary".into(), false),
            ("lake-middle".into(), true)
        ]
    );
    let services = [
        ("academics".into(), "reading".into()),
        ("academics".into(), "tutoring".into()),
    ];
    assert_eq!(made.services, services);
    assert_eq!(
        (made.students, made.listed, made.web.as_deref()),
        (Some(40), true, Some("https://example.org"))
    );
    let history = world
        .store
        .history("partnership", made.id.as_str())
        .await
        .unwrap();
    assert_eq!(
        history
            .iter()
            .map(|event| event.act.as_str())
            .collect::<Vec<_>>(),
        ["begin"]
    );
}

#[tokio::test]
async fn a_partnership_without_agreement_begins_with_its_onboarding() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let proposal = Proposal {
        students: None,
        web: None,
        sites: vec![],
        services: vec![],
        ..proposal("Readers")
    };
    let approval = Approval {
        needs_agreement: false,
        agreement: "",
        ..approval(&proposal)
    };
    world
        .decide(&olga, &id, Decision::Approve(approval))
        .await
        .unwrap();
    let made = world.store.partnership_of(&id).await.unwrap();
    assert_eq!(
        (made.stage, made.students, made.web),
        (Stage::Onboarding, None, None)
    );
    assert!(made.sites.is_empty() && made.services.is_empty());
}

#[tokio::test]
async fn an_organization_of_the_same_name_is_the_same_with_an_address_for_each_partnership() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let mut slugs = Vec::new();
    for name in ["Readers", "READERS", "Readers 2", "readers"] {
        slugs.push(world.partnership(&ana, &olga, &proposal(name)).await.slug);
    }
    assert_eq!(slugs, ["readers", "readers-2", "readers-2-2", "readers-3"]);
    assert_eq!(world.number("select count(*) from organization").await, 2);
}

#[tokio::test]
async fn an_application_that_was_not_approved_has_no_partnership() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    fails!(world.store.partnership_of(&id).await, Error::NotFound);
    fails!(
        world
            .store
            .partnership_of(&ApplicationId::parse("x").unwrap())
            .await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_partnership_is_seen_by_its_owner_and_by_those_who_read_figures() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let made = world.partnership(&ana, &olga, &proposal("Readers")).await;
    assert_eq!(world.store.partnership(&ana, &made.id).await.unwrap(), made);
    assert_eq!(
        world.store.partnership(&olga, &made.id).await.unwrap(),
        made
    );
    for (name, roles) in [("paul", &[][..]), ("pia", &[Role::Partner])] {
        let other = world.person(name, roles).await;
        fails!(
            world.store.partnership(&other, &made.id).await,
            Error::NotFound
        );
        fails!(
            world
                .store
                .partnerships(&other, &Default::default(), None)
                .await,
            Error::NotFound
        );
    }
    fails!(
        world
            .store
            .partnership(&olga, &PartnershipId::parse("x").unwrap())
            .await,
        Error::NotFound
    );
}

#[tokio::test]
async fn conditions_are_for_the_partner_and_those_who_read_applications() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let lia = world.person("lia", &[Role::Liaison]).await;
    let own = world.person("otto", &[Role::Analyst]).await;
    let (made, theirs) = (
        world.partnership(&ana, &olga, &proposal("Readers")).await,
        world.partnership(&own, &olga, &proposal("Chess")).await,
    );
    let conditions =
        async |who: &Asker, id| world.store.partnership(who, id).await.unwrap().conditions;
    assert_eq!(conditions(&ana, &made.id).await, "Insurance by May");
    assert_eq!(conditions(&olga, &made.id).await, "Insurance by May");
    assert_eq!(conditions(&own, &theirs.id).await, "Insurance by May");
    assert_eq!(conditions(&lia, &made.id).await, "");
    assert_eq!(conditions(&own, &made.id).await, "");
    assert_eq!(
        world
            .store
            .listed("readers", day("2026-12-24"))
            .await
            .unwrap()
            .conditions,
        ""
    );
    let all = async |who: &Asker| -> Vec<String> {
        let page = world
            .store
            .partnerships(who, &Default::default(), None)
            .await
            .unwrap();
        page.rows.into_iter().map(|row| row.conditions).collect()
    };
    assert_eq!(all(&lia).await, ["", ""]);
    assert_eq!(all(&olga).await, ["Insurance by May", "Insurance by May"]);
    let public = world
        .store
        .directory(&Default::default(), day("2026-12-24"), 0)
        .await
        .unwrap();
    assert!(public.rows.iter().all(|row| row.conditions.is_empty()));
}

#[tokio::test]
async fn the_office_moves_a_partnership_along_the_table_and_no_other_way() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world
        .partnership(&ana, &olga, &proposal("Readers"))
        .await
        .id;
    fails!(
        moved(&world, &olga, &id, Action::RecordOnboarding, 1).await,
        Error::Refused
    );
    fails!(
        moved(&world, &olga, &id, Action::RecordAgreement, 2).await,
        Error::Stale
    );
    moved(&world, &olga, &id, Action::RecordAgreement, 1)
        .await
        .unwrap();
    moved(&world, &olga, &id, Action::RecordOnboarding, 2)
        .await
        .unwrap();
    fails!(
        moved(&world, &olga, &id, Action::RecordAgreement, 3).await,
        Error::Refused
    );
    let found = world.store.partnership(&olga, &id).await.unwrap();
    assert_eq!(
        (found.stage, found.version, found.ended_at),
        (Stage::Active, 3, None)
    );
    moved(&world, &olga, &id, Action::End, 3).await.unwrap();
    let found = world.store.partnership(&olga, &id).await.unwrap();
    assert_eq!(
        (found.stage, found.ended_at),
        (Stage::Ended, Some(found.stage_at))
    );
    for action in Action::ALL {
        fails!(moved(&world, &olga, &id, action, 4).await, Error::Refused);
    }
    let last = &world
        .store
        .history("partnership", id.as_str())
        .await
        .unwrap()[0];
    assert_eq!(
        (last.act.as_str(), &last.detail["reason"]),
        ("end", &"Because".into())
    );
}

#[tokio::test]
async fn only_those_who_decide_move_partnerships_and_nobody_their_own() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world
        .partnership(&ana, &olga, &proposal("Readers"))
        .await
        .id;
    let mut others = world.outsiders().await;
    others.extend([ana, world.person("sam", &[Role::Signer]).await]);
    for other in others {
        fails!(
            moved(&world, &other, &id, Action::RecordAgreement, 1).await,
            Error::NotFound
        );
    }
    let nothing = PartnershipId::parse("x").unwrap();
    fails!(
        moved(&world, &olga, &nothing, Action::End, 1).await,
        Error::NotFound
    );
    let oscar = world.person("oscar", &[Role::Office]).await;
    let own = world
        .partnership(&oscar, &olga, &proposal("Chess"))
        .await
        .id;
    fails!(
        moved(&world, &oscar, &own, Action::RecordAgreement, 1).await,
        Error::Refused
    );
    moved(&world, &olga, &own, Action::RecordAgreement, 1)
        .await
        .unwrap();
}
