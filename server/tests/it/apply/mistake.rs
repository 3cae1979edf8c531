//! Saving what is wrong, leaving in the middle, and names that no step asks.

use crate::harness::{World, pairs};
use crate::story::PARTNER;

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
                ("completed", "yes"),
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
