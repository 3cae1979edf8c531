//! Several reviewers: own findings first, differences, what the lead settles, and conflicts of interest.

use crate::harness::{Client, World};
use partnership::person::Role;

const RECORD: &str = "/office/applications";
const BEN: &str = "ben@example.org";
const FINDING: &str = "answers[finding.formal-agreement][]";
const NOTE: &str = "answers[note.formal-agreement][]";
const SETTLED: &str = "answers[settled.formal-agreement][]";
const WHY: &str = "answers[why.formal-agreement][]";

/// An application under review that the office leads and Ben reviews, too: both, and its record.
async fn two(world: &World) -> (Client, Client, String, String) {
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let ben = world.person(BEN, &[Role::Office]).await;
    let record = format!("{RECORD}/{id}");
    let added = office.put_on(world, &id, BEN).await;
    let page = office.get(&added.location()).await;
    page.says("The reviewer is added")
        .says("Added ben@example.org as a reviewer");
    (office, ben, record, id)
}

#[tokio::test]
async fn each_gives_the_own_finding_before_seeing_others_and_the_lead_settles() {
    let world = World::new().await;
    let (office, ben, record, id) = two(&world).await;
    let mails = world.letters_to(BEN).await;
    assert_eq!(
        mails[0].subject,
        "Please review the application of Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(mails[0].body.contains(&record), "{}", mails[0].body);
    let own = [
        (FINDING, "met"),
        (NOTE, "The letter of the school is there"),
    ];
    office.send(&record, "/api/judge_application", &own).await;
    let before = ben.get(&record).await;
    before
        .hides("The letter of the school is there")
        .hides("Judged “Formal agreement”")
        .says("You see it once your own finding is saved.");
    assert!(before.forms("/api/settle_findings").is_empty());
    let other = [(FINDING, "not-met"), (NOTE, "It is not signed")];
    let judged = ben.send(&record, "/api/judge_application", &other).await;
    let after = ben.get(&judged.location()).await;
    after
        .says("1 finds it met, 1 finds it not met")
        .says("The letter of the school is there")
        .says("Not settled yet");
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    signer
        .get(&record)
        .await
        .hides("It is not signed")
        .hides("The letter of the school is there");
    let page = office.get(&record).await;
    page.says("1 finds it met, 1 finds it not met")
        .says("It is not signed")
        .says("0 of 6 met");
    let form = page.form("/api/settle_findings");
    assert_eq!(
        form.value(SETTLED),
        None,
        "they differ: nothing is proposed"
    );
    let refused = form.with(&[(SETTLED, "met")]);
    let refused = office.post("/api/settle_findings", &refused).await;
    let page = office.get(&refused.location()).await;
    let sentence = "Answer “Why, for “Formal agreement””";
    assert_eq!(
        page.mistakes(),
        [("why.formal-agreement".to_owned(), sentence.to_owned())]
    );
    let form = page.form("/api/settle_findings");
    assert_eq!(form.value(SETTLED), Some("met"), "what was chosen is kept");
    let done = form.with(&[(WHY, "Signed since")]);
    let done = office.post("/api/settle_findings", &done).await;
    let page = office.get(&done.location()).await;
    page.says("What counts is settled")
        .says("1 of 6 met")
        .says("Settled “Formal agreement”: Met")
        .says("Signed since");
    signer.get(&record).await.says("Signed since");
    assert_eq!(
        world.acts(&id).await[3..],
        ["add-reviewer", "judge", "judge", "settle"]
    );
    let late = form.with(&[(SETTLED, "not-met"), (WHY, "No")]);
    let answer = office.call("/api/settle_findings", &late).await;
    assert_eq!(answer.body, "\"stale\"");
}

#[tokio::test]
async fn whoever_reads_from_the_office_joins_in_one_press_and_does_not_judge_before() {
    let world = World::new().await;
    let (_, _, record, _) = two(&world).await;
    let eva = world
        .person("eva@example.org", &[Role::Administrator])
        .await;
    let page = eva.get(&record).await;
    assert!(page.forms("/api/judge_application").is_empty());
    let fields = [("id", record.rsplit('/').next().unwrap()), (FINDING, "met")];
    let fields: Vec<(String, String)> = crate::client::pairs(&fields)
        .into_iter()
        .chain([("token".to_owned(), eva.token().await)])
        .collect();
    let answer = eva.call("/api/judge_application", &fields).await;
    assert_eq!(answer.body, "\"refused\"");
    let forms = page.forms("/api/add_reviewer");
    let own = world.id_of("eva@example.org").await;
    let join = forms.iter().find(|form| form.value("person") == Some(&own));
    let joined = eva
        .post("/api/add_reviewer", &join.unwrap().with(&[]))
        .await;
    let page = eva.get(&joined.location()).await;
    page.form("/api/judge_application");
    assert_eq!(world.letters_to("eva@example.org").await.len(), 0);
    let remove = page.forms("/api/remove_reviewer");
    let remove = remove
        .iter()
        .find(|form| form.value("person") == Some(&own));
    let removed = eva
        .post("/api/remove_reviewer", &remove.unwrap().with(&[]))
        .await;
    eva.get(&removed.location())
        .await
        .says("The reviewer is removed");
}

#[tokio::test]
async fn whoever_does_not_lead_reads_who_decides_and_takes_the_lead_over_first() {
    let world = World::new().await;
    let (office, ben, record, id) = two(&world).await;
    let why = "To approve, decline or redirect it yourself, take the lead over first";
    let decides = |page: &str| format!("{page}/decide/decline");
    office
        .get(&record)
        .await
        .says("Decline")
        .hides("take the lead over first");
    let page = ben.get(&record).await;
    page.says("leads the review and takes the decision")
        .says(why)
        .says("Ask for changes")
        .hides(&decides(&record));
    let writing = ben.get(&decides(&record)).await;
    writing
        .says("leads the review and takes the decision")
        .says(why);
    assert!(writing.forms("/api/save_decision").is_empty());
    // The lead went on to the mail; in between the lead is taken over, and the press changes nothing.
    let reason = [("reason", "No room")];
    let preview = office.write(&id, "decline", &reason).await;
    let press = office.get(&preview).await.form("/api/decide").with(&[]);
    let to = world.id_of(BEN).await;
    let taken = ben
        .send(&record, "/api/assign_application", &[("to", &to)])
        .await;
    assert!(taken.location().contains("done=assign"), "taking it over");
    // Ben alone reviews it now, and so everybody with the right may; with the office beside he leads.
    ben.put_on(&world, &id, crate::story::OFFICE).await;
    let acts = world.acts(&id).await;
    let refused = office.post("/api/decide", &press).await;
    office
        .get(&refused.location())
        .await
        .says("ben@example.org leads the review and takes the decision")
        .says(why);
    assert_eq!(world.acts(&id).await, acts, "nothing is written");
    ben.decide(&id, "decline", &reason).await;
    assert_eq!(
        world.acts(&id).await[acts.len() - 2..],
        ["assign", "add-reviewer", "decline"]
    );
}

#[tokio::test]
async fn a_conflict_of_interest_takes_its_declarer_off_for_good() {
    let world = World::new().await;
    let (office, ben, record, id) = two(&world).await;
    let own = [
        (FINDING, "met"),
        (NOTE, "The letter of the school is there"),
    ];
    office.send(&record, "/api/judge_application", &own).await;
    let note = [("note", "Ask them about the bus")];
    office.send(&record, "/api/add_note", &note).await;
    let blank = ben
        .send(&record, "/api/declare_conflict", &[("conflict", " ")])
        .await;
    let page = ben.get(&blank.location()).await;
    assert_eq!(page.mistakes()[0].0, "conflict");
    let reason = [("conflict", "My cousin leads this organization")];
    let form = page.form("/api/declare_conflict").with(&reason);
    for _ in 0..2 {
        let declared = ben.post("/api/declare_conflict", &form).await;
        assert_eq!(
            declared.location(),
            format!("{record}?done=declare-conflict")
        );
    }
    let page = ben.get(&record).await;
    page.says("You declared a conflict of interest")
        .hides("Ask them about the bus")
        .hides("The letter of the school is there")
        .hides("Judged “Formal agreement”")
        .says("Quillfeather Guild");
    for act in [
        "judge_application",
        "add_note",
        "send_message",
        "assign_application",
        "add_reviewer",
    ] {
        assert!(page.forms(&format!("/api/{act}")).is_empty(), "{act}");
    }
    let token = ben.token().await;
    let fields = |more: &[(&str, &str)]| -> Vec<(String, String)> {
        let mut fields = crate::client::pairs(&[("id", id.as_str()), ("token", &token)]);
        fields.extend(crate::client::pairs(more));
        fields
    };
    for (path, more) in [
        ("/api/judge_application", [(FINDING, "met")]),
        ("/api/settle_findings", [(SETTLED, "met")]),
        ("/api/add_note", [("note", "psst")]),
        ("/api/save_decision", [("action", "decline")]),
        ("/api/add_reviewer", [("person", "x")]),
    ] {
        let answer = ben.call(path, &fields(&more)).await;
        assert_eq!(answer.body, "\"refused\"", "{path}");
    }
    ben.get(&format!("{record}/decide/decline"))
        .await
        .says("This can no longer be done");
    let page = office.get(&record).await;
    page.says("ben@example.org declared a conflict of interest")
        .says("My cousin leads this organization");
    let person = world.id_of(BEN).await;
    let again = fields(&[("person", &person)]);
    let again: Vec<(String, String)> = again
        .into_iter()
        .filter(|(name, _)| name != "token")
        .chain([("token".to_owned(), office.token().await)])
        .collect();
    let answer = office.call("/api/add_reviewer", &again).await;
    assert_eq!(answer.body, "\"not-found\"");
    let mails = world.letters_to(crate::story::OFFICE).await;
    assert_eq!(
        mails[0].subject,
        "A reviewer stepped back from the application of Quillfeather Guild (DPS-2026-0001)"
    );
}

#[tokio::test]
async fn evidence_is_shown_as_links_and_a_bad_address_is_asked_for_again() {
    let world = World::new().await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let record = format!("{RECORD}/{id}");
    let evidence = "answers[evidence.formal-agreement][]";
    let bad = [(FINDING, "met"), (evidence, "www.example.org")];
    let refused = office.send(&record, "/api/judge_application", &bad).await;
    let page = office.get(&refused.location()).await;
    assert_eq!(page.mistakes()[0].0, "evidence.formal-agreement");
    let form = page.form("/api/judge_application");
    assert_eq!(form.value(evidence), Some("www.example.org"));
    let good = form.with(&[(evidence, "https://example.org/letter")]);
    let done = office.post("/api/judge_application", &good).await;
    office
        .get(&done.location())
        .await
        .says("The findings are stored");
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    let page = signer.get(&record).await;
    assert!(
        page.links()
            .contains(&"https://example.org/letter".to_owned())
    );
}

#[tokio::test]
async fn a_score_is_computed_where_the_profile_asks_for_it_and_decides_nothing() {
    let mut profile = server::profile::load("durham").unwrap();
    profile.scoring = Some(
        toml::from_str(
            "scale = 5\nweight = [ { criterion = \"formal-agreement\", weight = 3 }, \
             { criterion = \"joint-deliverables\", weight = 1 } ]",
        )
        .unwrap(),
    );
    assert_eq!(profile.faults(), [], "the profile of the test is sound");
    let world = World::of(profile).await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    office.take_up(&id).await;
    let record = format!("{RECORD}/{id}");
    let points = "answers[points.formal-agreement][]";
    let first = [(FINDING, "not-met"), (points, "4")];
    let done = office.send(&record, "/api/judge_application", &first).await;
    office
        .get(&done.location())
        .await
        .says("Score: 80 of 100")
        .says("Without points yet, and left out: Jointly defined deliverables")
        .says("0 of 6 met");
    let second = [
        ("answers[finding.joint-deliverables][]", "met"),
        ("answers[points.joint-deliverables][]", "0"),
    ];
    let done = office
        .send(&record, "/api/judge_application", &second)
        .await;
    office
        .get(&done.location())
        .await
        .says("Score: 60 of 100")
        .says("1 of 6 met");
    let many = [(FINDING, "met"), (points, "6")];
    let refused = office.send(&record, "/api/judge_application", &many).await;
    let page = office.get(&refused.location()).await;
    assert_eq!(page.mistakes()[0].0, "points.formal-agreement");
    let plain = World::new().await;
    let (_, id) = plain.sent().await;
    let office = plain.office().await;
    office.take_up(&id).await;
    let record = office.get(&format!("{RECORD}/{id}")).await;
    record.hides("Points for").hides("Score:");
}

#[tokio::test]
async fn a_reviewer_finds_on_the_first_page_what_waits_for_their_finding() {
    let world = World::new().await;
    let (office, ben, record, id) = two(&world).await;
    const LIST: &str = "/office/applications?queue=finding";
    let waits = async |who: &Client| {
        let home = who.get("/office").await;
        assert!(
            home.links().contains(&LIST.to_owned()),
            "{:?}",
            home.links()
        );
        let rows = who.get(LIST).await.rows().len();
        home.says(&format!("{rows} Waiting for your finding"));
        rows
    };
    assert_eq!((waits(&ben).await, waits(&office).await), (1, 0));
    ben.get(LIST)
        .await
        .says("Quillfeather Guild")
        .says("Queue: Waiting for your finding");
    let one = [(FINDING, "met")];
    ben.send(&record, "/api/judge_application", &one).await;
    assert_eq!(waits(&ben).await, 1, "four criteria are left");
    ben.judge(&world, &id, "met").await;
    assert_eq!(waits(&ben).await, 0);
    let signer = world.person("sam@example.org", &[Role::Signer]).await;
    signer
        .get("/office")
        .await
        .hides("Waiting for your finding");
    signer.get(LIST).await.is(200).hides("Quillfeather Guild");
}
