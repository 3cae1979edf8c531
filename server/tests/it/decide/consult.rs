//! Consults: one question to another office, whose reader sees exactly what was allowed.

use crate::harness::{Client, World};
use crate::story::OFFICE;
use partnership::form::Choice;
use partnership::person::Role;

const LENA: &str = "lena@example.org";

/// Durham with files, and with two offices to ask.
pub fn profile() -> partnership::district::Profile {
    let mut profile = crate::upload::with_question();
    profile.consult = ["legal", "facilities"]
        .map(|value| Choice {
            value: value.to_owned(),
            label: format!("The {value} office").as_str().into(),
            hint: "".into(),
        })
        .into();
    profile
}

/// Asks Lena of the legal office. Gives the address of the page with the question.
pub async fn ask(world: &World, office: &Client, id: &str, more: &[(&str, &str)]) -> String {
    let page = format!("/office/applications/{id}/consult");
    let form = office.get(&page).await.form("/api/ask_consult");
    let mut fields = vec![
        ("answers[office][]", "legal"),
        ("answers[email][]", LENA),
        ("answers[question][]", "May they use the gym?"),
    ];
    fields.extend(more);
    let asked = office.post("/api/ask_consult", &form.with(&fields)).await;
    let record = format!("/office/applications/{id}");
    assert_eq!(
        asked.location(),
        format!("{record}?done=ask-consult#consults")
    );
    let mail = &world.letters_to(LENA).await[0];
    let link = mail.body.split_whitespace();
    let link = link.rev().find(|word| word.contains("/consult/")).unwrap();
    link.split_once("/consult/")
        .map(|(_, id)| format!("/consult/{id}"))
        .unwrap()
}

/// An application in review with a file, the office, and the file.
async fn case(world: &World) -> (Client, String, String) {
    let partner = world.person(crate::story::PARTNER, &[]).await;
    let id = partner.draft(world, &world.answers()).await;
    let file = crate::upload::attach(&partner, &id, "Letter").await;
    partner.submit(&id).await;
    let office = world.office().await;
    office.take_up(&id).await;
    (office, id, file)
}

#[tokio::test]
async fn whoever_is_asked_sees_what_was_allowed_and_nothing_else_and_answers() {
    let world = World::of(profile()).await;
    let (office, id, file) = case(&world).await;
    let record = format!("/office/applications/{id}");
    let note = [("note", "Between colleagues")];
    office.send(&record, "/api/add_note", &note).await;
    let page = ask(&world, &office, &id, &[("answers[sections][]", "program")]).await;
    let mail = &world.letters_to(LENA).await[0];
    assert_eq!(
        mail.subject,
        "A question about Quillfeather Guild (DPS-2026-0001)"
    );
    assert!(!mail.body.contains("Saturday Math Studio"), "{}", mail.body);
    let signed_out = world.anonymous().get(&page).await;
    assert!(signed_out.location().starts_with("/sign-in?go-on="));
    let lena = world.person(LENA, &[]).await;
    let seen = lena.get(&page).await;
    seen.says("May they use the gym?")
        .says("Quillfeather Guild")
        .says("Saturday Math Studio")
        .says("What you may see")
        .hides("Between colleagues")
        .hides("100 Example Street")
        .hides(crate::story::PARTNER);
    let profile = &world.profile;
    let sent = world.answers();
    for section in profile.form.sections.iter().filter(|s| s.slug != "program") {
        for question in section.steps.iter().flat_map(|step| &step.questions) {
            let label = question.label.get(partnership::text::Lang::En);
            if !label.is_empty() && question.is_answered(&sent) {
                assert!(
                    !seen.text().contains(label),
                    "{label:?} of {} is shown",
                    section.slug
                );
            }
        }
    }
    for path in [
        record.clone(),
        format!("{record}/consult"),
        format!("{record}/decide/decline"),
        format!("/applications/{id}"),
        format!("/files/{file}"),
        "/office/applications".to_owned(),
        "/consult/none".to_owned(),
    ] {
        lena.get(&path).await.is(404);
    }
    office.get(&page).await.is(404);
    let blank = lena
        .send(&page, "/api/answer_consult", &[("answer", "")])
        .await;
    let again = lena.get(&blank.location()).await;
    assert_eq!(again.mistakes()[0].0, "answer");
    let form = again.form("/api/answer_consult");
    let answer = form.with(&[("answer", "Yes, after six.")]);
    for _ in 0..2 {
        let done = lena.post("/api/answer_consult", &answer).await;
        assert_eq!(done.location(), format!("{page}?done=answer"));
    }
    lena.get(&page)
        .await
        .says("Yes, after six.")
        .hides("What you may see")
        .hides("What may they see");
    office
        .get(&record)
        .await
        .says("Yes, after six.")
        .says("Answered")
        .says("Asked another office: The legal office");
    let letters = world.letters_to(OFFICE).await;
    assert_eq!(
        letters[0].subject,
        "Answered: your question about Quillfeather Guild (DPS-2026-0001)"
    );
    assert_eq!(
        world.acts(&id).await[3..],
        ["note", "ask-consult", "answer-consult"]
    );
    let partner = world.person(crate::story::PARTNER, &[]).await;
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .hides("Yes, after six.");
}

