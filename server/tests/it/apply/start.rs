//! From the advisor's answers to a started application.

use crate::harness::{World, pairs};
use crate::story::PARTNER;

const ADVISED: &str = "/start?funding=no&kind=community&frequency=ongoing&agreed=yes";

#[tokio::test]
async fn the_answers_of_the_advisor_are_filled_in_already() {
    let world = World::new().await;
    let client = world.anonymous();
    let end = client.get(ADVISED).await;
    let sign_in = end
        .links()
        .into_iter()
        .find(|href| href.starts_with("/sign-in?go-on=%2Fstart"))
        .expect("the way to the application");
    let asked = client
        .send(&sign_in, "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await;
    let code = world.code(PARTNER).await;
    let back = client
        .send(
            &asked.location(),
            "/api/sign_in_with_code",
            &[("code", &code)],
        )
        .await
        .location();
    assert!(
        back.starts_with("/start?"),
        "the way leads back to the advisor's end: {back}"
    );
    let home = client
        .send(&back, "/api/start_application", &[])
        .await
        .location();
    client
        .get(&home)
        .await
        .is(200)
        .says("0 of ")
        .says("Take the sections in any order.");
    let kind = client
        .get(&format!("{home}/organization"))
        .await
        .form("/api/save_step");
    assert_eq!(
        kind.value("answers[organization.kind][]"),
        Some("community")
    );
    let frequency = client
        .get(&format!("{home}/frequency"))
        .await
        .form("/api/save_step");
    assert_eq!(
        frequency.value("answers[program.frequency][]"),
        Some("ongoing")
    );
}

#[tokio::test]
async fn answers_that_the_advisor_does_not_offer_are_not_carried_over() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    for answers in [
        "funding=no&kind=robot&frequency=ongoing",
        "organization.kind=business&program.frequency=once",
        "funding=yes&kind=business",
        "funding=no&kind=business&kind=community",
        "%FF%00&=&kind",
        "",
    ] {
        let fields = pairs(&[
            ("answers", answers),
            ("key", &store::fresh::id()),
            ("token", &token),
        ]);
        let home = client
            .post("/api/start_application", &fields)
            .await
            .location();
        let form = client
            .get(&format!("{home}/organization"))
            .await
            .form("/api/save_step");
        assert_eq!(
            form.value("answers[organization.kind][]"),
            None,
            "{answers:?}"
        );
    }
}

#[tokio::test]
async fn a_start_that_is_sent_twice_starts_one_application() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let form = client
        .get("/applications")
        .await
        .form("/api/start_application")
        .with(&[]);
    let first = client
        .post("/api/start_application", &form)
        .await
        .location();
    let second = client
        .post("/api/start_application", &form)
        .await
        .location();
    let called = client
        .call("/api/start_application", &form)
        .await
        .location();
    assert_eq!((&first, &first), (&second, &called));
    let list = client.get("/applications").await;
    assert_eq!(
        list.links()
            .into_iter()
            .filter(|href| *href == first)
            .count(),
        1
    );
    list.says("Application without a name yet")
        .says("DPS-2026-0001")
        .says("Draft");
}

#[tokio::test]
async fn after_twenty_drafts_the_next_one_has_to_wait() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for _ in 0..20 {
        client.start().await;
    }
    let refused = client
        .send("/applications", "/api/start_application", &[])
        .await
        .location();
    client
        .get(&refused)
        .await
        .says("There were too many requests in a short time.");
}

#[tokio::test]
async fn a_person_without_applications_reads_what_to_do() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let page = client.get("/applications").await;
    page.says("You have no applications yet")
        .says("Start a new application");
    assert!(page.links().contains(&"/start".to_owned()));
}

#[tokio::test]
async fn more_answers_than_any_advisor_asks_start_nothing() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    let many = "kind=community&".repeat(51);
    let long = format!("kind={}", "c".repeat(5_000));
    for answers in [&many, &long] {
        let fields = pairs(&[
            ("answers", answers),
            ("key", &store::fresh::id()),
            ("token", &token),
        ]);
        let answer = client.call("/api/start_application", &fields).await;
        assert_eq!(answer.body, "\"transport\"");
    }
    let events = world.events().await;
    let fields = pairs(&[
        ("answers", &"kind=community&".repeat(50)),
        ("key", &store::fresh::id()),
        ("token", &token),
    ]);
    client.call("/api/start_application", &fields).await;
    assert_eq!(world.events().await, events + 1, "fifty are taken");
}
