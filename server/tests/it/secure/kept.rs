//! What was typed into a form that could not be taken: whose it is, where it is shown, and how much of it.

use crate::harness::{Client, World, pairs};
use crate::story::PARTNER;
use partnership::person::Role;

const LONG: &str = "What you typed was too long to be kept: write less, and send it again.";

/// Posts a name that is blank behind its blanks, so that it is kept and shown again.
async fn rename(client: &Client, token: &str, name: &str) -> String {
    let fields = pairs(&[("name", name), ("token", token)]);
    client.post("/api/rename", &fields).await.location()
}

/// The name that the account page shows for mending.
async fn name_at(client: &Client, address: &str) -> Option<String> {
    let page = client.get(address).await;
    let forms = page.forms("/api/rename");
    forms.first()?.value("name").map(str::to_owned)
}

#[tokio::test]
async fn what_was_typed_before_the_sign_in_ended_is_shown_to_its_person_alone() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    client.send("/account", "/api/sign_out", &[]).await;
    let way = rename(&client, &token, "Ana Gil").await;
    let start = "/sign-in?go-on=%2Faccount%3Fagain%3D";
    assert!(way.starts_with(start), "{way}");
    let page = format!("/account?again={}", way.strip_prefix(start).unwrap());
    world.sign_in(&client, PARTNER).await;
    assert_eq!(name_at(&client, &page).await.as_deref(), Some("Ana Gil"));
    let other = world.person("other@example.org", &[]).await;
    assert_eq!(name_at(&other, &page).await.as_deref(), Some(""));
}

#[tokio::test]
async fn nobody_fills_in_a_form_for_somebody_else() {
    let world = World::new().await;
    let administrator = world
        .person("administrator@example.org", &[Role::Administrator])
        .await;
    let eve = world.person("eve@example.org", &[]).await;
    let fields = pairs(&[
        ("email", "eve@example.org"),
        ("role", "administrator"),
        ("token", &eve.token().await),
    ]);
    let way = eve.post("/api/grant_role", &fields).await.location();
    assert!(way.starts_with("/office/people?again="), "{way}");
    let page = administrator.get(&way).await;
    page.is(200).hides("eve@example.org\"");
    assert_eq!(page.form("/api/grant_role").value("email"), Some(""));
    // Nor does what somebody typed on one page stand on another one of theirs.
    let token = administrator.token().await;
    let way = rename(&administrator, &token, "").await;
    let elsewhere = way.replace("/account?", "/office/people?");
    let page = administrator.get(&elsewhere).await;
    assert!(!page.title().starts_with("Error"), "{}", page.title());
}

#[tokio::test]
async fn an_unknown_caller_leaves_nothing_behind() {
    let world = World::new().await;
    let before = world.fingerprint().await;
    let client = world.anonymous();
    let text = "x".repeat(1_000_000);
    for token in ["", "forged"] {
        assert_eq!(
            rename(&client, token, &text).await,
            "/sign-in?go-on=%2Faccount"
        );
    }
    assert!(before == world.fingerprint().await, "something was written");
    // The sign-in page is for everybody, and keeps what anybody could have meant.
    for (email, kept) in [("ana@".to_owned(), "ana@"), ("a".repeat(70_000), "")] {
        let asked = client
            .send("/sign-in", "/api/ask_to_sign_in", &[("email", &email)])
            .await;
        let page = client.get(&asked.location()).await;
        assert_eq!(page.form("/api/ask_to_sign_in").value("email"), Some(kept));
        assert_eq!(
            page.text().contains(LONG),
            kept.is_empty(),
            "{}",
            page.short()
        );
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_to_be_shown_again_says_so() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    let way = rename(&client, &token, &"n".repeat(600_000)).await;
    client.get(&way).await.is(200).says(LONG);
    let way = rename(&client, &token, &"n".repeat(400_000)).await;
    let name = name_at(&client, &way).await.unwrap_or_default();
    assert_eq!(name.len(), 400_000);
}

#[tokio::test]
async fn an_answer_that_is_far_too_long_is_told_at_its_field_and_not_stored() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let text = "a".repeat(256 * 1024 + 9);
    let fields = [("organization.about", text.as_str())];
    let way = client.type_into(&id, "about", &fields).await.location();
    let page = client.get(&way).await;
    let told = page.mistake_at("organization.about").unwrap_or_default();
    assert!(told.contains("by 9 characters"), "{told} {}", page.short());
    let field = "answers[organization.about][]";
    let value = page.form("/api/save_step").value(field).map(str::len);
    assert_eq!(value, Some(text.len()), "it can be mended");
    let page = client.get(&format!("/applications/{id}/about")).await;
    assert_eq!(page.form("/api/save_step").value(field), Some(""));
}

#[tokio::test]
async fn a_step_that_is_none_leads_nowhere_else_and_fails_nothing() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let token = client.token().await;
    for step in [
        "a\nb",
        "..",
        "?x",
        "\u{0}",
        "//evil.example",
        &"s".repeat(9_000),
    ] {
        for act in ["/api/save_step", "/api/choose_text"] {
            let fields = pairs(&[("id", &id), ("step", step), ("token", &token)]);
            let answer = client.post(act, &fields).await;
            let way = answer.location();
            assert!(
                way.starts_with("/applications?again="),
                "{act} {step:?}: {way}"
            );
            client.get(&way).await.is(200);
        }
    }
}
