//! Methods that ask, and methods that do; and fields that no form has.

use crate::harness::{World, encoded, pairs};
use crate::story::{PARTNER, SIGNED};
use axum::http::{Method, Request, header};
use partnership::person::{Email, Role};

#[tokio::test]
async fn no_act_is_done_by_opening_its_address() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let token = chief.token().await;
    let acts: Vec<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    let before = world.fingerprint().await;
    for act in acts {
        let query = encoded(&pairs(&[
            ("token", &token),
            ("name", "Eve"),
            ("email", "eve@example.org"),
            ("role", "office"),
            ("key", "eve"),
        ]));
        for method in [
            Method::GET,
            Method::HEAD,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ] {
            let request = Request::builder()
                .method(&method)
                .uri(format!("{act}?{query}"))
                .header(header::ORIGIN, "http://127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin");
            let answer = chief.ask(request, "").await;
            assert!(
                [404, 405].contains(&answer.status.as_u16()),
                "{method} {act}: {}",
                answer.status
            );
            assert!(answer.cookies().is_empty(), "{method} {act}");
        }
    }
    assert!(
        before == world.fingerprint().await,
        "an address wrote something when it was opened"
    );
    chief.get("/account").await.is(200);
}

#[tokio::test]
async fn trace_is_refused_and_echoes_nothing() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for path in ["/", "/account", "/api/rename", "/healthz", "/none"] {
        let answer = client.ask(Request::trace(path), "").await;
        answer.is(405).hides(&client.cookie("trellis"));
    }
}

#[tokio::test]
async fn a_path_that_is_no_act_is_refused_without_an_echo() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    for path in [
        "/api/none",
        "/api/rename/x",
        "/api/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/api/../account",
    ] {
        let answer = client.post(path, &[]).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(
            !answer.header("content-type").contains("html")
                || !answer.body.contains("<script>alert"),
            "{path}"
        );
        answer.hides("register_explicit");
    }
}

/// Fields of rows that no form sets.
pub const FOREIGN: [(&str, &str); 12] = [
    ("owner", "eve"),
    ("owner_id", "eve"),
    ("person", "eve"),
    ("roles", "administrator"),
    ("role", "administrator"),
    ("district", "other"),
    ("district_id", "other"),
    ("stage", "approved"),
    ("version", "99"),
    ("reference", "DPS-1999-9999"),
    ("submitted_at", "1"),
    ("now", "0"),
];

#[tokio::test]
async fn fields_that_no_form_has_change_nothing() {
    let world = World::new().await;
    let email = Email::parse(PARTNER).unwrap();
    let partner = world.person(PARTNER, &[]).await;
    let before = world.store.person_of(&email).await.unwrap();
    let named: Vec<(&str, &str)> = FOREIGN
        .iter()
        .copied()
        .chain([("name", "Ana Gil"), ("email", "eve@example.org")])
        .collect();
    partner
        .send("/account", "/api/rename", &named)
        .await
        .is(302);
    let after = world.store.person_of(&email).await.unwrap();
    assert_eq!(
        (&after.id, &after.roles, &after.email),
        (&before.id, &before.roles, &before.email)
    );
    assert_eq!(after.name, "Ana Gil");

    let id = partner.draft(&world, &world.answers()).await;
    let stolen: Vec<(&str, &str)> = FOREIGN
        .iter()
        .copied()
        .chain([
            ("answers[program.title][]", "Eve's program"),
            ("answers[stage][]", "approved"),
            ("answers[organization.kind][]", "business"),
            ("answers[organization.name][]", "Quillfeather Guild"),
            ("answers[organization.name][]", "A second name"),
        ])
        .collect();
    partner
        .send(
            &format!("/applications/{id}/organization"),
            "/api/save_step",
            &stolen,
        )
        .await
        .is(302);
    partner
        .get(&format!("/applications/{id}/program"))
        .await
        .hides("Eve's program");
    partner
        .get(&format!("/applications/{id}/organization"))
        .await
        .hides("A second name");
    let signing: Vec<(&str, &str)> = FOREIGN
        .iter()
        .copied()
        .chain(SIGNED)
        .chain([("answers[organization.name][]", "Eve")])
        .collect();
    partner
        .send(
            &format!("/applications/{id}/sign"),
            "/api/submit_application",
            &signing,
        )
        .await
        .is(302);
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status
        .says("Your application is with the office")
        .says("DPS-2026-0001")
        .says("Quillfeather Guild");
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
}

#[tokio::test]
async fn an_answer_to_the_browser_program_holds_no_more_than_it_needs() {
    let world = World::new().await;
    let partner = world.person(PARTNER, &[]).await;
    let id = partner.start().await;
    let token = partner.token().await;
    let fields = pairs(&[
        ("id", &id),
        ("step", "organization"),
        ("token", &token),
        ("tab", "a"),
        ("answers[organization.name][]", "Quill"),
    ]);
    let saved: serde_json::Value = serde_json::from_str(
        &partner
            .call("/api/autosave_step", &fields)
            .await
            .is(200)
            .body,
    )
    .unwrap();
    let names: Vec<&String> = saved.as_object().unwrap().keys().collect();
    assert_eq!(names, ["at", "differs", "seen"]);
    let renamed = partner
        .call("/api/rename", &pairs(&[("name", "Ana"), ("token", &token)]))
        .await;
    assert_eq!(renamed.body, "null");
}
