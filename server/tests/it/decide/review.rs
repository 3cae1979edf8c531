//! Taking up a review, giving it away, and judging the criteria.

use crate::harness::World;
use crate::story::OFFICE;
use partnership::person::{Email, Role};

const RECORD: &str = "/office/applications";

#[tokio::test]
async fn whoever_takes_up_a_review_has_it_and_a_second_click_changes_nothing() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    let record = format!("{RECORD}/{id}");
    let page = office.get(&record).await;
    page.says("Waiting for the office. Start the review")
        .says("Quillfeather Guild");
    assert_eq!(
        page.at("assignment").as_deref(),
        Some("Who has it Nobody Assign to me Assigned to Nobody office@example.org (you) Assign")
    );
    assert!(
        page.forms("/api/judge_application").is_empty(),
        "nothing is judged before the review"
    );
    let form = page.form("/api/start_review").with(&[]);
    for _ in 0..3 {
        let done = office.post("/api/start_review", &form).await;
        assert_eq!(done.location(), format!("{record}?done=start-review"));
    }
    let taken = office.get(&format!("{record}?done=start-review")).await;
    taken
        .says("The review has started")
        .says("office@example.org (you)")
        .says("In review");
    assert_eq!(world.acts(&id).await, ["start", "submit", "start-review"]);
    assert!(taken.forms("/api/start_review").is_empty());
    for action in ["request-changes", "approve", "decline", "redirect"] {
        taken.link(&format!("{record}/decide/{action}"));
    }
}

#[tokio::test]
async fn of_two_who_take_it_up_at_once_one_is_told_that_it_is_taken() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let record = format!("{RECORD}/{id}");
    let (ben, eva) = (
        world.person("ben@example.org", &[Role::Office]).await,
        world.person("eva@example.org", &[Role::Office]).await,
    );
    let forms = [
        ben.get(&record).await.form("/api/start_review").with(&[]),
        eva.get(&record).await.form("/api/start_review").with(&[]),
    ];
    ben.post("/api/start_review", &forms[0]).await.is(302);
    let late = eva.post("/api/start_review", &forms[1]).await;
    let page = eva.get(&late.location()).await;
    page.says("Somebody changed this while you were reading it.")
        .says("ben@example.org");
    assert_eq!(
        eva.call("/api/start_review", &forms[1]).await.body,
        "\"stale\""
    );
    assert_eq!(world.acts(&id).await, ["start", "submit", "start-review"]);
}

#[tokio::test]
async fn an_application_is_given_to_a_colleague_to_oneself_and_to_nobody() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    world.grant("ben@example.org", Role::Administrator).await;
    world.grant("analyst@example.org", Role::Analyst).await;
    let person = |email: &'static str| {
        let store = world.store.clone();
        async move {
            let email = Email::parse(email).unwrap();
            store.person_of(&email).await.unwrap().id.to_string()
        }
    };
    let record = format!("{RECORD}/{id}");
    let page = office.get(&record).await;
    let [to_me, to_any] = page.forms("/api/assign_application").try_into().unwrap();
    page.hides("analyst@example.org");
    let ben = person("ben@example.org").await;
    let done = office
        .post("/api/assign_application", &to_any.with(&[("to", &ben)]))
        .await;
    office
        .get(&done.location())
        .await
        .says("The assignment is stored")
        .says("Assigned it to ben@example.org");
    office
        .post("/api/assign_application", &to_any.with(&[("to", &ben)]))
        .await;
    office
        .post("/api/assign_application", &to_me.with(&[]))
        .await;
    office
        .post("/api/assign_application", &to_any.with(&[("to", "")]))
        .await;
    assert_eq!(
        world.acts(&id).await[2..],
        ["assign", "assign", "assign"],
        "the same twice is one"
    );
    for to in ["analyst@example.org", crate::story::PARTNER] {
        let refused = to_any.with(&[("to", &person(to).await)]);
        assert_eq!(
            office.call("/api/assign_application", &refused).await.body,
            "\"not-found\"",
            "{to}"
        );
    }
    for to in ["nobody-known", "A B"] {
        let body = office
            .call("/api/assign_application", &to_any.with(&[("to", to)]))
            .await
            .body;
        assert_eq!(body, "\"not-found\"", "{to}");
    }
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status.hides("ben@example.org");
}

