//! The owner: signs and sends, takes members away, hands over; and what becomes of it when the owner is gone.

use crate::harness::{Answer, World};
use crate::story::{OFFICE, PARTNER, SIGNED};
use partnership::person::Role;

const BEN: &str = "ben@quillfeather.example";

/// The form for an act on the only member.
fn fields(page: &Answer, act: &str) -> Vec<(String, String)> {
    page.form(act).with(&[])
}

#[tokio::test]
async fn a_member_fills_in_and_the_owner_signs() {
    let world = World::new().await;
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    let id = ana.draft(&world, &world.answers()).await;
    ben.join(&world, &ana, &id).await;
    let check = ben.get(&format!("/applications/{id}/check")).await;
    check.says("signs and sends this application").says(PARTNER);
    let sign = format!("/applications/{id}/sign");
    assert_eq!(
        ben.get(&sign).await.location(),
        format!("/applications/{id}/check")
    );
    // A form of the owner's page, sent by the member.
    let mut typed = ana
        .get(&sign)
        .await
        .form("/api/submit_application")
        .with(&SIGNED);
    typed.retain(|(name, _)| name != "token");
    typed.push(("token".to_owned(), ben.token().await));
    assert_eq!(
        ben.call("/api/submit_application", &typed).await.body,
        "\"not-found\""
    );
    assert!(
        ben.get(&format!("/applications/{id}"))
            .await
            .links()
            .iter()
            .all(|link| !link.ends_with("/withdraw"))
    );
    ana.submit(&id).await;
    // Both write to the office, and read what it decides.
    let status = format!("/applications/{id}/status");
    ben.send(
        &status,
        "/api/send_message_to_office",
        &[("body", "Hello from Ben")],
    )
    .await;
    ana.get(&status).await.says("Hello from Ben").says(BEN);
    let office = world.office().await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("Also works on it")
        .says(BEN)
        .says("Accepted an invitation to work on it");
}

#[tokio::test]
async fn whoever_was_taken_away_finds_nothing_any_more() {
    let world = World::new().await;
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    let id = ana.draft(&world, &world.answers()).await;
    ben.join(&world, &ana, &id).await;
    let open = ben
        .get(&format!("/applications/{id}/about"))
        .await
        .form("/api/save_step");
    let members = format!("/applications/{id}/members");
    let page = ana.get(&members).await;
    let removed = ana
        .post("/api/remove_member", &fields(&page, "/api/remove_member"))
        .await;
    ana.get(&removed.location())
        .await
        .says("no longer works on the application")
        .hides(BEN);
    for page in [
        "",
        "/about",
        "/check",
        "/copy",
        "/members",
        "/sign",
        "/withdraw",
    ] {
        ben.get(&format!("/applications/{id}{page}"))
            .await
            .is(404)
            .hides("Quillfeather Guild");
    }
    ben.get("/applications").await.hides("Quillfeather Guild");
    let before = world.fingerprint().await;
    let saved = ben
        .call(
            "/api/save_step",
            &open.with(&[("answers[organization.about][]", "Late")]),
        )
        .await;
    assert_eq!(saved.body, "\"not-found\"");
    assert!(
        before == world.fingerprint().await,
        "a removed member wrote something"
    );
    let told = world.letters_to(BEN).await.remove(0);
    assert!(
        told.subject.starts_with("You no longer work on"),
        "{}",
        told.subject
    );
    // A second press does no harm.
    let again = ana
        .post("/api/remove_member", &fields(&page, "/api/remove_member"))
        .await;
    assert_eq!(again.location(), format!("{members}?done=remove"));
}

#[tokio::test]
async fn a_member_leaves() {
    let world = World::new().await;
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    let id = ana.start().await;
    ben.join(&world, &ana, &id).await;
    let members = format!("/applications/{id}/members");
    let form = ben
        .get(&members)
        .await
        .form("/api/leave_application")
        .with(&[]);
    for _ in 0..2 {
        let left = ben.post("/api/leave_application", &form).await;
        assert_eq!(left.location(), "/applications?done=leave");
    }
    ben.get(&members).await.is(404);
    assert!(
        ana.get(&members)
            .await
            .forms("/api/leave_application")
            .is_empty()
    );
    let told = world.letters_to(PARTNER).await.remove(0);
    assert!(
        told.subject.contains("no longer works on"),
        "{}",
        told.subject
    );
}

