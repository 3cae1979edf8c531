//! Saving what is wrong, leaving in the middle, and names that no step asks.

use crate::harness::{World, pairs};
use crate::story::{PARTNER, borrowed, typed};

#[tokio::test]
async fn a_wrong_step_is_kept_as_typed_and_says_what_to_mend() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let typed = [
        ("contact.name", " Ana Gil "),
        ("contact.role", ""),
        ("contact.email", "ana@"),
        ("contact.phone", "12345"),
    ];
    let saved = client.type_into(&id, "contact", &typed).await;
    assert_eq!(
        saved.location(),
        format!("/applications/{id}/contact?check=1")
    );
    let page = client.get(&saved.location()).await;
    let expected = [
        ("contact.role", "Answer “Role in your organization”"),
        (
            "contact.email",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "contact.phone",
            "Enter a phone number with its area code in “Phone number”, like 919-555-0123",
        ),
    ];
    assert_eq!(
        page.mistakes(),
        expected.map(|(field, text)| (field.to_owned(), text.to_owned()))
    );
    for (field, sentence) in expected {
        assert_eq!(page.mistake_at(field).as_deref(), Some(sentence));
    }
    assert!(
        page.title().starts_with("Error: Contact person – "),
        "{}",
        page.title()
    );
    page.says("There is a problem");
    let form = page.form("/api/save_step");
    for (field, value) in [
        ("contact.name", "Ana Gil"),
        ("contact.email", "ana@"),
        ("contact.phone", "12345"),
    ] {
        assert_eq!(
            form.value(&format!("answers[{field}][]")),
            Some(value),
            "what was typed is kept"
        );
    }
    // On another device, and without the mark in the address, the same stands there.
    let other = world
        .person(PARTNER, &[])
        .await
        .get(&format!("/applications/{id}/contact"))
        .await;
    assert_eq!(
        other
            .form("/api/save_step")
            .value("answers[contact.email][]"),
        Some("ana@")
    );
    assert!(
        other.mistakes().is_empty(),
        "nobody is blamed before they press the button"
    );
    client
        .get(&format!("/applications/{id}"))
        .await
        .says("In progress");
}

#[tokio::test]
async fn a_very_long_text_is_kept_and_told_how_much_too_long() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let text = "ñ".repeat(100_000);
    let saved = client
        .type_into(
            &id,
            "about",
            &[
                ("organization.about", &text),
                ("organization.established", "2009"),
            ],
        )
        .await;
    let page = client.get(&saved.location()).await;
    let sentence =
        "Shorten “What does your organization do?” by 99000 characters: it holds up to 1,000";
    assert_eq!(
        page.mistakes(),
        [("organization.about".to_owned(), sentence.to_owned())]
    );
    assert_eq!(
        page.form("/api/save_step")
            .value("answers[organization.about][]")
            .map(str::len),
        Some(text.len())
    );
}

#[tokio::test]
async fn text_comes_back_as_it_was_typed() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let text = "First line\r\n\r\n  <b>bold</b> & \"quoted\" 'it' ü 日本 🌱\r\n- last line";
    client
        .type_into(
            &id,
            "about",
            &[
                ("organization.about", text),
                ("organization.established", "2009"),
            ],
        )
        .await;
    let page = client.get(&format!("/applications/{id}/about")).await;
    let kept = page
        .form("/api/save_step")
        .value("answers[organization.about][]")
        .map(str::to_owned);
    assert_eq!(kept.as_deref(), Some(text.replace("\r\n", "\n").as_str()));
    page.hides("<b>bold");
}

#[tokio::test]
async fn a_partner_leaves_in_the_middle_and_comes_back() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = client
        .get(&format!("/applications/{id}/organization"))
        .await;
    let form = page.form("/api/save_step");
    assert!(
        form.buttons
            .contains(&("then".to_owned(), "later".to_owned())),
        "{:?}",
        form.buttons
    );
    let later = form.with(&[
        ("answers[organization.name][]", "Quillfeather Guild"),
        ("then", "later"),
    ]);
    let saved = client.post("/api/save_step", &later).await;
    assert_eq!(
        saved.location(),
        format!("/applications/{id}?done=later"),
        "a step may have gaps when somebody leaves"
    );
    client
        .get(&saved.location())
        .await
        .says("Your answers are saved")
        .says("Come back within 365 days")
        .says("Quillfeather Guild");
    let other = world.person(PARTNER, &[]).await;
    let form = other
        .get(&format!("/applications/{id}/organization"))
        .await
        .form("/api/save_step");
    assert_eq!(
        form.value("answers[organization.name][]"),
        Some("Quillfeather Guild")
    );
}

