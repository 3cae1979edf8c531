//! A hard case from the first page to the partnership, as the office's whole desk sees it, by plain forms alone.

use crate::harness::{Answer, Client, World};
use crate::story::{APPROVAL, OFFICE, PARTNER, borrowed};
use chrono::TimeDelta;
use partnership::form::key::{ORGANIZATION_NAME, ORGANIZATION_WEB};
use partnership::person::Role;

const LENA: &str = "lena@example.org";
const BEN: &str = "ben@example.org";
const EVA: &str = "eva@example.org";
const CHIEF: &str = "chief@example.org";
const MISTAKEN: &str = "Quill Feather";
const RIGHT: &str = "Quillfeather Guild";

/// What the reviewers differ about.
const CRITERION: &str = "formal-agreement";

/// Everybody who has to do with it.
struct Cast {
    world: World,
    partner: Client,
    lead: Client,
    ben: Client,
    eva: Client,
    chief: Client,
    /// The application.
    id: String,
    /// Its record.
    record: String,
}

/// A district in which one organization was approved twice, under two names, and applies for the third time.
async fn cast() -> Cast {
    let world = World::of(crate::decide::meeting::profile()).await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    for email in [OFFICE, BEN, EVA] {
        let role = [("email", email), ("role", "office")];
        chief.send("/office/people", "/api/grant_role", &role).await;
    }
    let lead = world.person(OFFICE, &[]).await;
    for (email, name) in [
        ("cy@quillfeather.example", RIGHT),
        ("bo@quillfeather.example", MISTAKEN),
    ] {
        let mut answers = world.answers();
        answers.set(ORGANIZATION_NAME, vec![name.to_owned()]);
        answers.set(
            ORGANIZATION_WEB,
            vec!["https://quillfeather.example".to_owned()],
        );
        let (_, id) = world.sent_by(email, &answers).await;
        lead.take_up(&id).await;
        lead.judge(&world, &id, "met").await;
        lead.decide(&id, "approve", &APPROVAL).await;
    }
    let mut answers = world.answers();
    for (field, value) in [
        (ORGANIZATION_NAME, MISTAKEN),
        (ORGANIZATION_WEB, "https://quillfeather.example"),
        ("organization.established", "1980"),
        ("program.title", "Saturday Math Studio"),
        ("program.growth", "It grows."),
        // What the answers propose is the other level than the one that is decided.
        ("program.frequency", "once"),
    ] {
        answers.set(field, vec![value.to_owned()]);
    }
    world.later(TimeDelta::minutes(1));
    let (partner, id) = world.sent_by(PARTNER, &answers).await;
    let ben = world.person(BEN, &[]).await;
    let eva = world.person(EVA, &[]).await;
    let record = format!("/office/applications/{id}");
    Cast {
        world,
        partner,
        lead,
        ben,
        eva,
        chief,
        id,
        record,
    }
}

impl Cast {
    /// A minute goes by, as between two acts of people.
    fn later(&self) {
        self.world.later(TimeDelta::minutes(1));
    }

    /// Days go by, after which everybody signs in anew.
    async fn days_later(&self, days: i64) {
        self.world.later(TimeDelta::days(days));
        for (client, email) in [
            (&self.partner, PARTNER),
            (&self.lead, OFFICE),
            (&self.ben, BEN),
            (&self.eva, EVA),
            (&self.chief, CHIEF),
        ] {
            self.world.sign_in(client, email).await;
        }
    }

    /// The fields that say this of what the reviewers differ about, with a text, and "met" of everything else.
    fn says(&self, names: [&str; 2], finding: &str, text: &str) -> Vec<(String, String)> {
        let [name, note] = names;
        let field = |name: &str, slug: &str| format!("answers[{name}.{slug}][]");
        let criteria = self.world.profile.criteria.iter();
        let mut fields: Vec<(String, String)> = criteria
            .map(|one| {
                let differs = one.slug == CRITERION;
                let finding = if differs { finding } else { "met" };
                (field(name, &one.slug), finding.to_owned())
            })
            .collect();
        fields.push((field(note, CRITERION), text.to_owned()));
        fields
    }

    /// A reviewer finds this of what they differ about, and that everything else is met.
    async fn finds(&self, reviewer: &Client, finding: &str, note: &str) {
        let fields = self.says(["finding", "note"], finding, note);
        let act = "/api/judge_application";
        let done = reviewer.send(&self.record, act, &borrowed(&fields)).await;
        let page = reviewer.get(&done.location()).await;
        page.says("The findings are stored");
        self.later();
    }

