//! The headers of every kind of answer, and the policy for scripts.

use crate::harness::{Answer, Client, World, pairs};
use crate::html::{self, Piece};
use axum::http::{Request, header};
use partnership::person::Role;

/// One answer of each kind.
async fn answers(world: &World) -> Vec<Answer> {
    let (anonymous, chief) = (
        world.anonymous(),
        world
            .person("chief@example.org", &[Role::Administrator])
            .await,
    );
    let mut answers = Vec::new();
    for path in [
        "/",
        "/sign-in",
        "/account",
        "/no-such-page",
        "/applications/none",
        "/healthz",
        "/favicon.svg",
        "/pkg/none.css",
        "/pkg/none",
        "/api/rename",
    ] {
        answers.push(anonymous.get(path).await);
    }
    for path in [
        "/office/people",
        "/office/applications.csv",
        "/office/dashboard/areas.csv",
        "/office/dashboard/none.csv",
        "/account?lang=es",
    ] {
        answers.push(chief.get(path).await);
    }
    answers.push(anonymous.ask(Request::head("/"), "").await);
    answers.push(anonymous.ask(Request::delete("/"), "").await);
    answers.push(anonymous.ask(Request::post("/api/rename"), "").await);
    answers.push(
        anonymous
            .call("/api/rename", &pairs(&[("name", "x")]))
            .await,
    );
    answers.push(
        anonymous
            .post("/api/rename", &pairs(&[("name", "x")]))
            .await,
    );
    answers.push(
        chief
            .call(
                "/api/stay_signed_in",
                &pairs(&[("token", &chief.token().await)]),
            )
            .await,
    );
    answers.push(anonymous.ask(Request::trace("/"), "").await);
    answers.push(anonymous.call("/api/no_such_act", &[]).await);
    answers
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_headers() {
    for world in [World::new().await, World::in_production().await] {
        let is_https = world.anonymous().get("/dev/mail").await.status.as_u16() == 404;
        for answer in answers(&world).await {
            let is = |name: &str, value: &str| {
                assert_eq!(
                    answer.header(name),
                    value,
                    "{name} of {} ({})",
                    answer.asked,
                    answer.status
                )
            };
            is("x-content-type-options", "nosniff");
            is("referrer-policy", "same-origin");
            is("cross-origin-opener-policy", "same-origin");
            is("cross-origin-resource-policy", "same-origin");
            is("cross-origin-embedder-policy", "require-corp");
            is(
                "permissions-policy",
                "camera=(), geolocation=(), microphone=()",
            );
            is(
                "strict-transport-security",
                if is_https {
                    "max-age=31536000; includeSubDomains"
                } else {
                    ""
                },
            );
            is("access-control-allow-origin", "");
            is("server", "");
            is("x-powered-by", "");
            let number = answer.header("x-request-id");
            assert_eq!(number.len(), 20, "{} has no number", answer.asked);
            let is_file = answer.asked.contains("/pkg/") || answer.asked.contains("/favicon");
            // Public pages are the same for everybody; browsers may keep them, and ask each time.
            let is_public = answer.asked.ends_with("GET /");
            if is_public {
                is("cache-control", "no-cache");
            } else if !is_file || !answer.status.is_success() {
                is("cache-control", "no-store");
            }
            let policy = answer.header("content-security-policy");
            for part in [
                "default-src 'none'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
            ] {
                assert!(
                    policy.contains(part),
                    "{part} is missing in {policy:?} of {}",
                    answer.asked
                );
            }
            for part in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
                assert!(
                    !policy.contains(part),
                    "{part} stands in {policy:?} of {}",
                    answer.asked
                );
            }
        }
    }
}

/// Some page of each capability.
async fn pages(world: &World) -> Vec<(Client, String)> {
    let (partner, office, id) = world.ready().await;
    let listed = [
        (
            world.anonymous(),
            vec![
                "/".to_owned(),
                "/process".into(),
                "/start".into(),
                "/directory".into(),
                "/sign-in".into(),
                "/none".into(),
            ],
        ),
        (
            partner,
            ["status", "copy", "withdraw"]
                .map(|page| format!("/applications/{id}/{page}"))
                .to_vec(),
        ),
        (
            office,
            vec![
                "/office".to_owned(),
                "/office/applications".into(),
                format!("/office/applications/{id}"),
                format!("/office/applications/{id}/decide/approve"),
                "/office/dashboard".into(),
                "/account".into(),
            ],
        ),
    ];
    listed
        .into_iter()
        .flat_map(|(client, paths)| paths.into_iter().map(move |path| (client.clone(), path)))
        .collect()
}

#[tokio::test]
async fn each_page_has_a_nonce_of_its_own_and_no_script_or_style_without_it() {
    let world = World::new().await;
    let mut seen = Vec::new();
    for (client, path) in pages(&world).await {
        let page = client.get(&path).await;
        // Kept pages have hashes in the place of a nonce: see `public/kept.rs`.
        if !page.header("etag").is_empty() {
            continue;
        }
        let policy = page.header("content-security-policy");
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap_or_else(|| panic!("{path} has no nonce: {policy}"));
        let expected = format!(
            "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        assert_eq!(policy, expected, "{path}");
        assert!(nonce.len() >= 22, "a nonce has 128 bits: {nonce}");
        assert!(
            !seen.contains(&nonce.to_owned()),
            "the nonce of {path} was used before"
        );
        seen.push(nonce.to_owned());
        for piece in page.pieces() {
            let Piece::Open(tag) = piece else { continue };
            if matches!(tag.name.as_str(), "script" | "style") {
                assert_eq!(tag.get("nonce"), Some(nonce), "<{}> of {path}", tag.name);
            }
            assert!(
                tag.get("style").is_none(),
                "<{} style> of {path} would be blocked",
                tag.name
            );
            assert!(
                tag.get("href")
                    .is_none_or(|href| !href.to_lowercase().starts_with("javascript:")),
                "{path}"
            );
        }
        let handlers = html::pieces(&page.body).into_iter().any(|piece| matches!(piece, Piece::Open(tag) if tag.names().any(|name| name.starts_with("on"))));
        assert!(!handlers, "{path} has a handler that the policy blocks");
    }
}

#[tokio::test]
async fn the_type_of_each_answer_is_told() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/none", "text/html; charset=utf-8"),
        ("/office/partnerships.csv", "text/csv; charset=utf-8"),
        ("/healthz", "text/plain; charset=utf-8"),
    ] {
        assert_eq!(chief.get(path).await.header("content-type"), kind, "{path}");
    }
    let sheet = chief.get("/office/applications.csv").await;
    assert_eq!(
        sheet.header("content-disposition"),
        "attachment; filename=\"applications.csv\""
    );
    let program = chief.call("/api/rename", &pairs(&[("name", "x")])).await;
    assert_eq!(program.header("content-type"), "application/json");
}

#[tokio::test]
async fn a_page_is_compressed_for_browsers_that_take_it() {
    let world = World::new().await;
    let client = world.anonymous();
    let plain = client.get("/").await;
    for (accepts, encoding) in [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=1.0", "br"),
        ("identity", ""),
    ] {
        let request = Request::get("/")
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, accepts);
        let answer = client.ask(request, "").await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepts}");
        assert!(
            encoding.is_empty() || answer.body.len() < plain.body.len(),
            "{accepts}"
        );
        assert!(
            answer.header("vary").contains("accept-encoding"),
            "{accepts}: {}",
            answer.header("vary")
        );
    }
}
