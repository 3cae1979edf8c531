//! Signing in: codes and links that work once and not for long.

use super::world::{World, email, fails, mail_to, noon};
use crate::sign_in::{Begun, CODE_MINUTES, CODES_PER_HOUR, Proof, WRONG_PER_DAY};
use crate::{Error, Result};
use ::partnership::person::Role;
use ::partnership::text::Lang;
use chrono::{DateTime, TimeDelta, Utc};

/// An address asks for the code 123456; the link's secret is the request's name with "-link".
pub(super) async fn ask_as(
    world: &World,
    who: &str,
    request: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let link = format!("{request}-link");
    let mail = mail_to(who);
    world
        .store
        .ask_to_sign_in(request, &email(who), ("123456", &link), "/go", mail, at)
        .await
}

pub(super) async fn ask(world: &World, request: &str, at: DateTime<Utc>) -> Result<()> {
    ask_as(world, "ana@example.org", request, at).await
}

pub(super) async fn with_code(
    world: &World,
    request: &str,
    code: &str,
    at: DateTime<Utc>,
) -> Result<Begun> {
    world
        .store
        .sign_in(Proof::Code { request, code }, "Firefox", Lang::Es, at)
        .await
}

async fn with_link(world: &World, secret: &str, at: DateTime<Utc>) -> Result<Begun> {
    world
        .store
        .sign_in(Proof::Link(secret), "Firefox", Lang::Es, at)
        .await
}

pub(super) fn later(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

#[tokio::test]
async fn a_code_signs_in_once_and_makes_the_person() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    fails!(
        world.store.person_of(&email("ana@example.org")).await,
        Error::NotFound
    );
    let begun = with_code(&world, "r", "123456", noon()).await.unwrap();
    assert_eq!(begun.go_on, "/go");
    fails!(
        with_code(&world, "r", "123456", noon()).await,
        Error::NotFound
    );
    fails!(with_link(&world, "r-link", noon()).await, Error::NotFound);
    let found = world.store.signed_in(&begun.token, noon()).await.unwrap();
    assert_eq!(
        (found.email.as_str(), found.name.as_str(), found.roles),
        ("ana@example.org", "", vec![])
    );
    assert_eq!(
        world.store.person_of(&found.email).await.unwrap().id,
        found.person
    );
    let history = world
        .store
        .history("person", found.person.as_str())
        .await
        .unwrap();
    assert_eq!(history[0].act, "sign-in");
}

#[tokio::test]
async fn a_link_tells_whom_it_signs_in_as_long_as_it_does() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let address = async |secret, minutes| {
        let found = world.store.address_of_link(secret, later(minutes)).await;
        found.unwrap().map(|email| email.as_str().to_owned())
    };
    assert_eq!(
        address("r-link", 9).await.as_deref(),
        Some("ana@example.org")
    );
    assert_eq!(address("r-link", 10).await, None);
    assert_eq!(address("r", 0).await, None);
    with_link(&world, "r-link", noon()).await.unwrap();
    assert_eq!(address("r-link", 0).await, None);
}

#[tokio::test]
async fn a_link_signs_in_once_and_uses_up_the_code() {
    let world = World::new().await;
    let olga = world.olga().await;
    ask_as(&world, "olga@example.org", "r", noon())
        .await
        .unwrap();
    fails!(
        with_link(&world, "other-link", noon()).await,
        Error::NotFound
    );
    let begun = with_link(&world, "r-link", noon()).await.unwrap();
    fails!(with_link(&world, "r-link", noon()).await, Error::NotFound);
    fails!(
        with_code(&world, "r", "123456", noon()).await,
        Error::NotFound
    );
    let found = world.store.signed_in(&begun.token, noon()).await.unwrap();
    assert_eq!((found.person, found.roles), (olga.id, vec![Role::Office]));
}

#[tokio::test]
async fn five_wrong_codes_are_the_end_of_the_right_one() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    for wrong in ["000000", "12345", "1234567", "", "654321"] {
        fails!(with_code(&world, "r", wrong, noon()).await, Error::NotFound);
    }
    fails!(
        with_code(&world, "r", "123456", noon()).await,
        Error::TooMany
    );
    assert!(
        with_link(&world, "r-link", noon()).await.is_ok(),
        "whoever has the mail can still use its link"
    );
}

#[tokio::test]
async fn four_wrong_codes_do_no_harm() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    for _ in 0..4 {
        fails!(
            with_code(&world, "r", "000000", noon()).await,
            Error::NotFound
        );
    }
    assert!(with_code(&world, "r", "123456", noon()).await.is_ok());
}