    /// The lead settles what they differ about so, and everything else as met.
    async fn settles(&self, finding: &str, why: &str) -> Answer {
        let fields = self.says(["settled", "why"], finding, why);
        let act = "/api/settle_findings";
        let done = self.lead.send(&self.record, act, &borrowed(&fields)).await;
        self.lead.get(&done.location()).await
    }

    /// The lead decides: what the preview shows is what the partner gets, and what the out-box shows of it.
    async fn decides(&self, action: &str, fields: &[(&str, &str)]) {
        let before = self.world.letters_to(PARTNER).await.len();
        let preview = self.lead.write(&self.id, action, fields).await;
        let page = self.lead.get(&preview).await;
        let form = page.form("/api/decide");
        let (subject, body) = (form.value("subject").unwrap(), form.value("body").unwrap());
        let to = page.at("mail").unwrap_or_else(|| page.text());
        assert!(page.text().contains(PARTNER), "{to}");
        let done = self.lead.post("/api/decide", &form.with(&[])).await;
        assert_eq!(done.location(), format!("{}?done={action}", self.record));
        let letters = self.world.letters_to(PARTNER).await;
        assert_eq!(letters.len(), before + 1, "{action} is one mail");
        let sent = &letters[0];
        assert_eq!(
            (sent.subject.as_str(), sent.body.trim()),
            (subject, body.trim()),
            "{action}"
        );
        let posted = self.lead.get(&format!("/office/mails/{}", sent.id)).await;
        posted.says(subject);
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            posted.says(line.trim());
        }
        self.later();
    }

    /// The partner types into these pages, sends it again, and the lead takes it up.
    async fn changes(&self, pages: &[(&str, &[(&str, &str)])]) {
        for (step, fields) in pages {
            let saved = self.partner.type_into(&self.id, step, fields).await;
            assert!(!saved.location().contains("check="), "{}", saved.location());
        }
        self.later();
        self.partner.submit(&self.id).await;
        self.later();
        self.lead.take_up(&self.id).await;
        self.later();
    }

    /// The lead's record as it is now.
    async fn desk(&self) -> Answer {
        self.lead.get(&self.record).await
    }
}

/// Two reviewers who differ, and the lead who settles.
async fn reviewed(cast: &Cast) {
    let note = "The letter of the school is there";
    cast.lead.take_up(&cast.id).await;
    cast.later();
    for email in [BEN, EVA] {
        cast.lead.put_on(&cast.world, &cast.id, email).await;
        cast.later();
    }
    cast.finds(&cast.eva, "met", note).await;
    cast.ben
        .get(&cast.record)
        .await
        .hides(note)
        .says("You see it once your own finding is saved.");
    cast.finds(&cast.ben, "not-met", "It is not signed").await;
    for reviewer in [&cast.ben, &cast.eva, &cast.lead] {
        reviewer
            .get(&cast.record)
            .await
            .says("1 finds it met, 1 finds it not met")
            .says(note)
            .says("It is not signed");
    }
    let asked = cast.settles("needs-more", "").await;
    assert_eq!(
        asked.mistakes().len(),
        1,
        "where they differ the lead says why: {:?}",
        asked.mistakes()
    );
    let settled = cast.settles("needs-more", "A signature is missing").await;
    settled.says("What counts is settled").says("5 of 6 met");
    cast.later();
}

/// Another office is asked by mail, and no decision is taken before it has answered.
async fn asked(cast: &Cast) -> String {
    let day = [
        ("answers[blocks][]", "yes"),
        ("answers[sections][]", "program"),
        ("answers[due.month][]", "12"),
        ("answers[due.day][]", "3"),
        ("answers[due.year][]", "2026"),
    ];
    let page = crate::decide::consult::ask(&cast.world, &cast.lead, &cast.id, &day).await;
    cast.later();
    let mail = &cast.world.letters_to(LENA).await[0];
    assert!(mail.body.contains("December 3, 2026"), "{}", mail.body);
    let posted = cast.lead.get(&format!("/office/mails/{}", mail.id)).await;
    posted.says(&mail.subject).says("May they use the gym?");
    for action in ["approve", "decline", "redirect"] {
        let blocked = cast
            .lead
            .get(&format!("{}/decide/{action}", cast.record))
            .await;
        blocked.says("An answer of another office comes first");
        assert!(blocked.forms("/api/save_decision").is_empty(), "{action}");
    }
    page
}

