//! Applications of what may be one organization are shown before a decision, and two organizations are put together.

use crate::harness::{Answer, Client, World};
use crate::story::APPROVAL;
use chrono::TimeDelta;
use partnership::form::key::{ORGANIZATION_NAME, ORGANIZATION_WEB};

/// An approved application of an organization of this name; gives the page of its partnership.
async fn approved(world: &World, office: &Client, email: &str, name: &str) -> String {
    let id = sent(world, email, name).await;
    office.take_up(&id).await;
    office.judge(world, &id, "met").await;
    office.decide(&id, "approve", &APPROVAL).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record.link("/office/partnerships/")
}

async fn sent(world: &World, email: &str, name: &str) -> String {
    let mut answers = world.answers();
    answers.set(ORGANIZATION_NAME, vec![name.to_owned()]);
    answers.set(
        ORGANIZATION_WEB,
        vec!["https://quillfeather.example".to_owned()],
    );
    world.sent_by(email, &answers).await.1
}

/// Presses the one button of a form, twice.
async fn press(office: &Client, page: &Answer, action: &str) -> Answer {
    let form = page.form(action).with(&[]);
    office.post(action, &form).await;
    let pressed = office.post(action, &form).await;
    office.get(&pressed.location()).await
}

#[tokio::test]
async fn what_looks_the_same_is_seen_before_a_decision_and_put_together() {
    let world = World::new().await;
    let office = world.office().await;
    let one = approved(
        &world,
        &office,
        "ana@quillfeather.example",
        "Quillfeather Guild",
    )
    .await;
    let other = approved(&world, &office, "bo@quillfeather.example", "Quill Feather").await;
    let next = sent(
        &world,
        "cy@quillfeather.example",
        "Quillfeather Guild, Inc.",
    )
    .await;
    office.take_up(&next).await;
    for action in ["approve", "decline", "request-changes"] {
        office
            .get(&format!("/office/applications/{next}/decide/{action}"))
            .await
            .says("This organization elsewhere")
            .says("In common: name, web site")
            .says("The program knows them as 2 organizations.");
    }
    let merge = office.get(&one).await.link("/office/organizations/");
    let preview = office.get(&merge).await;
    preview
        .says("One partnership of “Quill Feather” belongs to “Quillfeather Guild” from now on")
        .says("No mail is sent.");
    let mails = world.mails_to("bo@quillfeather.example").await.len();
    let done = press(&office, &preview, "/api/merge_organizations").await;
    done.says("“Quill Feather” was put into “Quillfeather Guild”.");
    assert_eq!(world.mails_to("bo@quillfeather.example").await.len(), mails);
    let moved = office.get(&other).await;
    moved
        .says("Put “Quill Feather” into “Quillfeather Guild”")
        .hides("The program knows them as");
    assert!(
        moved.title().contains("Quillfeather Guild"),
        "{}",
        moved.title()
    );
    let found = world.anonymous().get("/directory?q=Quill+Feather").await;
    let links = found.links();
    let listed = links.iter().filter(|link| link.starts_with("/directory/"));
    assert_eq!(listed.count(), 0, "{links:?}");

    let again = press(&office, &done, "/api/undo_merge").await;
    again.says("“Quill Feather” is an organization of its own again.");
    let title = office.get(&other).await.title();
    assert!(title.contains("Quill Feather"), "{title}");

    // A day later it stays as it is.
    let preview = office.get(&merge).await;
    let done = press(&office, &preview, "/api/merge_organizations").await;
    let form = done.form("/api/undo_merge").with(&[]);
    world.later(TimeDelta::days(1));
    world.sign_in(&office, "office@example.org").await;
    let page = office.get(&merge).await;
    page.says("It can no longer be undone here");
    assert!(page.forms("/api/undo_merge").is_empty());
    let token = office.token().await;
    let late: Vec<(String, String)> = form
        .into_iter()
        .map(|(name, value)| {
            if name == "token" {
                (name, token.clone())
            } else {
                (name, value)
            }
        })
        .collect();
    let refused = office.post("/api/undo_merge", &late).await;
    office
        .get(&refused.location())
        .await
        .says("This cannot be done");
}
