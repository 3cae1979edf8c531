//! Notes and messages: notes are the office's, messages are read by both sides.

use super::world::{World, fails, mail_to, noon};
use crate::talk::MESSAGES_PER_HOUR;
use crate::{Asker, Error};
use ::partnership::person::Role;
use chrono::TimeDelta;

#[tokio::test]
async fn notes_are_the_offices_and_messages_are_read_by_both_sides() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    world.store.rename(&olga.id, "Olga Ruiz").await.unwrap();
    world
        .store
        .add_note(&olga, &id, "Doubtful", "1", world.now())
        .await
        .unwrap();
    world
        .store
        .add_message(&olga, &id, "Who?", &[mail_to("a@x.org")], "2", world.now())
        .await
        .unwrap();
    world
        .store
        .add_message(&ana, &id, "We", &[], "3", world.now())
        .await
        .unwrap();
    let application = world.store.application(&ana, &id).await.unwrap();
    let entries = async |who: &Asker| world.store.entries(who, &application).await.unwrap();
    let shown = |list: Vec<crate::talk::Entry>| -> Vec<_> {
        list.into_iter()
            .map(|e| (e.by, e.body, e.from_office, e.is_message))
            .collect()
    };
    let note = ("Olga Ruiz".to_owned(), "Doubtful".to_owned(), true, false);
    let messages = [
        ("Olga Ruiz".to_owned(), "Who?".to_owned(), true, true),
        ("ana@example.org".to_owned(), "We".to_owned(), false, true),
    ];
    assert_eq!(shown(entries(&ana).await), messages);
    assert_eq!(
        shown(entries(&olga).await),
        [&[note][..], &messages].concat()
    );
    assert_eq!(world.store.mails(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_owner_from_the_office_reads_no_notes_on_their_own_application() {
    let world = World::new().await;
    let (oscar, olga) = (
        world.person("oscar", &[Role::Office]).await,
        world.olga().await,
    );
    let id = world.submitted(&oscar).await;
    world
        .store
        .add_note(&olga, &id, "Doubtful", "1", world.now())
        .await
        .unwrap();
    fails!(
        world
            .store
            .add_note(&oscar, &id, "Great", "1", world.now())
            .await,
        Error::NotFound
    );
    let application = world.store.application(&oscar, &id).await.unwrap();
    assert_eq!(world.store.entries(&oscar, &application).await.unwrap(), []);
}

#[tokio::test]
async fn nobody_else_writes_to_an_application() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    let mut others = world.outsiders().await;
    others.push(world.person("sam", &[Role::Signer]).await);
    for other in others {
        fails!(
            world.store.add_note(&other, &id, "x", "k", noon()).await,
            Error::NotFound
        );
        fails!(
            world
                .store
                .add_message(&other, &id, "x", &[], "k", noon())
                .await,
            Error::NotFound
        );
    }
    fails!(
        world.store.add_note(&ana, &id, "x", "k", noon()).await,
        Error::NotFound
    );
    let draft = world.draft(&ana).await;
    fails!(
        world
            .store
            .add_message(&ana, &draft, "x", &[], "k", noon())
            .await,
        Error::Refused
    );
    fails!(
        world
            .store
            .add_message(&olga, &draft, "x", &[], "k", noon())
            .await,
        Error::NotFound
    );
    world
        .store
        .withdraw(&ana, &draft, "", world.act("w", 1, &[]))
        .await
        .unwrap();
    fails!(
        world
            .store
            .add_message(&ana, &draft, "x", &[], "k", noon())
            .await,
        Error::Refused
    );
}

#[tokio::test]
async fn a_partner_sends_so_many_messages_an_hour_on_all_applications_together() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let ids = [world.submitted(&ana).await, world.submitted(&ana).await];
    let send = async |who: &Asker, number: i64, minutes| {
        let at = noon() + TimeDelta::minutes(minutes);
        let id = &ids[usize::from(number % 2 == 1)];
        let key = format!("{number}-{minutes}");
        world
            .store
            .add_message(who, id, "Hello", &[], &key, at)
            .await
    };
    for number in 0..MESSAGES_PER_HOUR {
        send(&ana, number, 0).await.unwrap();
    }
    fails!(send(&ana, 1, 59).await, Error::TooMany);
    for number in 0..MESSAGES_PER_HOUR + 1 {
        send(&olga, number, 1).await.unwrap();
    }
    send(&ana, 1, 60).await.unwrap();
}
