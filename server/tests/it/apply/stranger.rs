//! Somebody else's application: there is none, whatever is asked.

use crate::harness::{World, pairs};
use crate::story::PARTNER;
use partnership::person::Role;

#[tokio::test]
async fn a_draft_is_nobody_elses_to_see_not_even_the_offices() {
    let world = World::new().await;
    let owner = world.person(PARTNER, &[]).await;
    let id = owner.draft(&world, &world.answers()).await;
    for role in Role::ALL {
        let email = format!("{}@example.org", role.word());
        let other = world.person(&email, &[role]).await;
        for page in [
            "",
            "/organization",
            "/check",
            "/sign",
            "/status",
            "/copy",
            "/withdraw",
        ] {
            other
                .get(&format!("/applications/{id}{page}"))
                .await
                .is(404)
                .hides("Quillfeather");
        }
        for page in ["", "/decide/approve", "/decide/approve/preview"] {
            other
                .get(&format!("/office/applications/{id}{page}"))
                .await
                .is(404)
                .hides("Quillfeather");
        }
        for list in [
            "/office/applications",
            "/office/applications.csv",
            "/office/applications?words=Quill",
            "/office",
            "/applications",
        ] {
            other.get(list).await.hides("Quillfeather");
        }
        let token = other.token().await;
        let before = world.fingerprint().await;
        for (act, fields) in [
            (
                "/api/save_step",
                vec![
                    ("step", "organization"),
                    ("answers[organization.name][]", "Eve"),
                ],
            ),
            (
                "/api/autosave_step",
                vec![
                    ("step", "organization"),
                    ("answers[organization.name][]", "Eve"),
                ],
            ),
            (
                "/api/choose_text",
                vec![("step", "organization"), ("take", "other")],
            ),
            (
                "/api/submit_application",
                vec![
                    ("seen", "1"),
                    ("answers[signature.name][]", "Eve"),
                    ("answers[signature.consent][]", "yes"),
                ],
            ),
            ("/api/withdraw_application", vec![("seen", "1")]),
            ("/api/send_message_to_office", vec![("body", "Hello")]),
            ("/api/start_review", vec![("seen", "1")]),
            ("/api/assign_application", vec![]),
            (
                "/api/judge_application",
                vec![("answers[finding.formal-agreement][]", "met")],
            ),
            ("/api/add_note", vec![("note", "A note")]),
            ("/api/send_message", vec![("message", "A message")]),
            (
                "/api/save_decision",
                vec![("action", "decline"), ("answers[reason][]", "No")],
            ),
            (
                "/api/decide",
                vec![
                    ("action", "decline"),
                    ("subject", "No"),
                    ("body", "No"),
                    ("seen", "1"),
                ],
            ),
        ] {
            let fields: Vec<(&str, &str)> = fields
                .into_iter()
                .chain([("id", id.as_str()), ("token", token.as_str()), ("key", "0")])
                .collect();
            assert_eq!(
                other.call(act, &pairs(&fields)).await.body,
                "\"not-found\"",
                "{act} as {role:?}"
            );
        }
        assert!(
            before == world.fingerprint().await,
            "{role:?} wrote something"
        );
    }
}

#[tokio::test]
async fn nobody_of_the_office_decides_on_their_own_application() {
    let world = World::new().await;
    let owner = world
        .person("office@example.org", &[Role::Office, Role::Administrator])
        .await;
    let id = owner.draft(&world, &world.answers()).await;
    owner.submit(&id).await;
    let record = owner.get(&format!("/office/applications/{id}")).await;
    record.says("This is your own application");
    for act in [
        "/api/start_review",
        "/api/judge_application",
        "/api/add_note",
        "/api/send_message",
        "/api/assign_application",
    ] {
        assert!(
            record.forms(act).is_empty(),
            "a form for {act} on one's own application"
        );
    }
    let token = owner.token().await;
    for (act, fields) in [
        ("/api/start_review", vec![("seen", "2")]),
        ("/api/assign_application", vec![]),
        (
            "/api/judge_application",
            vec![("answers[finding.formal-agreement][]", "met")],
        ),
        ("/api/add_note", vec![("note", "A note")]),
        ("/api/send_message", vec![("message", "A message")]),
        (
            "/api/save_decision",
            vec![("action", "approve"), ("answers[level][]", "on-going")],
        ),
        ("/api/decide", vec![("action", "approve"), ("seen", "2")]),
    ] {
        let fields: Vec<(&str, &str)> = fields
            .into_iter()
            .chain([
                ("id", id.as_str()),
                ("token", token.as_str()),
                ("key", "own"),
            ])
            .collect();
        let body = owner.call(act, &pairs(&fields)).await.body;
        assert!(
            ["\"not-found\"", "\"refused\""].contains(&body.as_str()),
            "{act}: {body}"
        );
    }
    owner
        .get(&format!("/office/applications/{id}/decide/approve"))
        .await
        .is(404);
    assert_eq!(world.acts(&id).await, ["start", "submit"]);

    let colleague = world.person("colleague@example.org", &[Role::Office]).await;
    colleague.take_up(&id).await;
    colleague
        .send(
            &format!("/office/applications/{id}"),
            "/api/add_note",
            &[("note", "A note on a colleague")],
        )
        .await;
    colleague.judge(&world, &id, "not-met").await;
    for page in [
        format!("/office/applications/{id}"),
        format!("/applications/{id}/status"),
        "/office/applications".to_owned(),
    ] {
        owner
            .get(&page)
            .await
            .hides("A note on a colleague")
            .hides("Not met");
    }
}

#[tokio::test]
async fn ids_that_are_none_are_not_found() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let office = world.office().await;
    for id in [
        "none",
        "%00",
        "A",
        "a%2Fb",
        "1%20or%201=1",
        "'",
        &"a".repeat(300),
        "%F0%9F%8C%B1",
        "%FF",
    ] {
        for page in ["", "/check", "/status", "/organization"] {
            let answer = client.get(&format!("/applications/{id}{page}")).await;
            assert_eq!(
                answer.status.as_u16(),
                404,
                "/applications/{id}{page}: {}",
                answer.short()
            );
        }
        office
            .get(&format!("/office/applications/{id}"))
            .await
            .is(404);
        office
            .get(&format!("/office/partnerships/{id}"))
            .await
            .is(404);
        office
            .get(&format!("/office/applications/{id}/decide/approve"))
            .await
            .is(404);
        client.get(&format!("/directory/{id}")).await.is(404);
    }
}
