//! The directory: what is found in it, and what never stands in it.

use crate::harness::World;
use crate::story::{APPROVAL, PARTNER};

#[tokio::test]
async fn the_directory_finds_by_words_area_and_school() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 100, 7, world.now())
        .await
        .unwrap();
    let client = world.anonymous();
    let first = client.get("/directory").await;
    let total: usize = first
        .text()
        .split("Showing 25 of ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next()?.parse().ok())
        .expect("how many there are");
    let mut found = Vec::new();
    for page in 1..=total.div_ceil(25) {
        let answer = client.get(&format!("/directory?page={page}")).await;
        found.extend(
            answer
                .links()
                .into_iter()
                .filter(|href| href.starts_with("/directory/")),
        );
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), total, "each partnership stands on one page");
    client
        .get("/directory?page=99")
        .await
        .says("This page of the list is empty");
    client
        .get("/directory?q=nobody+knows")
        .await
        .says("No partnership matches");
    let names = |page: crate::harness::Answer| -> Vec<String> {
        page.links()
            .into_iter()
            .filter(|href| href.starts_with("/directory/"))
            .collect()
    };
    for query in [
        "q=tutoring",
        "area=academics",
        "school=cedar-ford",
        "q=tutoring&area=academics&school=cedar-ford",
        "q=TUTORÍA",
    ] {
        let page = client.get(&format!("/directory?{query}")).await;
        let shown = names(page.clone());
        for href in shown.iter().take(5) {
            let listed = client.get(href).await;
            if query.contains("cedar-ford") {
                listed.says("Cedar Ford Elementary School");
            }
            if query.contains("academics") {
                listed.says("Academics");
            }
        }
        assert!(query.contains('&') || !shown.is_empty(), "{query}");
    }
    for odd in [
        "q=%22",
        "q=*",
        "q=a+AND",
        "q=NEAR(",
        "q=%27+or+1%3D1",
        "q=-",
        "q=%00",
        "area=magic",
        "page=-1",
        &format!("q={}", "a+".repeat(2000)),
    ] {
        client.get(&format!("/directory?{odd}")).await.is(200);
    }
}

#[tokio::test]
async fn nothing_is_public_but_what_was_approved_and_agreed_to() {
    let world = World::new().await;
    let office = world.office().await;
    let mut unlisted = world.answers();
    unlisted.set("organization.name", vec!["Unlisted Union".to_owned()]);
    unlisted.set("directory.listed", vec!["no".to_owned()]);
    let mut waiting = world.answers();
    waiting.set("organization.name", vec!["Waiting Works".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &unlisted).await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    office.decide(&id, "approve", &APPROVAL).await;
    world.sent_by("ben@example.org", &waiting).await;
    let client = world.anonymous();
    client
        .get("/directory")
        .await
        .says("No partnership is listed yet");
    for page in [
        "/",
        "/directory?q=union",
        "/directory?q=works",
        "/directory?area=academics",
        "/directory/unlisted-union",
        "/directory/waiting-works",
    ] {
        let answer = client.get(page).await;
        answer.hides("Unlisted Union").hides("Waiting Works");
    }
}
