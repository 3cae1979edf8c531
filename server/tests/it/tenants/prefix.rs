//! A district that is a path of its host: every address that leaves the server begins with that path. The
//! client of the tests fails at each one that does not.

use super::{PLACES, two};
use crate::harness::{World, pairs};
use crate::story::APPROVAL;
use axum::http::{Request, header};

#[tokio::test]
async fn every_page_of_a_story_stays_below_the_path() {
    let [_, wake] = two(PLACES[1]).await;
    let (partner, office, id) = wake.ready().await;
    office.decide(&id, "approve", &APPROVAL).await;
    for page in [
        "/",
        "/start",
        "/process",
        "/directory",
        "/guidance",
        "/sign-in",
        "/applications",
        "/account",
        "/nowhere",
    ] {
        let answer = partner.get(page).await;
        assert!(answer.body.contains(" data-prefix=\"/wake\""), "{page}");
        assert!(answer.body.contains("\"/pkg/trellis.css\""), "{page}");
    }
    for page in [
        "/office",
        "/office/applications?q=a",
        "/office/partnerships",
        "/office/dashboard",
        "/dev/mail",
    ] {
        office.get(page).await.is(200);
    }
}

#[tokio::test]
async fn pages_of_a_district_with_a_host_of_its_own_have_no_path_before_them() {
    let [durham, _] = two(PLACES[0]).await;
    let body = durham.anonymous().get("/").await.body;
    assert!(!body.contains("data-prefix") && body.contains(" href=\"/start\""));
}

#[tokio::test]
async fn what_people_write_is_not_changed() {
    let [durham, _] = two(PLACES[1]).await;
    let mut answers = durham.answers();
    let written = "<a href=\"/elsewhere\" src='/x'> href=\"/there\"";
    answers.set("organization.about", vec![written.to_owned()]);
    let (partner, id) = durham.sent_by("ana@quillfeather.example", &answers).await;
    let copy = partner.get(&format!("/applications/{id}/copy")).await;
    copy.says(written);
}

#[tokio::test]
async fn refusals_and_redirects_stay_below_the_path() {
    let [_, wake] = two(PLACES[1]).await;
    let client = wake.anonymous();
    let slash = client.get("/process/").await;
    assert_eq!(slash.location(), "/process");
    assert_eq!(
        client.get("/applications").await.location(),
        "/sign-in?go-on=%2Fapplications"
    );
    let other = Request::post("/wake/api/sign_out")
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, "https://evil.example");
    client.ask(other, "").await.is(403);
    let unreadable = async |referer: &str| {
        let request = client
            .posting("/api/save_step", "text/html")
            .header(header::REFERER, referer);
        client.ask(request, "id=1&answers[").await
    };
    let base = "http://127.0.0.1:3000";
    for (referer, leads) in [
        (format!("{base}/wake/process"), "/process"),
        (format!("{base}/durham/process"), "/"),
        (format!("{base}/wakefield/process"), "/"),
        (format!("{base}/wake//evil.example"), "/"),
        (format!("{base}/wake"), "/"),
        ("https://evil.example/wake/process".to_owned(), "/"),
    ] {
        let answer = unreadable(&referer).await;
        let location = answer.location();
        assert_eq!(location.split('?').next(), Some(leads), "{referer}");
    }
}

#[tokio::test]
async fn a_single_district_may_have_a_path_too() {
    let world = World::with(server::config::Config {
        base_url: "http://127.0.0.1:3000/durham".to_owned(),
        ..World::config()
    })
    .await;
    let (partner, _, id) = world.ready().await;
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .is(200);
    let outside = crate::harness::Client::new(world.router.clone(), "http://127.0.0.1:3000");
    outside.get("/process").await.is(404).hides("Durham");
}

#[tokio::test]
async fn the_browser_program_is_led_on_below_the_path_too() {
    let [_, wake] = two(PLACES[1]).await;
    let partner = wake.person("ana@quillfeather.example", &[]).await;
    let token = partner.token().await;
    let started = partner
        .call("/api/start_application", &pairs(&[("token", &token)]))
        .await;
    // The client has seen that it begins with the path.
    assert!(
        started.location().starts_with("/applications/"),
        "{}",
        started.location()
    );
}
