//! The out-box as the office sees and handles it.

use super::sign_in::ask;
use super::world::{World, fails, mail_to, noon};
use crate::mail::{Filter, Handled, NewMail, Posted};
use crate::{Asker, Error, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::mail::{Deed, Secret, State};
use ::partnership::person::Role;
use chrono::TimeDelta;

/// A message of Olga's on Ana's application, with a mail to an address.
async fn message(world: &World, olga: &Asker, id: &ApplicationId, to: &str) -> String {
    let (key, now) = (fresh::id(), world.now());
    let mails = [mail_to(to)];
    let sent = world
        .store
        .add_message(olga, id, "Hello", &mails, &key, now);
    sent.await.unwrap();
    world.store.mails(1).await.unwrap()[0].id.clone()
}

async fn listed(world: &World, asker: &Asker, state: Option<State>, words: &str) -> Vec<Posted> {
    let filter = Filter {
        state,
        words: words.to_owned(),
        ..Filter::default()
    };
    world
        .store
        .outbox(asker, &filter, 0, noon())
        .await
        .unwrap()
        .rows
}

async fn counts(world: &World, asker: &Asker) -> Vec<usize> {
    let counts = world.store.mail_counts(asker).await.unwrap();
    counts.into_iter().map(|(_, count)| count).collect()
}

async fn handle(world: &World, olga: &Asker, id: &str, deed: Deed) -> crate::Result<String> {
    let now = world.now();
    let seen = world.store.posted(olga, id, now).await?.version;
    let key = fresh::id();
    let act = Handled {
        id,
        seen,
        key: &key,
        at: now,
    };
    world.store.handle_mail(olga, deed, act).await
}

#[tokio::test]
async fn mails_are_counted_listed_and_found_by_address_and_organization() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let one = message(&world, &olga, &id, "ana@quill.example").await;
    let two = message(&world, &olga, &id, "bea@oak.example").await;
    world.store.mail_sent(&one, noon()).await.unwrap();
    assert_eq!(counts(&world, &olga).await, [1, 0, 0, 0, 1]);
    let ids = async |state, words: &str| {
        let mails = listed(&world, &olga, state, words).await;
        mails.into_iter().map(|mail| mail.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(None, "").await, [two.clone(), one.clone()]);
    assert_eq!(ids(Some(State::Sent), "").await, std::slice::from_ref(&one));
    for words in ["quill", "QUILL.ex", "an"] {
        assert!(ids(None, words).await.contains(&one), "{words}");
    }
    assert_eq!(
        ids(None, "reader").await,
        [two.clone(), one.clone()],
        "the organization"
    );
    assert_eq!(ids(Some(State::Waiting), "reader").await, [two]);
    for words in ["nobody", "%", "\"", "qu\"ill"] {
        assert!(ids(None, words).await.is_empty(), "{words}");
    }
    let filter = Filter {
        state: None,
        words: "example".into(),
        ..Filter::default()
    };
    let page = world.store.outbox(&olga, &filter, 0, noon()).await.unwrap();
    assert_eq!(page.total, 2);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn only_the_office_sees_mails_and_never_those_on_their_own_application() {
    let world = World::new().await;
    let (olga, oscar) = (
        world.olga().await,
        world.person("oscar", &[Role::Office]).await,
    );
    let id = world.submitted(&oscar).await;
    let mail = message(&world, &olga, &id, "oscar@example.org").await;
    let mut others = world.outsiders().await;
    others.push(world.person("sam", &[Role::Signer]).await);
    let all = Filter::default();
    for other in &others {
        fails!(world.store.mail_counts(other).await, Error::NotFound);
        fails!(
            world.store.outbox(other, &all, 0, noon()).await,
            Error::NotFound
        );
        fails!(
            world.store.posted(other, &mail, noon()).await,
            Error::NotFound
        );
        fails!(
            handle(&world, other, &mail, Deed::Hold).await,
            Error::NotFound
        );
    }
    assert_eq!(counts(&world, &oscar).await, [0; 5]);
    assert!(listed(&world, &oscar, None, "").await.is_empty());
    assert!(listed(&world, &oscar, None, "oscar").await.is_empty());
    let act = Handled {
        id: &mail,
        seen: 1,
        key: "k",
        at: noon(),
    };
    fails!(
        world.store.handle_mail(&oscar, Deed::Hold, act).await,
        Error::NotFound
    );
    fails!(
        world.store.edit_mail(&oscar, ("a", "b"), act).await,
        Error::NotFound
    );
    assert_eq!(counts(&world, &olga).await, [1, 0, 0, 0, 0]);
}

#[tokio::test]
async fn codes_secret_links_and_drafts_are_not_shown() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    ask(&world, "r", noon()).await.unwrap();
    let draft = world.draft(&ana).await;
    let link = NewMail {
        recipient: "mia@example.org".into(),
        subject: "Come".into(),
        body: "https://x.org/invitation?secret=abc".into(),
        is_held: false,
    };
    let (key, mails) = (fresh::id(), [link]);
    let press = crate::member::Press {
        key: &key,
        at: noon(),
        mails: &mails,
    };
    let address = super::world::email("mia@example.org");
    world
        .store
        .invite(&ana, &draft, (&address, "abc"), press)
        .await
        .unwrap();
    for mail in listed(&world, &olga, None, "").await {
        let secret = if mail.recipient == "mia@example.org" {
            Secret::Link
        } else {
            Secret::Code
        };
        let whole = world.store.posted(&olga, &mail.id, noon()).await.unwrap();
        for mail in [&mail, &whole] {
            assert_eq!(mail.secret, secret);
            let shown = (
                mail.subject.as_str(),
                mail.body.as_str(),
                mail.organization.as_str(),
            );
            assert_eq!((shown, &mail.application), (("", "", ""), &None));
        }
        let edited = Handled {
            id: &mail.id,
            seen: mail.version,
            key: "k",
            at: noon(),
        };
        fails!(
            world.store.edit_mail(&olga, ("a", "b"), edited).await,
            Error::Refused
        );
        let held = handle(&world, &olga, &mail.id, Deed::Hold).await;
        assert_eq!(held.is_ok(), secret == Secret::Link, "{held:?}");
    }
    // Whoever works on the draft now left the office's sight: its other mails are not shown either.
    let (key, mails) = (fresh::id(), [mail_to("ana@example.org")]);
    let press = crate::member::Press {
        key: &key,
        at: noon(),
        mails: &mails,
    };
    let mia = world.person("mia", &[]).await;
    let joined = world
        .store
        .accept(&mia, ("abc", ::partnership::text::Lang::En), press);
    joined.await.unwrap();
    let mails = listed(&world, &olga, None, "").await;
    let about = mails.iter().find(|mail| mail.act == "join").unwrap();
    assert_eq!((about.secret, about.subject.as_str()), (Secret::Draft, ""));
    assert!(listed(&world, &olga, None, "Readers").await.is_empty());
}

#[tokio::test]
async fn a_held_mail_stays_until_it_is_let_go_and_is_edited_meanwhile() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let mail = message(&world, &olga, &id, "ana@example.org").await;
    handle(&world, &olga, &mail, Deed::Hold).await.unwrap();
    let later = noon() + TimeDelta::days(9);
    assert_eq!(world.store.take_mails(later, 10).await.unwrap(), []);
    assert_eq!(counts(&world, &olga).await, [0, 0, 1, 0, 0]);
    let seen = world
        .store
        .posted(&olga, &mail, noon())
        .await
        .unwrap()
        .version;
    let act = Handled {
        id: &mail,
        seen,
        key: "edit",
        at: world.now(),
    };
    for _ in 0..2 {
        let edited = world
            .store
            .edit_mail(&olga, ("Subject", "Better"), act)
            .await;
        assert_eq!(edited.unwrap(), mail, "twice with one key is once");
    }
    let stale = Handled {
        key: "other",
        ..act
    };
    fails!(
        world.store.edit_mail(&olga, ("x", "y"), stale).await,
        Error::Stale
    );
    handle(&world, &olga, &mail, Deed::Release).await.unwrap();
    let taken = world.store.take_mails(later, 10).await.unwrap();
    assert_eq!((taken.len(), taken[0].body.as_str()), (1, "Better"));
    let events = world.store.history("mail", &mail).await.unwrap();
    let acts: Vec<&str> = events.iter().map(|event| event.act.as_str()).collect();
    assert_eq!(
        acts,
        ["release-mail", "edit-mail", "hold-mail", "write-mail"]
    );
    let change = serde_json::json!({ "before": "Body", "after": "Better" });
    assert_eq!(events[1].detail.get("text"), Some(&change));
    assert_eq!(events[1].detail.get("subject"), None, "it stayed as it was");
    assert_eq!(events[1].who.as_deref(), Some("olga@example.org"));
}

