//! Gaps that appear while changes are made, on pages that nobody asked to change.

use crate::harness::World;
use crate::story::{OFFICE, PARTNER};
use chrono::TimeDelta;

#[tokio::test]
async fn a_change_that_opens_another_page_leads_to_it() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set("students.online", vec!["no".to_owned()]);
    let (partner, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    let asked = [("steps", "safety"), ("body", "Is it online?")];
    office.decide(&id, "request-changes", &asked).await;
    let home = format!("/applications/{id}");
    let online = [("students.online", "yes")];
    let next = partner.type_into(&id, "safety", &online).await.location();
    assert_eq!(
        next,
        format!("{home}/platform"),
        "the page that is asked now"
    );
    let sign = partner.get(&format!("{home}/sign")).await.location();
    assert_eq!(sign, format!("{home}/check"), "not before it is answered");
    let check = partner.get(&sign).await;
    check.says("One page still needs an answer");
    let gap = format!("{home}/platform?check=1&from=check");
    assert!(check.links().contains(&gap), "{:?}", check.links());
    let platform = partner.get(&gap).await;
    platform
        .is(200)
        .says("Answer “Which platform will you use?”");
    let typed = [("students.platform", "Meet"), ("students.protected", "yes")];
    partner.type_into(&id, "platform", &typed).await;
    partner.get(&next).await.is(200).says("Which platform");
    partner.submit(&id).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    let changes = record.at("changes").unwrap();
    assert!(changes.contains("Meet"), "{changes}");
}

#[tokio::test]
async fn a_day_that_has_gone_by_meanwhile_can_be_mended() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set("schedule.start.month", vec!["12".to_owned()]);
    answers.set("schedule.start.day", vec!["1".to_owned()]);
    answers.set("schedule.start.year", vec!["2026".to_owned()]);
    let (partner, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    let asked = [("steps", "about"), ("body", "Tell us more.")];
    office.decide(&id, "request-changes", &asked).await;
    world.later(TimeDelta::days(8));
    world.sign_in(&partner, PARTNER).await;
    world.sign_in(&office, OFFICE).await;
    let about = [("organization.about", "We tutor in three schools.")];
    partner.type_into(&id, "about", &about).await;
    let home = format!("/applications/{id}");
    let check = partner.get(&format!("{home}/check")).await;
    check.says("One page still needs an answer");
    let gap = format!("{home}/schedule?check=1&from=check");
    let schedule = partner.get(&gap).await;
    schedule.says("Enter today or a later day in “When does it start?”");
    let start = [("answers[schedule.start.year][]", "2027")];
    let saved = partner.send(&gap, "/api/save_step", &start).await;
    assert_eq!(saved.location(), format!("{home}/check"));
    partner.submit(&id).await;
}
