//! What people wish about their mails, the one mail of a day, and reminders: each once.

use super::world::{World, day, fails, mail_to, noon};
use crate::mail::{NewMail, Reminding, Rules, Wishes};
use crate::{Asker, Error, fresh};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::mail::topic::{Choice, Topic};
use ::partnership::person::Role;
use ::partnership::text::Lang;
use chrono::TimeDelta;

async fn wish(world: &World, asker: &Asker, choices: &[(Topic, Choice)]) {
    let wishes = Wishes {
        lang: Lang::Es,
        choices: choices.to_vec(),
    };
    for _ in 0..2 {
        let (key, now) = ("k", world.now());
        world
            .store
            .set_wishes(asker, &wishes, key, now)
            .await
            .unwrap();
    }
}

async fn message(world: &World, olga: &Asker, id: &ApplicationId, text: &str) {
    let mail = NewMail {
        subject: text.to_owned(),
        body: "Read it:\nhttps://x.org/a\nBye".to_owned(),
        ..mail_to("ana@example.org")
    };
    let (key, now) = (fresh::id(), world.now());
    let mails = [mail];
    let sent = world.store.add_message(olga, id, text, &mails, &key, now);
    sent.await.unwrap();
}

async fn subjects(world: &World) -> Vec<String> {
    let mails = world.store.mails(50).await.unwrap();
    mails.into_iter().map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn wishes_are_kept_once_and_what_is_not_named_stays() {
    let world = World::new().await;
    let ana = world.ana().await;
    let before = world.store.wishes(&ana.id).await.unwrap();
    assert_eq!(before.lang, Lang::En);
    assert!(
        before
            .choices
            .iter()
            .all(|(_, choice)| *choice == Choice::AtOnce)
    );
    wish(&world, &ana, &[(Topic::Message, Choice::Daily)]).await;
    let after = world.store.wishes(&ana.id).await.unwrap();
    assert_eq!(after.lang, Lang::Es);
    for (topic, choice) in after.choices {
        assert_eq!(
            choice == Choice::Daily,
            topic == Topic::Message,
            "{topic:?}"
        );
    }
    let events = world
        .store
        .history("person", ana.id.as_str())
        .await
        .unwrap();
    assert_eq!(events.len(), 1, "twice with one key is once");
    let nobody = PersonId::parse("nobody").unwrap();
    fails!(world.store.wishes(&nobody).await, Error::NotFound);
}

#[tokio::test]
async fn what_is_gathered_is_told_once_and_later_things_the_day_after() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    wish(&world, &ana, &[(Topic::Message, Choice::Daily)]).await;
    message(&world, &olga, &id, "One").await;
    message(&world, &olga, &id, "Two").await;
    assert!(subjects(&world).await.is_empty());
    // One in which something is missing waits for the office, and is not told before that.
    message(&world, &olga, &id, "Call {phone}").await;
    assert_eq!(subjects(&world).await, ["Call {phone}"]);
    assert!(
        world.store.digests(noon()).await.unwrap().is_empty(),
        "they are of later"
    );
    let morning = noon() + TimeDelta::days(1);
    let digests = world.store.digests(morning).await.unwrap();
    assert_eq!(digests.len(), 1);
    let digest = &digests[0];
    assert_eq!(
        (&digest.person, digest.lang, digest.email.as_str()),
        (&ana.id, Lang::Es, "ana@example.org")
    );
    let told: Vec<_> = digest
        .items
        .iter()
        .map(|item| (item.subject.as_str(), item.link.as_str()))
        .collect();
    assert_eq!(
        told,
        [("One", "https://x.org/a"), ("Two", "https://x.org/a")]
    );
    let mail = NewMail {
        subject: "All".into(),
        ..mail_to("ana@example.org")
    };
    let when = (morning, day("2026-12-02"));
    for _ in 0..2 {
        world
            .store
            .send_digest(digest, &mail, when, morning)
            .await
            .unwrap();
    }
    assert_eq!(subjects(&world).await, ["All", "Call {phone}"]);
    assert!(world.store.digests(morning).await.unwrap().is_empty());
    wish(&world, &ana, &[]).await;
    message(&world, &olga, &id, "Three").await;
    // One mail a day, whatever comes.
    world
        .store
        .send_digest(digest, &mail, when, morning)
        .await
        .unwrap();
    assert_eq!(subjects(&world).await.len(), 2);
    assert_eq!(
        world.store.digests(morning).await.unwrap()[0].items[0].subject,
        "Three"
    );
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn none_is_none_and_what_has_no_topic_goes_out_whatever_is_wished() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let all: Vec<(Topic, Choice)> = Topic::ALL.map(|topic| (topic, Choice::None)).into();
    wish(&world, &ana, &all).await;
    message(&world, &olga, &id, "One").await;
    assert!(subjects(&world).await.is_empty());
    let (key, seen) = (fresh::id(), world.seen(&id).await);
    let mails = [mail_to("ana@example.org")];
    let act = world.act(&key, seen, &mails);
    let no = crate::decision::Decision::Decline { reason: "No" };
    world.store.decide(&olga, &id, no, act).await.unwrap();
    assert_eq!(subjects(&world).await, ["Subject"]);
}

