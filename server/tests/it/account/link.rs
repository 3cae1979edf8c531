//! Signing in with the link of a mail, which scanners open before people do.

use crate::harness::{Answer, Client, World, pairs};
use crate::story::PARTNER;
use axum::http::Request;
use chrono::TimeDelta;

const USED: &str =
    "This link was used before, or is older than 10 minutes. Ask for a new one here.";

async fn ask(world: &World) -> String {
    world
        .anonymous()
        .send("/sign-in", "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await
        .is(302);
    world.link(PARTNER).await
}

async fn press(client: &Client, link: &str) -> Answer {
    let answer = client.send(link, "/api/sign_in_with_link", &[]).await;
    client.get(&answer.location()).await
}

#[tokio::test]
async fn opening_a_link_changes_nothing_and_its_button_works_once() {
    let world = World::new().await;
    let link = ask(&world).await;
    let before = world.fingerprint().await;
    let scanner = world.anonymous();
    for _ in 0..5 {
        let page = scanner.get(&link).await;
        page.is(200).says("Press the button to sign in");
        assert!(
            page.cookies().is_empty(),
            "opening the link gives no cookie"
        );
    }
    for _ in 0..2 {
        let head = scanner
            .ask(
                Request::head(&link).header("user-agent", "mail scanner"),
                "",
            )
            .await;
        head.is(200);
        assert!(head.cookies().is_empty() && head.body.is_empty());
    }
    scanner.get("/account").await.is(302);
    assert!(
        before == world.fingerprint().await,
        "opening the link wrote something"
    );
    let person = world.anonymous();
    press(&person, &link).await.says("My applications");
    let second = world.anonymous();
    press(&second, &link).await.says(USED);
    second.get("/account").await.is(302);
    person.get("/account").await.is(200);
}

#[tokio::test]
async fn a_link_works_for_ten_minutes_beside_newer_ones() {
    let world = World::new().await;
    let old = ask(&world).await;
    world.later(TimeDelta::minutes(10));
    press(&world.anonymous(), &old).await.says(USED);
    let earlier = ask(&world).await;
    world.later(TimeDelta::seconds(1));
    let newest = ask(&world).await;
    for link in [earlier, newest] {
        press(&world.anonymous(), &link)
            .await
            .says("My applications");
    }
}

/// How scanners of mails come: their names, from where, and what they ask for.
const SCANNERS: [(&str, &str, &str); 6] = [
    (
        "GET",
        "Mozilla/5.0 (compatible; Scanner/1.0)",
        "198.51.100.1",
    ),
    ("GET", "Barracuda Sentinel (EE)", "198.51.100.2"),
    (
        "GET",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        "203.0.113.7",
    ),
    ("HEAD", "curl/8.0", "2001:db8::1"),
    ("OPTIONS", "", "198.51.100.1"),
    ("HEAD", "GoogleImageProxy", "198.51.100.3"),
];

#[tokio::test]
async fn scanners_of_any_name_and_place_use_up_nothing() {
    let world = World::new().await;
    let link = ask(&world).await;
    let before = world.fingerprint().await;
    for prefetch in [false, true] {
        for (method, agent, from) in SCANNERS {
            let peer: std::net::SocketAddr = (from.parse::<std::net::IpAddr>().unwrap(), 1).into();
            let mut request = Request::builder()
                .method(method)
                .uri(&link)
                .extension(axum::extract::ConnectInfo(peer))
                .header("user-agent", agent);
            if prefetch {
                request = request
                    .header("sec-purpose", "prefetch;prerender")
                    .header("purpose", "prefetch");
            }
            let answer = world.anonymous().ask(request, "").await;
            assert!(answer.cookies().is_empty(), "{method} {agent}");
            assert!(answer.status.as_u16() < 500, "{method} {agent}");
        }
    }
    // Some press every button they find, without being a browser of this site.
    let secret = link.rsplit('=').next().unwrap();
    let pressed = Request::post("/api/sign_in_with_link")
        .header("content-type", "application/x-www-form-urlencoded");
    world
        .anonymous()
        .ask(pressed, &format!("secret={secret}"))
        .await
        .is(403);
    assert!(before == world.fingerprint().await, "something was written");
    press(&world.anonymous(), &link)
        .await
        .says("My applications");
    press(&world.anonymous(), &link).await.says(USED);
}

#[tokio::test]
async fn using_the_code_uses_up_the_link_and_the_other_way_round() {
    let world = World::new().await;
    let client = world.anonymous();
    world.sign_in(&client, PARTNER).await;
    press(&world.anonymous(), &world.link(PARTNER).await)
        .await
        .says(USED);
    world.later(TimeDelta::seconds(1));
    let page = client
        .send("/sign-in", "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await
        .location();
    press(&world.anonymous(), &world.link(PARTNER).await)
        .await
        .says("My applications");
    let code = world.code(PARTNER).await;
    let late = world
        .anonymous()
        .send(&page, "/api/sign_in_with_code", &[("code", &code)])
        .await;
    assert!(
        late.location().starts_with("/sign-in/code"),
        "{}",
        late.location()
    );
}

#[tokio::test]
async fn a_made_up_link_opens_the_same_page_and_signs_nobody_in() {
    let world = World::new().await;
    let real = ask(&world).await;
    let client = world.anonymous();
    let made_up = format!("{}{}", &real[..real.len() - 6], "aaaaaa");
    let address = format!("You will be signed in as {PARTNER}.");
    client.get(&real).await.says(&address);
    client
        .get(&made_up)
        .await
        .is(200)
        .says("Press the button to sign in.")
        .hides("signed in as");
    press(&client, &made_up).await.says(USED);
    press(&client, "/sign-in/link?secret=").await.says(USED);
    let called = client
        .call("/api/sign_in_with_link", &pairs(&[("secret", "x")]))
        .await;
    assert_eq!(called.body, r#"{"invalid":[["link","not-choice"]]}"#);
}