#[tokio::test]
async fn findings_are_stored_with_their_notes_and_read_by_those_who_sign() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let record = format!("{RECORD}/{id}");
    let fields = [
        ("answers[finding.formal-agreement][]", "not-met"),
        (
            "answers[note.formal-agreement][]",
            "No letter of the school yet",
        ),
    ];
    let done = office
        .send(&record, "/api/judge_application", &fields)
        .await;
    let page = office.get(&done.location()).await;
    page.says("The findings are stored")
        .says("5 of 6 met")
        .says("Judged “Formal agreement”: Not met");
    let form = page.form("/api/judge_application");
    assert_eq!(
        form.value("answers[finding.formal-agreement][]"),
        Some("not-met")
    );
    assert_eq!(
        form.value("answers[note.formal-agreement][]"),
        Some("No letter of the school yet")
    );
    let before = world.acts(&id).await;
    office.post("/api/judge_application", &form.with(&[])).await;
    assert_eq!(
        world.acts(&id).await,
        before,
        "what did not change leaves no line"
    );
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    let read = signer.get(&record).await;
    read.says("No letter of the school yet")
        .says("The office decides.");
    for act in [
        "/api/judge_application",
        "/api/start_review",
        "/api/add_note",
        "/api/send_message",
    ] {
        assert!(read.forms(act).is_empty(), "a signer has no form for {act}");
    }
}

#[tokio::test]
async fn a_note_without_a_finding_and_what_is_no_finding_are_asked_for_again() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let record = format!("{RECORD}/{id}");
    let long = "x".repeat(2001);
    for (finding, note, field, sentence) in [
        (
            "",
            "A note",
            "finding.formal-agreement",
            "Answer “Formal agreement”",
        ),
        (
            "maybe",
            "",
            "finding.formal-agreement",
            "Choose one of the answers listed in “Formal agreement”",
        ),
        (
            "met",
            &long,
            "note.formal-agreement",
            "Shorten “Note on “Formal agreement”” by 1 character: it holds up to 2,000",
        ),
    ] {
        let fields = [
            ("answers[finding.formal-agreement][]", finding),
            ("answers[note.formal-agreement][]", note),
        ];
        let answer = office
            .send(&record, "/api/judge_application", &fields)
            .await;
        let page = office.get(&answer.location()).await;
        assert_eq!(page.mistakes(), [(field.to_owned(), sentence.to_owned())]);
        assert_eq!(page.mistake_at(field).as_deref(), Some(sentence));
        let form = page.form("/api/judge_application");
        assert_eq!(
            form.value(fields[1].0),
            Some(note),
            "what was typed is kept"
        );
    }
    assert_eq!(world.acts(&id).await, ["start", "submit", "start-review"]);
}

#[tokio::test]
async fn of_two_pages_on_which_the_same_is_judged_the_later_is_compared_first() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let record = format!("{RECORD}/{id}");
    let old = office.get(&record).await.form("/api/judge_application");
    let finding = "answers[finding.formal-agreement][]";
    let note = "answers[note.formal-agreement][]";
    office
        .send(
            &record,
            "/api/judge_application",
            &[(finding, "met"), (note, "Seen it")],
        )
        .await;
    let late = old.with(&[(finding, "not-met"), (note, "Not seen it")]);
    let answer = office.post("/api/judge_application", &late).await;
    let page = office.get(&answer.location()).await;
    page.says("Somebody judged meanwhile").says("Seen it");
    let form = page.form("/api/judge_application");
    assert_eq!(
        form.value(note),
        Some("Not seen it"),
        "what was typed is kept"
    );
    office.post("/api/judge_application", &form.with(&[])).await;
    let now = office.get(&record).await.form("/api/judge_application");
    assert_eq!(
        now.value(finding),
        Some("not-met"),
        "having compared, the second one counts"
    );
}

#[tokio::test]
async fn nothing_is_judged_outside_of_a_review() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let old = office
        .get(&format!("{RECORD}/{id}"))
        .await
        .form("/api/judge_application");
    office
        .decide(&id, "decline", &[("reason", "No school takes part.")])
        .await;
    let late = old.with(&[("answers[finding.formal-agreement][]", "not-met")]);
    assert_eq!(
        office.call("/api/judge_application", &late).await.body,
        "\"refused\""
    );
    let page = office
        .get(
            &office
                .post("/api/judge_application", &late)
                .await
                .location(),
        )
        .await;
    page.says("This can no longer be done, because the application has moved on.");
    let mails = world.mails_to(OFFICE).await.len();
    assert_eq!(mails, 1, "the code, and no letter for one's own acts");
}