#[tokio::test]
async fn files_come_along_only_where_they_are_allowed_and_only_while_it_is_open() {
    let world = World::of(profile()).await;
    let (office, id, file) = case(&world).await;
    let lena = world.person(LENA, &[]).await;
    let href = format!("/files/{file}");
    let with = |section: &'static str| {
        [
            ("answers[sections][]", section),
            ("answers[files][]", "yes"),
        ]
    };
    ask(&world, &office, &id, &with("program")).await;
    lena.get(&href).await.is(404);
    let page = ask(&world, &office, &id, &with("organization")).await;
    lena.get(&page).await.says("paper.pdf");
    lena.get(&href).await.is(200);
    let record = format!("/office/applications/{id}");
    let ends = office.get(&record).await.forms("/api/end_consult");
    for form in ends {
        let ended = office.post("/api/end_consult", &form.with(&[])).await;
        office
            .get(&ended.location())
            .await
            .says("The question is taken back");
    }
    lena.get(&href).await.is(404);
    lena.get(&page)
        .await
        .says("This question needs no answer any more")
        .hides("paper.pdf");
    assert_eq!(
        world.letters_to(LENA).await[0].subject,
        "No answer needed any more: Quillfeather Guild (DPS-2026-0001)"
    );
}

#[tokio::test]
async fn a_decision_waits_only_where_the_question_says_so_and_an_overdue_one_is_marked() {
    let world = World::of(profile()).await;
    let (office, id, _) = case(&world).await;
    let record = format!("/office/applications/{id}");
    ask(&world, &office, &id, &[]).await;
    office
        .get(&format!("{record}/decide/decline"))
        .await
        .form("/api/save_decision");
    ask(&world, &office, &id, &[("answers[blocks][]", "yes")]).await;
    let page = office.get(&format!("{record}/decide/decline")).await;
    page.says("An answer of another office comes first")
        .says("The legal office");
    assert!(page.forms("/api/save_decision").is_empty());
    office
        .get(&format!("{record}/decide/request-changes"))
        .await
        .form("/api/save_decision");
    world.later(chrono::TimeDelta::days(8));
    let office = world.office().await;
    office
        .get(&record)
        .await
        .says("Overdue")
        .says("The decision waits for it");
}

#[tokio::test]
async fn a_question_is_written_whole_and_not_to_those_who_apply() {
    let world = World::of(profile()).await;
    let (office, id, _) = case(&world).await;
    let page = format!("/office/applications/{id}/consult");
    let blank = office.send(&page, "/api/ask_consult", &[]).await;
    let fields: Vec<String> = office
        .get(&blank.location())
        .await
        .mistakes()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["office", "email", "question"]);
    let typed = [
        ("answers[office][]", "legal"),
        ("answers[email][]", crate::story::PARTNER),
        ("answers[question][]", "May they?"),
        ("answers[due.year][]", "2020"),
    ];
    let past = office.send(&page, "/api/ask_consult", &typed).await;
    let again = office.get(&past.location()).await;
    assert_eq!(again.mistakes()[0].0, "due.month");
    let form = again.form("/api/ask_consult");
    assert_eq!(form.value("answers[question][]"), Some("May they?"));
    let own = form.with(&[("answers[due.year][]", "2027")]);
    let refused = office.post("/api/ask_consult", &own).await;
    let again = office.get(&refused.location()).await;
    assert_eq!(again.mistakes()[0].0, "email");
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    signer.get(&page).await.is(404);
    let mut none = profile();
    none.consult.clear();
    let plain = World::of(none).await;
    let (_, plain_id) = plain.sent().await;
    let plain_office = plain.office().await;
    plain_office
        .get(&format!("/office/applications/{plain_id}/consult"))
        .await
        .is(404);
}
