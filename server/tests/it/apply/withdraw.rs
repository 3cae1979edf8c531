//! Taking an application back.

use crate::harness::World;
use crate::story::{APPROVAL, PARTNER};

const STALE: &str = "Somebody changed this while you were reading it. Nothing of yours was stored. Look at it as it is now, then decide again.";

#[tokio::test]
async fn a_partner_takes_back_what_was_sent() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    let page = format!("/applications/{id}/withdraw");
    assert!(
        partner
            .get(&format!("/applications/{id}/status"))
            .await
            .links()
            .contains(&page)
    );
    partner.get(&page).await.says("Withdraw this application?");
    let form = partner
        .get(&page)
        .await
        .form("/api/withdraw_application")
        .with(&[("reason", "The tutor moved away.")]);
    for _ in 0..2 {
        let done = partner.post("/api/withdraw_application", &form).await;
        assert_eq!(
            done.location(),
            format!("/applications/{id}/status?done=withdrawn"),
            "a second click changes nothing"
        );
    }
    let status = partner
        .get(&format!("/applications/{id}/status?done=withdrawn"))
        .await;
    status
        .says("Your application is withdrawn")
        .says("You withdrew this application")
        .says("Withdrawn");
    assert!(
        !status.links().contains(&page),
        "it cannot be taken back twice"
    );
    assert_eq!(
        partner.get(&page).await.location(),
        format!("/applications/{id}/status")
    );
    assert_eq!(world.acts(&id).await, ["start", "submit", "withdraw"]);
    let subjects: Vec<String> = world
        .letters_to(PARTNER)
        .await
        .into_iter()
        .map(|letter| letter.subject)
        .collect();
    assert_eq!(
        subjects[0],
        "Application withdrawn: Quillfeather Guild (DPS-2026-0001)"
    );
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    office
        .get(&format!("/office/applications/{id}"))
        .await
        .says("Taken back by the partner")
        .says("The tutor moved away.");
}

#[tokio::test]
async fn a_draft_is_taken_back_without_a_mail_and_stays_the_partners_own() {
    let world = World::new().await;
    let partner = world.person(PARTNER, &[]).await;
    let id = partner.draft(&world, &world.answers()).await;
    let done = partner
        .send(
            &format!("/applications/{id}/withdraw"),
            "/api/withdraw_application",
            &[],
        )
        .await;
    partner
        .get(&done.location())
        .await
        .says("Your application is withdrawn");
    assert!(world.letters_to(PARTNER).await.is_empty());
    world
        .office()
        .await
        .get(&format!("/office/applications/{id}"))
        .await
        .is(404);
}

#[tokio::test]
async fn a_reason_that_is_too_long_is_kept_and_told() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let reason = "x".repeat(2003);
    let answer = partner
        .send(
            &format!("/applications/{id}/withdraw"),
            "/api/withdraw_application",
            &[("reason", &reason)],
        )
        .await;
    let page = partner.get(&answer.location()).await;
    let sentence =
        "Shorten “Why do you withdraw it?” by 3 characters: it holds up to 2,000".to_owned();
    assert_eq!(page.mistakes(), [("reason".to_owned(), sentence.clone())]);
    assert_eq!(page.mistake_at("reason"), Some(sentence));
    assert_eq!(
        page.form("/api/withdraw_application").value("reason"),
        Some(reason.as_str())
    );
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
}

#[tokio::test]
async fn what_moved_on_meanwhile_is_looked_at_again_first() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let page = format!("/applications/{id}/withdraw");
    let old = partner
        .get(&page)
        .await
        .form("/api/withdraw_application")
        .with(&[("reason", "Never mind")]);
    let office = world.office().await;
    office.take_up(&id).await;
    let refused = partner.post("/api/withdraw_application", &old).await;
    let again = partner.get(&refused.location()).await;
    again.says(STALE);
    let form = again.form("/api/withdraw_application");
    assert_eq!(
        form.value("reason"),
        Some("Never mind"),
        "what was typed is kept"
    );
    let done = partner
        .post("/api/withdraw_application", &form.with(&[]))
        .await;
    partner
        .get(&done.location())
        .await
        .says("Your application is withdrawn");
}

#[tokio::test]
async fn what_is_decided_cannot_be_taken_back() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let old = partner
        .get(&format!("/applications/{id}/withdraw"))
        .await
        .form("/api/withdraw_application");
    office.decide(&id, "approve", &APPROVAL).await;
    let seen = old.value("seen").unwrap().parse::<i64>().unwrap() + 1;
    let fresh = old.with(&[("seen", &seen.to_string())]);
    assert_eq!(
        partner.call("/api/withdraw_application", &fresh).await.body,
        "\"refused\""
    );
    assert_eq!(
        partner
            .get(&format!("/applications/{id}/withdraw"))
            .await
            .location(),
        format!("/applications/{id}/status")
    );
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .says("Your application is approved");
}
