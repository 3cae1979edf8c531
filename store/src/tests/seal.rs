//! Texts: the history tells of each by its digest, and whoever changes one behind the store's back is found out.

use super::world::{World, mail_to};
use crate::mail::{Digest, Handled, Item, NewMail};
use ::partnership::mail::Deed;
use ::partnership::text::Lang;

/// A world in which a note, a message each way and some mails were written.
async fn talked() -> World {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    for key in ["1", "2"] {
        // At one instant, so that nothing but the text tells them apart.
        let at = super::world::noon();
        let text = format!("Note {key}");
        let added = world.store.add_note(&olga, &id, &text, key, at);
        added.await.unwrap();
    }
    for (who, key) in [(&olga, "3"), (&ana, "4")] {
        let mails = [mail_to("a@x.org"), mail_to("b@x.org")];
        let added = world
            .store
            .add_message(who, &id, "Hello", &mails, key, world.now());
        added.await.unwrap();
    }
    world
}

async fn found(world: &World) -> Vec<String> {
    let report = world.store.verify().await.unwrap();
    assert_eq!(report.is_sound(), report.texts.is_empty(), "{report:?}");
    report.texts
}

#[tokio::test]
async fn texts_that_nobody_touched_are_as_the_history_tells() {
    let world = talked().await;
    assert_eq!(found(&world).await, Vec::<String>::new());
    let seals = "select count(*) from event where json_extract(detail, '$.seal') is not null";
    let texts = "select (select count(*) from note) + (select count(*) from message) + (select count(*) from mail)";
    assert_eq!(world.number(seals).await, world.number(texts).await);
    assert_eq!(world.number("select count(*) from mail").await, 4);
}

#[tokio::test]
async fn whoever_changes_a_text_is_found() {
    for (sql, told) in [
        ("update note set body = 'Great' where body = 'Note 1'", "its text was changed"),
        ("update note set body = 'Note 2'", "its text was changed"),
        ("update note set written_at = written_at - 1 where body = 'Note 1'", "the history tells of none"),
        ("update note set is_confidential = 1 where body = 'Note 1'", "the history tells of none"),
        ("update message set body = 'No' where from_office", "its text was changed"),
        ("update message set from_office = not from_office", "its text was changed"),
        ("update message set person_id = (select id from person where email like 'olga%')", "the history tells of none"),
        ("delete from message where from_office", "the one is gone"),
        ("delete from note", "the one is gone"),
        (
            "insert into note (id, district_id, application_id, person_id, body, written_at)
                select 'forged', district_id, application_id, person_id, body, written_at from note limit 1",
            "note forged: the history tells of none",
        ),
        (
            "insert into message (id, district_id, application_id, person_id, from_office, body, sent_at)
                select 'forged', district_id, application_id, person_id, from_office, 'Paid', sent_at from message limit 1",
            "message forged: the history tells of none",
        ),
        ("update mail set body = 'Approved' where recipient = 'a@x.org'", "its text or address was changed"),
        ("update mail set subject = 'Approved'", "its text or address was changed"),
        ("update mail set recipient = 'eve@x.org' where recipient = 'b@x.org'", "its text or address was changed"),
        ("delete from mail where recipient = 'b@x.org'", "it is gone"),
        (
            "insert into mail (id, district_id, key, recipient, subject, body, act, created_at, next_at)
                values ('forged', 'durham', 'forged', 'a@x.org', 'S', 'B', 'message', 1, 1)",
            "mail forged: the history tells of none",
        ),
    ] {
        let world = talked().await;
        world.meddle(sql).await.unwrap();
        assert!(!world.store.verify().await.unwrap().is_sound(), "{sql}");
        let found = world.store.differing_texts().await.unwrap();
        assert!(
            found.iter().any(|line| line.contains(told)),
            "{sql}: {found:?}"
        );
    }
}

#[tokio::test]
async fn the_history_holds_no_text_and_nothing_by_which_one_is_guessed() {
    let world = talked().await;
    for text in ["Note 1", "Hello"] {
        let plain = crate::fresh::hash(text);
        for part in [text, &plain] {
            let told = "select count(*) from event where instr(detail, $1) > 0";
            assert_eq!(world.number_of(told, part).await, 0, "{part}");
        }
    }
}

