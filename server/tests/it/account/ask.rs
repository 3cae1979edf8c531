//! Asking for a code: the same answer for every address, and not too often.

use super::code::type_code;
use crate::harness::World;
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::Role;

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    world
        .person("known@example.org", &[Role::Administrator])
        .await;
    world.later(TimeDelta::hours(2));
    let mut seen = Vec::new();
    for email in [
        "known@example.org",
        "unknown@example.org",
        "KNOWN@Example.org ",
    ] {
        let address = email.trim().to_lowercase();
        let before = world.mails_to(&address).await.len();
        let client = world.anonymous();
        let page = client.get("/sign-in").await;
        let form = page.form("/api/ask_to_sign_in");
        let asked = client
            .post("/api/ask_to_sign_in", &form.with(&[("email", email)]))
            .await;
        let next = client.get(&asked.location()).await;
        assert_eq!(
            world.mails_to(&address).await.len(),
            before + 1,
            "{email}: one mail"
        );
        let request = asked.location().rsplit('=').next().unwrap().to_owned();
        let subject = world.mails_to(&address).await[0]
            .subject
            .chars()
            .skip(6)
            .collect::<String>();
        let headers: Vec<&str> = asked.headers.keys().map(|name| name.as_str()).collect();
        let text = format!(
            "{} {headers:?} {} {} {subject}",
            asked.status,
            asked.location(),
            next.text()
        );
        seen.push(text.replace(&request, "REQUEST"));
    }
    assert_eq!(seen[0], seen[1], "known and unknown");
    assert_eq!(seen[0], seen[2], "as typed and in capitals");
}

#[tokio::test]
async fn an_address_that_is_none_is_named_and_kept_in_its_field() {
    let world = World::new().await;
    for (email, sentence) in [
        ("", "Answer “E-mail address”"),
        (
            "ana",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "ana@example",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "ana@example.org\r\nBcc: eve@evil.example",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "<script>alert(1)</script>@example.org",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
    ] {
        let client = world.anonymous();
        let asked = client
            .send(
                "/sign-in?go-on=%2Fapplications",
                "/api/ask_to_sign_in",
                &[("email", email)],
            )
            .await;
        let page = client.get(&asked.location()).await;
        assert_eq!(
            page.mistakes(),
            [("email".to_owned(), sentence.to_owned())],
            "{email:?}"
        );
        assert_eq!(
            page.mistake_at("email").as_deref(),
            Some(sentence),
            "{email:?}"
        );
        let form = page.form("/api/ask_to_sign_in");
        assert_eq!(form.value("email"), Some(email), "what was typed is kept");
        assert_eq!(
            form.value("go_on"),
            Some("/applications"),
            "the way on is kept"
        );
        page.hides("<script>alert");
    }
    assert!(
        world.store.mails(10).await.unwrap().is_empty(),
        "no mail went out"
    );
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_once() {
    let world = World::new().await;
    let client = world.anonymous();
    let form = client
        .get("/sign-in")
        .await
        .form("/api/ask_to_sign_in")
        .with(&[("email", PARTNER)]);
    let first = client.post("/api/ask_to_sign_in", &form).await.location();
    let second = client.post("/api/ask_to_sign_in", &form).await.location();
    assert_eq!(first, second);
    assert_eq!(world.mails_to(PARTNER).await.len(), 1);
    type_code(&client, &first, &world.code(PARTNER).await)
        .await
        .says("My applications");
}
