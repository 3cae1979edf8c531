//! Tokens of sign-ins: each is the server's own, holds one sign-in, and never comes back to life.

use crate::harness::{Client, World, pairs};
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::{Email, Role};

/// The cookie of a development server, and of a production one.
const NAMES: [&str; 2] = ["trellis", "__Host-trellis"];

/// Whether a browser with only this token is signed in.
async fn works(world: &World, token: &str) -> bool {
    let client = world.anonymous();
    for name in NAMES {
        client.set_cookie(name, token);
    }
    client.get("/account").await.status.as_u16() == 200
}

#[tokio::test]
async fn no_token_of_the_past_is_ever_accepted_again() {
    for world in [World::new().await, World::in_production().await] {
        let name = world.site().sign_in_cookie();
        let client = world.anonymous();
        let mut past = vec!["planted-by-somebody-else".to_owned()];
        client.set_cookie(name, &past[0]);
        let mut renew = |client: &Client| {
            let token = client.cookie(name);
            assert!(!past.contains(&token), "a token came twice: {token}");
            past.push(token);
            past.clone()
        };
        world.sign_in(&client, PARTNER).await;
        renew(&client);
        // Signing in again, as oneself and as somebody else.
        for email in [PARTNER, "ben@example.org", PARTNER] {
            world.sign_in(&client, email).await;
            renew(&client);
        }
        // Getting a role.
        world.grant(PARTNER, Role::Office).await;
        client.get("/account").await.is(302);
        world.sign_in(&client, PARTNER).await;
        renew(&client);
        // Losing it.
        let chief = world
            .person("chief@example.org", &[Role::Administrator])
            .await;
        let email = Email::parse(PARTNER).unwrap();
        let person = world.store.person_of(&email).await.unwrap().id;
        let take = [("person", person.as_str()), ("role", "office")];
        let mut fields = pairs(&take);
        fields.push(("token".to_owned(), chief.token().await));
        chief.call("/api/revoke_role", &fields).await.is(200);
        client.get("/account").await.is(302);
        world.sign_in(&client, PARTNER).await;
        renew(&client);
        // Being ended from another browser.
        let other = world.person(PARTNER, &[]).await;
        let form = other.get("/account").await.form("/api/end_sign_in");
        other.post("/api/end_sign_in", &form.with(&[])).await;
        client.get("/account").await.is(302);
        world.sign_in(&client, PARTNER).await;
        renew(&client);
        // Signing out.
        client.send("/account", "/api/sign_out", &[]).await;
        world.sign_in(&client, PARTNER).await;
        renew(&client);
        // Being away too long.
        world.later(TimeDelta::minutes(31));
        client.get("/account").await.is(302);
        world.sign_in(&client, PARTNER).await;
        let mut past = renew(&client);
        let now = past.pop().unwrap();
        assert!(past.len() >= 9, "{}", past.len());
        for token in &past {
            assert!(!works(&world, token).await, "an old token still works");
        }
        assert!(works(&world, &now).await, "the newest works");
        // What the database keeps of a token is no token.
        assert!(!works(&world, &store::fresh::hash(&now)).await);
        assert!(!works(&world, &now[1..]).await);
        assert!(!works(&world, &now.to_uppercase()).await);
        assert!(!works(&world, "").await);
        let form_token = client.token().await;
        assert!(!works(&world, &form_token).await, "a form token is another");
    }
}

#[tokio::test]
async fn a_token_planted_before_signing_in_never_becomes_somebodys() {
    let world = World::new().await;
    let eve = world.person("eve@example.org", &[]).await;
    let planted = eve.cookie("trellis");
    let victim = world.anonymous();
    victim.set_cookie("trellis", &planted);
    world.sign_in(&victim, PARTNER).await;
    assert_ne!(victim.cookie("trellis"), planted);
    victim.get("/account").await.is(200).says(PARTNER);
    // The sign-in that the browser held before has ended, and has not become the victim's.
    eve.get("/account").await.is(302);
    assert!(!works(&world, &planted).await);
}

#[tokio::test]
async fn of_two_cookies_of_one_name_only_the_first_counts_and_no_third_person_appears() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await.cookie("trellis");
    let eve = world.person("eve@example.org", &[]).await.cookie("trellis");
    for (first, second, reads) in [
        (ana.as_str(), eve.as_str(), Some(PARTNER)),
        (eve.as_str(), ana.as_str(), Some("eve@example.org")),
        ("nonsense", ana.as_str(), None),
    ] {
        let request = axum::http::Request::get("/account")
            .header("accept", "text/html")
            .header("cookie", format!("trellis={first}; trellis={second}"));
        let page = world.anonymous().ask(request, "").await;
        match reads {
            Some(email) => drop(page.is(200).says(email)),
            None => drop(page.is(302)),
        }
    }
}

#[tokio::test]
async fn what_one_tab_does_the_other_tab_meets() {
    let world = World::new().await;
    let tab = world.person(PARTNER, &[]).await;
    let form = tab.get("/account").await.form("/api/rename");
    // Signed out in one tab, a form of the other changes nothing and keeps what was typed.
    tab.send("/account", "/api/sign_out", &[]).await;
    let before = world.store.person_of(&Email::parse(PARTNER).unwrap()).await;
    let late = tab
        .post("/api/rename", &form.with(&[("name", "Late")]))
        .await;
    assert!(late.location().starts_with("/sign-in?go-on="));
    tab.get(&late.location())
        .await
        .says("what you typed is kept");
    // Signed in as somebody else in one tab, a form of the other does not act for them.
    world.sign_in(&tab, "ben@example.org").await;
    let mixed = tab
        .post("/api/rename", &form.with(&[("name", "Mixed")]))
        .await;
    assert!(mixed.location().starts_with("/sign-in?go-on="));
    let ben = Email::parse("ben@example.org").unwrap();
    assert_eq!(world.store.person_of(&ben).await.unwrap().name, "");
    let after = world.store.person_of(&Email::parse(PARTNER).unwrap()).await;
    assert_eq!(before.unwrap(), after.unwrap());
    // Signed in again as oneself, the old tab's form still belongs to the old sign-in.
    world.sign_in(&tab, PARTNER).await;
    let old = tab
        .call("/api/rename", &form.with(&[("name", "Old")]))
        .await;
    assert_eq!(old.body, "\"signed-out\"");
    // Two tabs of one sign-in share its token: signing out in one ends both.
    let second = tab.copy();
    second.get("/account").await.is(200);
    tab.send("/account", "/api/sign_out", &[]).await;
    second.get("/account").await.is(302);
}
