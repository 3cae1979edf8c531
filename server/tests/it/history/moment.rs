//! An application as it stood: what was sent, what was found, and nothing that was not sent.

use super::{ASKED, lived, of};
use crate::decide::consult::ask;
use crate::decide::meeting::profile;
use crate::harness::{Answer, World};
use crate::story::PARTNER;
use partnership::person::Role;

/// The links to moments, the newest first, each with what had just happened.
fn moments(page: &Answer, id: &str) -> Vec<(String, String)> {
    let start = format!("{}?at=", of(id));
    let ways = page.ways().into_iter();
    ways.filter(|(href, _)| href.starts_with(&start)).collect()
}

/// The address of the moment after this act, the newest of its kind.
fn after(page: &Answer, id: &str, act: &str) -> String {
    let moments = moments(page, id);
    let found = moments.iter().find(|(_, words)| words.contains(act));
    found
        .unwrap_or_else(|| panic!("no {act} in {moments:?}"))
        .0
        .clone()
}

#[tokio::test]
async fn the_past_is_shown_as_it_was_and_cannot_be_changed() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let page = office.get(&of(&id)).await;
    let asked = office.get(&after(&page, &id, "Asked for changes")).await;
    asked
        .is(200)
        .says("This is the past: nothing can be changed here")
        .says("Changes requested")
        .says("Assigned to office@example.org")
        .says("Say when you began.")
        .hides("1987")
        .says("is not kept, and is not shown here");
    let posts = asked.pieces().len();
    assert!(posts > 0);
    assert!(asked.forms("/api/judge_application").is_empty());
    assert!(asked.forms("/api/assign_application").is_empty());
    let main = asked.body.split("<main").nth(1).unwrap();
    assert!(
        !main.split("</main>").next().unwrap().contains("<form"),
        "a form in the past"
    );
    let sent = office.get(&after(&page, &id, "Signed and sent it")).await;
    sent.says("1987")
        .says("Submitted")
        .says("Quillfeather Guild");
    let began = office
        .get(&after(&page, &id, "Began the application"))
        .await;
    began
        .says("Draft")
        .says("Nothing had been sent yet.")
        .says("Nothing had been judged yet.")
        .says("Nothing had been decided yet.");
    office
        .get(&format!(
            "{}&lang=es",
            after(&page, &id, "Asked for changes")
        ))
        .await
        .says("Esto es el pasado")
        .says("Cambios solicitados");
}

#[tokio::test]
async fn one_goes_from_moment_to_moment() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let page = office.get(&of(&id)).await;
    let all: Vec<String> = moments(&page, &id)
        .into_iter()
        .map(|(href, _)| href)
        .collect();
    assert!(all.len() > 8, "{all:?}");
    let mut walked = vec![all[0].clone()];
    loop {
        let here = office.get(walked.last().unwrap()).await;
        let ways = here.ways().into_iter();
        let Some((earlier, _)) = ways.into_iter().find(|(_, words)| words == "Earlier") else {
            break;
        };
        walked.push(earlier);
    }
    assert_eq!(walked, all);
}

#[tokio::test]
async fn what_was_typed_and_not_sent_is_in_no_moment() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    office.decide(&id, "request-changes", &ASKED).await;
    let typed = [("organization.established", "1987")];
    partner.type_into(&id, "about", &typed).await;
    let page = office.get(&of(&id)).await;
    for (href, _) in moments(&page, &id) {
        office.get(&href).await.is(200).hides("1987");
    }
}

#[tokio::test]
async fn a_line_of_something_else_is_no_moment() {
    let world = World::new().await;
    let (_, office, id) = lived(&world).await;
    let (_, other) = world.sent_by("ben@wren.example", &world.answers()).await;
    let page = office.get(&of(&other)).await;
    let foreign = after(&page, &other, "Signed and sent it");
    let number = foreign.split("?at=").nth(1).unwrap();
    for number in [number, "0", "-1", "x", "999999", "99999999999999999999"] {
        office
            .get(&format!("{}?at={number}", of(&id)))
            .await
            .is(404);
    }
}

#[tokio::test]
async fn what_stood_around_an_application_is_shown_as_it_stood_then() {
    let world = World::of(profile()).await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    world.person("ben@example.org", &[Role::Office]).await;
    office.put_on(&world, &id, "ben@example.org").await;
    let question = ask(&world, &office, &id, &[("answers[blocks][]", "yes")]).await;
    let record = format!("/office/applications/{id}");
    let message = [("message", "Which room do you need?")];
    office.send(&record, "/api/send_message", &message).await;
    let meeting = [
        ("answers[held.month][]", "1"),
        ("answers[held.day][]", "12"),
        ("answers[held.year][]", "2027"),
        ("answers[time][]", "3:30 pm"),
        ("answers[people][]", "Ana Gil and Ben"),
        ("answers[place][]", "Room 7788"),
        ("answers[agreed][]", "permission"),
    ];
    let page = format!("{record}/meeting");
    office.send(&page, "/api/plan_meeting", &meeting).await;
    let lena = world.person("lena@example.org", &[]).await;
    let answer = [("answer", "Yes, after six.")];
    lena.send(&question, "/api/answer_consult", &answer).await;
    office.decide(&id, "request-changes", &ASKED).await;
    let page = office.get(&of(&id)).await;
    let then = async |act: &str| office.get(&after(&page, &id, act)).await;

    then("Started the review")
        .await
        .says("Reviewers beside them Nobody")
        .says("Messages with the partner None yet")
        .says("No other office had been asked yet.")
        .says("No meeting had been written down yet.")
        .hides("December 20, 2026");
    then("Added ben@example.org as a reviewer")
        .await
        .says("Reviewers beside them ben@example.org");
    then("Asked another office")
        .await
        .says("May they use the gym?")
        .says("The legal office No answer yet")
        .says("The decision waited for it")
        .hides("Yes, after six.");
    then("Wrote to the partner")
        .await
        .says("Messages with the partner 1, on")
        .hides("Which room do you need?")
        .says("No meeting had been written down yet.");
    then("Wrote down the planning meeting")
        .await
        .says("January 12, 2027")
        .says("Ana Gil and Ben")
        .says("The permission")
        .hides("7788");
    let asked = then("Asked for changes").await;
    asked
        .says("Due December 20, 2026")
        .says("The legal office Answered")
        .says("Yes, after six.")
        .says("Answered by lena@example.org on");
    office
        .get(&format!(
            "{}&lang=es",
            after(&page, &id, "Asked for changes")
        ))
        .await
        .says("Vence")
        .says("Quién más revisaba")
        .says("Reunión de planificación hasta entonces");
    // Whoever works on it for the partner reads due day and messages, and nothing of the office's work.
    drop(partner);
    let own = world.person(PARTNER, &[Role::Office]).await;
    own.get(&after(&page, &id, "Asked for changes"))
        .await
        .says("Due December 20, 2026")
        .says("Messages with the partner 1, on")
        .hides("ben@example.org")
        .hides("May they use the gym?")
        .hides("Ana Gil and Ben")
        .hides("Reviewers beside them");
}
