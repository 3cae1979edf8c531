//! Which district a request is for: by its host as it is named, and never by chance.

use super::{PLACES, named, two};
use crate::harness::{Answer, Client, World, encoded, pairs};
use axum::http::{Method, Request, header};

/// Asks for an address under a host. Two names are two headers.
async fn asked(world: &World, method: Method, hosts: &[&str], uri: &str) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(uri)
        .header(header::ACCEPT, "text/html");
    for host in hosts {
        request = request.header(header::HOST, *host);
    }
    let client = Client::new(world.router.clone(), "http://127.0.0.1:3000");
    client.ask(request, "").await
}

fn names_none(answer: &Answer) {
    for name in ["Durham", "Wakeshire", "durham", "wake"] {
        assert!(
            !answer.body.contains(name),
            "{}: {}",
            answer.asked,
            answer.body
        );
    }
}

#[tokio::test]
async fn a_host_that_no_district_has_gets_an_answer_that_names_none() {
    let [durham, _] = two(PLACES[0]).await;
    for hosts in [
        &["evil.example"][..],
        &["durham.localhost"],
        &["durham.localhost:80"],
        &["durham.localhost:30000"],
        &["xdurham.localhost:3000"],
        &["durham.localhost:3000.evil.example"],
        &["durham.localhost.:3000"],
        &["127.0.0.1:3000"],
        &["durham.localhost:3000/wake"],
        &["durham.localhost:3000", "wake.localhost:3000"],
        &[""],
    ] {
        for method in [Method::GET, Method::POST, Method::HEAD, Method::OPTIONS] {
            for path in ["/", "/process", "/office", "/api/sign_out", "/durham"] {
                let answer = asked(&durham, method.clone(), hosts, path).await;
                assert_eq!(answer.status.as_u16(), 404, "{hosts:?} {method} {path}");
                names_none(&answer);
                assert!(!answer.header("content-security-policy").is_empty());
                assert!(answer.cookies().is_empty());
            }
        }
    }
}

#[tokio::test]
async fn a_host_is_the_same_in_large_letters_and_in_a_whole_address() {
    let [durham, _] = two(PLACES[0]).await;
    let host = "Durham.LOCALHOST:3000";
    asked(&durham, Method::GET, &[host], "/process")
        .await
        .is(200)
        .says("Durham");
    let whole = "http://wake.localhost:3000/process";
    let same = asked(&durham, Method::GET, &["wake.localhost:3000"], whole).await;
    same.is(200).says("Wakeshire");
    // Two names for one request: believing either would be a choice.
    asked(&durham, Method::GET, &["durham.localhost:3000"], whole)
        .await
        .is(404);
}

#[tokio::test]
async fn what_the_server_answers_for_itself_is_there_under_every_host() {
    let [durham, _] = two(PLACES[0]).await;
    for path in ["/healthz", "/readyz"] {
        for host in ["durham.localhost:3000", "10.0.0.1", ""] {
            let answer = asked(&durham, Method::GET, &[host], path).await;
            names_none(answer.is(200));
        }
    }
}

#[tokio::test]
async fn a_path_belongs_to_the_district_of_its_whole_first_part() {
    let worlds = World::several(vec![
        (named("sea", "Seashire"), "http://127.0.0.1:3000/sea"),
        (
            named("seattle", "Wakeshire"),
            "http://127.0.0.1:3000/seattle",
        ),
    ])
    .await;
    let host = &["127.0.0.1:3000"][..];
    let get = async |path: &str| asked(&worlds[0], Method::GET, host, path).await;
    for (path, name) in [
        ("/sea", "Seashire"),
        ("/sea/", "Seashire"),
        ("/sea?x=/seattle", "Seashire"),
        ("/seattle/process", "Wakeshire"),
    ] {
        get(path).await.is(200).says(name);
    }
    // An own page for what its district has not.
    for (path, name) in [
        ("/sea/ttle", "Seashire"),
        ("/sea/seattle/process", "Seashire"),
        ("/sea//seattle", "Seashire"),
        ("/seattle/../sea/process", "Wakeshire"),
        ("/seattle/%2e%2e/sea/process", "Wakeshire"),
    ] {
        let body = get(path).await.is(404).body.clone();
        assert!(body.contains(name), "{path}: {body}");
    }
    for path in [
        "/seattl",
        "/seattles",
        "/SEA/",
        "//sea/",
        "/%73ea/",
        "/sea%2Fprocess",
        "/sea%00/",
        "/sea;/process",
        "/./sea/",
        "/process",
        "/api/sign_out",
        "/x/",
    ] {
        let answer = get(path).await;
        answer.is(404);
        assert!(!answer.body.contains("shire"), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_host_with_several_districts_lists_them_on_its_first_page() {
    let [durham, _] = two(PLACES[1]).await;
    let list = asked(&durham, Method::GET, &["127.0.0.1:3000"], "/").await;
    list.is(200).says("School districts").says("Wakeshire");
    let mut links = list.links();
    links.retain(|link| !link.starts_with("/pkg/") && !link.starts_with("/favicon"));
    assert_eq!(links, ["/durham/", "/wake/"]);
    assert!(
        !list
            .header("content-security-policy")
            .contains("script-src")
    );
    asked(&durham, Method::POST, &["127.0.0.1:3000"], "/")
        .await
        .is(404);
    asked(&durham, Method::GET, &["localhost:3000"], "/")
        .await
        .is(404);
}

#[tokio::test]
async fn a_form_from_another_districts_host_is_refused() {
    let [durham, _] = two(PLACES[0]).await;
    let client = durham.anonymous();
    let fields = encoded(&pairs(&[("email", "ana@example.org")]));
    let before = durham.fingerprint().await;
    for origin in ["http://wake.localhost:3000", "http://localhost:3000"] {
        for site in ["same-site", "same-origin", "cross-site"] {
            let request = Request::post("/api/ask_to_sign_in")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ORIGIN, origin)
                .header("sec-fetch-site", site);
            client.ask(request, &fields).await.is(403);
        }
    }
    assert!(durham.fingerprint().await == before);
}
