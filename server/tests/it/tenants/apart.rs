//! Rows, pages, sheets, mails and what is kept: each district has its own.

use super::{PLACES, two};
use crate::harness::{Answer, Client, World};
use crate::story::{APPROVAL, OFFICE, PARTNER};
use axum::http::{Request, header};
use partnership::person::Role;

/// What only the district knows in which the story took place.
const SECRETS: [&str; 3] = ["Quillfeather", "Saturday Math Studio", "Wren left a note"];

/// A story from the first page to a partnership in the directory. Gives the addresses of what came of it.
async fn story(world: &World) -> Vec<String> {
    let (partner, office, id) = world.ready().await;
    let record = format!("/office/applications/{id}");
    office
        .send(&record, "/api/add_note", &[("note", SECRETS[2])])
        .await;
    office.decide(&id, "approve", &APPROVAL).await;
    let listed = world
        .anonymous()
        .get("/directory")
        .await
        .link("/directory/");
    let partnership = office.get(&record).await.link("/office/partnerships/");
    let mut pages = vec![record, listed, partnership];
    for page in [
        "",
        "/status",
        "/copy",
        "/check",
        "/sign",
        "/withdraw",
        "/organization",
    ] {
        pages.push(format!("/applications/{id}{page}"));
    }
    for page in &pages {
        let status = partner.get(page).await.status.as_u16();
        assert!(status < 500, "{page}: {status}");
    }
    pages
}

/// Everybody who might look.
async fn people(world: &World) -> [Client; 3] {
    [
        world.anonymous(),
        world.person(PARTNER, &[]).await,
        world.person(OFFICE, &[Role::Administrator]).await,
    ]
}

/// What a page says, without what differs from request to request.
fn shape(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.main())
}

#[tokio::test]
async fn a_whole_story_in_one_district_changes_no_byte_of_another() {
    for places in PLACES {
        let [durham, wake] = two(places).await;
        story(&wake).await;
        let before = wake.fingerprint().await;
        story(&durham).await;
        durham.events().await;
        assert!(wake.fingerprint().await == before, "{places:?}");
    }
}

#[tokio::test]
async fn what_one_district_has_is_not_there_in_another() {
    for places in PLACES {
        let [durham, wake] = two(places).await;
        let pages = story(&durham).await;
        for client in people(&wake).await {
            for page in &pages {
                // The same with an id that nobody has.
                let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
                let (start, end) = page.split_at(page.len().min(20));
                let unknown = format!("{start}{}", end.chars().map(digits).collect::<String>());
                let there = client.get(page).await;
                let nowhere = client.get(&unknown).await;
                assert_eq!(shape(&there), shape(&nowhere), "{places:?} {page}");
                assert!(
                    matches!(there.status.as_u16(), 302 | 404),
                    "{places:?} {page}: {}",
                    there.status
                );
            }
            for page in [
                "/",
                "/directory",
                "/directory?area=academics",
                "/applications",
                "/office",
                "/office/applications",
                "/office/applications?stage=approved",
                "/office/partnerships",
                "/office/dashboard",
                "/office/people",
                "/office/applications.csv",
                "/office/partnerships.csv",
                "/office/dashboard/schools.csv",
                "/dev/mail",
                "/account",
            ] {
                let body = client.get(page).await.body;
                for secret in SECRETS {
                    assert!(!body.contains(secret), "{places:?} {page} shows {secret}");
                }
            }
        }
    }
}

#[tokio::test]
async fn acts_on_what_another_district_has_find_nothing_and_change_nothing() {
    for places in PLACES {
        let [durham, wake] = two(places).await;
        let (_, _, id) = durham.ready().await;
        let [_, partner, office] = people(&wake).await;
        let before = [durham.fingerprint().await, wake.fingerprint().await];
        for (client, act, fields) in [
            (&office, "start_review", vec![("id", id.as_str())]),
            (&office, "add_note", vec![("id", &id), ("note", "x")]),
            (&office, "decide", vec![("id", &id), ("action", "approve")]),
            (&partner, "withdraw_application", vec![("id", &id)]),
            (
                &partner,
                "send_message_to_office",
                vec![("id", &id), ("body", "x")],
            ),
        ] {
            let token = client.token().await;
            let mut typed = crate::harness::pairs(&fields);
            typed.push(("token".to_owned(), token));
            let answer = client.call(&format!("/api/{act}"), &typed).await;
            assert!(
                answer.status.is_client_error() || answer.body.contains("not-found"),
                "{places:?} {act}: {} {}",
                answer.status,
                answer.body
            );
        }
        let after = [durham.fingerprint().await, wake.fingerprint().await];
        assert!(before == after, "{places:?}");
    }
}

#[tokio::test]
async fn each_district_has_mails_of_its_own_that_lead_to_itself() {
    for places in PLACES {
        let worlds = two(places).await;
        for world in &worlds {
            world.sent().await;
            world.office().await;
        }
        let [durham, wake] = &worlds;
        for (own, other) in [(durham, wake), (wake, durham)] {
            let mails = own.store.mails(1_000).await.unwrap();
            assert!(mails.len() >= 3, "{mails:?}");
            let base = &own.site().base_url;
            for mail in &mails {
                let links = mail
                    .body
                    .split_whitespace()
                    .filter(|word| word.contains("://"));
                for link in links {
                    let path = link.strip_prefix(base.as_str());
                    assert!(path.is_some_and(|path| path.starts_with('/')), "{link}");
                }
                assert!(!mail.body.contains(&*other.profile.short_name), "{mail:?}");
            }
        }
        let from: Vec<&str> = durham
            .server
            .districts
            .iter()
            .map(|of| of.mail_from.as_str())
            .collect();
        assert_eq!(from, ["durham@example.org", "wake@example.org"]);
    }
}

#[tokio::test]
async fn public_pages_that_are_kept_are_kept_for_each_district() {
    for places in PLACES {
        let [durham, wake] = two(places).await;
        story(&durham).await;
        for page in ["/", "/process", "/directory"] {
            let mut tags = Vec::new();
            for _ in 0..2 {
                // The texts of both are Durham's; the name is the district's own.
                for (own, names) in [(&durham, false), (&wake, true)] {
                    let answer = own.anonymous().get(page).await;
                    answer.is(200);
                    assert_eq!(
                        answer.body.contains("Wakeshire"),
                        names,
                        "{places:?} {page}"
                    );
                    tags.push(answer.header("etag"));
                }
            }
            assert_eq!(tags[..2], tags[2..], "{places:?} {page} was not kept");
            assert_ne!(tags[0], tags[1], "{places:?} {page}");
            let path = format!("{}{page}", wake.site().prefix());
            let request = Request::get(path).header(header::IF_NONE_MATCH, &tags[0]);
            let answer = wake.anonymous().ask(request, "").await;
            answer.is(200);
        }
        durham
            .anonymous()
            .get("/directory")
            .await
            .says("Quillfeather");
        wake.anonymous()
            .get("/directory")
            .await
            .hides("Quillfeather");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_takes_only_its_own_district_along() {
    let [durham, wake] = two(PLACES[0]).await;
    wake.store.close().await;
    assert_eq!(
        wake.anonymous().get("/directory?q=a").await.status.as_u16(),
        500
    );
    durham.anonymous().get("/directory?q=a").await.is(200);
    let client = durham.anonymous();
    let ready = client.get("/readyz").await;
    assert!(
        ready
            .is(503)
            .body
            .starts_with("degraded: in 1 of 2 districts nothing can be written"),
        "{}",
        ready.body
    );
    client.get("/healthz").await.is(503);
}
