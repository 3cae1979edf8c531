//! Steps that grow, that are left, and that are no longer asked.

use crate::harness::World;
use crate::story::{PARTNER, borrowed, typed};

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
    let asked = client
        .send(
            &page,
            "/api/save_step",
            &[
                ("answers[outcomes.3.what][]", "Count"),
                ("then", "remove:outcomes:2"),
            ],
        )
        .await;
    assert_eq!(asked.location(), format!("{page}?remove=outcomes:2"));
    let question = client.get(&asked.location()).await;
    question.says("Remove deliverable 2?").says("Keep it");
    assert_eq!(
        what(&question.form("/api/save_step")),
        ["Read", "Write", "Count"],
        "nothing goes before the partner agrees"
    );
    client
        .send(
            &asked.location(),
            "/api/save_step",
            &[("then", "removed:outcomes:2")],
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
        .send(&page, "/api/save_step", &[("then", "removed:outcomes:2")])
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
        "removed:outcomes:0",
        "removed:outcomes:99",
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
    // A blank item goes without a question.
    client.send(&page, "/api/save_step", &[add]).await;
    let removed = client
        .send(&page, "/api/save_step", &[("then", "remove:outcomes:2")])
        .await;
    assert_eq!(removed.location(), format!("{page}?group=1#outcomes"));
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
