//! Declining, and sending to another process: what the partner reads.

use crate::harness::World;
use crate::story::PARTNER;

#[tokio::test]
async fn a_declined_partner_reads_the_reason() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let reason = "No school takes part yet.\n\nAsk a principal first.";
    office.decide(&id, "decline", &[("reason", reason)]).await;
    let record = office
        .get(&format!("/office/applications/{id}?done=decline"))
        .await;
    record
        .says("Declined, and the partner was told")
        .says("No school takes part yet.");
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status
        .says("Your application was declined")
        .says("The reason")
        .says("Ask a principal first.");
    status.says("Nothing more happens with this application.");
    let letter = &world.letters_to(PARTNER).await[0];
    assert_eq!(
        letter.subject,
        "Not approved: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(letter.body.contains(reason), "{}", letter.body);
    partner
        .get(&format!("/applications/{id}/copy"))
        .await
        .is(200);
    office
        .get("/office/partnerships")
        .await
        .hides("Quillfeather Guild");
    world
        .anonymous()
        .get("/directory")
        .await
        .hides("Quillfeather Guild");
}

#[tokio::test]
async fn a_partner_who_is_sent_elsewhere_reads_where_and_why() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let page = format!("/office/applications/{id}/decide/redirect");
    let choice = office.get(&page).await;
    choice
        .says("Which process applies?")
        .says("Register as a vendor");
    assert!(
        choice.forms("/api/save_decision").is_empty(),
        "first the process, then its text"
    );
    let written = office
        .get(&format!("{page}?route=vendor"))
        .await
        .form("/api/save_decision");
    let text = written.value("answers[body][]").unwrap();
    assert!(
        text.contains("https://example.org/vendor-registration"),
        "the words of the process: {text}"
    );
    office
        .get(&format!("{page}?route=application"))
        .await
        .says("Which process applies?");
    let redirected = [
        ("route", "vendor"),
        ("body", "Please register as a vendor."),
    ];
    office.decide(&id, "redirect", &redirected).await;
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status
        .says("Another way fits your proposal")
        .says("Register as a vendor")
        .says("Please register as a vendor.");
    let letter = &world.letters_to(PARTNER).await[0];
    assert_eq!(
        letter.subject,
        "Another process applies: Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(
        letter.body.contains("DPS applies: Register as a vendor"),
        "{}",
        letter.body
    );
    office
        .get(&format!("/office/applications/{id}"))
        .await
        .says("Sent it to another process")
        .says("Process: Register as a vendor");
}

#[tokio::test]
async fn a_request_for_changes_names_pages_that_can_be_changed() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set("money.fee", vec!["no".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    let page = office
        .get(&format!("/office/applications/{id}/decide/request-changes"))
        .await;
    page.says("What will your program achieve?")
        .hides("value=\"fee\"")
        .hides("value=\"signature\"");
    let form = page.form("/api/save_decision");
    assert_eq!(
        form.value("answers[due.month][]"),
        Some("12"),
        "ten days are proposed"
    );
    assert_eq!(form.value("answers[due.day][]"), Some("6"));
    for (steps, due, sentence) in [
        (
            "fee",
            "20",
            "Choose one of the answers listed in “What has to be changed?”",
        ),
        (
            "signature",
            "20",
            "Choose one of the answers listed in “What has to be changed?”",
        ),
        (
            "about",
            "31",
            "Enter a day of the calendar in “By when?”, with a year of four digits, like 5 3 2027",
        ),
        ("about", "1", "Enter today or a later day in “By when?”"),
    ] {
        let month = if due == "31" || due == "1" {
            "11"
        } else {
            "12"
        };
        let typed = [
            ("steps", steps),
            ("body", "Mend it."),
            ("due.month", month),
            ("due.day", due),
            ("due.year", "2026"),
        ];
        let checked = office
            .get(&office.write(&id, "request-changes", &typed).await)
            .await;
        let sentences: Vec<String> = checked
            .mistakes()
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(sentences, [sentence], "{steps} {due}");
    }
}