/// Changes are asked for by page and by question: those are open, and nothing else.
async fn changed(cast: &Cast) {
    let first = [
        ("steps", "program"),
        ("steps", "about/organization.established"),
        (
            "body",
            "Say when you began, and name the program as the school does.",
        ),
        ("due.month", "12"),
        ("due.day", "20"),
        ("due.year", "2026"),
    ];
    cast.decides("request-changes", &first).await;
    let home = format!("/applications/{}", cast.id);
    let closed = cast.partner.get(&format!("{home}/growth")).await;
    assert_eq!(closed.is(302).location(), home);
    let about = cast.partner.get(&format!("{home}/about")).await;
    about.says("Not asked to change").says("Say when you began");
    let form = about.form("/api/save_step");
    assert_eq!(
        form.value("answers[organization.established][]"),
        Some("1980")
    );
    assert_eq!(form.value("answers[organization.about][]"), None);
    let whole = cast.partner.get(&format!("{home}/program")).await;
    whole.form("/api/save_step");
    whole.hides("Not asked to change");
    cast.changes(&[
        ("program", &[("program.title", "Sunday Math Studio")]),
        ("about", &[("organization.established", "1987")]),
    ])
    .await;
    let desk = cast.desk().await;
    let told = desk.at("changes").expect("what changed");
    for part in [
        "1980",
        "1987",
        "Saturday Math Studio",
        "Sunday Math Studio",
        "Before",
        "Now",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(
        !told.contains("It grows."),
        "only what is different: {told}"
    );
    desk.says("5 of 6 met").says("A signature is missing");
    // What was found on these pages stands, and says that it was found before they changed.
    let found = desk.at("found").expect("what each found");
    let since = "Changed after this was found: ";
    assert_eq!(
        found.matches(since).count(),
        2,
        "of six criteria two rest on what changed: {found}"
    );
}

/// The answer comes late, by the link of the mail.
async fn answered(cast: &Cast, page: &str) {
    cast.days_later(8).await;
    cast.desk()
        .await
        .says("Overdue")
        .says("The decision waits for it");
    let signed_out = cast.world.anonymous().get(page).await;
    assert!(signed_out.location().starts_with("/sign-in?go-on="));
    let lena = cast.world.person(LENA, &[]).await;
    let seen = lena.get(page).await;
    seen.says("Sunday Math Studio")
        .hides("A signature is missing")
        .hides(PARTNER);
    let done = lena
        .send(
            page,
            "/api/answer_consult",
            &[("answer", "Yes, after six.")],
        )
        .await;
    lena.get(&done.location()).await.says("Your answer is sent");
    lena.get(&cast.record).await.is(404);
    cast.later();
    let letters = cast.world.letters_to(OFFICE).await;
    assert!(
        letters[0].subject.starts_with("Answered: "),
        "{}",
        letters[0].subject
    );
    cast.desk()
        .await
        .says("Yes, after six.")
        .hides("The decision waits for it");
}

/// Changes are asked for once more, and the reviewers agree.
async fn changed_again(cast: &Cast) {
    let second = [("steps", "growth"), ("body", "Say how it grows.")];
    cast.decides("request-changes", &second).await;
    let home = format!("/applications/{}", cast.id);
    let closed = cast.partner.get(&format!("{home}/about")).await;
    assert_eq!(
        closed.is(302).location(),
        home,
        "what was open the first time is closed now"
    );
    cast.partner.get(&home).await.hides("Say when you began");
    cast.changes(&[("growth", &[("program.growth", "By one grade a year.")])])
        .await;
    let desk = cast.desk().await;
    let told = desk.at("changes").expect("what changed");
    assert!(
        told.contains("It grows.") && told.contains("By one grade a year."),
        "{told}"
    );
    assert!(
        !told.contains("1987"),
        "what was changed before is not new: {told}"
    );
    let before = cast
        .lead
        .get(&format!("{}/decide/approve", cast.record))
        .await;
    before.says("Formal agreement: needs more");
    let found = desk.at("found").expect("what each found");
    assert_eq!(
        found.matches("Changed after this was found: ").count(),
        3,
        "the second change, too: {found}"
    );
    cast.finds(&cast.ben, "met", "Signed now").await;
    cast.settles("met", "Both agree now")
        .await
        .says("6 of 6 met");
    cast.later();
}

/// The organization that the program knows twice becomes one.
async fn merged(cast: &Cast) {
    let decide = cast
        .lead
        .get(&format!("{}/decide/approve", cast.record))
        .await;
    decide
        .says("This organization elsewhere")
        .says("The program knows them as 2 organizations.");
    let ways = decide.ways();
    let into = format!("Put “{MISTAKEN}” into “{RIGHT}”");
    let other = format!("Put “{RIGHT}” into “{MISTAKEN}”");
    let way = ways
        .iter()
        .find(|(_, words)| *words == into || *words == other);
    let (mut merge, words) = way
        .unwrap_or_else(|| panic!("no way to merge: {ways:?}"))
        .clone();
    if words == other {
        let preview = cast.lead.get(&merge).await;
        merge = preview
            .ways()
            .into_iter()
            .find(|(_, words)| words == "Keep the other one instead")
            .unwrap()
            .0;
    }
    let preview = cast.lead.get(&merge).await;
    preview
        .says(&format!(
            "One partnership of “{MISTAKEN}” belongs to “{RIGHT}” from now on"
        ))
        .says(&format!(
            "A later approval for “{MISTAKEN}” counts for “{RIGHT}”, too."
        ));
    let done = cast
        .lead
        .send(&merge, "/api/merge_organizations", &[])
        .await;
    cast.lead
        .get(&done.location())
        .await
        .says(&format!("“{MISTAKEN}” was put into “{RIGHT}”."));
    cast.later();
}

/// The approval on another level than the answers propose. Gives the page of the partnership.
async fn approved(cast: &Cast) -> String {
    let page = format!("{}/decide/approve", cast.record);
    cast.lead.get(&page).await.says("Proposed: One-time event");
    let bare = [
        ("level", "on-going"),
        ("agreement", "moa"),
        ("conditions", ""),
    ];
    let refused = cast.lead.write(&cast.id, "approve", &bare).await;
    let asked = cast.lead.get(&refused).await;
    assert_eq!(asked.mistakes().len(), 1, "{:?}", asked.mistakes());
    assert_eq!(asked.mistakes()[0].0, "why-level");
    let approval = [
        ("level", "on-going"),
        ("why-level", "They come every week, whatever they wrote"),
        ("agreement", "moa"),
        ("conditions", "Insurance by May."),
    ];
    cast.decides("approve", &approval).await;
    cast.desk().await.link("/office/partnerships/")
}

/// What the history has to tell, the oldest first: what was done, by whom, and what else stands in its line.
const TOLD: &[(&str, &str, &[&str])] = &[
    ("Began the application", PARTNER, &[]),
    ("Signed and sent it", PARTNER, &["Stage: Draft → Submitted"]),
    (
        "Started the review",
        OFFICE,
        &[
            "Stage: Submitted → In review",
            "Assigned to: Nobody → office@example.org",
        ],
    ),
    ("Added ben@example.org as a reviewer", OFFICE, &[]),
    ("Added eva@example.org as a reviewer", OFFICE, &[]),
    (
        "Judged “Formal agreement”: Met",
        EVA,
        &[
            "Finding: Not judged yet → Met",
            "The letter of the school is there",
        ],
    ),
    (
        "Judged “Formal agreement”: Not met",
        BEN,
        &["Finding: Not judged yet → Not met", "It is not signed"],
    ),
    (
        "Settled “Formal agreement”: Needs more",
        OFFICE,
        &[
            "Finding: Not judged yet → Needs more",
            "A signature is missing",
        ],
    ),
    (
        "Asked another office: The legal office",
        OFFICE,
        &["May they use the gym?", LENA, "Due: December 3, 2026"],
    ),
    (
        "Asked for changes",
        OFFICE,
        &[
            "Stage: In review → Changes requested",
            "Say when you began",
            "Due: December 20, 2026",
        ],
    ),
    (
        "Signed and sent it",
        PARTNER,
        &[
            "Stage: Changes requested → Submitted",
            "1980 → 1987",
            "Saturday Math Studio → Sunday Math Studio",
        ],
    ),
    ("Started the review", OFFICE, &[]),
    ("Answered for The legal office", LENA, &["Yes, after six."]),
    ("Asked for changes", OFFICE, &["Say how it grows."]),
    (
        "Signed and sent it",
        PARTNER,
        &["It grows. → By one grade a year."],
    ),
    ("Started the review", OFFICE, &[]),
    (
        "Judged “Formal agreement”: Met",
        BEN,
        &["Finding: Not met → Met", "Signed now"],
    ),
    (
        "Settled “Formal agreement”: Met",
        OFFICE,
        &["Finding: Needs more → Met", "Both agree now"],
    ),
    ("Put “Quill Feather” into “Quillfeather Guild”", OFFICE, &[]),
    (
        "Approved it",
        OFFICE,
        &[
            "Stage: In review → Approved",
            "Proposed level: One-time event",
            "They come every week, whatever they wrote",
            "Insurance by May.",
        ],
    ),
    (
        "Approved the application, which made this partnership",
        OFFICE,
        &["On-going commitment"],
    ),
];

/// The timeline, on its page and as a sheet.
async fn told(cast: &Cast) {
    let history = format!("{}/history", cast.record);
    let sheet = cast.lead.get(&format!("{history}.csv")).await;
    let lines = cells(&sheet.is(200).body);
    let mut rest = lines.iter().rev();
    for (what, who, more) in TOLD {
        let line =
            rest.find(|line| line.get(4).is_some_and(|cell| cell == what) && line[5] == *who);
        let line =
            line.unwrap_or_else(|| panic!("{what} by {who} is not told in its place: {lines:#?}"));
        for part in *more {
            assert!(
                line[6..].iter().any(|cell| cell.contains(part)),
                "{what} by {who}: {part} in {line:?}"
            );
        }
        assert!(line[1].starts_with("2026-1"), "when: {line:?}");
    }
    // The page tells the same, newest first, a page at a time.
    let mut page = cast.lead.get(&history).await;
    let mut text = page.main();
    while let Some((older, _)) = page.ways().into_iter().find(|(_, words)| words == "Older") {
        page = cast.lead.get(&older).await;
        text.push_str(&page.main());
    }
    let mut from = 0;
    for (what, ..) in TOLD.iter().rev() {
        let at = text[from..].find(what);
        from += at.unwrap_or_else(|| panic!("{what} does not stand after what is newer: {text}"))
            + what.len();
    }
}

/// The cells of a sheet, line by line, without its heading.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    for letter in csv.trim_start_matches('\u{feff}').chars() {
        let line = lines.last_mut().unwrap();
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(String::new()),
            '\n' if !quoted => lines.push(vec![String::new()]),
            '\r' if !quoted => {}
            letter => line.last_mut().unwrap().push(letter),
        }
    }
    lines.retain(|line| line.len() > 1);
    lines.remove(0);
    lines
}

