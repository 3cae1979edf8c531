//! The whole way of a partner, once as plain pages and once as the browser program sends it.

use crate::harness::{Client, World};
use crate::story::{PARTNER, SIGNED, borrowed, typed};
use partnership::form::Answers;
use partnership::person::Role;

/// Types every step in the order in which Continue leads through it, and checks that it does.
async fn walk(client: &Client, world: &World, id: &str, answers: &Answers) {
    let form = &world.profile.form;
    let home = format!("/applications/{id}");
    for section in &form.sections {
        let steps: Vec<_> = form
            .path(answers)
            .filter(|step| {
                !step.is_signature() && section.steps.iter().any(|own| own.slug == step.slug)
            })
            .collect();
        for (at, step) in steps.iter().enumerate() {
            let page = client.get(&format!("{home}/{}", step.slug)).await;
            page.is(200)
                .says(step.title.get(partnership::text::Lang::En));
            assert!(
                page.mistakes().is_empty(),
                "a page that was not sent yet shows no mistakes"
            );
            let saved = client.save(id, step, answers).await;
            let next = steps
                .get(at + 1)
                .map_or(home.clone(), |next| format!("{home}/{}", next.slug));
            assert_eq!(saved.location(), next, "after {}", step.slug);
        }
    }
}

#[tokio::test]
async fn a_partner_types_every_step_checks_signs_and_sees_where_it_stands() {
    let world = World::new().await;
    world.grant("office@example.org", Role::Office).await;
    world.grant("chief@example.org", Role::Administrator).await;
    world.grant("analyst@example.org", Role::Analyst).await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.start().await;
    let home = format!("/applications/{id}");
    let total = world.profile.form.sections.len() - 1;
    client
        .get(&home)
        .await
        .says(&format!("0 of {total} sections completed"))
        .says("Cannot start yet");
    walk(&client, &world, &id, &answers).await;
    client
        .get(&home)
        .await
        .says(&format!("{total} of {total} sections completed"))
        .says("Quillfeather Guild")
        .hides("Cannot start yet");

    let check = client.get(&format!("{home}/check")).await;
    for step in world
        .profile
        .form
        .path(&answers)
        .filter(|step| !step.is_signature())
    {
        for question in step.asked(&answers) {
            check.says(question.label.get(partnership::text::Lang::En));
        }
    }
    for shown in [
        "Quillfeather Guild",
        "Academics › Tutoring",
        "Cedar Ford Elementary School",
        "100 Example Street",
        "Deliverable 1",
        "Agreed",
    ] {
        check.says(shown);
    }
    assert!(
        check.links().contains(&format!("{home}/sign")),
        "the way to the signature"
    );
    assert!(
        check
            .links()
            .contains(&format!("{home}/organization?from=check#organization.name")),
        "the way to change an answer"
    );

    let sent = client
        .send(&format!("{home}/sign"), "/api/submit_application", &SIGNED)
        .await;
    assert_eq!(sent.location(), format!("{home}/status?done=sent"));
    let status = client.get(&sent.location()).await;
    status
        .says("Your application is signed and sent")
        .says("DPS-2026-0001")
        .says("Submitted")
        .says("December 11, 2026");
    for step in &world.profile.process {
        status.says(step.title.get(partnership::text::Lang::En));
    }
    let copy = client.get(&format!("{home}/copy")).await;
    copy.says("Application DPS-2026-0001")
        .says("Signed electronically by Ana Gil, November 26, 2026")
        .says("Quillfeather Guild");
    client
        .get("/applications")
        .await
        .says("Quillfeather Guild")
        .says("Submitted");

    assert_eq!(world.acts(&id).await, ["start", "submit"]);
    let [letter] = world.letters_to(PARTNER).await.try_into().unwrap();
    assert_eq!(
        letter.subject,
        "Application received: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        letter
            .body
            .contains(&format!("http://127.0.0.1:3000{home}/status")),
        "{}",
        letter.body
    );
    for address in ["office@example.org", "chief@example.org"] {
        let [letter] = world.letters_to(address).await.try_into().unwrap();
        assert_eq!(
            letter.subject,
            "New to review: Quillfeather Guild (DPS-2026-0001)"
        );
        assert!(
            letter
                .body
                .contains(&format!("http://127.0.0.1:3000/office/applications/{id}")),
            "{}",
            letter.body
        );
    }
    assert!(
        world.letters_to("analyst@example.org").await.is_empty(),
        "whoever cannot read it gets no mail"
    );
}

#[tokio::test]
async fn the_browser_program_saves_and_sends_the_same() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.start().await;
    let home = format!("/applications/{id}");
    for step in world
        .profile
        .form
        .path(&answers)
        .filter(|step| !step.is_signature())
    {
        let form = client
            .get(&format!("{home}/{}", step.slug))
            .await
            .form("/api/save_step");
        let fields = typed(step, &answers);
        let saved = client
            .call("/api/save_step", &form.with(&borrowed(&fields)))
            .await;
        saved.is(200);
        assert!(
            !saved.location().contains("check="),
            "{} leads to {}",
            step.slug,
            saved.location()
        );
    }
    let form = client
        .get(&format!("{home}/sign"))
        .await
        .form("/api/submit_application");
    let unsigned = client
        .call("/api/submit_application", &form.with(&[]))
        .await;
    assert_eq!(
        unsigned.body,
        r#"{"invalid":[["signature.name","missing"],["signature.consent","not-accepted"]]}"#
    );
    let sent = client
        .call("/api/submit_application", &form.with(&SIGNED))
        .await;
    assert_eq!(sent.is(200).location(), format!("{home}/status?done=sent"));
    client
        .get(&format!("{home}/status"))
        .await
        .says("DPS-2026-0001");
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
}
