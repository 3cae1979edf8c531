//! Strangers who ask for codes of somebody else's address: few mails come of it, and nobody is locked out.

use super::code::{ask, other, type_code};
use crate::harness::World;
use crate::story::PARTNER;
use chrono::TimeDelta;

const OFTEN: &str = "Several e-mails were sent to this address within the hour.";
const MANY_WRONG: &str = "Too many wrong codes were typed.";

#[tokio::test]
async fn a_flood_brings_few_mails_and_every_mail_signs_its_reader_in() {
    let world = World::new().await;
    let mut refused = 0;
    // Two hundred requests from as many browsers, within five seconds.
    for _ in 0..200 {
        let page = ask(&world.anonymous(), PARTNER).await;
        if !page.starts_with("/sign-in/code") {
            world.anonymous().get(&page).await.says(OFTEN);
            refused += 1;
        }
        world.later(TimeDelta::milliseconds(25));
    }
    assert_eq!(world.mails_to(PARTNER).await.len(), 3);
    assert_eq!(refused, 197);
    // The flood goes on for two hours. At any time, whoever reads the mails can sign in.
    for minute in 0..120 {
        world.later(TimeDelta::minutes(1));
        ask(&world.anonymous(), PARTNER).await;
        let link = world.link(PARTNER).await;
        if minute % 15 == 0 {
            let owner = world.anonymous();
            let done = owner.send(&link, "/api/sign_in_with_link", &[]).await;
            assert_eq!(done.location(), "/applications", "in minute {minute}");
        }
    }
    let mails = world.mails_to(PARTNER).await.len();
    assert!(mails <= 25, "{mails} mails in two hours");
    assert!(
        ask(&world.anonymous(), "somebody@example.org")
            .await
            .starts_with("/sign-in/code"),
        "others are not harmed"
    );
}

#[tokio::test]
async fn asking_again_does_not_spoil_a_code_that_somebody_is_typing() {
    let world = World::new().await;
    let owner = world.anonymous();
    let page = ask(&owner, PARTNER).await;
    let code = world.code(PARTNER).await;
    for _ in 0..10 {
        world.later(TimeDelta::seconds(1));
        ask(&world.anonymous(), PARTNER).await;
    }
    type_code(&owner, &page, &code)
        .await
        .says("My applications");
}

#[tokio::test]
async fn guessing_codes_ends_for_the_day_and_the_link_still_works() {
    let world = World::new().await;
    let mut tried = 0;
    for _ in 0..30 {
        let stranger = world.anonymous();
        let page = ask(&stranger, PARTNER).await;
        if page.starts_with("/sign-in/code") {
            let wrong = other(&world.code(PARTNER).await);
            for _ in 0..6 {
                let answer = type_code(&stranger, &page, &wrong).await;
                if answer.text().contains(MANY_WRONG) {
                    break;
                }
                tried += 1;
            }
        }
        world.later(TimeDelta::minutes(11));
    }
    assert_eq!(tried, 20, "guesses that were judged within the day");
    let owner = world.anonymous();
    let page = ask(&owner, PARTNER).await;
    type_code(&owner, &page, &world.code(PARTNER).await)
        .await
        .says(MANY_WRONG);
    let link = world.link(PARTNER).await;
    let done = owner.send(&link, "/api/sign_in_with_link", &[]).await;
    assert_eq!(done.location(), "/applications");
}

#[tokio::test]
async fn somebody_who_signs_in_again_and_again_is_not_held_up() {
    let world = World::new().await;
    for _ in 0..20 {
        world.sign_in(&world.anonymous(), PARTNER).await;
        world.later(TimeDelta::minutes(1));
    }
}

#[tokio::test]
async fn an_address_that_is_not_known_meets_the_same_limits() {
    let world = World::new().await;
    let known = "known@example.org";
    world.person(known, &[]).await;
    world.later(TimeDelta::hours(2));
    let mut seen = Vec::new();
    for email in [known, "unknown@example.org"] {
        let mut answers = Vec::new();
        for _ in 0..6 {
            let client = world.anonymous();
            let asked = ask(&client, email).await;
            let page = client.get(&asked).await;
            let path = asked.split(['=', '?']).next().unwrap().to_owned();
            answers.push(format!("{path} {}", page.text().replace(email, "ADDRESS")));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}
