//! A request for changes: what opens, what stays closed, and what the office sees of the answer.

use crate::harness::{Client, World};
use crate::story::{OFFICE, PARTNER, SIGNED};
use chrono::TimeDelta;

const ASKED: [(&str, &str); 6] = [
    ("steps", "about"),
    ("steps", "outcomes"),
    ("body", "Name a measure that the school already uses."),
    ("due.month", "12"),
    ("due.day", "20"),
    ("due.year", "2026"),
];

/// Partner, office and an application that was returned.
async fn returned(world: &World) -> (Client, Client, String) {
    let (partner, office, id) = world.ready().await;
    world.later(TimeDelta::minutes(1));
    office.decide(&id, "request-changes", &ASKED).await;
    world.later(TimeDelta::minutes(1));
    (partner, office, id)
}

#[tokio::test]
async fn the_partner_reads_what_to_change_and_until_when() {
    let world = World::new().await;
    let (partner, _, id) = returned(&world).await;
    let letter = &world.letters_to(PARTNER).await[0];
    assert_eq!(
        letter.subject,
        "Changes needed: Quillfeather Guild (DPS-2026-0001)"
    );
    for part in [
        "Name a measure that the school already uses.",
        "- About your organization",
        "- What will your program achieve?",
        "December 20, 2026",
    ] {
        assert!(
            letter.body.contains(part),
            "{part} is missing: {}",
            letter.body
        );
    }
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status
        .says("The office asks for changes")
        .says("What to change")
        .says("Name a measure that the school already uses.");
    status.says("by December 20, 2026");
    assert!(
        status.links().contains(&format!("/applications/{id}")),
        "the way to the changes"
    );
    let list = partner.get(&format!("/applications/{id}")).await;
    list.says("The office asks for changes by December 20, 2026")
        .says("Name a measure")
        .says("As you sent it")
        .says("The office asks for a change here");
}

#[tokio::test]
async fn only_the_pages_that_were_asked_for_are_open() {
    let world = World::new().await;
    let (partner, _, id) = returned(&world).await;
    let home = format!("/applications/{id}");
    let token = partner.token().await;
    for step in world
        .profile
        .form
        .path(&world.answers())
        .filter(|step| !step.is_signature())
    {
        let page = partner.get(&format!("{home}/{}", step.slug)).await;
        if ["about", "outcomes"].contains(&step.slug.as_str()) {
            page.is(200);
            continue;
        }
        assert_eq!(page.is(302).location(), home, "{}", step.slug);
        let fields = crate::harness::pairs(&[
            ("id", &id),
            ("step", &step.slug),
            ("token", &token),
            ("seen", "1"),
            ("tab", "x"),
        ]);
        for act in ["/api/save_step", "/api/autosave_step"] {
            assert_eq!(
                partner.call(act, &fields).await.body,
                "\"refused\"",
                "{act} {}",
                step.slug
            );
        }
    }
    let check = partner.get(&format!("{home}/check")).await;
    let changes: Vec<String> = check
        .links()
        .into_iter()
        .filter(|href| href.contains("from=check"))
        .collect();
    assert!(
        !changes.is_empty()
            && changes
                .iter()
                .all(|href| href.contains("/about?") || href.contains("/outcomes?")),
        "{changes:?}"
    );
}

#[tokio::test]
async fn what_was_not_changed_is_kindly_refused() {
    let world = World::new().await;
    let (partner, _, id) = returned(&world).await;
    let page = format!("/applications/{id}/sign");
    let refused = partner
        .send(&page, "/api/submit_application", &SIGNED)
        .await;
    let again = partner.get(&refused.location()).await;
    again.says(
        "Nothing has changed since you last sent this. Change an answer before you send it again.",
    );
    assert_eq!(
        again
            .form("/api/submit_application")
            .value("answers[signature.name][]"),
        Some("Ana Gil"),
        "what was typed is kept"
    );
    partner
        .type_into(
            &id,
            "outcomes",
            &[("outcomes.1.measure", "As agreed with the school")],
        )
        .await;
    let called = partner
        .call(
            "/api/submit_application",
            &partner
                .get(&page)
                .await
                .form("/api/submit_application")
                .with(&SIGNED),
        )
        .await;
    assert_eq!(
        called.body, "\"unchanged\"",
        "saving the same again is no change"
    );
    assert_eq!(
        world.acts(&id).await.last().map(String::as_str),
        Some("request-changes")
    );
}

#[tokio::test]
async fn a_changed_answer_goes_through_and_the_office_sees_old_and_new() {
    let world = World::new().await;
    let (partner, office, id) = returned(&world).await;
    let saved = partner
        .type_into(
            &id,
            "outcomes",
            &[("outcomes.1.measure", "The district's reading test")],
        )
        .await;
    assert_eq!(saved.location(), format!("/applications/{id}"));
    partner
        .get(&format!("/applications/{id}/sign"))
        .await
        .is(200);
    partner.submit(&id).await;
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .says("Your application is with the office")
        .hides("Name a measure that");
    assert_eq!(
        world
            .acts(&id)
            .await
            .iter()
            .rev()
            .take(2)
            .rev()
            .collect::<Vec<_>>(),
        ["request-changes", "submit"]
    );
    let letter = &world.letters_to(OFFICE).await[0];
    assert_eq!(
        letter.subject,
        "New to review: Quillfeather Guild (DPS-2026-0001)"
    );
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("It came back with changes.")
        .says("Name a measure that the school already uses.");
    let changes = record.at("changes").expect("what changed");
    assert!(
        changes.contains("Before")
            && changes.contains("How will it be measured?: As agreed with the school"),
        "{changes}"
    );
    assert!(
        changes.contains("Now")
            && changes.contains("How will it be measured?: The district's reading test"),
        "{changes}"
    );
    assert!(
        !changes.contains("What does your organization do?"),
        "only what is different: {changes}"
    );
    office.take_up(&id).await;
    office
        .decide(
            &id,
            "approve",
            &[("level", "on-going"), ("agreement", "moa")],
        )
        .await;
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .says("Your application is approved");
}

#[tokio::test]
async fn what_was_found_before_stays_for_the_second_reading() {
    let world = World::new().await;
    let (partner, office, id) = returned(&world).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("Waiting for the partner")
        .says("Due back on December 20, 2026");
    assert!(
        record.forms("/api/judge_application").is_empty(),
        "nobody judges while the partner changes"
    );
    partner
        .type_into(
            &id,
            "about",
            &[("organization.about", "We tutor in three schools.")],
        )
        .await;
    partner.submit(&id).await;
    office
        .get(&format!("/office/applications/{id}"))
        .await
        .says("6 of 6 met");
}