#[tokio::test]
async fn what_is_being_sent_is_neither_held_nor_given_up() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let mail = message(&world, &olga, &id, "ana@example.org").await;
    let now = noon() + TimeDelta::minutes(10);
    world.store.take_mails(now, 1).await.unwrap();
    let act = Handled {
        id: &mail,
        seen: 1,
        key: "k",
        at: now,
    };
    for deed in [Deed::Hold, Deed::GiveUp] {
        fails!(
            world.store.handle_mail(&olga, deed, act).await,
            Error::Stale
        );
    }
    // A server that was stopped in the middle has long forgotten it.
    let act = Handled {
        at: now + TimeDelta::minutes(5),
        ..act
    };
    world
        .store
        .handle_mail(&olga, Deed::Hold, act)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_was_sent_goes_out_again_as_a_new_mail_and_what_was_given_up_as_the_same() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let sent = message(&world, &olga, &id, "ana@example.org").await;
    world.store.mail_sent(&sent, noon()).await.unwrap();
    let again = handle(&world, &olga, &sent, Deed::Resend).await.unwrap();
    assert_ne!(again, sent);
    let new = world.store.posted(&olga, &again, noon()).await.unwrap();
    assert_eq!(
        (new.state, new.again_of.as_deref(), new.body.as_str()),
        (State::Waiting, Some(sent.as_str()), "Body")
    );
    assert_eq!(
        world
            .store
            .posted(&olga, &sent, noon())
            .await
            .unwrap()
            .state,
        State::Sent
    );
    handle(&world, &olga, &again, Deed::GiveUp).await.unwrap();
    let later = noon() + TimeDelta::hours(1);
    assert_eq!(world.store.take_mails(later, 10).await.unwrap(), []);
    assert_eq!(
        handle(&world, &olga, &again, Deed::Resend).await.unwrap(),
        again
    );
    assert_eq!(world.store.take_mails(later, 10).await.unwrap().len(), 1);
    fails!(
        handle(&world, &olga, &sent, Deed::Hold).await,
        Error::Refused
    );
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn a_hundred_thousand_mails_are_counted_and_listed_by_indexes() {
    let world = World::new().await;
    let olga = world.olga().await;
    let fill = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000)
        insert into mail (id, district_id, key, recipient, subject, body, act, created_at, next_at, sent_at, organization)
        select 'm' || i, 'durham', 'k' || i, 'a' || i || '@x.org', 'S', 'B', 'message', i, i,
            case when i % 1000 = 0 then null else i end, 'Organization ' || i from n";
    world.meddle(fill).await.unwrap();
    assert_eq!(counts(&world, &olga).await, [100, 0, 0, 0, 99_900]);
    assert_eq!(
        listed(&world, &olga, None, "organization 77777")
            .await
            .len(),
        1
    );
    let searches = [
        (None, ""),
        (Some(State::Sent), ""),
        (Some(State::Held), ""),
        (None, "x.org"),
        (Some(State::Sent), "x.org"),
    ];
    for (state, words) in searches {
        let filter = Filter {
            state,
            words: words.into(),
            ..Filter::default()
        };
        let sql = crate::mail::listed_sql(&filter);
        let plan = super::plan::plan(&world, sql).await;
        let found = |part: &str| plan.iter().any(|line| line.contains(part));
        let index = match (state, words) {
            (_, "x.org") => "mail_search_id (search_id=?",
            (Some(_), _) => "mail_state (district_id=? AND state=?",
            _ => "mail_listed (district_id=?",
        };
        assert!(found(index), "{filter:?} does not use {index}: {plan:#?}");
        assert!(
            !plan.iter().any(|line| line == "SCAN m" && words.is_empty()),
            "{filter:?}: {plan:#?}"
        );
    }
    let plan = super::plan::plan(&world, crate::mail::COUNTS.to_owned()).await;
    assert!(
        !plan.iter().any(|line| line.starts_with("SCAN m")),
        "{plan:#?}"
    );
}

