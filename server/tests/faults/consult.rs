//! Consults a hundred times at once. Only a profile that names offices to ask has them.

use crate::harness::World;
use crate::person::Person;
use crate::twice::{crowd, is_taken, with_token};
use partnership::district::judging::Planning;
use partnership::form::Choice;
use partnership::person::Role;
use partnership::proposal::Proposal;
use partnership::text::Lang;
use store::application::{Act, Sent, Start};

/// The acts that are sent here.
pub const PATHS: [&str; 5] = [
    "/api/plan_meeting",
    "/api/set_platform",
    "/api/ask_consult",
    "/api/answer_consult",
    "/api/end_consult",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_to_another_office_is_asked_answered_and_taken_back_once() {
    let mut profile = server::profile::load("durham").unwrap();
    profile.consult = vec![Choice {
        value: "legal".to_owned(),
        label: "Legal".into(),
        hint: "".into(),
    }];
    profile.planning = Some(Planning {
        commitments: profile.consult.clone(),
        with_platform: true,
    });
    let world = World::of(profile).await;
    let (store, now) = (&world.store, world.now());
    let olga = Person::new(
        store,
        world.anonymous(),
        "olga@example.org",
        &[Role::Office],
        now,
    )
    .await;
    let lena = Person::new(store, world.anonymous(), "lena@example.org", &[], now).await;
    let ana = Person::new(store, world.anonymous(), "ana@example.com", &[], now).await;
    let start = Start {
        profile_version: 1,
        short_name: "DPS",
        lang: Lang::En,
        answers: &[],
    };
    let key = store::fresh::id();
    let id = store.start(&ana.asker, start, &key, now).await.unwrap();
    let frozen = world.profile.form.frozen(&world.answers());
    let proposal = Proposal::read(&world.profile, &frozen);
    let sent = Sent {
        draft: 0,
        answers: &frozen,
        proposal: &proposal,
        lang: Lang::En,
        signed_name: "Ana Gil",
        statement: "",
        device: "",
        due_on: now.date_naive(),
    };
    let act = |key, seen| Act {
        key,
        seen,
        at: now,
        mails: &[],
    };
    store
        .submit(&ana.asker, &id, sent, act(&key, 1))
        .await
        .unwrap();
    store
        .start_review(&olga.asker, &id, act(&key, 2))
        .await
        .unwrap();
    let asked = [
        ("id", id.as_str()),
        ("answers[office][]", "legal"),
        ("answers[email][]", "lena@example.org"),
        ("answers[question][]", "May they?"),
        ("answers[due.month][]", "12"),
        ("answers[due.day][]", "20"),
        ("answers[due.year][]", "2026"),
    ];
    for round in ["/api/answer_consult", "/api/end_consult"] {
        send(&olga, "/api/ask_consult", &asked).await;
        let found = store.application(&olga.asker, &id).await.unwrap();
        let consults = store.consults(&olga.asker, &found).await.unwrap();
        let consult = &consults.last().unwrap().id;
        if round == "/api/answer_consult" {
            send(&lena, round, &[("id", consult), ("answer", "Yes")]).await;
        } else {
            send(&olga, round, &[("id", id.as_str()), ("consult", consult)]).await;
        }
    }
    let planned = [
        ("id", id.as_str()),
        ("answers[held.month][]", "1"),
        ("answers[held.day][]", "12"),
        ("answers[held.year][]", "2027"),
        ("answers[time][]", "3:30 pm"),
        ("answers[people][]", "Ana"),
        ("answers[seen][]", "0"),
    ];
    send(&olga, "/api/plan_meeting", &planned).await;
    let platform = [
        ("id", id.as_str()),
        ("link", "https://meet.example.org/"),
        ("password", "Sesame"),
        ("named", "lena@example.org"),
    ];
    send(&olga, "/api/set_platform", &platform).await;
    let found = store.application(&olga.asker, &id).await.unwrap();
    let consults = store.consults(&olga.asker, &found).await.unwrap();
    assert_eq!(consults.len(), 2);
    let history = store.history("application", id.as_str()).await.unwrap();
    let acts: Vec<&str> = history
        .iter()
        .rev()
        .map(|event| event.act.as_str())
        .collect();
    assert_eq!(
        acts[3..],
        [
            "ask-consult",
            "answer-consult",
            "ask-consult",
            "end-consult",
            "plan-meeting",
            "set-platform"
        ]
    );
    // Two questions, an answer, that the second is not needed any more, and where the password is.
    assert_eq!(
        store
            .mails(1000)
            .await
            .unwrap()
            .iter()
            .filter(|mail| mail.subject.contains("DPS-"))
            .count(),
        5
    );
}

async fn send(person: &Person, path: &'static str, fields: &[(&str, &str)]) {
    let mut fields = crate::client::pairs(fields);
    fields.push(("key".to_owned(), store::fresh::id()));
    let answers = crowd(&person.client, path, &with_token(person, fields)).await;
    let odd = answers.iter().find(|answer| !is_taken(answer));
    assert!(odd.is_none(), "{path}: {odd:?}");
}
