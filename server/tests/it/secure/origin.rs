//! Forms from another site, and forms that pretend to come from this one.

use crate::harness::{World, encoded, pairs};
use crate::story::PARTNER;
use axum::http::{Request, header};

/// Where a request says it comes from: `Sec-Fetch-Site`, `Origin`, and whether it passes.
const FROM: [(Option<&str>, Option<&str>, bool); 20] = [
    (Some("same-origin"), Some("OWN"), true),
    (Some("same-origin"), None, true),
    (Some("same-origin"), Some("null"), false),
    (Some("same-origin"), Some("https://evil.example"), false),
    (Some("same-site"), Some("OWN"), false),
    (Some("same-site"), Some("https://evil.example"), false),
    (Some("same-site"), None, false),
    (Some("cross-site"), Some("OWN"), false),
    (Some("cross-site"), Some("https://evil.example"), false),
    (Some("cross-site"), Some("null"), false),
    (Some("cross-site"), None, false),
    (Some("none"), Some("OWN"), false),
    (Some("none"), None, false),
    (Some("nonsense"), Some("OWN"), false),
    (None, Some("OWN"), true),
    (None, Some("OWN/"), false),
    (None, Some("OWN.evil.example"), false),
    (None, Some("https://evil.example"), false),
    (None, Some("null"), false),
    (None, None, false),
];

#[tokio::test]
async fn every_act_refuses_a_form_of_another_site_whatever_its_type() {
    for (world, base) in [
        (World::new().await, "http://127.0.0.1:3000"),
        (World::in_production().await, "https://partners.example.org"),
    ] {
        let client = world.person(PARTNER, &[]).await;
        let token = client.token().await;
        let acts: Vec<&str> = server_fn::axum::server_fn_paths()
            .map(|(path, _)| path)
            .collect();
        assert!(acts.len() > 20, "{acts:?}");
        let before = world.fingerprint().await;
        for act in acts {
            for (site, origin, passes) in FROM.into_iter().filter(|(_, _, passes)| !passes) {
                for kind in [
                    "application/x-www-form-urlencoded",
                    "text/plain",
                    "multipart/form-data; boundary=x",
                    "application/json",
                ] {
                    let mut request = Request::post(act)
                        .header(header::CONTENT_TYPE, kind)
                        .header(header::ACCEPT, "text/html");
                    if let Some(site) = site {
                        request = request.header("sec-fetch-site", site);
                    }
                    if let Some(origin) = origin {
                        request = request.header(header::ORIGIN, origin.replace("OWN", base));
                    }
                    let answer = client
                        .ask(
                            request,
                            &encoded(&pairs(&[
                                ("token", &token),
                                ("name", "Eve"),
                                ("email", "eve@evil.example"),
                            ])),
                        )
                        .await;
                    assert_eq!(
                        answer.status.as_u16(),
                        403,
                        "{act} {site:?} {origin:?} {kind} {passes}"
                    );
                    assert_eq!(
                        answer.body,
                        "This form was sent from another site. Open the page here and send it again."
                    );
                }
            }
        }
        assert!(
            before == world.fingerprint().await,
            "a refused form wrote something"
        );
    }
}

#[tokio::test]
async fn every_other_form_passes() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for (site, origin, _) in FROM.into_iter().filter(|(_, _, passes)| *passes) {
        let mut request = Request::post("/api/stay_signed_in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        if origin.is_some() {
            request = request.header(header::ORIGIN, "http://127.0.0.1:3000");
        }
        client
            .ask(request, &format!("token={}", client.token().await))
            .await
            .is(200);
    }
}

#[tokio::test]
async fn the_address_of_the_request_never_counts_as_the_address_of_the_site() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let request = Request::post("/api/rename")
        .header(header::HOST, "evil.example")
        .header(header::ORIGIN, "http://evil.example");
    client
        .ask(
            request.header("x-forwarded-host", "evil.example"),
            "name=Eve",
        )
        .await
        .is(403);
    let asked = client
        .posting("/api/ask_to_sign_in", "text/html")
        .header("x-forwarded-host", "evil.example");
    client
        .ask(
            asked.header(header::HOST, "evil.example"),
            "email=someone%40example.org",
        )
        .await
        .is(302);
    let mail = &world.mails_to("someone@example.org").await[0];
    assert!(
        mail.body
            .contains("http://127.0.0.1:3000/sign-in/link?secret=")
            && !mail.body.contains("evil"),
        "{}",
        mail.body
    );
}

#[tokio::test]
async fn a_form_that_cannot_be_read_leads_to_no_other_site() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for (referer, leads) in [
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://127.0.0.1:3000.evil.example/x", "/"),
        ("http://127.0.0.1:3000@evil.example/x", "/"),
        ("javascript:alert(1)", "/"),
        ("http://127.0.0.1:3000/account", "/account"),
    ] {
        for body in ["", "id=%FF%FE", "answers=x&answers[a][]=y"] {
            for act in [
                "/api/save_step",
                "/api/end_sign_in",
                "/api/sign_out",
                "/api/decide",
            ] {
                let answer = client
                    .ask(
                        client
                            .posting(act, "text/html")
                            .header(header::REFERER, referer),
                        body,
                    )
                    .await;
                let location = answer.header("location");
                assert!(
                    location.starts_with('/') && !location.starts_with("//"),
                    "{act} {body:?} from {referer} leads to {location:?}"
                );
                let path = location.split('?').next().unwrap_or_default();
                assert!(
                    [leads, "/sign-in", "/applications"].contains(&path),
                    "{act} {body:?} from {referer} leads to {location:?}"
                );
                assert!(!location.contains("evil"), "{location}");
            }
        }
    }
}
