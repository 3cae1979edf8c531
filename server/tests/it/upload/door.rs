//! Who may send files and who may read them: whatever is not theirs is for everybody as if it did not exist.

use super::made::pdf;
use super::post::{ACT, Partner, STEP, body, file, in_folder, kind, post_bytes, world};
use crate::harness::{Answer, Client, World};
use axum::http::{Request, header};
use http_body_util::BodyExt;
use partnership::person::Role;
use tower::ServiceExt;

async fn post(client: &Client, fields: &[(String, String)]) -> Answer {
    post_bytes(client, &kind(), body(fields, &[file("a.pdf", pdf("a"))])).await
}

fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    for (field, old) in &mut fields {
        if field == name {
            value.clone_into(old);
        }
    }
    fields
}

#[tokio::test]
async fn files_are_taken_from_the_owner_with_their_own_form_and_for_an_open_step_only() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[("then", "upload:papers")]).await;
    let stranger = world.person("eve@elsewhere.example", &[]).await;
    let office = world.office().await;
    let own_token = stranger.token().await;
    let office_token = office.token().await;
    let made_up = store::fresh::id();
    let before = world.fingerprint().await;
    for (case, client, fields) in [
        ("nobody", world.anonymous(), fields.clone()),
        (
            "a stranger with the owner's form",
            stranger.clone(),
            fields.clone(),
        ),
        (
            "a stranger with a form of their own",
            stranger.clone(),
            with(&fields, "token", &own_token),
        ),
        ("the office", office, with(&fields, "token", &office_token)),
        (
            "no token",
            partner.client.clone(),
            with(&fields, "token", ""),
        ),
        (
            "an application that is none",
            partner.client.clone(),
            with(&fields, "id", &made_up),
        ),
        (
            "no application",
            partner.client.clone(),
            with(&fields, "id", "../x"),
        ),
        (
            "a step that is none",
            partner.client.clone(),
            with(&fields, "step", "nowhere"),
        ),
        (
            "the signature",
            partner.client.clone(),
            with(&fields, "step", "sign"),
        ),
    ] {
        let answer = post(&client, &fields).await;
        assert!(answer.status.is_redirection(), "{case}: {}", answer.status);
        assert_eq!(in_folder(&world), 0, "{case} left a file");
    }
    assert_eq!(partner.files().await, []);
    // What was typed is kept for whoever typed it; of the application nothing has changed.
    assert!(before.len() > 1);
    let history = world.acts(&partner.id).await;
    assert_eq!(history, ["start"]);
}

#[tokio::test]
async fn a_file_for_a_step_or_question_that_takes_none_is_not_kept() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[]).await;
    let other_step = with(&fields, "step", "program");
    post(&partner.client, &other_step).await;
    let mut stray = file("a.pdf", pdf("a"));
    for field in [
        "files[organization.about]",
        "files[none]",
        "papers",
        "files[",
        "",
    ] {
        field.clone_into(&mut stray.field);
        let sent = body(&fields, std::slice::from_ref(&stray));
        post_bytes(&partner.client, &kind(), sent).await;
        assert_eq!(in_folder(&world), 0, "{field}");
    }
    // A value that says it is a file is none.
    let forged = [
        ("answers[papers][]", "abcdefghjkmnpqrstuvw 12 forged.pdf"),
        ("then", "later"),
    ];
    let fields = partner.fields(&forged).await;
    post_bytes(&partner.client, &kind(), body(&fields, &[])).await;
    partner.client.post("/api/save_step", &fields).await;
    assert_eq!(partner.files().await, []);
}

