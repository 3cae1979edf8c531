//! Approving: only when everything is met, and what comes of it.

use crate::harness::World;
use crate::story::{APPROVAL, PARTNER};

#[tokio::test]
async fn nothing_is_approved_before_every_criterion_is_met() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let decide = format!("/office/applications/{id}/decide/approve");
    let token = office.token().await;
    for (findings, line) in [
        (None, "Formal agreement: not judged yet"),
        (Some("needs-more"), "Formal agreement: needs more"),
        (Some("not-met"), "Formal agreement: not met"),
    ] {
        if let Some(finding) = findings {
            office.judge(&world, &id, finding).await;
        }
        let page = office.get(&decide).await;
        page.says("An approval needs every criterion met")
            .says(line);
        assert!(page.forms("/api/save_decision").is_empty(), "{findings:?}");
        let forged = [
            ("id", id.as_str()),
            ("action", "approve"),
            ("token", token.as_str()),
            ("seen", "3"),
            ("key", "forged"),
            ("subject", "Approved"),
            ("body", "Approved"),
            ("answers[level][]", "on-going"),
            ("answers[agreement][]", "moa"),
        ];
        for act in ["/api/save_decision", "/api/decide"] {
            let answer = office.post(act, &crate::harness::pairs(&forged)).await;
            assert_eq!(
                answer.location(),
                format!("{decide}?check=1"),
                "{act} {findings:?}"
            );
        }
    }
    office.judge(&world, &id, "met").await;
    let one = [("answers[finding.strategic-link][]", "not-met")];
    office
        .send(
            &format!("/office/applications/{id}"),
            "/api/judge_application",
            &one,
        )
        .await;
    office
        .get(&decide)
        .await
        .says("Linked to strategic priorities: not met")
        .hides("Formal agreement:");
    assert!(!world.acts(&id).await.contains(&"approve".to_owned()));
    assert_eq!(world.letters_to(PARTNER).await.len(), 1);
}

#[tokio::test]
async fn an_approval_makes_a_partnership_that_everybody_finds() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let page = office
        .get(&format!("/office/applications/{id}/decide/approve"))
        .await;
    page.says("Proposed: On-going commitment, because the partner answered “Will your program take place once, or is it on-going?” with “On-going”");
    let form = page.form("/api/save_decision");
    assert_eq!(
        form.value("answers[level][]"),
        Some("on-going"),
        "as the partner answered"
    );
    assert_eq!(form.value("answers[agreement][]"), Some("moa"));
    let approval = [
        ("level", "on-going"),
        ("agreement", "moa"),
        ("conditions", "Insurance by May."),
    ];
    let preview = office
        .get(&office.write(&id, "approve", &approval).await)
        .await;
    preview
        .says("The public directory lists it from today.")
        .says("It begins with making the agreement");
    office.decide(&id, "approve", &approval).await;

    let record = office
        .get(&format!("/office/applications/{id}?done=approve"))
        .await;
    record
        .says("Approved. The partnership has begun, and the partner was told")
        .says("Conditions: Insurance by May.");
    let partnership = office.get(&record.link("/office/partnerships/")).await;
    partnership
        .says("Quillfeather Guild")
        .says("Making the agreement")
        .says("Cedar Ford Elementary School");
    partnership
        .says("Insurance by May.")
        .says("Academics")
        .says("Tutoring")
        .says("Listed");
    office
        .get("/office/partnerships")
        .await
        .says("Quillfeather Guild")
        .says("Saturday Math Studio");

    let status = partner.get(&format!("/applications/{id}/status")).await;
    status
        .says("Your application is approved")
        .says("Conditions of the approval")
        .says("Insurance by May.");
    let letter = &world.letters_to(PARTNER).await[0];
    assert_eq!(
        letter.subject,
        "Approved: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        letter.body.contains("Level: On-going commitment"),
        "{}",
        letter.body
    );

    let anonymous = world.anonymous();
    let directory = anonymous.get("/directory").await;
    directory
        .says("Quillfeather Guild")
        .says("Saturday Math Studio");
    let listed = anonymous.get(&directory.link("/directory/")).await;
    listed
        .says("Cedar Ford Elementary School")
        .says("Tutoring")
        .says("November 26, 2026");
    for private in [
        "Insurance by May.",
        "contact@example.com",
        "555-0123",
        "100 Example Street",
        PARTNER,
        "40 students",
        "Ana Gil",
    ] {
        listed.hides(private);
    }
}

