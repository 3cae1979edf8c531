//! Several applications at once: what is chosen, what is told before, what was done, and the way back.

use crate::harness::{Client, World, encoded};
use crate::story::{OFFICE, PARTNER};
use partnership::person::Role;

const LIST: &str = "/office/applications";
const COLLEAGUE: &str = "ben@example.org";

/// The page after what was chosen in a list.
async fn choose(client: &Client, act: &str, rows: &str, only: &[&str]) -> String {
    let form = client
        .get(&format!("{LIST}?sort=organization"))
        .await
        .form("/office/bulk");
    assert_eq!(form.method, "get");
    let mut fields = form.with(&[("rows", rows), ("act", act)]);
    fields.retain(|(name, _)| name != "only");
    fields.extend(only.iter().map(|id| ("only".to_owned(), (*id).to_owned())));
    format!("/office/bulk?{}", encoded(&fields))
}

/// Three applications, somebody of the office, and a colleague.
async fn three() -> (World, Client, Vec<String>) {
    let world = World::new().await;
    let mut ids = Vec::new();
    for number in 0..3 {
        let mut answers = world.answers();
        let name = format!("Guild {number}");
        answers.set("organization.name", vec![name]);
        let email = format!("partner-{number}@example.com");
        ids.push(world.sent_by(&email, &answers).await.1);
    }
    world.grant(COLLEAGUE, Role::Office).await;
    let office = world.office().await;
    (world, office, ids)
}

#[tokio::test]
async fn the_chosen_ones_are_assigned_and_it_is_undone() {
    let (world, office, ids) = three().await;
    let page = office.get(LIST).await;
    page.says("All 3 on this page");
    assert!(
        page.body
            .contains("aria-label=\"Choose Guild 0 (DPS-2026-0001)\"")
    );
    let before = choose(&office, "assign", "ticked", &[&ids[0], &ids[2]]).await;
    let asked = office.get(&before).await;
    asked
        .says("Assign 2 applications")
        .says("No mail goes out.")
        .says("Guild 0")
        .hides("Guild 1");
    let to = asked.form("/api/start_bulk");
    let address = partnership::person::Email::parse(COLLEAGUE).unwrap();
    let colleague = world.store.person_of(&address).await.unwrap();
    let colleague = colleague.id.to_string();
    let form = to.with(&[("to", &colleague)]);
    let done = office.post("/api/start_bulk", &form).await.location();
    let twice = office.post("/api/start_bulk", &form).await.location();
    assert_eq!(done, twice, "the same form is done once");
    let after = office.get(&done).await;
    after
        .says("2 applications were done")
        .says(&format!("Assign to {COLLEAGUE}"));
    assert!(
        after.links().contains(&format!("{LIST}?sort=organization")),
        "back to the list"
    );
    for (id, times) in [(&ids[0], 1), (&ids[1], 0), (&ids[2], 1)] {
        let acts = world.acts(id).await;
        assert_eq!(acts.iter().filter(|act| *act == "assign").count(), times);
    }
    // One is given to somebody else before it is undone.
    let record = format!("{LIST}/{}", ids[2]);
    office.send(&record, "/api/assign_application", &[]).await;
    let undone = office.send(&done, "/api/undo_bulk", &[]).await.location();
    office
        .get(&undone)
        .await
        .says("Undone")
        .says("Not undone: somebody changed it since");
    assert_eq!(
        world.acts(&ids[0]).await.len(),
        4,
        "began, sent, given, taken back"
    );
    assert!(world.letters_to(COLLEAGUE).await.is_empty());
}

#[tokio::test]
async fn a_reminder_goes_to_whoever_it_waits_for_and_the_page_says_so_before() {
    let (world, office, ids) = three().await;
    office.take_up(&ids[0]).await;
    let asked = [("steps", "about"), ("body", "Tell us more.")];
    office.decide(&ids[0], "request-changes", &asked).await;
    office.take_up(&ids[1]).await;
    let before = choose(&office, "remind", "page", &[]).await;
    let page = office.get(&before).await;
    page.says("Send reminders about 3 applications")
        .says("1 mail goes out to a partner.")
        .says("For 2 of them there is nobody to remind")
        .says("A mail that went out cannot be taken back.");
    let before = world.letters_to("partner-0@example.com").await.len();
    let form = page.form("/api/start_bulk").with(&[]);
    let done = office.post("/api/start_bulk", &form).await.location();
    office
        .get(&done)
        .await
        .says("1 application was done")
        .hides("Undo");
    let letters = world.letters_to("partner-0@example.com").await;
    assert_eq!(letters.len(), before + 1);
    assert!(
        letters[0].subject.starts_with("Reminder: Guild 0"),
        "{}",
        letters[0].subject
    );
    let record = office.get(&format!("{LIST}/{}", ids[0])).await;
    record.says("Sent a reminder");
}

