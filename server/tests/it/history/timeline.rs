//! The timeline of an application and of a partnership, on a page of its own and as a sheet.

use super::{lived, of};
use crate::harness::World;
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::Role;

#[tokio::test]
async fn a_timeline_tells_what_was_before_and_what_is_now() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let page = office.get(&of(&id)).await;
    page.is(200)
        .says("Stage: In review → Approved")
        .says("Stage: Changes requested → Submitted")
        .says("Assigned to: Nobody → office@example.org")
        .says("Finding: Not judged yet → Met")
        .says("Kept an internal note")
        .hides("A note")
        .says("Say when you began.")
        .says("Approved the application, which made this partnership")
        .says("1 answer was changed")
        .says("1987")
        // The clock stands at three in the afternoon in Greenwich.
        .says("November 26, 2026, 10:0");
    page.hides("From November 26");
    let spanish = office.get(&format!("{}?lang=es", of(&id))).await;
    spanish
        .says("Etapa: En revisión → Aprobada")
        .says("Se cambió 1 respuesta")
        .hides("Stage:");
    office.get("/?lang=en").await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    assert!(record.links().contains(&of(&id)), "{:?}", record.links());
    record
        .says("Approved the application")
        .hides("Began the application");
}

#[tokio::test]
async fn a_kind_is_chosen_in_the_address_and_the_sheet_holds_the_same_lines() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let page = office.get(&format!("{}?kind=talk", of(&id))).await;
    page.says("Kept an internal note")
        .hides("Signed and sent it");
    assert!(
        page.links().contains(&of(&id)),
        "the filter can be taken off"
    );
    let csv = page.links().into_iter().find(|href| href.contains(".csv"));
    let sheet = office.get(&csv.unwrap()).await;
    sheet.is(200);
    assert_eq!(sheet.body.lines().count(), 2, "{}", sheet.body);
    assert!(sheet.body.contains(
        "2026-11-26 10:01,Application,Messages and notes,Kept an internal note,office@example.org"
    ));
    let whole = office.get(&format!("{}.csv", of(&id))).await;
    assert!(
        whole.body.contains("Stage: In review → Approved"),
        "{}",
        whole.body
    );
    assert!(whole.body.contains("→ 1987"), "{}", whole.body);
    assert_eq!(
        whole.body.matches("Judged “").count(),
        world.profile.criteria.len()
    );
}

#[tokio::test]
async fn nothing_that_somebody_wrote_is_a_formula_in_the_sheet() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    let withdraw = format!("/applications/{id}/withdraw");
    let reason = [("reason", "=HYPERLINK(\"http://evil.example\")")];
    partner
        .send(&withdraw, "/api/withdraw_application", &reason)
        .await;
    let sheet = office.get(&format!("{}.csv", of(&id))).await;
    assert!(sheet.body.contains("'=HYPERLINK"), "{}", sheet.body);
}

#[tokio::test]
async fn a_sheet_asks_for_a_sign_in_of_late_and_leads_back_to_the_timeline() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    world.later(TimeDelta::minutes(16));
    let asked = office.get(&format!("{}.csv?kind=stage", of(&id))).await;
    let back = format!("/sign-in?go-on=%2Foffice%2Fapplications%2F{id}%2Fhistory%3Fkind%3Dstage");
    assert!(asked.location().starts_with(&back), "{}", asked.location());
}

#[tokio::test]
async fn long_timelines_have_pages() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    for number in 0..60 {
        let path = format!("/office/applications/{id}");
        let note = format!("Note {number}");
        office
            .send(&path, "/api/add_note", &[("note", &note)])
            .await;
    }
    let first = office.get(&of(&id)).await;
    first.hides("Signed and sent it");
    let older = first.link(&format!("{}?before=", of(&id)));
    let second = office.get(&older).await;
    second
        .says("Signed and sent it")
        .says("Began the application");
    let newer = second.link(&format!("{}?after=", of(&id)));
    office
        .get(&newer)
        .await
        .is(200)
        .says("Kept an internal note");
    office
        .get(&format!("{}?before=x&kind=nothing", of(&id)))
        .await
        .is(200)
        .says("Kept an internal note");
    partner.get(&of(&id)).await.is(404);
}

#[tokio::test]
async fn the_timeline_of_a_partnership_is_for_whoever_reads_partnerships() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    let partnership = record.link("/office/partnerships/");
    let history = format!("{partnership}/history");
    let page = office.get(&history).await;
    page.says("Approved the application, which made this partnership");
    assert!(page.links().contains(&of(&id)), "what came before");
    let analyst = world.person("analyst@example.org", &[Role::Analyst]).await;
    let page = analyst.get(&history).await;
    page.is(200).hides(&of(&id)).hides("Signed and sent it");
    analyst.get(&of(&id)).await.is(404);
}

#[tokio::test]
async fn nobody_of_the_office_reads_how_their_own_was_judged() {
    let world = World::new().await;
    let (_, _, id) = lived(&world).await;
    let own = world.person(PARTNER, &[Role::Office]).await;
    own.get(&of(&id))
        .await
        .is(200)
        .says("Signed and sent it")
        .hides("Judged")
        .hides("Kept an internal note");
    let sheet = own.get(&format!("{}.csv", of(&id))).await;
    sheet.is(200).hides("Judged").hides("internal note");
}