#[tokio::test]
async fn who_does_not_want_to_be_listed_is_not() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set("directory.listed", vec!["no".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    let preview = office
        .get(&office.write(&id, "approve", &APPROVAL).await)
        .await;
    preview.says("The public directory does not list it, as the partner wished.");
    office.decide(&id, "approve", &APPROVAL).await;
    let anonymous = world.anonymous();
    for page in [
        "/directory",
        "/directory?q=Quillfeather",
        "/directory?area=academics",
        "/directory?school=cedar-ford",
    ] {
        anonymous.get(page).await.hides("Quillfeather Guild");
    }
    let nowhere = anonymous.get("/directory/quillfeather-guilt").await;
    let unlisted = anonymous.get("/directory/quillfeather-guild").await;
    assert_eq!(unlisted.is(404).main(), nowhere.is(404).main());
    let record = office.get(&format!("/office/applications/{id}")).await;
    office
        .get(&record.link("/office/partnerships/"))
        .await
        .says("Not listed, as the partner wished");
}

#[tokio::test]
async fn a_level_without_agreement_begins_with_the_on_boarding() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let bare = [("level", "one-time"), ("agreement", "none")];
    let page = office.get(&office.write(&id, "approve", &bare).await).await;
    let sentence = "Answer “Why another level than the proposed one”";
    assert_eq!(
        page.mistakes(),
        [("why-level".to_owned(), sentence.to_owned())]
    );
    let approval = [
        ("level", "one-time"),
        ("why-level", "It is one day in May"),
        ("agreement", "none"),
    ];
    let preview = office
        .get(&office.write(&id, "approve", &approval).await)
        .await;
    preview.says("It begins with the on-boarding, because this level needs no agreement.");
    office.decide(&id, "approve", &approval).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("Proposed level: On-going commitment")
        .says("Why another level: It is one day in May");
    office
        .get(&record.link("/office/partnerships/"))
        .await
        .says("Onboarding")
        .says("One-time event");
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .says("On-board Partner to DPS");
}

#[tokio::test]
async fn no_agreement_at_a_level_that_needs_one_has_its_reason() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let bare = [("level", "on-going"), ("agreement", "none")];
    let page = office.get(&office.write(&id, "approve", &bare).await).await;
    let sentence = "Answer “Why another kind than the proposed one”";
    assert_eq!(
        page.mistakes(),
        [("why-agreement".to_owned(), sentence.to_owned())]
    );
    let approval = [
        ("level", "on-going"),
        ("agreement", "none"),
        ("why-agreement", "The one of last year goes on"),
    ];
    office.decide(&id, "approve", &approval).await;
    office
        .get(&format!("/office/applications/{id}"))
        .await
        .says("Why another kind of agreement: The one of last year goes on");
}

#[tokio::test]
async fn a_level_or_an_agreement_that_the_district_does_not_have_is_refused() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let forged = [
        ("level", "platinum"),
        ("agreement", "handshake"),
        ("conditions", &"x".repeat(2001)),
    ];
    let page = office
        .get(&office.write(&id, "approve", &forged).await)
        .await;
    let sentences: Vec<String> = page
        .mistakes()
        .into_iter()
        .map(|(_, sentence)| sentence)
        .collect();
    assert_eq!(
        sentences,
        [
            "Choose one of the answers listed in “Level of partnership”",
            "Choose one of the answers listed in “Kind of agreement”",
            "Shorten “Conditions” by 1 character: it holds up to 2,000",
        ]
    );
}

#[tokio::test]
async fn two_partnerships_of_one_organization_have_addresses_of_their_own() {
    let world = World::new().await;
    let office = world.office().await;
    for email in ["ana@quillfeather.example", "ben@quillfeather.example"] {
        let (_, id) = world.sent_by(email, &world.answers()).await;
        office.take_up(&id).await;
        office.judge(&world, &id, "met").await;
        office.decide(&id, "approve", &APPROVAL).await;
    }
    let links = world.anonymous().get("/directory").await.links();
    let mut listed: Vec<&String> = links
        .iter()
        .filter(|href| href.starts_with("/directory/"))
        .collect();
    listed.sort();
    listed.dedup();
    assert_eq!(
        listed,
        [
            "/directory/quillfeather-guild",
            "/directory/quillfeather-guild-2"
        ]
    );
}