#[tokio::test]
async fn everything_is_reminded_of_once_and_only_while_it_is_so() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let draft = world.draft(&ana).await;
    let returned = world.returned(&ana, &olga).await;
    let sent = world.submitted(&ana).await;
    let later = noon() + TimeDelta::days(40);
    let rules = Rules {
        drafts: Some((noon() - TimeDelta::days(1), later)),
        changes: Some(day("2026-12-20")),
        reviews: Some(day("2027-12-20")),
    };
    let mut due = world.store.reminded(rules).await.unwrap();
    due.sort_by_key(|of| of.kind.word());
    let kinds: Vec<_> = due.iter().map(|of| (of.kind, of.id.clone())).collect();
    assert_eq!(
        kinds,
        [
            (Reminding::Changes, returned.clone()),
            (Reminding::Draft, draft.clone()),
            (Reminding::Review, sent.clone())
        ]
    );
    let readers = |at: usize| {
        due[at]
            .readers
            .iter()
            .map(|(email, _)| email.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (readers(0), readers(1)),
        (vec!["ana@example.org"], vec!["ana@example.org"])
    );
    assert_eq!(
        readers(2),
        ["olga@example.org", "oscar@example.org"],
        "nobody has it"
    );
    world
        .store
        .assign(&olga, &sent, Some(&oscar.id), world.now())
        .await
        .unwrap();
    let again = world.store.reminded(rules).await.unwrap();
    let review = again
        .iter()
        .find(|of| of.kind == Reminding::Review)
        .unwrap();
    assert_eq!(review.readers, [("oscar@example.org".to_owned(), Lang::En)]);
    // The partner takes it back before the reminder is written.
    let (key, seen) = (fresh::id(), world.seen(&sent).await);
    let act = world.act(&key, seen, &[]);
    world.store.withdraw(&ana, &sent, "", act).await.unwrap();
    for of in &due {
        for _ in 0..2 {
            world
                .store
                .remind(of, &[mail_to("ana@example.org")], later)
                .await
                .unwrap();
        }
    }
    assert_eq!(
        subjects(&world).await.len(),
        2,
        "the one that was taken back is reminded of no more"
    );
    assert!(world.store.reminded(rules).await.unwrap().is_empty());
    let events = world
        .store
        .history("application", draft.as_str())
        .await
        .unwrap();
    assert_eq!(
        (events[0].act.as_str(), &events[0].who),
        ("remind-draft", &None)
    );
    let none = Rules::default();
    assert!(world.store.reminded(none).await.unwrap().is_empty());
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn what_is_due_to_be_reminded_of_is_found_by_an_index() {
    let world = World::new().await;
    let sql = crate::mail::REMINDED.to_owned();
    let plan = super::plan::plan(&world, sql).await;
    let scans: Vec<&String> = plan
        .iter()
        .filter(|line| *line == "SCAN a" || *line == "SCAN p")
        .collect();
    assert!(scans.is_empty(), "{plan:#?}");
}