#[tokio::test]
async fn a_file_is_read_by_its_owner_and_once_it_is_sent_by_the_office_and_by_nobody_else() {
    let world = world().await;
    let client = world.person("ana@quillfeather.example", &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let partner = Partner { client, id };
    partner.upload(&[file("a.pdf", pdf("secret"))]).await;
    let href = partner.files().await[0].1.clone();
    let everybody = [
        ("anonymous", world.anonymous()),
        (
            "a partner",
            world.person("eve@elsewhere.example", &[]).await,
        ),
        (
            "a liaison",
            world.person("l@example.org", &[Role::Liaison]).await,
        ),
        (
            "an analyst",
            world.person("n@example.org", &[Role::Analyst]).await,
        ),
        (
            "a signer",
            world.person("s@example.org", &[Role::Signer]).await,
        ),
        ("the office", world.office().await),
        (
            "an administrator",
            world.person("a@example.org", &[Role::Administrator]).await,
        ),
    ];
    let missing = format!("/files/{}", store::fresh::id());
    let alike = |one: &Answer, other: &Answer, who: &str| {
        assert_eq!(one.status, other.status, "{who}");
        assert_eq!(one.text(), other.text(), "{who}");
        assert!(!one.body.contains("secret"), "{who}");
    };
    for (who, client) in &everybody {
        let (got, none) = (client.get(&href).await, client.get(&missing).await);
        if *who == "anonymous" {
            assert!(got.location().starts_with("/sign-in?go-on="), "{who}");
        } else {
            got.is(404);
            alike(&got, &none, who);
        }
    }
    partner.client.get(&href).await.is(200);
    partner.client.submit(&partner.id).await;
    for (who, client) in &everybody {
        let (got, none) = (client.get(&href).await, client.get(&missing).await);
        let reads = ["a signer", "the office", "an administrator"].contains(who);
        if reads {
            assert!(got.is(200).body.contains("secret"), "{who}");
        } else if *who != "anonymous" {
            alike(&got, &none, who);
        }
    }
    partner.client.get(&href).await.is(200);
    let record = format!("/office/applications/{}", partner.id);
    let record = everybody[5].1.get(&record).await;
    assert_eq!(record.link("/files/"), href, "the office finds it");
    for odd in ["/files/x", "/files/..%2f..%2ftrellis.db", "/files/%00"] {
        partner.client.get(odd).await.is(404);
    }
}

#[tokio::test]
async fn a_file_comes_back_as_it_went_with_headers_that_keep_it_from_doing_anything() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let mut bytes = pdf("bytes");
    // Every byte, and what parts a form.
    bytes.splice(9..9, (0..=255_u8).chain(*b"\r\n--\r\n\r\n"));
    partner.upload(&[file("a.pdf", bytes.clone())]).await;
    let href = partner.files().await[0].1.clone();
    let request = Request::get(&href)
        .header(
            header::COOKIE,
            format!("trellis={}", partner.client.cookie("trellis")),
        )
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(axum::body::Body::empty())
        .unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let headers = response.headers().clone();
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-length", &bytes.len().to_string()),
        (
            "content-disposition",
            "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf",
        ),
    ] {
        let found = headers.get(name).map(|value| value.to_str().unwrap());
        assert_eq!(found, Some(value), "{name}");
    }
    let came = response.into_body().collect().await.unwrap().to_bytes();
    assert!(came == bytes, "{} of {} bytes", came.len(), bytes.len());
}

#[tokio::test]
async fn after_sending_nothing_is_added_or_removed() {
    let world: World = world().await;
    let client = world.person("ana@quillfeather.example", &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let partner = Partner { client, id };
    partner.upload(&[file("a.pdf", pdf("a"))]).await;
    let href = partner.files().await[0].1.clone();
    let fields = partner.fields(&[("then", "upload:papers")]).await;
    partner.client.submit(&partner.id).await;
    let removing = format!("remove-file:{}", href.trim_start_matches("/files/"));
    post(&partner.client, &fields).await;
    post(&partner.client, &with(&fields, "key", &store::fresh::id())).await;
    post_bytes(
        &partner.client,
        &kind(),
        body(&with(&fields, "then", &removing), &[]),
    )
    .await;
    assert_eq!(in_folder(&world), 1);
    partner.client.get(&href).await.is(200);
    let copy = format!("/applications/{}/copy", partner.id);
    assert_eq!(partner.client.get(&copy).await.link("/files/"), href);
    assert_eq!(ACT, "/api/save_step_with_files");
    assert_eq!(STEP, "about");
}
