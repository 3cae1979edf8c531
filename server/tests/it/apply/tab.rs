//! Two tabs, or two devices, with different texts for the same step.

use crate::harness::{Client, World};
use crate::html::Form;
use crate::story::PARTNER;

const NAME: &str = "answers[organization.name][]";
const KIND: (&str, &str) = ("answers[organization.kind][]", "community");

/// A partner whose organization step holds "Saved text", while a tab still shows what was there before.
async fn two_tabs(world: &World) -> (Client, String, Form) {
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/organization");
    client
        .send(&page, "/api/save_step", &[(NAME, "Old text"), KIND])
        .await;
    let old_tab = client.get(&page).await.form("/api/save_step");
    client
        .send(&page, "/api/save_step", &[(NAME, "Saved text"), KIND])
        .await;
    (client, page, old_tab)
}

async fn stored(client: &Client, page: &str) -> String {
    client
        .get(page)
        .await
        .form("/api/save_step")
        .value(NAME)
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn both_texts_are_shown_and_the_stored_one_can_stay() {
    let world = World::new().await;
    let (client, page, old_tab) = two_tabs(&world).await;
    let differs = client
        .post("/api/save_step", &old_tab.with(&[(NAME, "Other text")]))
        .await;
    assert_eq!(differs.location(), format!("{page}?differs=1"));
    let choice = client.get(&differs.location()).await;
    choice
        .says("Two different texts were typed for this page. Choose one.")
        .says("Saved text")
        .says("Other text");
    assert_eq!(
        stored(&client, &page).await,
        "Saved text",
        "nothing is overwritten before somebody chose"
    );
    let forms = choice.forms("/api/choose_text");
    let keep = forms
        .iter()
        .find(|form| form.value("take") == Some("stored"))
        .unwrap();
    assert_eq!(
        client
            .post("/api/choose_text", &keep.with(&[]))
            .await
            .location(),
        page
    );
    assert_eq!(stored(&client, &page).await, "Saved text");
    client
        .get(&page)
        .await
        .hides("Other text")
        .hides("Two different texts");
}

#[tokio::test]
async fn the_other_text_can_be_taken() {
    let world = World::new().await;
    let (client, page, old_tab) = two_tabs(&world).await;
    client
        .post("/api/save_step", &old_tab.with(&[(NAME, "Other text")]))
        .await;
    let forms = client.get(&page).await.forms("/api/choose_text");
    let take = forms
        .iter()
        .find(|form| form.value("take") != Some("stored"))
        .unwrap();
    client.post("/api/choose_text", &take.with(&[])).await;
    assert_eq!(stored(&client, &page).await, "Other text");
    client
        .get(&page)
        .await
        .hides("Saved text")
        .hides("Two different texts");
    let again = client.post("/api/choose_text", &take.with(&[])).await;
    client.get(&again.location()).await;
    assert_eq!(
        stored(&client, &page).await,
        "Other text",
        "a second press changes nothing"
    );
}

#[tokio::test]
async fn the_browser_program_is_told_that_the_texts_differ() {
    let world = World::new().await;
    let (client, page, old_tab) = two_tabs(&world).await;
    let answer = client
        .call("/api/autosave_step", &old_tab.with(&[(NAME, "Other text")]))
        .await;
    let saved: serde_json::Value = serde_json::from_str(&answer.is(200).body).unwrap();
    assert_eq!(saved["differs"], true);
    client
        .get(&page)
        .await
        .says("Other text")
        .says("Saved text");
}

#[tokio::test]
async fn the_same_text_in_two_tabs_is_no_conflict() {
    let world = World::new().await;
    let (client, page, old_tab) = two_tabs(&world).await;
    let saved = client
        .post("/api/save_step", &old_tab.with(&[(NAME, "Saved text")]))
        .await;
    assert!(
        !saved.location().contains("differs"),
        "{}",
        saved.location()
    );
    client.get(&page).await.hides("Two different texts");
}

#[tokio::test]
async fn a_tab_never_conflicts_with_what_it_saved_itself() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/organization");
    let tab = client.get(&page).await.form("/api/save_step");
    for text in ["Q", "Quill", "Quillfeather"] {
        let saved = client
            .call("/api/autosave_step", &tab.with(&[(NAME, text), KIND]))
            .await;
        let saved: serde_json::Value = serde_json::from_str(&saved.is(200).body).unwrap();
        assert_eq!(saved["differs"], false, "{text}");
        assert_eq!(saved["at"], "10:00 a.m.");
    }
    let done = client
        .post(
            "/api/save_step",
            &tab.with(&[(NAME, "Quillfeather Guild"), KIND]),
        )
        .await;
    assert_eq!(done.location(), format!("/applications/{id}/contact"));
    assert_eq!(stored(&client, &page).await, "Quillfeather Guild");
}

#[tokio::test]
async fn the_same_form_sent_twice_is_no_conflict() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/organization");
    let fields = client
        .get(&page)
        .await
        .form("/api/save_step")
        .with(&[(NAME, "Quillfeather Guild"), KIND]);
    for _ in 0..2 {
        assert_eq!(
            client.post("/api/save_step", &fields).await.location(),
            format!("/applications/{id}/contact")
        );
    }
}

#[tokio::test]
async fn nothing_is_sent_while_two_texts_wait_for_a_choice() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let page = format!("/applications/{id}/organization");
    let old_tab = client.get(&page).await.form("/api/save_step");
    client
        .send(&page, "/api/save_step", &[(NAME, "Saved text"), KIND])
        .await;
    client
        .post("/api/save_step", &old_tab.with(&[(NAME, "Other text")]))
        .await;
    let sign = client.get(&format!("/applications/{id}/sign")).await;
    assert_eq!(sign.location(), format!("/applications/{id}/check"));
    client
        .get(&sign.location())
        .await
        .says("One page still needs an answer");
}
