//! Figures for whoever runs the server.

use crate::harness::{World, pairs};
use crate::slow::line::{Listening, ask};
use crate::story::{OFFICE, PARTNER};
use axum::http::{Method, Request};
use chrono::TimeDelta;
use partnership::person::Role;
use server::config::Config;
use server::serve::Patience;
use std::collections::BTreeMap;

/// The figures by name and labels.
async fn figures(world: &World) -> BTreeMap<String, f64> {
    let text = world.server.metrics.text(&world.server).await.unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.rsplit_once(' '))
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

#[tokio::test]
async fn requests_are_counted_by_route_and_status() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    for _ in 0..3 {
        client.get(&format!("/applications/{id}")).await.is(200);
    }
    world
        .anonymous()
        .get(&format!("/applications/{id}"))
        .await
        .is(302);
    let found = figures(&world).await;
    let name = |status: u16| {
        format!(
            "trellis_requests_total{{method=\"GET\",route=\"/applications/{{id}}\",status=\"{status}\"}}"
        )
    };
    assert_eq!(found.get(&name(200)), Some(&3.0), "{found:?}");
    assert_eq!(found.get(&name(302)), Some(&1.0));
    let count = "trellis_request_duration_seconds_count{route=\"/applications/{id}\"}";
    assert_eq!(found.get(count), Some(&4.0));
    let text = world.server.metrics.text(&world.server).await.unwrap();
    assert!(
        !text.contains(&id) && !text.contains("quillfeather"),
        "{text}"
    );
    assert!(text.ends_with("# EOF\n"));
}

#[tokio::test]
async fn mistakes_are_not_counted_as_faults() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let token = partner.token().await;
    let eve = world.person("eve@example.org", &[]).await;
    let withdraw = |token: &str, seen: &str| {
        pairs(&[
            ("id", id.as_str()),
            ("seen", seen),
            ("reason", "Over"),
            ("token", token),
        ])
    };
    let act = "/api/withdraw_application";
    // What came on a version that is gone, what is not theirs, and from nobody.
    partner.call(act, &withdraw(&token, "999")).await.is(409);
    let foreign = withdraw(&eve.token().await, "999");
    eve.call(act, &foreign).await.is(404);
    world.anonymous().call(act, &foreign).await.is(401);
    // What cannot be taken: by program, and by a plain form, which is sent on.
    let wrong = pairs(&[("email", "ana")]);
    let sign_in = "/api/ask_to_sign_in";
    world.anonymous().call(sign_in, &wrong).await.is(422);
    world.anonymous().post(sign_in, &wrong).await.is(302);
    let found = figures(&world).await;
    for (route, status) in [(act, 409), (act, 404), (act, 401), (sign_in, 422)] {
        let name = format!(
            "trellis_requests_total{{method=\"POST\",route=\"{route}\",status=\"{status}\"}}"
        );
        assert_eq!(found.get(&name), Some(&1.0), "{name} of {found:?}");
    }
    let faults = found.keys().find(|name| name.contains("status=\"5"));
    assert_eq!(faults, None);
    // A fault of the program still is one.
    world.store.close().await;
    world
        .anonymous()
        .call(sign_in, &pairs(&[("email", PARTNER)]))
        .await
        .is(500);
}

#[tokio::test]
async fn sign_ins_mails_and_connections_are_counted() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    world.person(OFFICE, &[Role::Office]).await;
    let wrong = pairs(&[("request", "none"), ("code", "000000")]);
    client.post("/api/sign_in_with_code?lang=es", &wrong).await;
    let mails = world.store.take_mails(world.now(), 1).await.unwrap();
    world
        .store
        .mail_failed(&mails[0].id, "no", world.now())
        .await
        .unwrap();
    let found = figures(&world).await;
    for (name, value) in [
        ("trellis_sign_ins_total{result=\"begun\"}", 2.0),
        ("trellis_sign_ins_total{result=\"refused\"}", 1.0),
        ("trellis_mails{state=\"waiting\"}", 1.0),
        ("trellis_mails{state=\"failed\"}", 1.0),
        ("trellis_signed_in_browsers", 2.0),
        (
            "trellis_database_connections{pool=\"reader\",state=\"open\"}",
            1.0,
        ),
    ] {
        assert_eq!(found.get(name), Some(&value), "{name} of {found:?}");
    }
    world.later(TimeDelta::minutes(31));
    assert_eq!(figures(&world).await["trellis_signed_in_browsers"], 0.0);
}

#[tokio::test]
async fn made_up_addresses_and_methods_add_no_figures() {
    let world = World::new().await;
    let client = world.anonymous();
    client.get("/nowhere").await;
    client
        .ask(Request::builder().method("ODD").uri("/"), "")
        .await;
    let before = figures(&world).await.len();
    for number in 0..50 {
        client.get(&format!("/nowhere-{number}")).await;
        let method = Method::from_bytes(format!("ODD{number}").as_bytes()).unwrap();
        client
            .ask(Request::builder().method(method).uri("/"), "")
            .await;
    }
    assert_eq!(figures(&world).await.len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_have_a_port_of_their_own_and_none_by_default() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let config = Config {
        metrics: Some(address),
        ..World::config()
    };
    let server = Listening::with(config, Patience::default()).await;
    let page = ask(server.line().await, "/sign-in").await;
    assert!(page.starts_with("HTTP/1.1 200"));
    let outside = ask(server.line().await, "/metrics").await;
    assert!(
        outside.starts_with("HTTP/1.1 404"),
        "the port of the pages shows none: {outside}"
    );
    let line = tokio::net::TcpStream::connect(address).await.unwrap();
    let shown = ask(line, "/metrics").await;
    assert!(
        shown
            .contains("trellis_requests_total{method=\"GET\",route=\"/sign-in\",status=\"200\"} 1"),
        "{shown}"
    );
    assert!(shown.contains("application/openmetrics-text"), "{shown}");
    server.end().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    assert_eq!(Config::default().metrics, None);
}