#[tokio::test]
async fn a_code_and_its_link_expire() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    fails!(
        with_code(&world, "r", "123456", later(CODE_MINUTES)).await,
        Error::NotFound
    );
    fails!(
        with_link(&world, "r-link", later(CODE_MINUTES)).await,
        Error::NotFound
    );
    assert!(
        with_link(&world, "r-link", later(CODE_MINUTES - 1))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn codes_of_one_address_work_side_by_side() {
    let world = World::new().await;
    ask(&world, "first", noon()).await.unwrap();
    ask(&world, "second", later(1)).await.unwrap();
    fails!(
        with_code(&world, "first", "654321", later(1)).await,
        Error::NotFound
    );
    assert!(
        with_code(&world, "second", "123456", later(1))
            .await
            .is_ok()
    );
    assert!(
        with_link(&world, "first-link", later(1)).await.is_ok(),
        "nobody spoils a code by asking for another"
    );
}

#[tokio::test]
async fn a_code_belongs_to_its_request() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    fails!(
        with_code(&world, "s", "123456", noon()).await,
        Error::NotFound
    );
    fails!(
        ask_as(&world, "eve@example.org", "r", noon()).await,
        Error::Stale
    );
    assert!(with_code(&world, "r", "123456", noon()).await.is_ok());
    assert_eq!(world.number("select count(*) from mail").await, 1);
}

#[tokio::test]
async fn an_address_gets_few_codes_and_is_never_without_one_that_works() {
    let world = World::new().await;
    let mut newest = None;
    let mut sent = Vec::new();
    // Strangers ask twice a minute, for three hours.
    for half in 0..360 {
        let at = noon() + TimeDelta::seconds(30 * half);
        match ask(&world, &half.to_string(), at).await {
            Ok(()) => {
                newest = Some(at);
                sent.push(half / 120);
            }
            Err(Error::TooMany) => {
                let age = at - newest.unwrap();
                assert!(
                    age < TimeDelta::minutes(CODE_MINUTES),
                    "refused, although the newest code is {age} old"
                );
            }
            Err(error) => panic!("{error}"),
        }
    }
    let per_hour: Vec<usize> = (0..3)
        .map(|hour| sent.iter().filter(|sent| **sent == hour).count())
        .collect();
    assert_eq!(per_hour, [8, 6, 6], "mails in each hour");
    assert!(
        ask_as(&world, "paul@example.org", "p", later(59))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_code_that_was_used_does_not_count() {
    let world = World::new().await;
    for number in 0..4 * CODES_PER_HOUR {
        let request = number.to_string();
        ask(&world, &request, later(number)).await.unwrap();
        with_code(&world, &request, "123456", later(number))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn guessing_codes_for_an_address_ends_for_the_day_and_its_links_still_work() {
    let world = World::new().await;
    let mut wrong = 0;
    for request in ["a", "b", "c", "d"] {
        let at = later(wrong * 10);
        ask(&world, request, at).await.unwrap();
        for _ in 0..5 {
            fails!(
                with_code(&world, request, "000000", at).await,
                Error::NotFound
            );
            wrong += 1;
        }
    }
    assert_eq!(wrong, WRONG_PER_DAY);
    let at = later(6 * 60);
    ask(&world, "e", at).await.unwrap();
    fails!(with_code(&world, "e", "123456", at).await, Error::TooMany);
    assert!(
        with_link(&world, "e-link", at).await.is_ok(),
        "whoever reads the mail is not locked out"
    );
    ask_as(&world, "paul@example.org", "p", at).await.unwrap();
    assert!(with_code(&world, "p", "123456", at).await.is_ok());
    let tomorrow = later(33 * 60);
    ask(&world, "f", tomorrow).await.unwrap();
    assert!(with_code(&world, "f", "123456", tomorrow).await.is_ok());
}

#[tokio::test]
async fn only_hashes_of_secrets_are_kept() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let begun = with_code(&world, "r", "123456", noon()).await.unwrap();
    for sql in [
        "select count(*) from sign_in_code where code_hash like '%123456%' or link_hash like '%link%' or length(code_hash) <> 64",
        "select count(*) from sign_in where length(token_hash) <> 64",
    ] {
        assert_eq!(world.number(sql).await, 0, "{sql}");
    }
    assert_eq!(
        world
            .number_of(
                "select count(*) from sign_in where token_hash = $1",
                &begun.token
            )
            .await,
        0
    );
}

#[tokio::test]
async fn a_request_names_its_person_once_there_is_one() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let of = async |request: &str| world.store.person_of_request(request).await.unwrap();
    assert_eq!(of("r").await, None, "the address has no person yet");
    let begun = with_code(&world, "r", "123456", noon()).await.unwrap();
    assert_eq!(of("r").await, Some(begun.person.clone()));
    assert_eq!(of("none").await, None);
    let found = world.store.signed_in(&begun.token, noon()).await.unwrap();
    assert_eq!(found.person, begun.person);
}
