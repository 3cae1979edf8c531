//! Public pages are drawn once for everybody: with a tag, compressed, and new as soon as they change.

use crate::harness::{Answer, Client, World};
use crate::story::{OFFICE, PARTNER};
use axum::http::{Request, header};
use chrono::TimeDelta;
use partnership::person::Role;

const PAGE: &str = "/directory";

/// Somebody's page, asked for with this header.
async fn with(client: &Client, path: &str, name: header::HeaderName, value: &str) -> Answer {
    client.ask(Request::get(path).header(name, value), "").await
}

/// A partnership in the directory, made by people's acts. Gives its address and that of its record.
async fn listed(world: &World) -> (String, String) {
    let office = world.person(OFFICE, &[Role::Office]).await;
    let partner = world.person(PARTNER, &[]).await;
    let id = partner.draft(world, &world.answers()).await;
    partner.submit(&id).await;
    office.take_up(&id).await;
    office.judge(world, &id, "met").await;
    office.decide(&id, "approve", &crate::story::APPROVAL).await;
    let page = world.anonymous().get(PAGE).await.link("/directory/");
    let record = office
        .get(&format!("/office/applications/{id}"))
        .await
        .link("/office/partnerships/");
    (page, record)
}

#[tokio::test]
async fn an_approval_is_in_the_directory_at_once_and_an_end_takes_it_out_at_once() {
    let world = World::new().await;
    let anonymous = world.anonymous();
    let before = anonymous.get(PAGE).await;
    before.hides("Quillfeather Guild");
    let (page, record) = listed(&world).await;
    let after = anonymous.get(PAGE).await;
    after.says("Quillfeather Guild");
    assert_ne!(before.header("etag"), after.header("etag"));
    anonymous.get(&page).await.is(200);
    let office = world.person(OFFICE, &[]).await;
    let forms = office.get(&record).await.forms("/api/move_partnership");
    let end = forms
        .iter()
        .find(|form| form.value("action") == Some("end"));
    let typed = end.unwrap().with(&[("reason", "It is over.")]);
    office.post("/api/move_partnership", &typed).await;
    anonymous.get(PAGE).await.hides("Quillfeather Guild");
    anonymous.get(&page).await.is(404);
}

#[tokio::test]
async fn a_page_that_is_the_same_is_not_sent_again() {
    let world = World::new().await;
    let anonymous = world.anonymous();
    let page = anonymous.get(PAGE).await;
    let tag = page.header("etag");
    assert!(tag.starts_with('"') && tag.len() > 16, "{tag}");
    let again = with(&anonymous, PAGE, header::IF_NONE_MATCH, &tag).await;
    assert_eq!((again.status.as_u16(), again.size), (304, 0));
    for name in ["etag", "cache-control", "vary", "content-security-policy"] {
        assert_eq!(again.header(name), page.header(name), "{name}");
    }
    let other = with(&anonymous, PAGE, header::IF_NONE_MATCH, "\"other\"").await;
    assert_eq!(other.status.as_u16(), 200);
}

#[tokio::test]
async fn a_page_is_sent_as_the_browser_takes_it_best() {
    let world = World::new().await;
    let anonymous = world.anonymous();
    let plain = anonymous.get(PAGE).await;
    for (accepted, encoding) in [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, zstd", ""),
    ] {
        // The first one makes it, the second one has it.
        for _ in 0..2 {
            let page = with(&anonymous, PAGE, header::ACCEPT_ENCODING, accepted).await;
            assert_eq!(page.header("content-encoding"), encoding, "{accepted}");
            let smaller = page.size * 2 < plain.size;
            assert_eq!(
                smaller,
                !encoding.is_empty(),
                "{accepted}: {} bytes",
                page.size
            );
            assert!(page.header("vary").contains("accept-encoding"));
        }
    }
}

#[tokio::test]
async fn nobody_gets_the_page_of_somebody_else_of_another_language_or_of_another_day() {
    let world = World::new().await;
    let anonymous = world.anonymous();
    let english = anonymous.get("/").await;
    let office = world.person(OFFICE, &[Role::Office]).await;
    let own = office.get("/").await;
    own.says(OFFICE);
    assert_eq!(own.header("cache-control"), "no-store");
    assert_eq!(own.header("etag"), "");
    anonymous.get("/").await.hides(OFFICE);
    let spanish = world.anonymous();
    let chosen = spanish.get("/?lang=es").await;
    assert!(!chosen.cookies().is_empty(), "the choice is stored");
    assert_eq!(spanish.get("/").await.title(), chosen.title());
    assert_eq!(anonymous.get("/").await.title(), english.title());
    assert_ne!(english.title(), chosen.title());
    let tag = english.header("etag");
    world.later(TimeDelta::days(1));
    assert_eq!(
        anonymous.get("/").await.header("etag"),
        tag,
        "the same text on another day"
    );
}

#[tokio::test]
async fn a_kept_page_runs_its_own_scripts_by_their_hashes_and_no_other() {
    let world = World::new().await;
    let (page, _) = listed(&world).await;
    for path in ["/", "/process", PAGE, &page] {
        let page = world.anonymous().get(path).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("script-src 'strict-dynamic' 'sha256-"),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("style-src 'self' 'sha256-"),
            "{path}: {policy}"
        );
        assert!(
            !policy.contains("nonce") && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
        assert!(!page.body.contains("nonce="), "{path}");
    }
}