#[tokio::test]
async fn what_the_office_edits_and_sends_again_is_sealed_anew() {
    let world = talked().await;
    let olga = world.olga().await;
    let mail = world.store.mails(1).await.unwrap().remove(0);
    let act = |id: &'static str, seen, key| Handled {
        id,
        seen,
        key,
        at: world.now(),
    };
    let id: &'static str = mail.id.leak();
    let store = &world.store;
    store
        .handle_mail(&olga, Deed::Hold, act(id, 1, "h"))
        .await
        .unwrap();
    store
        .edit_mail(&olga, ("Better", "A better text"), act(id, 2, "e"))
        .await
        .unwrap();
    store
        .handle_mail(&olga, Deed::Release, act(id, 3, "r"))
        .await
        .unwrap();
    store.mail_sent(id, world.now()).await.unwrap();
    let seen = store.posted(&olga, id, world.now()).await.unwrap().version;
    let again = store
        .handle_mail(&olga, Deed::Resend, act(id, seen, "s"))
        .await
        .unwrap();
    assert_ne!(again, id);
    assert_eq!(found(&world).await, Vec::<String>::new());
    world
        .meddle("update mail set body = 'B' where subject = 'Better'")
        .await
        .unwrap();
    assert_eq!(
        found(&world).await.len(),
        2,
        "the mail, and the one that sends it again"
    );
}

#[tokio::test]
async fn the_one_mail_of_a_day_is_sealed_and_mails_with_a_code_are_not() {
    let world = talked().await;
    let ana = world.ana().await;
    let digest = Digest {
        person: ana.id.clone(),
        email: "ana@example.org".to_owned(),
        lang: Lang::En,
        items: vec![Item {
            subject: "S".to_owned(),
            link: String::new(),
            at: world.now(),
        }],
    };
    let mail = NewMail {
        recipient: "ana@example.org".into(),
        subject: "Day".into(),
        body: "All".into(),
        is_held: false,
    };
    let day = world.now().date_naive();
    world
        .store
        .send_digest(&digest, &mail, (world.now(), day), world.now())
        .await
        .unwrap();
    super::sign_in::ask(&world, "r", world.now()).await.unwrap();
    let code = world.store.mails(1).await.unwrap().remove(0);
    world.store.mail_sent(&code.id, world.now()).await.unwrap();
    assert_eq!(found(&world).await, Vec::<String>::new());
    world
        .meddle("update mail set body = 'Nothing' where subject = 'Day'")
        .await
        .unwrap();
    assert_eq!(found(&world).await.len(), 1);
}

#[tokio::test]
async fn lines_and_texts_from_before_there_were_seals_stay_valid() {
    let world = talked().await;
    world.meddle(super::event::NO_TRIGGERS).await.unwrap();
    // As earlier programs wrote it: no line of mails, none of messages at first, and the plain digest of a note.
    let before = "delete from event where act in ('write-mail', 'message');
        insert into history_detail (district_id, since_at) select 'durham', max(sent_at) + 1 from message;";
    world.meddle(before).await.unwrap();
    for text in ["Note 1", "Note 2"] {
        let plain = crate::fresh::hash(text);
        let line = format!(
            "update event set detail = json_object('sha256', '{plain}') where seq = (
                select seq from event where act = 'note' and json_extract(detail, '$.seal') is not null limit 1)"
        );
        world.meddle(line.leak()).await.unwrap();
    }
    let differing = async || world.store.differing_texts().await.unwrap();
    assert_eq!(differing().await, Vec::<String>::new());
    // What is written from now on is sealed; what was there stays as it is.
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let at = world.now() + chrono::TimeDelta::days(1);
    let mails = [mail_to("new@x.org")];
    let sent = world.store.add_message(&olga, &id, "New", &mails, "n", at);
    sent.await.unwrap();
    assert_eq!(differing().await, Vec::<String>::new());
    for sql in [
        "update note set body = 'Great' where body = 'Note 2'",
        "update message set body = 'Old' where body = 'New'",
        "update mail set body = 'Old' where recipient = 'new@x.org'",
    ] {
        world.meddle(sql).await.unwrap();
    }
    assert_eq!(differing().await.len(), 3, "{:?}", differing().await);
}
