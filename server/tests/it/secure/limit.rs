//! Callers who ask too much, and bodies that hold too much.

use crate::harness::{Client, World, pairs};
use crate::story::PARTNER;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Frame;
use partnership::person::Role;
use server::config::Config;
use server::mail::Post;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// The acts that may bring files.
pub const FILES: [&str; 4] = [
    server::upload::PATH,
    "/api/add_note",
    "/api/send_message",
    "/api/send_message_to_office",
];

async fn ask_from(
    client: &Client,
    peer: &str,
    forwarded: &str,
    act: &str,
) -> crate::harness::Answer {
    let peer: SocketAddr = peer.parse().unwrap();
    let request = client
        .posting(act, "application/json")
        .extension(ConnectInfo(peer))
        .header("x-forwarded-for", forwarded);
    client.ask(request, "email=ana").await
}

#[tokio::test]
async fn a_caller_who_asks_for_codes_too_often_is_told_when_to_try_again() {
    let world = World::with(Config {
        sign_ins_per_minute: 5,
        ..World::config()
    })
    .await;
    let client = world.anonymous();
    for _ in 0..5 {
        client
            .call("/api/ask_to_sign_in", &pairs(&[("email", "ana")]))
            .await
            .is(422);
    }
    for act in [
        "/api/ask_to_sign_in",
        "/api/sign_in_with_code",
        "/api/sign_in_with_link",
    ] {
        let refused = client.post(act, &pairs(&[("email", PARTNER)])).await;
        assert_eq!(refused.is(429).header("retry-after"), "60", "{act}");
        refused.says("Too many requests");
    }
    assert!(world.mails_to(PARTNER).await.is_empty());
    client.get("/sign-in").await.is(200);
    client
        .call("/api/rename", &pairs(&[("name", "x")]))
        .await
        .is(401);
}

#[tokio::test]
async fn other_callers_are_not_harmed_and_a_forged_address_does_not_help() {
    let world = World::with(Config {
        sign_ins_per_minute: 2,
        ..World::config()
    })
    .await;
    let client = world.anonymous();
    let act = "/api/ask_to_sign_in";
    for _ in 0..2 {
        ask_from(&client, "203.0.113.9:1000", "198.51.100.1", act)
            .await
            .is(422);
    }
    ask_from(&client, "203.0.113.9:2000", "198.51.100.2", act)
        .await
        .is(429);
    ask_from(&client, "203.0.113.10:1000", "203.0.113.9", act)
        .await
        .is(422);
    for host in 0..2 {
        ask_from(&client, &format!("[2001:db8:1:2::{host}]:1"), "", act)
            .await
            .is(422);
    }
    ask_from(&client, "[2001:db8:1:2:ffff::9]:1", "", act)
        .await
        .is(429);
    ask_from(&client, "[2001:db8:1:3::1]:1", "", act)
        .await
        .is(422);
}

#[tokio::test]
async fn behind_the_own_proxy_each_person_has_a_limit_of_their_own() {
    let world = World::with(Config {
        sign_ins_per_minute: 1,
        proxies: vec!["10.0.0.0/8".parse().unwrap()],
        ..World::config()
    })
    .await;
    let client = world.anonymous();
    let act = "/api/ask_to_sign_in";
    ask_from(&client, "10.0.0.1:1", "198.51.100.1", act)
        .await
        .is(422);
    ask_from(&client, "10.0.0.2:1", "6.6.6.6, 198.51.100.1", act)
        .await
        .is(429);
    ask_from(&client, "10.0.0.1:1", "198.51.100.2", act)
        .await
        .is(422);
    // Before what is no address anybody could have written anything: the proxy is the caller then.
    for (forged, status) in [("192.0.2.1, unknown", 422), ("192.0.2.2, unknown", 429)] {
        ask_from(&client, "10.0.0.1:1", forged, act)
            .await
            .is(status);
    }
    // Some proxies write the port as well.
    for (port, status) in [("192.0.2.7:1001", 422), ("192.0.2.7:1002", 429)] {
        ask_from(&client, "10.0.0.1:1", port, act).await.is(status);
    }
}

