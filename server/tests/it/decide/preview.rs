//! Writing a decision, and the mail that is shown before anything is sent.

use crate::harness::World;
use crate::story::PARTNER;

/// Each decision: its address, what it asks for when nothing is written, and a sound one.
type Decision = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

const DECISIONS: [Decision; 4] = [
    (
        "request-changes",
        &[
            (
                "steps",
                "Choose at least 1 answer in “What has to be changed?”",
            ),
            ("body", "Answer “What should the partner do?”"),
        ],
        &[("steps", "about"), ("body", "Tell us more.")],
    ),
    (
        "approve",
        &[
            ("level", "Answer “Level of partnership”"),
            ("agreement", "Answer “Kind of agreement”"),
        ],
        &[
            ("level", "on-going"),
            ("agreement", "moa"),
            ("conditions", "Insurance by May."),
        ],
    ),
    (
        "decline",
        &[("reason", "Answer “Why is it declined?”")],
        &[("reason", "No school takes part.")],
    ),
    (
        "redirect",
        &[("body", "Answer “What the partner reads”")],
        &[
            ("route", "vendor"),
            ("body", "Please register as a vendor."),
        ],
    ),
];

#[tokio::test]
async fn a_decision_that_is_not_complete_says_what_is_missing() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    for (action, missing, _) in DECISIONS {
        let page = format!("/office/applications/{id}/decide/{action}");
        let blank: Vec<(&str, &str)> = match action {
            "redirect" => vec![("route", "vendor"), ("body", "")],
            _ => missing.iter().map(|(field, _)| (*field, "")).collect(),
        };
        let leads = office.write(&id, action, &blank).await;
        assert_eq!(leads, format!("{page}?check=1"));
        let checked = office.get(&leads).await;
        let expected: Vec<(String, String)> = missing
            .iter()
            .map(|(field, sentence)| ((*field).to_owned(), (*sentence).to_owned()))
            .collect();
        assert_eq!(checked.mistakes(), expected, "{action}");
        for (field, sentence) in &expected {
            assert_eq!(
                checked.mistake_at(field).as_ref(),
                Some(sentence),
                "{action}"
            );
        }
        assert!(
            checked.title().starts_with("Error: "),
            "{}",
            checked.title()
        );
        let preview = office.get(&format!("{page}/preview")).await;
        assert_eq!(
            preview.location(),
            format!("{page}?check=1"),
            "no mail before it is complete"
        );
    }
    assert!(
        !world
            .acts(&id)
            .await
            .iter()
            .any(|act| DECISIONS.iter().any(|(action, ..)| act == action))
    );
}

#[tokio::test]
async fn the_mail_that_is_shown_and_edited_is_the_mail_that_goes_out() {
    for (action, _, written) in DECISIONS {
        let world = World::new().await;
        let (_, office, id) = world.ready().await;
        let preview = office.write(&id, action, written).await;
        let page = office.get(&preview).await;
        page.says("This is what the partner gets.").says(PARTNER);
        let form = page.form("/api/decide");
        let shown = form.value("body").unwrap().to_owned();
        let told = written
            .iter()
            .rfind(|(field, _)| *field == "body" || *field == "reason" || *field == "conditions");
        assert!(shown.contains(told.unwrap().1), "{action}: {shown}");
        assert!(
            shown.contains(&format!("http://127.0.0.1:3000/applications/{id}/status")),
            "{shown}"
        );
        assert_eq!(
            world.letters_to(PARTNER).await.len(),
            1,
            "nothing is sent by looking"
        );
        let subject = format!("{} – edited", form.value("subject").unwrap());
        let body = format!("Dear Ana,\n\n{}", shown.trim());
        let done = office
            .post(
                "/api/decide",
                &form.with(&[("subject", &subject), ("body", &body)]),
            )
            .await;
        assert_eq!(
            done.location(),
            format!("/office/applications/{id}?done={action}")
        );
        let letters = world.letters_to(PARTNER).await;
        assert_eq!(letters.len(), 2, "{action}: one mail");
        assert_eq!(
            (&letters[0].subject, &letters[0].body),
            (&subject, &body),
            "{action}"
        );
        assert_eq!(
            world.acts(&id).await.last().map(String::as_str),
            Some(action)
        );
    }
}

