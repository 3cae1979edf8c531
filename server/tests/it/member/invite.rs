//! Invitations: a link that shows a button, for whoever signs in with the address that got it.

use crate::harness::World;
use crate::story::PARTNER;
use chrono::TimeDelta;

const BEN: &str = "ben@quillfeather.example";

#[tokio::test]
async fn whoever_is_invited_signs_in_presses_the_button_and_fills_in_the_same_application() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    let organization = [
        ("organization.name", "Quillfeather Guild"),
        ("organization.kind", "community"),
    ];
    ana.type_into(&id, "organization", &organization).await;
    let task_list = ana.get(&format!("/applications/{id}")).await;
    let members = task_list.link(&format!("/applications/{id}/members"));
    let invited = ana
        .send(
            &members,
            "/api/invite_member",
            &[("email", " Ben@Quillfeather.example ")],
        )
        .await;
    let page = ana.get(&invited.location()).await;
    page.says("The invitation is sent").says(BEN);
    let mail = world.letters_to(BEN).await.remove(0);
    assert_eq!(
        mail.subject,
        "Invitation to work on the application of Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        mail.body.contains(PARTNER) && !mail.body.contains("Ana"),
        "{}",
        mail.body
    );

    // Opening the link, as mail scanners do, changes nothing.
    let link = world.invitation(BEN).await;
    let ben = world.anonymous();
    let before = world.fingerprint().await;
    for _ in 0..3 {
        ben.get(&link).await.says("Sign in first").says(BEN);
    }
    assert!(
        before == world.fingerprint().await,
        "opening a link wrote something"
    );
    let sign_in = ben.get(&link).await.link("/sign-in?");
    let asked = ben
        .send(&sign_in, "/api/ask_to_sign_in", &[("email", BEN)])
        .await;
    let code = world.code(BEN).await;
    let back = ben
        .send(
            &asked.location(),
            "/api/sign_in_with_code",
            &[("code", &code)],
        )
        .await;
    assert_eq!(back.location(), link);
    let joined = ben.send(&link, "/api/accept_invitation", &[]).await;
    ben.get(&joined.location())
        .await
        .says("You work on this application now")
        .says(PARTNER);
    let about = [("organization.about", "We teach.")];
    ben.type_into(&id, "about", &about).await;
    ana.get(&format!("/applications/{id}/about"))
        .await
        .says("We teach.");
    let list = ben.get("/applications").await;
    list.says("Quillfeather Guild")
        .says("who signs and sends it");
    let told = world.letters_to(PARTNER).await.remove(0);
    assert!(
        told.subject
            .starts_with("ben@quillfeather.example now works on"),
        "{}",
        told.subject
    );

    // Used up.
    ben.get(&link)
        .await
        .says("This invitation can no longer be used");
}

#[tokio::test]
async fn nobody_with_another_address_accepts_it() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    ana.invite(&id, BEN).await;
    let link = world.invitation(BEN).await;
    let paul = world.person("paul@elsewhere.example", &[]).await;
    let page = paul.get(&link).await;
    page.says("This invitation is for ben@quillfeather.example")
        .says("paul@elsewhere.example");
    assert!(page.forms("/api/accept_invitation").is_empty());
    let secret = link.split('=').nth(1).unwrap();
    let token = paul.token().await;
    let fields = [("secret", secret), ("token", &token), ("key", "k")];
    let fields = crate::harness::pairs(&fields);
    paul.post("/api/accept_invitation", &fields).await;
    paul.get(&format!("/applications/{id}")).await.is(404);
    let ben = world.person(BEN, &[]).await;
    ben.send(&link, "/api/accept_invitation", &[]).await;
    ben.get(&format!("/applications/{id}")).await.is(200);
}

#[tokio::test]
async fn the_answer_is_the_same_whether_anybody_has_the_address() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    world.person(BEN, &[]).await;
    let mut answers = Vec::new();
    for address in [BEN, "nobody@quillfeather.example"] {
        let invited = ana.invite(&id, address).await;
        let page = ana.get(&invited.location()).await;
        answers.push(page.text().replace(address, "ADDRESS"));
        let letters = world.letters_to(address).await;
        assert_eq!(letters.len(), 1, "{address}");
        let page = format!("/applications/{id}/members");
        ana.send(&page, "/api/end_invitation", &[]).await;
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_invitation_can_be_taken_back_and_grows_too_old() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    let page = format!("/applications/{id}/members");
    ana.invite(&id, BEN).await;
    let first = world.invitation(BEN).await;
    let ended = ana.send(&page, "/api/end_invitation", &[]).await;
    ana.get(&ended.location())
        .await
        .says("The invitation is taken back")
        .hides(BEN);
    ana.invite(&id, BEN).await;
    let second = world.invitation(BEN).await;
    assert_ne!(first, second);
    world.later(TimeDelta::days(15));
    let ben = world.person(BEN, &[]).await;
    for link in [first, second] {
        ben.get(&link)
            .await
            .says("This invitation can no longer be used");
    }
    let ana = world.person(PARTNER, &[]).await;
    ana.get(&page).await.hides(BEN);
}

#[tokio::test]
async fn what_is_no_address_comes_back_with_what_was_typed() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    for (typed, sentence) in [("ben at home", "ben at home"), ("", "")] {
        let refused = ana.invite(&id, typed).await;
        let page = ana.get(&refused.location()).await;
        assert_eq!(page.mistakes().len(), 1, "{}", page.text());
        let form = page.form("/api/invite_member");
        assert_eq!(form.value("email").unwrap_or_default(), sentence);
    }
}

#[tokio::test]
async fn the_page_and_the_mail_speak_spanish() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let id = ana.start().await;
    let page = format!("/applications/{id}/members?lang=es");
    let spanish = ana.get(&page).await;
    spanish.says("Quién trabaja en esta solicitud");
    ana.send(&page, "/api/invite_member", &[("email", BEN)])
        .await;
    let mail = world.letters_to(BEN).await.remove(0);
    assert!(
        mail.subject
            .starts_with("Invitación a trabajar en la solicitud"),
        "{}",
        mail.subject
    );
}