#[tokio::test]
async fn acts_have_a_limit_and_pages_have_none() {
    let world = World::with(Config {
        acts_per_minute: 3,
        ..World::config()
    })
    .await;
    let client = world.person(PARTNER, &[]).await;
    let fields = pairs(&[("token", &client.token().await)]);
    for _ in 0..3 {
        client.call("/api/stay_signed_in", &fields).await.is(200);
    }
    client.call("/api/stay_signed_in", &fields).await.is(429);
    for _ in 0..20 {
        client.get("/account").await.is(200);
    }
}

#[tokio::test]
async fn sheets_count_as_acts_because_each_is_much_work() {
    let world = World::with(Config {
        acts_per_minute: 3,
        ..World::config()
    })
    .await;
    let office = world.person("office@example.org", &[Role::Office]).await;
    for path in [
        "/office/applications.csv",
        "/office/partnerships.csv?page=2",
        "/office/dashboard/areas.csv",
    ] {
        office.get(path).await.is(200);
    }
    for path in [
        "/office/applications.csv",
        "/office/applications.xlsx",
        "/office/applications.html?rows=page",
        "/office/partnerships.xlsx",
        "/office/organizations.html",
        "/office/people/roles.csv",
        "/office/dashboard/areas.csv",
        "/office/dashboard/areas%2Ecsv",
    ] {
        let refused = office.get(path).await;
        assert_eq!(refused.is(429).header("retry-after"), "60", "{path}");
        refused.says("Too many requests");
    }
    office.get("/office/applications").await.is(200);
}

#[tokio::test]
async fn callers_whose_limit_is_fresh_again_are_forgotten() {
    let world = World::with(Config {
        sign_ins_per_minute: 1,
        // One each millisecond.
        acts_per_minute: 60_000,
        ..World::config()
    })
    .await;
    let client = world.anonymous();
    for network in 0..20 {
        let peer = format!("[2001:db8:1:{network:x}::1]:1");
        ask_from(&client, &peer, "", "/api/rename").await;
    }
    let act = "/api/ask_to_sign_in";
    ask_from(&client, "203.0.113.9:1000", "", act).await;
    assert_eq!(world.server.limits.callers(), 21);
    tokio::time::sleep(Duration::from_millis(20)).await;
    Post::new(world.server.clone(), None).look().await;
    assert_eq!(world.server.limits.callers(), 1);
    // Whoever has to wait still has to.
    ask_from(&client, "203.0.113.9:1000", "", act).await.is(429);
}

#[tokio::test]
async fn a_form_without_files_holds_no_more_where_files_are_taken() {
    let world = World::new().await;
    let client = world.anonymous();
    for act in FILES {
        let request = client
            .posting(act, "text/html")
            .header("content-length", 3 * 1024 * 1024);
        client.ask(request, "").await.is(413);
    }
}

#[tokio::test]
async fn a_body_over_two_megabytes_is_refused_with_a_sentence() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/about");
    let form = client.get(&page).await.form("/api/save_step");
    let text = "a".repeat(2 * 1024 * 1024);
    let before = world.fingerprint().await;
    let body = crate::harness::encoded(&form.with(&[("answers[organization.about][]", &text)]));
    for (accept, said) in [
        ("text/html", "This form holds more than can be sent at once"),
        ("application/json", "\"transport\""),
    ] {
        let told = client
            .posting("/api/save_step", accept)
            .header("content-length", body.len());
        let untold = client.posting("/api/save_step", accept);
        let stream = Body::new(Pieces(vec![
            body[1_000_000..].to_owned(),
            body[..1_000_000].to_owned(),
        ]));
        for answer in [
            client.ask(told, &body).await,
            client.ask_with(untold, stream).await,
        ] {
            answer.is(413);
            answer.says(said);
        }
    }
    assert!(before == world.fingerprint().await);
    let many = (0..20_000)
        .map(|n| (format!("answers[x{n}][]"), "y".to_owned()))
        .collect::<Vec<_>>();
    assert!(
        client.post("/api/save_step", &many).await.status.as_u16() < 500,
        "a form of 20,000 unknown fields"
    );
    client
        .ask(
            Request::get("/account").header("content-length", 3 * 1024 * 1024),
            "",
        )
        .await
        .is(413);
}

/// A body of several pieces whose length is not known beforehand.
struct Pieces(Vec<String>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(
            self.0
                .pop()
                .map(|piece| Ok(Frame::data(Bytes::from(piece)))),
        )
    }
}
