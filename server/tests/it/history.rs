//! History that people can trust: timelines, the past as it stood, and roles over time.

mod moment;
mod roles;
mod timeline;

use crate::harness::{Client, World};
use crate::story::{APPROVAL, SIGNED};
use chrono::TimeDelta;

/// What the office asks to be changed.
const ASKED: [(&str, &str); 5] = [
    ("steps", "about"),
    ("body", "Say when you began."),
    ("due.month", "12"),
    ("due.day", "20"),
    ("due.year", "2026"),
];

/// Partner, office and an application that was returned, changed, sent again and approved, a minute for each.
async fn lived(world: &World) -> (Client, Client, String) {
    let (partner, office, id) = world.ready().await;
    let later = || world.later(TimeDelta::minutes(1));
    later();
    let record = format!("/office/applications/{id}");
    let note = [("note", "A note")];
    office.send(&record, "/api/add_note", &note).await;
    office.decide(&id, "request-changes", &ASKED).await;
    later();
    let year = [("organization.established", "1987")];
    partner.type_into(&id, "about", &year).await;
    later();
    let sign = format!("/applications/{id}/sign");
    let sent = partner
        .send(&sign, "/api/submit_application", &SIGNED)
        .await;
    assert!(
        sent.location().ends_with("done=sent"),
        "{}",
        sent.location()
    );
    later();
    office.take_up(&id).await;
    office.decide(&id, "approve", &APPROVAL).await;
    (partner, office, id)
}

/// The address of the timeline of an application.
fn of(id: &str) -> String {
    format!("/office/applications/{id}/history")
}