#[tokio::test]
async fn a_due_day_is_changed_for_all_results_and_a_bad_one_comes_back() {
    let (world, office, ids) = three().await;
    let before = choose(&office, "set-due", "all", &[]).await;
    let page = office.get(&before).await;
    page.says("Change the due day of 3 applications");
    let form = page.form("/api/start_bulk");
    let day = |month: &'static str| {
        [
            ("due_month", month),
            ("due_day", "15"),
            ("due_year", "2027"),
        ]
    };
    let bad = office
        .post("/api/start_bulk", &form.with(&day("13")))
        .await
        .location();
    let again = office.get(&bad).await;
    again.says("Change the due day of 3 applications");
    assert_eq!(again.mistakes().len(), 1, "{:?}", again.mistakes());
    assert_eq!(again.form("/api/start_bulk").value("due_month"), Some("13"));
    let form = again.form("/api/start_bulk").with(&day("1"));
    let done = office.post("/api/start_bulk", &form).await.location();
    office
        .get(&done)
        .await
        .says("3 applications were done")
        .says("January 15, 2027");
    for id in &ids {
        office
            .get(&format!("{LIST}/{id}"))
            .await
            .says("Moved the due day to January 15, 2027");
        // The history tells the day that was before.
        office
            .get(&format!("{LIST}/{id}/history"))
            .await
            .says("2026 → January 15, 2027");
    }
    let undone = office.send(&done, "/api/undo_bulk", &[]).await.location();
    office.get(&undone).await.says("Undone");
    assert_eq!(
        world.acts(&ids[0]).await,
        ["start", "submit", "set-due", "set-due"]
    );
}

#[tokio::test]
async fn without_a_choice_the_page_says_what_to_do() {
    let (_, office, ids) = three().await;
    let none = choose(&office, "assign", "ticked", &[]).await;
    office
        .get(&none)
        .await
        .is(200)
        .says("No application is chosen");
    let export = choose(&office, "export", "ticked", &[&ids[1]]).await;
    let sheet = office.get(&export).await.link(&format!("{LIST}.csv"));
    let rows = office.get(&sheet).await;
    assert_eq!(rows.body.lines().count(), 2, "{}", rows.body);
    assert!(rows.body.contains("Guild 1"));
    for path in ["/office/bulk?id=none", "/office/bulk?id=%27"] {
        office.get(path).await.is(404);
    }
}

#[tokio::test]
async fn whoever_lost_the_page_finds_the_list_of_what_was_done_again() {
    let (_world, office, ids) = three().await;
    let past = office.get("/office").await.link("/office/bulk");
    office
        .get(&past)
        .await
        .is(200)
        .says("You have not changed several applications at once yet.");
    let before = choose(&office, "remind", "ticked", &[&ids[0], &ids[1]]).await;
    let form = office.get(&before).await.form("/api/start_bulk").with(&[]);
    let after = office.post("/api/start_bulk", &form).await.location();
    let page = office.get(&past).await;
    page.is(200)
        .says("Reminder")
        .says("2 unchanged")
        .hides("0 done");
    let found = page.link("/office/bulk?id=");
    assert!(after.contains(&found), "{after} {found}");
    office.get(&found).await.is(200).says("What was done");
}

#[tokio::test]
async fn who_decides_nothing_chooses_nothing() {
    let (world, _, ids) = three().await;
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    let page = signer.get(LIST).await;
    assert!(page.forms("/office/bulk").is_empty());
    assert!(!page.body.contains("row-tick"));
    signer
        .get(&format!("/office/bulk?only={}", ids[0]))
        .await
        .is(404);
    let partner = world.person(PARTNER, &[]).await;
    partner.get("/office/bulk").await.is(404);
    assert_ne!(OFFICE, PARTNER);
}
