//! The cookie of a sign-in: how it is locked, when it changes, and when it ends.

use crate::harness::World;
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::{Email, Role};
use store::Asker;

#[tokio::test]
async fn the_cookie_is_locked_to_this_site_and_kept_from_scripts() {
    let world = World::new().await;
    let done = world.sign_in(&world.anonymous(), PARTNER).await;
    let [cookie] = done.cookies().try_into().unwrap();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert_eq!(flags, "Path=/; Max-Age=28800; HttpOnly; SameSite=Lax");
    let (name, token) = pair.split_once('=').unwrap();
    assert_eq!(name, "trellis");
    assert!(token.len() >= 43, "256 bits need 43 signs: {token}");
    assert!(
        !world
            .fingerprint()
            .await
            .windows(token.len())
            .any(|bytes| bytes == token.as_bytes()),
        "the token is stored"
    );
}

#[tokio::test]
async fn over_https_the_cookie_is_kept_to_this_host() {
    let world = World::in_production().await;
    let done = world.sign_in(&world.anonymous(), PARTNER).await;
    let [cookie] = done.cookies().try_into().unwrap();
    assert!(cookie.starts_with("__Host-trellis="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
    let client = world.anonymous();
    client.set_cookie("trellis", cookie.split(['=', ';']).nth(1).unwrap());
    client.get("/account").await.is(302);
}

#[tokio::test]
async fn over_https_the_language_is_kept_to_this_host_too() {
    let world = World::in_production().await;
    let client = world.anonymous();
    let [cookie] = client
        .get("/process?lang=es")
        .await
        .cookies()
        .try_into()
        .unwrap();
    assert_eq!(
        cookie,
        "__Host-lang=es; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
    );
    client.get("/").await.says("Español");
    assert!(client.get("/").await.body.contains("<html lang=\"es\""));
    // One without the prefix could come from another host of the same site.
    let planted = world.anonymous();
    planted.set_cookie("lang", "es");
    for path in ["/", "/sign-in", "/no-such-page"] {
        let page = planted.get(path).await;
        assert!(page.body.contains("<html lang=\"en\""), "{path}");
    }
}

#[tokio::test]
async fn signing_in_again_gives_a_new_token_and_ends_the_old_one() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let old = client.copy();
    let (cookie, token) = (client.cookie("trellis"), client.token().await);
    world.later(TimeDelta::seconds(1));
    world.sign_in(&client, PARTNER).await;
    assert_ne!(client.cookie("trellis"), cookie);
    assert_ne!(client.token().await, token);
    client.get("/account").await.is(200);
    old.get("/account").await.is(302);
}

#[tokio::test]
async fn signing_in_as_somebody_else_ends_the_sign_in_before() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let old = client.copy();
    world.sign_in(&client, "ben@example.org").await;
    client.get("/account").await.says("ben@example.org");
    old.get("/account").await.is(302);
}

#[tokio::test]
async fn signing_out_ends_the_sign_in_and_empties_the_browser() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let kept = client.copy();
    let out = client.send("/account", "/api/sign_out", &[]).await;
    assert_eq!(out.location(), "/");
    assert_eq!(out.header("clear-site-data"), "\"storage\"");
    assert_eq!(
        out.cookies(),
        ["trellis=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]
    );
    assert_eq!(
        client.get("/account").await.location(),
        "/sign-in?go-on=%2Faccount"
    );
    kept.get("/account").await.is(302);
}

#[tokio::test]
async fn a_sign_in_without_use_ends_after_thirty_minutes() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for _ in 0..3 {
        world.later(TimeDelta::minutes(29));
        client.get("/account").await.is(200);
    }
    world.later(TimeDelta::minutes(30));
    assert_eq!(
        client.get("/account").await.location(),
        "/sign-in?go-on=%2Faccount"
    );
}

#[tokio::test]
async fn a_sign_in_ends_after_eight_hours_of_use() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for _ in 0..19 {
        world.later(TimeDelta::minutes(25));
        client.get("/account").await.is(200);
    }
    world.later(TimeDelta::minutes(5));
    client.get("/account").await.is(302);
}

#[tokio::test]
async fn asking_to_stay_counts_as_use() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    for _ in 0..2 {
        world.later(TimeDelta::minutes(29));
        client
            .call(
                "/api/stay_signed_in",
                &[("token".to_owned(), token.clone())],
            )
            .await
            .is(200);
    }
    client.get("/account").await.is(200);
}

#[tokio::test]
async fn a_cookie_that_was_set_beforehand_is_not_taken_over() {
    let world = World::new().await;
    let client = world.anonymous();
    let planted = "A".repeat(43);
    client.set_cookie("trellis", &planted);
    client.get("/account").await.is(302);
    world.sign_in(&client, PARTNER).await;
    assert_ne!(client.cookie("trellis"), planted);
    let attacker = world.anonymous();
    attacker.set_cookie("trellis", &planted);
    attacker.get("/account").await.is(302);
}

#[tokio::test]
async fn somebody_who_loses_a_role_is_signed_out() {
    let world = World::new().await;
    let client = world
        .person("ben@example.org", &[Role::Office, Role::Analyst])
        .await;
    client.get("/office/applications").await.is(200);
    world.grant("chief@example.org", Role::Administrator).await;
    let person = |email: &str| Email::parse(email).unwrap();
    let chief = world
        .store
        .person_of(&person("chief@example.org"))
        .await
        .unwrap();
    let ben = world
        .store
        .person_of(&person("ben@example.org"))
        .await
        .unwrap();
    let by = Asker {
        id: chief.id,
        roles: chief.roles,
    };
    world
        .store
        .revoke(&by, &ben.id, Role::Office, world.now())
        .await
        .unwrap();
    assert!(
        client
            .get("/office/applications")
            .await
            .is(302)
            .location()
            .starts_with("/sign-in?")
    );
    world.sign_in(&client, "ben@example.org").await;
    client.get("/office/applications").await.is(404);
    client.get("/office/partnerships").await.is(200);
}
