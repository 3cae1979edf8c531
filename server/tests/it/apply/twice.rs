//! Double clicks, replays, and the way back to what was sent.

use crate::harness::World;
use crate::story::{OFFICE, PARTNER, SIGNED};
use partnership::person::Role;

#[tokio::test]
async fn a_form_that_is_sent_many_times_at_once_submits_once() {
    let world = World::new().await;
    world.grant(OFFICE, Role::Office).await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let form = client
        .get(&format!("/applications/{id}/sign"))
        .await
        .form("/api/submit_application")
        .with(&SIGNED);
    let mut posts = tokio::task::JoinSet::new();
    for number in 0..20 {
        let (client, form) = (client.clone(), form.clone());
        posts.spawn(async move {
            if number % 2 == 0 {
                client.post("/api/submit_application", &form).await
            } else {
                client.call("/api/submit_application", &form).await
            }
        });
    }
    let status = format!("/applications/{id}/status");
    while let Some(answer) = posts.join_next().await {
        let leads = answer.unwrap().location();
        assert!(
            leads == status || leads == format!("{status}?done=sent"),
            "{leads}"
        );
    }
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
    assert_eq!(world.letters_to(PARTNER).await.len(), 1);
    assert_eq!(world.letters_to(OFFICE).await.len(), 1);
}

#[tokio::test]
async fn two_pages_with_the_signature_submit_once() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let sign = client.get(&format!("/applications/{id}/sign")).await;
    let other = client.get(&format!("/applications/{id}/sign")).await;
    for page in [sign, other] {
        let sent = client
            .post(
                "/api/submit_application",
                &page.form("/api/submit_application").with(&SIGNED),
            )
            .await;
        client
            .get(&sent.location())
            .await
            .says("DPS-2026-0001")
            .says("Your application is with the office");
    }
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
    assert_eq!(world.letters_to(PARTNER).await.len(), 1);
}

#[tokio::test]
async fn the_way_back_to_a_sent_application_leads_to_its_status() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let home = format!("/applications/{id}");
    let step = client
        .get(&format!("{home}/organization"))
        .await
        .form("/api/save_step")
        .with(&[("answers[organization.name][]", "Changed")]);
    client.submit(&id).await;
    for page in ["", "/organization", "/check", "/sign"] {
        assert_eq!(
            client.get(&format!("{home}{page}")).await.location(),
            format!("{home}/status"),
            "{page}"
        );
    }
    let late = client.post("/api/save_step", &step).await.location();
    assert_eq!(
        client.get(&late).await.location(),
        format!("{home}/status"),
        "an old step leads there, too"
    );
    assert_eq!(
        client.call("/api/autosave_step", &step).await.body,
        "\"refused\""
    );
    client
        .get(&format!("{home}/copy"))
        .await
        .says("Quillfeather Guild")
        .hides("Changed");
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
}

#[tokio::test]
async fn a_message_that_is_sent_twice_arrives_once() {
    let world = World::new().await;
    world.grant(OFFICE, Role::Office).await;
    let (partner, id) = world.sent().await;
    let page = format!("/applications/{id}/status");
    let form = partner
        .get(&page)
        .await
        .form("/api/send_message_to_office")
        .with(&[("body", "When do you decide?")]);
    for _ in 0..3 {
        let sent = partner.post("/api/send_message_to_office", &form).await;
        assert_eq!(sent.location(), format!("{page}?done=message#messages"));
    }
    let status = partner.get(&page).await;
    assert_eq!(status.text().matches("When do you decide?").count(), 1);
    let letters = world.letters_to(OFFICE).await;
    assert_eq!(
        letters
            .iter()
            .filter(|letter| letter.subject == "Message from Quillfeather Guild (DPS-2026-0001)")
            .count(),
        1
    );
    let blank = partner
        .send(&page, "/api/send_message_to_office", &[("body", "  ")])
        .await;
    assert_eq!(
        partner.get(&blank.location()).await.mistakes(),
        [(
            "body".to_owned(),
            "Answer “Message to the office”".to_owned()
        )]
    );
}

#[tokio::test]
async fn an_old_page_that_is_sent_again_after_changes_were_asked_for_sends_nothing() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let home = format!("/applications/{id}");
    let page = client.get(&format!("{home}/sign")).await;
    let old = page.form("/api/submit_application").with(&SIGNED);
    client.post("/api/submit_application", &old).await.is(302);
    let office = world.office().await;
    office.take_up(&id).await;
    let asked = [("steps", "about"), ("body", "Tell us more.")];
    office.decide(&id, "request-changes", &asked).await;
    let more = [("organization.about", "We tutor in three schools.")];
    client.type_into(&id, "about", &more).await;
    let again = client.post("/api/submit_application", &old).await;
    assert_eq!(
        again.location(),
        format!("{home}/status"),
        "and not that it was sent"
    );
    client
        .get(&again.location())
        .await
        .says("The office asks for changes");
    client.submit(&id).await;
}
