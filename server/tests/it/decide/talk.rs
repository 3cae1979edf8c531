//! Notes, which the partner never reads, and messages, which both sides read.

use crate::harness::World;
use crate::story::{APPROVAL, OFFICE, PARTNER};
use partnership::person::Role;

const NOTE: &str = "Their references sound thin";
const MESSAGE: &str = "When can we call you?";

#[tokio::test]
async fn a_note_is_never_shown_to_the_partner_on_any_page_or_in_any_mail() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let record = format!("/office/applications/{id}");
    let form = office
        .get(&record)
        .await
        .form("/api/add_note")
        .with(&[("note", NOTE)]);
    for _ in 0..2 {
        let done = office.post("/api/add_note", &form).await;
        assert_eq!(done.location(), format!("{record}?done=note#notes"));
    }
    let page = office.get(&format!("{record}?done=note")).await;
    page.says("The note is kept");
    assert_eq!(
        page.text().matches(NOTE).count(),
        1,
        "sent twice, kept once"
    );
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    signer.get(&record).await.says(NOTE);
    office
        .send(
            &record,
            "/api/judge_application",
            &[("answers[note.formal-agreement][]", NOTE)],
        )
        .await;
    office
        .decide(
            &id,
            "request-changes",
            &[("steps", "about"), ("body", "Tell us more.")],
        )
        .await;
    let home = format!("/applications/{id}");
    for page in ["", "/about", "/check", "/status", "/copy", "/withdraw"] {
        partner.get(&format!("{home}{page}")).await.hides(NOTE);
    }
    partner
        .type_into(&id, "about", &[("organization.about", "More.")])
        .await;
    partner.submit(&id).await;
    office.take_up(&id).await;
    office.decide(&id, "approve", &APPROVAL).await;
    for page in ["/status", "/copy"] {
        partner
            .get(&format!("{home}{page}"))
            .await
            .hides(NOTE)
            .hides("Not met");
    }
    partner.get("/applications").await.hides(NOTE);
    let listed = world
        .anonymous()
        .get("/directory")
        .await
        .link("/directory/");
    world.anonymous().get(&listed).await.hides(NOTE);
    let mails = world.store.mails(1000).await.unwrap();
    assert!(
        mails
            .iter()
            .all(|mail| !mail.body.contains(NOTE) && !mail.subject.contains(NOTE))
    );
}

#[tokio::test]
async fn a_message_reaches_the_partner_by_page_and_mail() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let record = format!("/office/applications/{id}");
    let page = office.get(&record).await;
    page.says(&format!("Goes to {PARTNER} by e-mail in English"));
    let form = page.form("/api/send_message").with(&[("message", MESSAGE)]);
    for _ in 0..2 {
        let done = office.post("/api/send_message", &form).await;
        assert_eq!(done.location(), format!("{record}?done=message#messages"));
    }
    let letters = world.letters_to(PARTNER).await;
    assert_eq!(letters.len(), 2, "one on the arrival, one with the message");
    assert_eq!(
        letters[0].subject,
        "Message from the office: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(letters[0].body.contains(MESSAGE), "{}", letters[0].body);
    let status = partner.get(&format!("/applications/{id}/status")).await;
    let messages = status.at("messages").unwrap();
    assert!(messages.contains(MESSAGE), "{messages}");
    assert!(
        messages.contains("Department of Community Engagement"),
        "the office speaks as one: {messages}"
    );
    assert!(!messages.contains(OFFICE), "{messages}");
}

#[tokio::test]
async fn a_message_of_the_partner_goes_to_whoever_has_the_application() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    world.grant("ben@example.org", Role::Office).await;
    let page = format!("/applications/{id}/status");
    let send = |text: &'static str| {
        let (partner, page) = (partner.clone(), page.clone());
        async move {
            partner
                .send(&page, "/api/send_message_to_office", &[("body", text)])
                .await
        }
    };
    send("Before the review").await;
    assert_eq!(
        world.letters_to("ben@example.org").await.len(),
        1,
        "nobody has it: all of the office"
    );
    office.take_up(&id).await;
    send("During the review").await;
    assert_eq!(
        world.letters_to("ben@example.org").await.len(),
        1,
        "now only its reviewer"
    );
    let letters = world.letters_to(OFFICE).await;
    assert_eq!(
        letters[0].subject,
        "Message from Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        letters[0]
            .body
            .contains(&format!("/office/applications/{id}")),
        "{}",
        letters[0].body
    );
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("From the partner")
        .says("During the review")
        .says("Before the review");
}

#[tokio::test]
async fn blank_and_overlong_texts_are_kept_and_told() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let record = format!("/office/applications/{id}");
    let long = "x".repeat(5001);
    for (act, field, label) in [
        (
            "/api/add_note",
            "note",
            "Internal note, not for the partner",
        ),
        ("/api/send_message", "message", "Message to the partner"),
    ] {
        for (typed, sentence) in [
            (" ", format!("Answer “{label}”")),
            (
                &long,
                format!("Shorten “{label}” by 1 character: it holds up to 5,000"),
            ),
        ] {
            let answer = office.send(&record, act, &[(field, typed)]).await;
            let page = office.get(&answer.location()).await;
            assert_eq!(page.mistakes(), [(field.to_owned(), sentence.clone())]);
            assert_eq!(page.mistake_at(field), Some(sentence));
            assert_eq!(
                page.form(act).value(field),
                Some(typed),
                "what was typed is kept"
            );
        }
    }
    assert_eq!(
        world.letters_to(PARTNER).await.len(),
        1,
        "only the one on the arrival"
    );
}

#[tokio::test]
async fn a_partner_who_writes_too_often_is_told_and_keeps_the_text() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let page = format!("/applications/{id}/status");
    let send = async |text: &str| {
        let act = "/api/send_message_to_office";
        partner.send(&page, act, &[("body", text)]).await.location()
    };
    for number in 0..store::talk::MESSAGES_PER_HOUR {
        let way = send(&number.to_string()).await;
        assert!(way.contains("done=message"), "{number}: {way}");
    }
    let page = partner.get(&send("One more").await).await;
    page.says("You can send 20 messages in an hour.");
    let form = page.form("/api/send_message_to_office");
    assert_eq!(form.value("body"), Some("One more"));
}
