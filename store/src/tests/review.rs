//! Reviews: findings and assignments, who may write them and who may see them.

use super::world::{World, fails, noon};
use crate::decision::Decision;
use crate::{Asker, Error, Result, fresh};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Role;
use ::partnership::review::Finding;

/// Judges criteria: slug, finding, note and the version that was seen.
pub(super) async fn judge(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
    of: &[(&str, Finding, &str, i64)],
) -> Result<()> {
    let findings: Vec<_> = of
        .iter()
        .map(|(slug, finding, note, seen)| {
            ((*slug).to_owned(), *finding, (*note).to_owned(), *seen).into()
        })
        .collect();
    world.store.judge(who, id, &findings, world.now()).await
}

/// Criterion, finding, note and version of all that was found.
async fn found(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
) -> Vec<(String, Finding, String, i64)> {
    let application = world.store.application(who, id).await.unwrap();
    let findings = world.store.findings(who, &application).await.unwrap();
    findings
        .into_iter()
        .map(|f| (f.criterion, f.finding, f.note, f.version))
        .collect()
}

#[tokio::test]
async fn findings_are_written_changed_and_logged() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    judge(
        &world,
        &olga,
        &id,
        &[
            ("built", Finding::Met, "", 0),
            ("formal", Finding::NotMet, "no", 0),
        ],
    )
    .await
    .unwrap();
    judge(
        &world,
        &olga,
        &id,
        &[
            ("built", Finding::Met, "", 0),
            ("formal", Finding::Met, "yes", 1),
        ],
    )
    .await
    .unwrap();
    let expected = [
        ("built".into(), Finding::Met, String::new(), 1),
        ("formal".into(), Finding::Met, "yes".into(), 2),
    ];
    assert_eq!(found(&world, &olga, &id).await, expected);
    let acts = world.acts(&id).await;
    assert_eq!(
        acts,
        ["start", "submit", "start-review", "judge", "judge", "judge"]
    );
}

#[tokio::test]
async fn a_finding_that_a_colleague_made_before_handing_over_is_stale_and_nothing_is_written() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world.person("omar", &[Role::Office]).await;
    let id = world.in_review(&ana, &olga).await;
    judge(&world, &olga, &id, &[("formal", Finding::Met, "", 0)])
        .await
        .unwrap();
    let handed = world.store.assign(&olga, &id, Some(&omar.id), world.now());
    handed.await.unwrap();
    let both = [
        ("built", Finding::Met, "", 0),
        ("formal", Finding::NotMet, "no", 0),
    ];
    fails!(judge(&world, &omar, &id, &both).await, Error::Stale);
    assert_eq!(
        found(&world, &olga, &id).await,
        [("formal".into(), Finding::Met, String::new(), 1)]
    );
}

#[tokio::test]
async fn criteria_are_judged_during_the_review_only() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for id in [
        world.submitted(&ana).await,
        world.returned(&ana, &olga).await,
    ] {
        fails!(
            judge(&world, &olga, &id, &[("built", Finding::Met, "", 0)]).await,
            Error::Refused
        );
    }
    let draft = world.draft(&ana).await;
    fails!(
        judge(&world, &olga, &draft, &[("built", Finding::Met, "", 0)]).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn findings_are_for_those_who_read_applications_and_an_owner_sees_none() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let sam = world.person("sam", &[Role::Signer]).await;
    for owner in [&ana, &oscar] {
        let id = world.in_review(owner, &olga).await;
        judge(&world, &olga, &id, &[("built", Finding::NotMet, "weak", 0)])
            .await
            .unwrap();
        assert_eq!(found(&world, &sam, &id).await.len(), 1);
        let application = world.store.application(owner, &id).await.unwrap();
        for other in world.outsiders().await {
            fails!(
                world.store.findings(&other, &application).await,
                Error::NotFound
            );
            fails!(
                judge(&world, &other, &id, &[("built", Finding::Met, "", 1)]).await,
                Error::NotFound
            );
        }
        for other in [&sam, owner] {
            fails!(
                judge(&world, other, &id, &[("built", Finding::Met, "", 1)]).await,
                Error::NotFound
            );
        }
        if owner.roles.is_empty() {
            fails!(
                world.store.findings(owner, &application).await,
                Error::NotFound
            );
        } else {
            assert_eq!(world.store.findings(owner, &application).await.unwrap(), []);
        }
    }
}

#[tokio::test]
async fn an_application_is_assigned_to_somebody_who_decides_and_does_not_own_it() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let id = world.submitted(&oscar).await;
    let assign = async |who: &Asker, to: Option<&PersonId>| {
        world.store.assign(who, &id, to, world.now()).await
    };
    assign(&olga, Some(&olga.id)).await.unwrap();
    assign(&olga, Some(&olga.id)).await.unwrap();
    let assignee = || async { world.store.application(&olga, &id).await.unwrap().assignee };
    assert_eq!(
        assignee().await,
        Some((olga.id.clone(), "olga@example.org".into()))
    );
    let mut others = world.outsiders().await;
    others.extend([ana, oscar, world.person("sam", &[Role::Signer]).await]);
    for other in others {
        fails!(assign(&olga, Some(&other.id)).await, Error::NotFound);
        fails!(assign(&other, Some(&olga.id)).await, Error::NotFound);
        fails!(assign(&other, None).await, Error::NotFound);
    }
    fails!(
        assign(&olga, PersonId::parse("nobody").as_ref()).await,
        Error::NotFound
    );
    assert_eq!(assignee().await.map(|(id, _)| id), Some(olga.id.clone()));
    assign(&olga, None).await.unwrap();
    assert_eq!(assignee().await, None);
    let acts = world.acts(&id).await;
    assert_eq!(
        acts,
        ["start", "submit", "assign", "assign"],
        "an assignment that changes nothing is no act"
    );
}

#[tokio::test]
async fn whoever_takes_up_the_review_gets_an_application_that_nobody_has() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world.person("omar", &[Role::Office]).await;
    let (free, given) = (world.submitted(&ana).await, world.submitted(&ana).await);
    world
        .store
        .assign(&olga, &given, Some(&omar.id), noon())
        .await
        .unwrap();
    for (id, expected) in [(free, &olga), (given, &omar)] {
        world
            .store
            .start_review(&olga, &id, world.act(&fresh::id(), 2, &[]))
            .await
            .unwrap();
        let found = world.store.application(&olga, &id).await.unwrap();
        assert_eq!(
            found.assignee.map(|(id, _)| id).as_ref(),
            Some(&expected.id)
        );
    }
}

#[tokio::test]
async fn nobody_vets_or_decides_their_own_application() {
    let world = World::new().await;
    let (ada, olga) = (
        world.person("ada", &[Role::Administrator]).await,
        world.olga().await,
    );
    let id = world.submitted(&ada).await;
    fails!(
        world
            .store
            .start_review(&ada, &id, world.act("k", 2, &[]))
            .await,
        Error::Refused
    );
    world
        .store
        .start_review(&olga, &id, world.act("k", 2, &[]))
        .await
        .unwrap();
    fails!(
        world
            .decide(&ada, &id, Decision::Decline { reason: "" })
            .await,
        Error::Refused
    );
}