/// The past: as it stood when it was sent first, the answers of then.
async fn stood(cast: &Cast) {
    let stages = cast
        .lead
        .get(&format!("{}/history?kind=stage", cast.record))
        .await;
    let ways = stages.ways();
    let moments: Vec<&(String, String)> = ways
        .iter()
        .filter(|(href, _)| href.contains("?at="))
        .collect();
    let first = moments
        .iter()
        .rev()
        .find(|(_, words)| words.contains("Signed and sent it"))
        .unwrap();
    cast.lead
        .get(&first.0)
        .await
        .says("This is the past: nothing can be changed here")
        .says("1980")
        .says("Saturday Math Studio")
        .says("It grows.")
        .says("Nothing had been judged yet.")
        .hides("1987")
        .hides("Sunday Math Studio");
}

/// Who held which role: a row for each, with who gave it and who took it.
async fn held(cast: &Cast) {
    let people = cast.chief.get("/office/people").await;
    let eva = cast.world.id_of(EVA).await;
    let forms = people.forms("/api/revoke_role");
    let revoke = forms.iter().find(|form| form.value("person") == Some(&eva));
    let revoke = revoke.unwrap_or_else(|| panic!("no way to take a role: {forms:?}"));
    cast.chief.post("/api/revoke_role", &revoke.with(&[])).await;
    let rows = cast.chief.get("/office/people/roles").await.rows();
    let row = |of: &str| {
        rows.iter()
            .find(|row| row.contains(of))
            .unwrap_or_else(|| panic!("{of}: {rows:?}"))
    };
    assert_eq!(
        row(EVA).matches(CHIEF).count(),
        2,
        "given and taken: {rows:?}"
    );
    assert!(
        row(BEN).contains("Held now") && row(BEN).contains(CHIEF),
        "{rows:?}"
    );
    cast.eva.get(&cast.record).await.location();
}

#[tokio::test]
async fn a_hard_case_from_its_first_page_to_the_partnership() {
    let cast = cast().await;
    reviewed(&cast).await;
    let page = asked(&cast).await;
    changed(&cast).await;
    answered(&cast, &page).await;
    changed_again(&cast).await;
    merged(&cast).await;
    let partnership = approved(&cast).await;
    let made = cast.lead.get(&partnership).await;
    assert!(
        made.title().contains(RIGHT),
        "it counts for the one that stays: {}",
        made.title()
    );
    let organization = cast.lead.get(&made.link("/office/organizations/")).await;
    organization.says(RIGHT).says("Sunday Math Studio");
    told(&cast).await;
    stood(&cast).await;
    held(&cast).await;
    let report = cast.world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}