#[tokio::test]
async fn an_unknown_step_is_not_found_and_unknown_fields_are_dropped() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    for step in [
        "no-such-step",
        "signature",
        "sign%2F..%2Fcheck",
        "Organization",
    ] {
        client
            .get(&format!("/applications/{id}/{step}"))
            .await
            .is(404)
            .says("Page not found");
        let fields = pairs(&[
            ("id", &id),
            ("step", step),
            ("token", &client.token().await),
            ("answers[signature.name][]", "Eve"),
        ]);
        for act in ["/api/save_step", "/api/autosave_step"] {
            assert_eq!(
                client.call(act, &fields).await.body,
                "\"not-found\"",
                "{act} {step}"
            );
        }
    }
    let fields = [
        ("organization.name", "Quill"),
        ("organization.name.x", "a"),
        ("program.title", "b"),
        ("organization", "c"),
        ("signature.name", "e"),
    ];
    client.type_into(&id, "organization", &fields).await;
    let owned = world.person(PARTNER, &[]).await;
    owned
        .get(&format!("/applications/{id}/organization"))
        .await
        .says("Name and kind of organization");
    owned.get("/applications").await.says("Quill");
    for step in world
        .profile
        .form
        .steps()
        .filter(|step| !step.is_signature())
    {
        let page = owned
            .get(&format!("/applications/{id}/{}", step.slug))
            .await;
        if page.status.as_u16() == 200 && step.slug != "organization" {
            let blank = page
                .form("/api/save_step")
                .fields
                .into_iter()
                .filter(|(name, _)| name.starts_with("answers[") && !name.contains(".items"));
            for (name, value) in blank {
                assert_eq!(value, "", "{name} of {} was never typed", step.slug);
            }
        }
    }
}

#[tokio::test]
async fn deliverables_are_added_and_removed_without_scripts() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let page = format!("/applications/{id}/outcomes");
    let what = |form: &crate::html::Form| -> Vec<String> {
        let named = form
            .fields
            .iter()
            .filter(|(name, _)| name.ends_with(".what][]"));
        named.map(|(_, value)| value.clone()).collect()
    };
    let add = ("then", "add:outcomes");
    let added = client
        .send(
            &page,
            "/api/save_step",
            &[("answers[outcomes.1.what][]", "Read"), add],
        )
        .await;
    assert_eq!(added.location(), format!("{page}?group=1#outcomes.2"));
    let two = client.get(&added.location()).await;
    two.says("Deliverable 2").says("Remove deliverable 2");
    assert!(two.mistakes().is_empty(), "a new item is no mistake");
    assert_eq!(what(&two.form("/api/save_step")), ["Read", ""]);
    client
        .send(
            &page,
            "/api/save_step",
            &[("answers[outcomes.2.what][]", "Write"), add],
        )
        .await;
    client
        .send(
            &page,
            "/api/save_step",
            &[
                ("answers[outcomes.3.what][]", "Count"),
                ("then", "remove:outcomes:2"),
            ],
        )
        .await;
    let form = client.get(&page).await.form("/api/save_step");
    assert_eq!(what(&form), ["Read", "Count"], "the later one moves up");
    assert!(
        form.buttons
            .contains(&("then".to_owned(), "remove:outcomes:1".to_owned()))
    );
    let checked = client.send(&page, "/api/save_step", &[]).await;
    assert_eq!(
        client.get(&checked.location()).await.mistakes()[0].0,
        "outcomes.2.measure",
        "a begun item has to be complete"
    );
    client
        .send(&page, "/api/save_step", &[("then", "remove:outcomes:2")])
        .await;
    let form = client.get(&page).await.form("/api/save_step");
    assert!(
        form.buttons
            .iter()
            .all(|(_, value)| !value.starts_with("remove:")),
        "the only one stays: {:?}",
        form.buttons
    );
    for then in [
        "remove:outcomes:0",
        "remove:outcomes:99",
        "remove:outcomes:x",
        "remove:outcomes",
        "add:none",
        "add:",
        "x:y:z",
        "remove:organization.name:1",
    ] {
        client
            .send(&page, "/api/save_step", &[("then", then)])
            .await
            .is(302);
        assert_eq!(
            what(&client.get(&page).await.form("/api/save_step")),
            ["Read"],
            "{then}"
        );
    }
    for _ in 0..12 {
        client.send(&page, "/api/save_step", &[add]).await;
    }
    assert_eq!(
        what(&client.get(&page).await.form("/api/save_step")).len(),
        10,
        "never more than ten"
    );
}

#[tokio::test]
async fn a_step_that_is_no_longer_asked_leads_back_and_its_answers_are_not_sent() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let home = format!("/applications/{id}");
    let mut other = answers.clone();
    other.set("money.fee", vec!["no".to_owned()]);
    let money = world.profile.form.step("money").unwrap();
    client.save(&id, money, &other).await;
    assert_eq!(client.get(&format!("{home}/fee")).await.location(), home);
    client
        .get(&format!("{home}/check"))
        .await
        .hides("How much does one student pay");
    client.submit(&id).await;
    client
        .get(&format!("{home}/copy"))
        .await
        .hides("How much does one student pay");
    let fields = typed(money, &answers);
    let late = client
        .call(
            "/api/save_step",
            &crate::html::Form {
                fields,
                ..Default::default()
            }
            .with(&[
                ("id", &id),
                ("step", "money"),
                ("token", &client.token().await),
            ]),
        )
        .await;
    assert_eq!(
        late.body,
        "\"refused\"",
        "what was sent does not change: {:?}",
        borrowed(&typed(money, &answers))
    );
}