#[tokio::test]
async fn a_mail_in_which_something_is_missing_is_never_sent_as_it_is() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let write = async |subject: &str| {
        let (key, now) = (fresh::id(), world.now());
        let mails = [NewMail {
            subject: subject.to_owned(),
            ..mail_to("ana@example.org")
        }];
        let sent = world
            .store
            .add_message(&olga, &id, "Hello", &mails, &key, now);
        sent.await.unwrap();
        let mail = world.store.mails(1).await.unwrap()[0].id.clone();
        world.store.posted(&olga, &mail, now).await.unwrap()
    };
    let held = write("Call {phone}").await;
    assert_eq!(
        (held.state, held.missing.as_deref()),
        (State::Held, Some("phone"))
    );
    assert!(held.takes(Deed::Edit) && !held.takes(Deed::Release));
    fails!(
        handle(&world, &olga, &held.id, Deed::Release).await,
        Error::Refused
    );
    // Given up and taken up again, it is still missing.
    handle(&world, &olga, &held.id, Deed::GiveUp).await.unwrap();
    fails!(
        handle(&world, &olga, &held.id, Deed::Resend).await,
        Error::Refused
    );
    let edit = async |id: &str, subject: &str| {
        let (key, now) = (fresh::id(), world.now());
        let seen = world.store.posted(&olga, id, now).await.unwrap().version;
        let act = Handled {
            id,
            seen,
            key: &key,
            at: now,
        };
        let text = (subject, "Text");
        world.store.edit_mail(&olga, text, act).await.unwrap();
        world.store.posted(&olga, id, now).await.unwrap()
    };
    let mended = edit(&held.id, "Call us").await;
    assert!(mended.takes(Deed::Resend));
    assert_eq!(
        (mended.missing, mended.held_for.as_str()),
        (None, ""),
        "given up, and not held"
    );
    handle(&world, &olga, &held.id, Deed::Resend).await.unwrap();
    // What is held is so for what is missing now, and then because the office has not let it go.
    let held = write("Until {due} call {phone}").await;
    assert_eq!(held.held_for, "due");
    assert_eq!(edit(&held.id, "Call {phone}").await.held_for, "phone");
    assert_eq!(edit(&held.id, "Call us").await.held_for, "by-hand");
    handle(&world, &olga, &held.id, Deed::Release)
        .await
        .unwrap();
    // A name that looks like a place is only a name.
    world
        .meddle("update application set organization = 'Oak {link}'")
        .await
        .unwrap();
    let named = write("Oak {link} is ready").await;
    assert_eq!((named.state, named.missing), (State::Waiting, None));
    assert_eq!(
        write("Oak {link} calls {phone}").await.missing.as_deref(),
        Some("phone")
    );
}
