//! The morning of a district: reminders once each, and the one mail of a day for whoever chose that.

use crate::harness::{Client, World};
use crate::story::{OFFICE, PARTNER};
use chrono::{DateTime, TimeDelta, Utc};
use server::mail::Post;
use store::mail::Mail;

/// Turns the clock to an instant.
fn turn(world: &World, to: &str) {
    let to: DateTime<Utc> = to.parse().unwrap();
    world.later(to - world.now());
}

/// The letters to an address that arrived while the post looked once.
async fn after_a_look(world: &World, post: &mut Post, to: &str) -> Vec<Mail> {
    let before = world.letters_to(to).await.len();
    post.look().await;
    let mut letters = world.letters_to(to).await;
    letters.truncate(letters.len() - before);
    letters
}

async fn say(office: &Client, id: &str, text: &str) {
    let record = format!("/office/applications/{id}");
    office
        .send(&record, "/api/send_message", &[("message", text)])
        .await;
}

async fn choose(client: &Client, choices: &[(&str, &str)]) {
    let done = client.send("/account", "/api/choose_mails", choices).await;
    assert_eq!(done.location(), "/account?done=mails#mails");
    client
        .get(&done.location())
        .await
        .says("Your choice for e-mails is saved");
}

#[tokio::test]
async fn whoever_chose_so_is_told_once_a_day_in_the_morning_in_their_language() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    choose(&partner, &[("message", "daily"), ("lang", "es")]).await;
    let mut post = Post::new(world.server.clone(), None);
    let before = world.letters_to(PARTNER).await.len();
    say(&office, &id, "First").await;
    say(&office, &id, "Second").await;
    assert_eq!(
        world.letters_to(PARTNER).await.len(),
        before,
        "nothing at once"
    );
    turn(&world, "2026-11-27T11:59:00Z");
    assert_eq!(
        after_a_look(&world, &mut post, PARTNER).await.len(),
        0,
        "not yet seven"
    );
    turn(&world, "2026-11-27T12:02:00Z");
    let letters = after_a_look(&world, &mut post, PARTNER).await;
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].subject.starts_with("2 novedades:"),
        "{}",
        letters[0].subject
    );
    let told = letters[0]
        .body
        .matches("Message from the office: Quillfeather Guild")
        .count();
    assert_eq!(told, 2, "{}", letters[0].body);
    assert!(
        letters[0]
            .body
            .contains(&format!("/applications/{id}/status"))
    );
    for later in ["2026-11-27T12:10:00Z", "2026-11-28T12:10:00Z"] {
        turn(&world, later);
        assert_eq!(
            after_a_look(&world, &mut post, PARTNER).await.len(),
            0,
            "{later}"
        );
    }
    // The office sees that it was sent, and not what it tells.
    let office = world.office().await;
    let list = office.get("/office/mails").await;
    list.says("All of a day for its reader, not shown")
        .hides("novedades");
}

#[tokio::test]
async fn whoever_wants_none_gets_none_but_what_has_to_be_known() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    choose(
        &partner,
        &[
            ("message", "none"),
            ("member", "none"),
            ("reminder", "none"),
        ],
    )
    .await;
    let before = world.letters_to(PARTNER).await.len();
    say(&office, &id, "First").await;
    assert_eq!(world.letters_to(PARTNER).await.len(), before);
    office
        .decide(&id, "decline", &[("reason", "No school takes part.")])
        .await;
    assert_eq!(world.letters_to(PARTNER).await.len(), before + 1);
    let code = world.mails_to(PARTNER).await.len();
    world.sign_in(&world.anonymous(), PARTNER).await;
    assert_eq!(world.mails_to(PARTNER).await.len(), code + 1);
    partner.get("/account").await.says("always come at once");
}

#[tokio::test]
async fn a_draft_that_is_left_alone_is_reminded_of_once_and_on_a_working_day() {
    let world = World::new().await;
    let partner = world.person(PARTNER, &[]).await;
    let id = partner.start().await;
    let mut post = Post::new(world.server.clone(), None);
    // Fourteen days after Thursday, November 26 at ten is Thursday, December 10; the morning after it is Friday.
    turn(&world, "2026-12-10T15:00:00Z");
    assert_eq!(after_a_look(&world, &mut post, PARTNER).await.len(), 0);
    turn(&world, "2026-12-11T12:02:00Z");
    let letters = after_a_look(&world, &mut post, PARTNER).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(
        letters[0].subject,
        "Your draft is waiting: the application DPS-2026-0001"
    );
    assert!(
        letters[0].body.contains(&format!("/applications/{id}")),
        "{}",
        letters[0].body
    );
    assert!(world.acts(&id).await.contains(&"remind-draft".to_owned()));
    for later in [
        "2026-12-11T20:00:00Z",
        "2026-12-14T13:00:00Z",
        "2026-12-31T13:00:00Z",
    ] {
        turn(&world, later);
        assert_eq!(
            after_a_look(&world, &mut post, PARTNER).await.len(),
            0,
            "{later}"
        );
    }
    world.events().await;
}

#[tokio::test]
async fn a_server_that_was_off_over_a_weekend_reminds_of_each_once_on_monday() {
    let mut profile = server::profile::load("durham").unwrap();
    profile.reminder.holidays = vec!["2027-03-15".to_owned()];
    let world = World::of(profile).await;
    let (partner, office, id) = world.ready().await;
    let due = [("due.month", "3"), ("due.day", "11"), ("due.year", "2027")];
    let mut asked = vec![("steps", "about"), ("body", "Tell us more.")];
    asked.extend(due);
    office.decide(&id, "request-changes", &asked).await;
    drop(partner);
    // Due on Thursday, March 11, 2027. The server is off from then on; the clocks are put on on Sunday.
    let mut post = Post::new(world.server.clone(), None);
    for closed in [
        "2027-03-13T13:00:00Z",
        "2027-03-14T13:00:00Z",
        "2027-03-15T13:00:00Z",
        "2027-03-16T10:59:00Z",
    ] {
        turn(&world, closed);
        assert_eq!(
            after_a_look(&world, &mut post, PARTNER).await.len(),
            0,
            "{closed}: closed"
        );
    }
    // Tuesday at seven, which is eleven in London since the clocks were put on.
    turn(&world, "2027-03-16T11:02:00Z");
    let letters = after_a_look(&world, &mut post, PARTNER).await;
    let subjects: Vec<&str> = letters.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(
        subjects,
        ["Changes are overdue: Quillfeather Guild (DPS-2026-0001)"]
    );
    let mut other = Post::new(world.server.clone(), None);
    turn(&world, "2027-03-19T13:00:00Z");
    assert_eq!(
        after_a_look(&world, &mut other, PARTNER).await.len(),
        0,
        "once, by whichever server"
    );
}

#[tokio::test]
async fn whoever_has_a_review_is_reminded_when_it_is_overdue() {
    let world = World::new().await;
    let (_, _, id) = world.ready().await;
    let mut post = Post::new(world.server.clone(), None);
    turn(&world, "2027-01-05T13:00:00Z");
    let letters = after_a_look(&world, &mut post, OFFICE).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(
        letters[0].subject,
        "Review is overdue: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        letters[0]
            .body
            .contains(&format!("/office/applications/{id}"))
    );
    let acts = world.acts(&id).await;
    assert_eq!(
        acts.iter().filter(|act| *act == "remind-review").count(),
        1,
        "{acts:?}"
    );
    world.later(TimeDelta::days(1));
    assert_eq!(after_a_look(&world, &mut post, OFFICE).await.len(), 0);
}
