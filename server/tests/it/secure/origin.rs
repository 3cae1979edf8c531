//! Forms from another site, and forms that pretend to come from this one.

use crate::access::acts::ACTS;
use crate::harness::{World, encoded, pairs};
use crate::story::PARTNER;
use axum::http::request::Builder;
use axum::http::{Method, Request, header};

/// What `Sec-Fetch-Site` says; the last comes from browsers that do not send it.
const SITES: [Option<&str>; 7] = [
    Some("same-origin"),
    Some("same-site"),
    Some("cross-site"),
    Some("none"),
    Some("nonsense"),
    Some("SAME-ORIGIN"),
    None,
];

/// What `Origin` says, with the site's own in place of OWN.
const ORIGINS: [Option<&str>; 8] = [
    Some("OWN"),
    Some("https://evil.example"),
    Some("null"),
    Some("OWN/"),
    Some("OWN.evil.example"),
    Some("OWN:8443"),
    Some(""),
    None,
];

const KINDS: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json",
    "",
];

/// The rule: a page of this very site sent it, as the browser says by `Sec-Fetch-Site`, or, an older one,
/// by `Origin`; and the two do not contradict each other.
fn passes(site: Option<&str>, origin: Option<&str>) -> bool {
    match (site, origin) {
        (Some("same-origin"), Some("OWN") | None) | (None, Some("OWN")) => true,
        (_, _) => false,
    }
}

/// Every way a request can say where it comes from.
fn every() -> impl Iterator<Item = (Option<&'static str>, Option<&'static str>)> {
    SITES
        .into_iter()
        .flat_map(|site| ORIGINS.into_iter().map(move |origin| (site, origin)))
}

/// A request that says so.
fn from(
    method: &Method,
    path: &str,
    base: &str,
    (site, origin): (Option<&str>, Option<&str>),
    kind: &str,
) -> Builder {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT, "text/html");
    if !kind.is_empty() {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin.replace("OWN", base));
    }
    request
}

/// Every act of the access matrix, which holds those that bring files, too: they are no server functions.
fn every_act() -> Vec<&'static str> {
    let acts: Vec<&str> = ACTS.iter().map(|act| act.path).collect();
    let talk = app::talk::Kind::ALL.map(app::talk::Kind::path);
    let with_files = talk.into_iter().chain([server::upload::PATH]);
    for path in with_files.chain(["/api/rename"]) {
        assert!(acts.contains(&path), "{path} is not in {acts:?}");
    }
    acts
}

#[tokio::test]
async fn every_act_refuses_a_form_of_another_site_whatever_its_type() {
    for (world, base) in [
        (World::new().await, "http://127.0.0.1:3000"),
        (World::in_production().await, "https://partners.example.org"),
    ] {
        let client = world.person(PARTNER, &[]).await;
        let token = client.token().await;
        let body = encoded(&pairs(&[
            ("token", &token),
            ("name", "Eve"),
            ("email", "eve@evil.example"),
        ]));
        let before = world.fingerprint().await;
        let mut refused = 0;
        for act in every_act() {
            for whence in every().filter(|(site, origin)| !passes(*site, *origin)) {
                for kind in KINDS {
                    let request = from(&Method::POST, act, base, whence, kind);
                    let answer = client.ask(request, &body).await;
                    assert_eq!(answer.status.as_u16(), 403, "{act} {whence:?} {kind}");
                    assert!(answer.cookies().is_empty(), "{act} {whence:?} {kind}");
                    refused += 1;
                }
            }
        }
        assert_eq!(refused, every_act().len() * (7 * 8 - 3) * KINDS.len());
        assert!(before == world.fingerprint().await, "a refused form wrote");
    }
}

#[tokio::test]
async fn every_other_form_passes_on_every_act_and_only_a_form_is_read() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let base = "http://127.0.0.1:3000";
    for act in every_act() {
        for whence in every().filter(|(site, origin)| passes(*site, *origin)) {
            for kind in KINDS {
                let request = from(&Method::POST, act, base, whence, kind);
                let answer = client.ask(request, "x=1").await;
                let status = answer.status.as_u16();
                assert!(
                    status != 403 && status != 404,
                    "{act} {whence:?} {kind}: {status}"
                );
            }
        }
    }
    let token = client.token().await;
    for whence in every().filter(|(site, origin)| passes(*site, *origin)) {
        let request = from(&Method::POST, "/api/stay_signed_in", base, whence, KINDS[0]);
        client.ask(request, &format!("token={token}")).await.is(302);
        client.get("/account").await.is(200);
    }
}

#[tokio::test]
async fn no_other_method_does_an_act_wherever_it_comes_from() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    let before = world.fingerprint().await;
    for act in every_act() {
        for whence in every() {
            for method in [
                Method::GET,
                Method::HEAD,
                Method::OPTIONS,
                Method::PUT,
                Method::PATCH,
                Method::DELETE,
                Method::CONNECT,
                Method::from_bytes(b"PROPFIND").unwrap(),
            ] {
                let path = format!("{act}?token={token}&name=Eve&email=eve%40evil.example");
                let request = from(&method, &path, "http://127.0.0.1:3000", whence, KINDS[0]);
                let answer = client.ask(request, "").await;
                let status = answer.status.as_u16();
                assert!(
                    [403, 404, 405].contains(&status),
                    "{method} {act} {whence:?}: {status}"
                );
                assert!(answer.cookies().is_empty(), "{method} {act}");
            }
        }
    }
    assert!(before == world.fingerprint().await, "something was written");
    client.get("/account").await.is(200);
}

#[tokio::test]
async fn a_page_is_changed_by_no_method_at_all() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let before = world.fingerprint().await;
    for path in [
        "/",
        "/account",
        "/sign-in",
        "/applications",
        "/office",
        "/directory",
        "/healthz",
        "/nowhere",
    ] {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            for whence in every() {
                let request = from(&method, path, "http://127.0.0.1:3000", whence, KINDS[0]);
                let status = client.ask(request, "name=Eve").await.status.as_u16();
                assert!(
                    [403, 404, 405].contains(&status),
                    "{method} {path} {whence:?}: {status}"
                );
            }
        }
    }
    assert!(before == world.fingerprint().await);
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
