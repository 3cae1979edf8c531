//! A new application of the same organization: what is known of it is filled in, to be checked.

use crate::harness::{Client, World};
use crate::story::PARTNER;

/// Starts another application, with what is chosen about the organization.
async fn another(client: &Client, typed: &[(&str, &str)]) -> String {
    let started = client
        .send("/applications", "/api/start_application", typed)
        .await;
    started.location()
}

#[tokio::test]
async fn answers_about_the_organization_are_filled_in_and_wait_to_be_checked() {
    let world = World::new().await;
    let (client, _) = world.sent().await;
    let list = another(&client, &[]).await;
    client
        .get(&list)
        .await
        .says("Check what is filled in already")
        .says("Quillfeather Guild");
    let page = format!("{list}/organization");
    let step = client.get(&page).await;
    step.says(
        "From your last application, sent on November 26, 2026: check that it is still right",
    );
    let form = step.form("/api/save_step");
    assert_eq!(
        form.value("answers[organization.name][]"),
        Some("Quillfeather Guild")
    );
    // A program of its own is asked anew.
    let program = client.get(&format!("{list}/program")).await;
    program
        .hides("From your last application")
        .hides("Saturday Math Studio");
    // Nothing is complete before somebody has looked at it: every other page is filled in, and still it waits.
    let id = list.trim_start_matches("/applications/").to_owned();
    let answers = world.answers();
    for step in world.profile.form.path(&answers) {
        if !step.is_signature() && step.slug != "contact" {
            client.save(&id, step, &answers).await;
        }
    }
    let check = client.get(&format!("{list}/check")).await;
    check.says("One page still needs an answer");
    let waiting = client
        .get(&format!("{list}/contact"))
        .await
        .form("/api/save_step");
    let saved = client.post("/api/save_step", &waiting.with(&[])).await;
    assert_eq!(saved.location(), format!("{list}/address"));
    client
        .get(&format!("{list}/contact"))
        .await
        .hides("From your last application");
    client.submit(&id).await;
}

#[tokio::test]
async fn the_partner_chooses_which_organization_or_none() {
    let world = World::new().await;
    let (client, first) = world.sent().await;
    let mut answers = world.answers();
    answers.set("organization.name", vec!["Second Guild".to_owned()]);
    world.later(chrono::TimeDelta::days(1));
    let client = {
        drop(client);
        world.person(PARTNER, &[]).await
    };
    let second = client.draft(&world, &answers).await;
    client.submit(&second).await;
    let list = client.get("/applications").await;
    list.says("Second Guild, as sent on November 27, 2026")
        .says("Quillfeather Guild, as sent on November 26, 2026");
    let form = list.form("/api/start_application");
    assert_eq!(
        form.value("like"),
        Some(second.as_str()),
        "the last one comes first"
    );
    let name = async |like: &str| {
        let list = another(&client, &[("like", like)]).await;
        let page = client.get(&format!("{list}/organization")).await;
        let form = page.form("/api/save_step");
        form.value("answers[organization.name][]")
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(name(&first).await, "Quillfeather Guild");
    assert_eq!(name(&second).await, "Second Guild");
    assert_eq!(name("none").await, "");
}

#[tokio::test]
async fn nobody_gets_the_answers_of_somebody_elses_application() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let paul = world.person("paul@elsewhere.example", &[]).await;
    let page = paul.get("/applications").await;
    let mut fields = page.form("/api/start_application").with(&[]);
    fields.push(("like".to_owned(), id));
    let started = paul.post("/api/start_application", &fields).await;
    let step = format!("{}/organization", started.location());
    paul.get(&step)
        .await
        .hides("Quillfeather")
        .hides("From your last application");
}

#[tokio::test]
async fn a_member_starts_the_next_one_with_what_the_organization_sent() {
    let world = World::new().await;
    let (ana, id) = world.sent().await;
    let ben = world.person("ben@quillfeather.example", &[]).await;
    ben.join(&world, &ana, &id).await;
    let list = another(&ben, &[]).await;
    ben.get(&format!("{list}/about?lang=es"))
        .await
        .says("De su última solicitud, enviada el 26 de noviembre de 2026");
}
