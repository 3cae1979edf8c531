//! The life of a partnership: agreement, on-boarding, work, end.

use crate::harness::{Answer, Client, World};
use crate::story::APPROVAL;
use partnership::person::Role;

/// The office, and the page of a partnership that was just approved.
async fn approved(world: &World) -> (Client, String) {
    let (_, office, id) = world.ready().await;
    office.decide(&id, "approve", &APPROVAL).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    (office, record.link("/office/partnerships/"))
}

/// The form for one of its moves.
fn step(page: &Answer, action: &str) -> crate::html::Form {
    let forms = page.forms("/api/move_partnership");
    let found = forms
        .into_iter()
        .find(|form| form.value("action") == Some(action));
    found.unwrap_or_else(|| panic!("no form for {action}: {}", page.short()))
}

#[tokio::test]
async fn a_partnership_goes_from_its_agreement_to_its_end() {
    let world = World::new().await;
    let (office, page) = approved(&world).await;
    for (action, stage, done) in [
        (
            "record-agreement",
            "Onboarding",
            "The signed agreement is recorded",
        ),
        ("record-onboarding", "Active", "The orientation is recorded"),
    ] {
        let form = step(&office.get(&page).await, action).with(&[]);
        for _ in 0..2 {
            let moved = office.post("/api/move_partnership", &form).await;
            assert_eq!(
                moved.location(),
                format!("{page}?done={action}"),
                "a second click changes nothing"
            );
        }
        office
            .get(&format!("{page}?done={action}"))
            .await
            .says(stage)
            .says(done);
    }
    world
        .anonymous()
        .get("/directory")
        .await
        .says("Quillfeather Guild");
    let blank = office
        .post(
            "/api/move_partnership",
            &step(&office.get(&page).await, "end").with(&[]),
        )
        .await;
    let again = office.get(&blank.location()).await;
    assert_eq!(
        again.mistakes(),
        [("reason".to_owned(), "Answer “Why does it end?”".to_owned())]
    );
    let end = step(&again, "end").with(&[("reason", "The grant ran out.")]);
    office.post("/api/move_partnership", &end).await;
    let over = office.get(&page).await;
    over.says("Ended")
        .says("The grant ran out.")
        .says("Over since November 26, 2026.");
    assert!(over.forms("/api/move_partnership").is_empty());
    world
        .anonymous()
        .get("/directory")
        .await
        .hides("Quillfeather Guild");
    world
        .anonymous()
        .get("/directory/quillfeather-guild")
        .await
        .is(404);
    office
        .get("/office/partnerships?stage=ended")
        .await
        .says("Quillfeather Guild");
}

#[tokio::test]
async fn a_move_that_somebody_else_made_meanwhile_is_told() {
    let world = World::new().await;
    let (office, page) = approved(&world).await;
    let ben = world.person("ben@example.org", &[Role::Office]).await;
    let form = step(&ben.get(&page).await, "record-agreement").with(&[]);
    let own = step(&office.get(&page).await, "record-agreement").with(&[]);
    office.post("/api/move_partnership", &own).await;
    let late = ben.post("/api/move_partnership", &form).await;
    ben.get(&late.location())
        .await
        .says("Somebody changed this while you were reading it.");
    ben.get(&page)
        .await
        .says("Onboarding")
        .hides("The orientation is recorded");
}

#[tokio::test]
async fn whoever_only_reads_sees_no_conditions_and_no_way_to_move_it() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let approval = [
        ("level", "on-going"),
        ("agreement", "moa"),
        ("conditions", "Insurance by May."),
    ];
    office.decide(&id, "approve", &approval).await;
    let page = office
        .get(&format!("/office/applications/{id}"))
        .await
        .link("/office/partnerships/");
    office.get(&page).await.says("Insurance by May.");
    for (role, reads) in [
        (Role::Signer, true),
        (Role::Analyst, false),
        (Role::Liaison, false),
    ] {
        let reader = world
            .person(&format!("{}@example.org", role.word()), &[role])
            .await;
        let seen = reader.get(&page).await;
        assert!(
            seen.is(200).forms("/api/move_partnership").is_empty(),
            "{role:?}"
        );
        assert_eq!(seen.body.contains("Insurance by May."), reads, "{role:?}");
        assert_eq!(
            seen.links().contains(&format!("/office/applications/{id}")),
            reads,
            "{role:?}"
        );
    }
}