#[tokio::test]
async fn a_mail_without_a_subject_or_a_text_is_not_sent() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let preview = office
        .write(&id, "decline", &[("reason", "No school takes part.")])
        .await;
    let (long, longer) = ("x".repeat(201), "x".repeat(10_001));
    for (subject, body, mistakes) in [
        (
            " ",
            "",
            vec![("subject", "Answer “Subject”"), ("body", "Answer “Text”")],
        ),
        (
            &long,
            "A text",
            vec![(
                "subject",
                "Shorten “Subject” by 1 character: it holds up to 200",
            )],
        ),
        (
            "A subject",
            &longer,
            vec![(
                "body",
                "Shorten “Text” by 1 character: it holds up to 10,000",
            )],
        ),
    ] {
        let answer = office
            .send(
                &preview,
                "/api/decide",
                &[("subject", subject), ("body", body)],
            )
            .await;
        let page = office.get(&answer.location()).await;
        let found: Vec<(String, String)> = page.mistakes();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(f, s)| (f.as_str(), s.as_str()))
            .collect();
        assert_eq!(found, mistakes);
        let form = page.form("/api/decide");
        assert_eq!(
            (form.value("subject"), form.value("body")),
            (Some(subject), Some(body)),
            "kept"
        );
    }
    assert_eq!(world.letters_to(PARTNER).await.len(), 1);
    let forged = [
        ("subject", "One\r\nBcc: eve@evil.example"),
        ("body", "A text"),
    ];
    office.send(&preview, "/api/decide", &forged).await;
    assert_eq!(
        world.letters_to(PARTNER).await[0].subject,
        "One Bcc: eve@evil.example"
    );
}

#[tokio::test]
async fn a_decision_that_is_being_written_is_kept_for_its_writer_only() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    office
        .write(&id, "decline", &[("reason", "A thought of Olga's")])
        .await;
    let page = format!("/office/applications/{id}/decide/decline");
    let kept = office.get(&page).await.form("/api/save_decision");
    assert_eq!(kept.value("answers[reason][]"), Some("A thought of Olga's"));
    let colleague = world
        .person("ben@example.org", &[partnership::person::Role::Office])
        .await;
    colleague
        .get(&page)
        .await
        .is(200)
        .hides("A thought of Olga");
    colleague
        .get(&format!("/office/applications/{id}"))
        .await
        .hides("A thought of Olga");
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .hides("A thought of Olga");
}

#[tokio::test]
async fn an_address_that_is_no_decision_is_not_found() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    for action in ["submit", "withdraw", "start-review", "none", "Approve"] {
        let page = format!("/office/applications/{id}/decide/{action}");
        office.get(&page).await.is(404);
        office.get(&format!("{page}/preview")).await.is(404);
    }
    for action in ["submit", "withdraw", "none"] {
        let token = office.token().await;
        let fields = crate::harness::pairs(&[("id", &id), ("action", action), ("token", &token)]);
        for act in ["/api/save_decision", "/api/decide"] {
            assert_eq!(
                office.call(act, &fields).await.body,
                "\"not-found\"",
                "{act} {action}"
            );
        }
    }
}

#[tokio::test]
async fn the_mail_of_a_decision_can_wait_until_somebody_lets_it_go() {
    for (action, _, written) in DECISIONS {
        let world = World::new().await;
        let (_, office, id) = world.ready().await;
        let preview = office.write(&id, action, written).await;
        let hold = [("hold", "yes")];
        // What was typed wrong beside it keeps the tick.
        let bare = [("hold", "yes"), ("subject", "")];
        let refused = office.send(&preview, "/api/decide", &bare).await;
        let again = office.get(&refused.location()).await.form("/api/decide");
        assert!(again.with(&[]).contains(&("hold".into(), "yes".into())));
        let done = office.send(&preview, "/api/decide", &hold).await.location();
        assert_eq!(
            done,
            format!("/office/applications/{id}?done={action}&held=yes")
        );
        office.get(&done).await.says("waits in the outbox");
        let letter = world.letters_to(PARTNER).await.remove(0);
        let due = async |now| world.store.due_mails(now, 100).await.unwrap();
        let later = world.now() + chrono::TimeDelta::days(30);
        let goes = |mails: Vec<store::mail::Mail>| mails.iter().any(|mail| mail.id == letter.id);
        assert!(!goes(due(later).await), "{action}: it is not sent");
        let page = format!("/office/mails/{}", letter.id);
        office.get(&page).await.says("Held by the office");
        let release = [("deed", "release")];
        office.send(&page, "/api/handle_mail", &release).await;
        assert!(goes(due(later).await), "{action}: let go, it is sent");
    }
}
