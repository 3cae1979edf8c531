//! What is new: marked on the pages and counted in the lists, until its reader has opened the page.

use super::{record, settled, status};
use crate::harness::World;
use axum::http::{Method, Request, header};
use partnership::person::Role;

#[tokio::test]
async fn what_others_wrote_is_new_until_its_page_is_opened() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let (record, status) = (record(&id), status(&id));
    office
        .send(&record, "/api/send_message", &[("message", "Who comes?")])
        .await;
    office.get(&record).await.hides("new message");
    // The partner: in the list, at the message, and no longer.
    let list = partner.get("/applications").await;
    list.says("1 new message");
    let leads = format!("{status}#messages");
    assert!(list.links().contains(&leads), "{:?}", list.links());
    partner.get("/applications").await.says("1 new message");
    let page = partner.get(&status).await;
    assert!(page.at("messages").unwrap().contains("New"), "marked");
    settled(&partner, &status).await.says("Who comes?");
    partner.get("/applications").await.hides("new message");
    // The office: each of them has marks of their own.
    partner
        .send(&status, "/api/send_message_to_office", &[("body", "Ana")])
        .await;
    office
        .send(&record, "/api/add_note", &[("note", "Ana is their chair")])
        .await;
    for (client, new) in [(&olga, "3 new"), (&office, "")] {
        let list = client.get("/office/applications").await;
        if new.is_empty() {
            assert!(!list.body.contains("tag--unread"));
        } else {
            list.says(new);
        }
    }
    let page = olga.get(&record).await;
    page.says("2 new messages").says("1 new note");
    assert_eq!(page.body.matches(">New<").count(), 3);
    settled(&olga, &record).await.hides("new note");
    let list = olga.get("/office/applications").await;
    assert!(!list.body.contains("tag--unread"));
    partner.get("/applications").await.hides("new message");
}

#[tokio::test]
async fn a_page_that_nobody_looks_at_marks_nothing_as_read() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let status = status(&id);
    office
        .send(&record(&id), "/api/send_message", &[("message", "Who?")])
        .await;
    for (method, name, value) in [
        (Method::GET, "sec-purpose", "prefetch;prerender"),
        (Method::GET, "purpose", "prefetch"),
        (Method::HEAD, "accept-language", "en"),
    ] {
        let request = Request::builder().method(method).uri(&status);
        let request = request
            .header(header::ACCEPT, "text/html")
            .header(name, value);
        partner.ask(request, "").await.is(200);
    }
    // Nor does somebody else's opening it.
    let eve = world.person("eve@example.org", &[]).await;
    eve.get(&status).await.is(404);
    world.anonymous().get(&status).await;
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
    assert!(
        partner
            .get("/applications")
            .await
            .body
            .contains("1 new message")
    );
}

#[tokio::test]
async fn marks_speak_the_readers_language() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let record = record(&id);
    office
        .send(&record, "/api/send_message", &[("message", "Who?")])
        .await;
    partner.set_cookie("lang", "es");
    partner.get("/applications").await.says("1 mensaje nuevo");
    let page = partner.get(&status(&id)).await;
    page.says("Nuevo").says("Adjuntar archivos");
}