#[tokio::test]
async fn the_owner_hands_over() {
    let world = World::new().await;
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    let id = ana.draft(&world, &world.answers()).await;
    ben.join(&world, &ana, &id).await;
    let members = format!("/applications/{id}/members");
    let form = fields(&ana.get(&members).await, "/api/hand_over");
    for _ in 0..2 {
        let done = ana.post("/api/hand_over", &form).await;
        assert_eq!(done.location(), format!("{members}?done=hand-over"));
    }
    assert!(ana.get(&members).await.forms("/api/hand_over").is_empty());
    let told = world.letters_to(BEN).await.remove(0);
    assert!(
        told.subject.starts_with("You are now the owner of"),
        "{}",
        told.subject
    );
    ben.submit(&id).await;
    ana.get(&format!("/applications/{id}/status")).await.is(200);
    assert_eq!(
        world.acts(&id).await,
        ["start", "invite-member", "join", "hand-over", "submit"]
    );
}

#[tokio::test]
async fn the_office_makes_whoever_asked_the_owner_when_the_owner_is_gone() {
    let world = World::new().await;
    let (ana, ben, office) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
        world.office().await,
    );
    let id = ana.draft(&world, &world.answers()).await;
    ben.join(&world, &ana, &id).await;
    let members = format!("/applications/{id}/members");
    let blank = ben.send(&members, "/api/claim_ownership", &[]).await;
    assert_eq!(ben.get(&blank.location()).await.mistakes().len(), 1);
    let why = [("reason", "Ana works elsewhere since May")];
    let asked = ben.send(&members, "/api/claim_ownership", &why).await;
    ben.get(&asked.location())
        .await
        .says("Your request is sent");
    for (address, place) in [(PARTNER, members.as_str()), (OFFICE, "/office/claims")] {
        let letter = world.letters_to(address).await.remove(0);
        assert!(
            letter.body.contains("Ana works elsewhere since May"),
            "{}",
            letter.body
        );
        assert!(letter.body.contains(place), "{}", letter.body);
    }
    ana.get(&members)
        .await
        .says("Ana works elsewhere since May");
    let list = office.get("/office/applications").await;
    let claims = list.link("/office/claims");
    let page = office.get(&claims).await;
    page.says("Ana works elsewhere since May")
        .says(BEN)
        .says(PARTNER);
    let refused = office
        .send(&claims, "/api/settle_claim", &[("give", "yes")])
        .await;
    let again = office.get(&refused.location()).await;
    assert_eq!(again.mistakes().len(), 1, "{}", again.text());
    let form = again.form("/api/settle_claim");
    let (field, _) = form
        .fields
        .iter()
        .find(|(name, _)| name.starts_with("answers[reason."))
        .unwrap();
    let typed = form.with(&[(field, "The guild confirmed it"), ("give", "yes")]);
    for _ in 0..2 {
        let done = office.post("/api/settle_claim", &typed).await;
        assert!(
            done.location().starts_with("/office/claims?done=give"),
            "{}",
            done.location()
        );
    }
    office.get(&claims).await.says("Nobody is asking");
    let told = world.letters_to(PARTNER).await.remove(0);
    assert!(
        told.body.contains("The guild confirmed it"),
        "{}",
        told.body
    );
    ben.submit(&id).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record.says("The guild confirmed it").says("for the office");
}

#[tokio::test]
async fn the_office_can_leave_it_as_it_is() {
    let world = World::new().await;
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    let office = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let id = ana.start().await;
    ben.join(&world, &ana, &id).await;
    let members = format!("/applications/{id}/members");
    ben.send(&members, "/api/claim_ownership", &[("reason", "Me")])
        .await;
    let form = office.get("/office/claims").await.form("/api/settle_claim");
    let (field, _) = form
        .fields
        .iter()
        .find(|(name, _)| name.starts_with("answers[reason."))
        .unwrap();
    let typed = form.with(&[(field, "Ana answers the phone"), ("give", "no")]);
    let done = office.post("/api/settle_claim", &typed).await;
    office.get(&done.location()).await.says("The owner stays");
    let told = world.letters_to(BEN).await.remove(0);
    assert!(told.body.contains("Ana answers the phone"), "{}", told.body);
    assert!(ben.get(&members).await.forms("/api/hand_over").is_empty());
}
