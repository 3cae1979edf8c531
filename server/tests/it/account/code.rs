//! Signing in with the code of a mail.

use crate::harness::{Answer, Client, World, pairs};
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::Role;

const WRONG: &str = "This code does not fit, was used before, or is older than 10 minutes. Check it, or ask for a new one.";
const TOO_MANY: &str = "Too many wrong codes were typed. Press the link in the e-mail instead, or go back and ask for a new one.";

/// Asks for a code and gives the page on which it is typed.
pub async fn ask(client: &Client, email: &str) -> String {
    client
        .send("/sign-in", "/api/ask_to_sign_in", &[("email", email)])
        .await
        .location()
}

/// Types a code and gives the page behind it.
pub async fn type_code(client: &Client, page: &str, code: &str) -> Answer {
    let answer = client
        .send(page, "/api/sign_in_with_code", &[("code", code)])
        .await;
    client.get(&answer.location()).await
}

/// Another code than this one.
pub fn other(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_signs_in_with_blanks_in_it_and_works_once() {
    let world = World::new().await;
    let client = world.anonymous();
    let page = ask(&client, PARTNER).await;
    assert_eq!(
        world.mails_to(PARTNER).await.len(),
        1,
        "one request, one mail"
    );
    let code = world.code(PARTNER).await;
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let done = client
        .send(&page, "/api/sign_in_with_code", &[("code", &spaced)])
        .await;
    assert_eq!(done.is(302).location(), "/applications");
    client.get("/account").await.is(200).says(PARTNER);
    let second = world.anonymous();
    type_code(&second, &page, &code).await.says(WRONG);
    second.get("/account").await.is(302);
}

#[tokio::test]
async fn staff_begin_at_the_office_and_partners_at_their_applications() {
    let world = World::new().await;
    for (role, page) in [
        (Role::Partner, "/applications"),
        (Role::Liaison, "/office"),
        (Role::Analyst, "/office"),
        (Role::Signer, "/office"),
        (Role::Office, "/office"),
        (Role::Administrator, "/office"),
    ] {
        let email = format!("{}@example.org", role.word());
        world.grant(&email, role).await;
        let done = world.sign_in(&world.anonymous(), &email).await;
        assert_eq!(done.location(), page, "{role:?}");
    }
}

#[tokio::test]
async fn a_code_works_for_ten_minutes() {
    let world = World::new().await;
    let client = world.anonymous();
    let page = ask(&client, PARTNER).await;
    world.later(TimeDelta::minutes(10));
    type_code(&client, &page, &world.code(PARTNER).await)
        .await
        .says(WRONG);
    let page = ask(&client, PARTNER).await;
    world.later(TimeDelta::seconds(599));
    type_code(&client, &page, &world.code(PARTNER).await)
        .await
        .says("My applications");
}

#[tokio::test]
async fn a_newer_code_leaves_the_one_before_in_force() {
    let world = World::new().await;
    let client = world.anonymous();
    let first_page = ask(&client, PARTNER).await;
    let first = world.code(PARTNER).await;
    world.later(TimeDelta::seconds(1));
    let second_page = ask(&client, PARTNER).await;
    let second = world.code(PARTNER).await;
    if first != second {
        type_code(&client, &first_page, &second).await.says(WRONG);
    }
    for (page, code) in [(first_page, first), (second_page, second)] {
        type_code(&world.anonymous(), &page, &code)
            .await
            .says("My applications");
    }
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_no_longer_works() {
    let world = World::new().await;
    let client = world.anonymous();
    let page = ask(&client, PARTNER).await;
    let code = world.code(PARTNER).await;
    for _ in 0..5 {
        let again = type_code(&client, &page, &other(&code)).await;
        assert_eq!(again.mistakes(), [("code".to_owned(), WRONG.to_owned())]);
        assert_eq!(again.mistake_at("code").as_deref(), Some(WRONG));
        assert!(again.title().starts_with("Error: "), "{}", again.title());
    }
    type_code(&client, &page, &code).await.says(TOO_MANY);
    client.get("/account").await.is(302);
    // Another request of the same person is not harmed.
    let page = ask(&client, PARTNER).await;
    type_code(&client, &page, &world.code(PARTNER).await)
        .await
        .says("My applications");
}

#[tokio::test]
async fn somebody_goes_on_only_to_pages_of_this_site() {
    let world = World::new().await;
    for (at, (go_on, leads)) in [
        ("/applications?x=1&y=a%20b", "/applications?x=1&y=a%20b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("evil", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
    ]
    .into_iter()
    .enumerate()
    {
        let client = world.anonymous();
        let email = format!("person-{at}@example.org");
        let asked = client
            .send(
                "/sign-in",
                "/api/ask_to_sign_in",
                &[("email", &email), ("go_on", go_on)],
            )
            .await;
        let code = world.code(&email).await;
        let done = client
            .send(
                &asked.location(),
                "/api/sign_in_with_code",
                &[("code", &code)],
            )
            .await;
        assert_eq!(done.location(), leads, "{go_on:?}");
    }
}

#[tokio::test]
async fn the_browser_program_gets_the_same_answers_as_data() {
    let world = World::new().await;
    let client = world.anonymous();
    let asked = client
        .call("/api/ask_to_sign_in", &pairs(&[("email", "ana")]))
        .await;
    assert_eq!(asked.is(422).body, r#"{"invalid":[["email","not-email"]]}"#);
    let asked = client
        .call("/api/ask_to_sign_in", &pairs(&[("email", PARTNER)]))
        .await;
    let request = asked.location().rsplit('=').next().unwrap().to_owned();
    let code = world.code(PARTNER).await;
    let wrong = client
        .call(
            "/api/sign_in_with_code",
            &pairs(&[("request", &request), ("code", &other(&code))]),
        )
        .await;
    assert_eq!(wrong.body, r#"{"invalid":[["code","not-choice"]]}"#);
    let done = client
        .call(
            "/api/sign_in_with_code",
            &pairs(&[("request", &request), ("code", &code)]),
        )
        .await;
    assert_eq!(done.location(), "/applications");
    client.get("/account").await.is(200);
}
