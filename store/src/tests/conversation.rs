//! The conversation: what is new to whom, whom a note names, confidential notes, and files beside what is written.

use super::world::{World, fails, mail_to};
use crate::count::Lists;
use crate::list::{Bounds, Filter, Queue};
use crate::mail::Filter as MailFilter;
use crate::talk::{Beside, CONFIDENTIAL, Entry, FILES, NewMessage, NewNote, Written};
use crate::timeline::{Kind, Veil, Wanted};
use crate::upload::{Arrived, Full, Room};
use crate::{Asker, Error, fresh};
use ::partnership::form::file::FileType;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Role;
use chrono::NaiveDate;

const ROOM: Room = Room {
    application: 20,
    district: 30,
};

fn bounds() -> Bounds {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().into()
}

async fn note(
    world: &World,
    by: &Asker,
    id: &ApplicationId,
    told: &[PersonId],
    is_confidential: bool,
) -> crate::Result<Written> {
    let mails = [mail_to("oscar@example.org")];
    let note = NewNote {
        body: "Quiet",
        told,
        is_confidential,
        mails: &mails,
        beside: Beside::default(),
    };
    let (key, now) = (fresh::id(), world.now());
    world.store.write_note(by, id, note, &key, now).await
}

async fn message(world: &World, by: &Asker, id: &ApplicationId) {
    let (key, now) = (fresh::id(), world.now());
    let sent = world.store.add_message(by, id, "Hello", &[], &key, now);
    sent.await.unwrap();
}

/// What somebody reads, on the page of both sides and on the desk.
async fn read(world: &World, who: &Asker, id: &ApplicationId) -> Vec<Entry> {
    let application = world.store.application(who, id).await.unwrap();
    let entries = world.store.entries(who, &application).await.unwrap();
    if let Ok(desk) = world.store.desk(who, &application).await {
        assert_eq!(desk.entries, entries, "desk and page say the same");
    }
    entries
}

/// The acts of the timeline that somebody reads.
async fn acts(world: &World, who: &Asker, id: &ApplicationId, kind: Option<Kind>) -> Vec<String> {
    let application = world.store.application(who, id).await.unwrap();
    let judging = world.store.judging(who, &application).await.unwrap();
    let veil = Veil::of(who, &application, &judging);
    let wanted = Wanted {
        kind,
        ..Wanted::default()
    };
    let timeline = world
        .store
        .application_timeline(&application, &veil, wanted)
        .await
        .unwrap();
    let latest = world.store.latest(&application, &veil, 50).await.unwrap();
    let acts: Vec<String> = timeline.lines.into_iter().map(|l| l.event.act).collect();
    if kind.is_none() {
        let latest: Vec<String> = latest.into_iter().map(|event| event.act).collect();
        assert_eq!(acts, latest);
    }
    acts
}

async fn unread(world: &World, who: &Asker) -> Vec<usize> {
    let found = world
        .store
        .applications(who, &Filter::default(), Some(0), bounds())
        .await
        .unwrap();
    found.rows.iter().map(|row| row.unread).collect()
}

/// The applications with notes for somebody, listed and counted alike.
async fn notes_for(world: &World, who: &Asker) -> Vec<ApplicationId> {
    let filter = Filter {
        queue: Some(Queue::Notes),
        ..Filter::default()
    };
    let store = &world.store;
    let found = store.applications(who, &filter, Some(0), bounds()).await;
    let found = found.unwrap();
    let queues = store.queues(who, bounds()).await.unwrap();
    let count = queues.iter().find(|(queue, _)| *queue == Queue::Notes);
    assert_eq!(count.unwrap().1, found.rows.len());
    assert_eq!(found.total, found.rows.len());
    let lists = Lists {
        applications: vec![filter],
        ..Lists::default()
    };
    let counts = store.count(who, &lists, bounds()).await.unwrap();
    assert_eq!(counts.applications, [found.total]);
    found.rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_confidential_note_is_there_for_its_writer_and_those_it_names_alone() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    let sam = world.person("sam", &[Role::Signer]).await;
    let id = world.submitted(&ana).await;
    note(&world, &olga, &id, std::slice::from_ref(&oscar.id), true)
        .await
        .unwrap();
    for reader in [&olga, &oscar] {
        let entries = read(&world, reader, &id).await;
        assert_eq!(entries.len(), 1);
        assert!(entries[0].is_confidential);
        assert_eq!(entries[0].told, ["oscar@example.org"]);
        assert_eq!(entries[0].is_new, reader.id == oscar.id);
        for kind in [None, Some(Kind::Talk)] {
            let acts = acts(&world, reader, &id, kind).await;
            assert_eq!(acts.first().map(String::as_str), Some(CONFIDENTIAL));
        }
    }
    for other in [&ana, &chief, &sam] {
        assert_eq!(read(&world, other, &id).await, []);
    }
    let line = "select max(seq) from event where subject = 'application' and act = $1";
    let seq = world.number_of(line, CONFIDENTIAL).await;
    let before = "select max(seq) from event where subject = 'application' and act <> $1";
    let earlier = world.number_of(before, CONFIDENTIAL).await;
    for other in [&chief, &sam] {
        assert_eq!(unread(&world, other).await, [0]);
        assert_eq!(notes_for(&world, other).await, []);
        for kind in [None, Some(Kind::Talk)] {
            let acts = acts(&world, other, &id, kind).await;
            assert!(!acts.iter().any(|act| act == CONFIDENTIAL), "{acts:?}");
        }
        let application = world.store.application(other, &id).await.unwrap();
        let judging = world.store.judging(other, &application).await.unwrap();
        let veil = Veil::of(other, &application, &judging);
        let moment = world.store.moment(&application, &veil, seq).await;
        fails!(moment, Error::NotFound);
        let before = world.store.moment(&application, &veil, earlier).await;
        assert_eq!(before.unwrap().later, None, "nothing comes after");
    }
    // The line of history tells nothing of the text and names nobody; the chain holds.
    let events = world.store.history("application", id.as_str()).await;
    let event = events.unwrap().remove(0);
    let told = event.detail.to_string();
    assert!(!told.contains("Quiet") && !told.contains("oscar"), "{told}");
    assert!(world.store.verify_history().await.unwrap().is_ok());
    // Nor does the out-box tell that there is a mail on it.
    let filter = MailFilter {
        application: Some(id.clone()),
        ..MailFilter::default()
    };
    for who in [&chief, &olga, &oscar] {
        for filter in [&filter, &MailFilter::default()] {
            let mails = world.store.outbox(who, filter, 0, world.now()).await;
            assert_eq!(mails.unwrap().rows, []);
        }
        let counts = world.store.mail_counts(who).await.unwrap();
        assert!(counts.iter().all(|(_, count)| *count == 0), "{counts:?}");
    }
    let mails = world.store.mails(9).await.unwrap();
    assert_eq!(mails.len(), 1, "it goes out");
    let one = world.store.posted(&chief, &mails[0].id, world.now()).await;
    fails!(one, Error::NotFound);
    // A plain one is there for all of the office.
    note(&world, &oscar, &id, &[], false).await.unwrap();
    assert_eq!(read(&world, &chief, &id).await.len(), 1);
    assert_eq!(read(&world, &ana, &id).await, []);
}

#[tokio::test]
async fn whoever_declares_a_conflict_reads_no_note_that_names_them() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let id = world.submitted(&ana).await;
    note(&world, &olga, &id, std::slice::from_ref(&oscar.id), true)
        .await
        .unwrap();
    assert_eq!(notes_for(&world, &oscar).await, std::slice::from_ref(&id));
    assert_eq!(unread(&world, &oscar).await, [1]);
    world
        .store
        .declare_conflict(
            &oscar,
            &id,
            "My sister",
            crate::member::Press {
                key: "c",
                at: world.now(),
                mails: &[],
            },
        )
        .await
        .unwrap();
    assert_eq!(read(&world, &oscar, &id).await, []);
    assert_eq!(notes_for(&world, &oscar).await, []);
    assert_eq!(unread(&world, &oscar).await, [0]);
    let named = std::slice::from_ref(&oscar.id);
    fails!(
        note(&world, &olga, &id, named, false).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_note_names_colleagues_and_none_who_works_on_it() {
    let world = World::new().await;
    let olga = world.olga().await;
    let oscar = world.person("oscar", &[Role::Office]).await;
    let lea = world.person("lea", &[Role::Administrator]).await;
    let paul = world.person("paul", &[]).await;
    let sam = world.person("sam", &[Role::Signer]).await;
    let id = world.submitted(&oscar).await;
    for nobody in [&oscar.id, &paul.id, &sam.id] {
        let named = [lea.id.clone(), nobody.clone()];
        fails!(
            note(&world, &olga, &id, &named, false).await,
            Error::NotFound
        );
        fails!(
            world.store.colleagues(&olga, &id, &named).await,
            Error::NotFound
        );
    }
    fails!(note(&world, &olga, &id, &[], true).await, Error::Refused);
    fails!(note(&world, &oscar, &id, &[], false).await, Error::NotFound);
    assert_eq!(read(&world, &olga, &id).await, []);
    assert_eq!(world.store.mails(9).await.unwrap(), []);
    let named = [lea.id.clone(), lea.id.clone()];
    let told = world.store.colleagues(&olga, &id, &named).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "lea@example.org");
    fails!(
        world.store.colleagues(&paul, &id, &named).await,
        Error::NotFound
    );
    note(&world, &olga, &id, &named, false).await.unwrap();
    assert_eq!(read(&world, &olga, &id).await[0].told, ["lea@example.org"]);
    let events = world.store.history("application", id.as_str()).await;
    let told = events.unwrap()[0].detail["told"].to_string();
    assert_eq!(told, "[\"lea@example.org\"]");
    assert_eq!(notes_for(&world, &lea).await, std::slice::from_ref(&id));
    assert_eq!(notes_for(&world, &olga).await, []);
    world.store.mark_read(&lea, &id, 1).await.unwrap();
    assert_eq!(notes_for(&world, &lea).await, []);
}

#[tokio::test]
async fn what_others_wrote_is_new_until_it_is_read_and_no_longer() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.submitted(&ana).await;
    message(&world, &olga, &id).await;
    let own = async |who: &Asker| world.store.own_applications(who).await.unwrap()[0].unread;
    assert_eq!(own(&ana).await, 1);
    assert_eq!(unread(&world, &olga).await, [0], "one's own is not new");
    assert!(read(&world, &ana, &id).await[0].is_new);
    // What comes while somebody reads stays new.
    let seen = read(&world, &ana, &id).await[0].number;
    message(&world, &olga, &id).await;
    world.store.mark_read(&ana, &id, seen).await.unwrap();
    let new: Vec<bool> = read(&world, &ana, &id)
        .await
        .iter()
        .map(|entry| entry.is_new)
        .collect();
    assert_eq!(new, [false, true]);
    world.store.mark_read(&ana, &id, 2).await.unwrap();
    world.store.mark_read(&ana, &id, 1).await.unwrap();
    assert_eq!(own(&ana).await, 0, "an older mark changes nothing");
    // The office counts notes, the partner does not.
    let oscar = world.person("oscar", &[Role::Office]).await;
    assert_eq!(
        unread(&world, &oscar).await,
        [0],
        "what was written before somebody came is not new to them"
    );
    note(&world, &olga, &id, &[], false).await.unwrap();
    message(&world, &ana, &id).await;
    assert_eq!(unread(&world, &oscar).await, [2]);
    assert_eq!(own(&ana).await, 0);
    assert_eq!(unread(&world, &olga).await, [1]);
    for other in world.outsiders().await {
        fails!(world.store.mark_read(&other, &id, 9).await, Error::NotFound);
    }
    let draft = world.draft(&ana).await;
    fails!(
        world.store.mark_read(&olga, &draft, 9).await,
        Error::NotFound
    );
    let sam = world.person("sam", &[Role::Signer]).await;
    world.store.mark_read(&sam, &id, 9).await.unwrap();
}

async fn arrived(world: &World, text: &str) -> Arrived {
    let mut part = world.store.begin_file().await.unwrap();
    part.write(text.as_bytes()).await.unwrap();
    part.flush().await.unwrap();
    Arrived {
        field: "message-files".to_owned(),
        max: FILES,
        name: format!("{text}.pdf"),
        kind: FileType::Pdf,
        part,
    }
}

async fn beside(world: &World, texts: &[&str]) -> Beside {
    let mut files = Vec::new();
    for text in texts {
        files.push(arrived(world, text).await);
    }
    Beside { files, room: ROOM }
}

fn in_folder(world: &World) -> usize {
    std::fs::read_dir(world.store.files_path()).map_or(0, Iterator::count)
}

#[tokio::test]
async fn files_are_read_by_whoever_reads_what_they_came_with() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    let sam = world.person("sam", &[Role::Signer]).await;
    let id = world.submitted(&ana).await;
    let (store, now) = (&world.store, world.now());
    let message = async |who: &Asker, texts: &[&str], key: &str| {
        let message = NewMessage {
            body: "See",
            mails: &[],
            beside: beside(&world, texts).await,
        };
        store.write_message(who, &id, message, key, now).await
    };
    for _ in 0..2 {
        let sent = message(&ana, &["one", "two"], "m").await;
        assert_eq!(sent.unwrap(), Written::Done);
    }
    assert_eq!(in_folder(&world), 2, "sent twice, kept once");
    for (told, key) in [(None, "n"), (Some(&oscar.id), "c")] {
        let note = NewNote {
            body: "See",
            told: told.map(std::slice::from_ref).unwrap_or_default(),
            is_confidential: told.is_some(),
            mails: &[],
            beside: beside(&world, &[key]).await,
        };
        let written = store.write_note(&olga, &id, note, key, now).await;
        assert_eq!(written.unwrap(), Written::Done);
    }
    let entries = read(&world, &olga, &id).await;
    let names = |entry: &Entry| -> Vec<String> {
        entry.files.iter().map(|file| file.name.clone()).collect()
    };
    let of = |entry: &Entry| entry.files[0].id.clone();
    assert_eq!(names(&entries[0]), ["one.pdf", "two.pdf"]);
    assert_eq!(
        (names(&entries[1]), names(&entries[2])),
        (vec!["n.pdf".to_owned()], vec!["c.pdf".to_owned()])
    );
    let all = [&ana, &olga, &oscar, &chief, &sam];
    let paul = world.person("paul", &[]).await;
    for (entry, readers) in [
        (0, vec![&ana, &olga, &oscar, &chief, &sam]),
        (1, vec![&olga, &oscar, &chief, &sam]),
        (2, vec![&olga, &oscar]),
    ] {
        for who in all.into_iter().chain([&paul]) {
            let reads = readers.iter().any(|reader| reader.id == who.id);
            let found = store.file(who, &of(&entries[entry])).await;
            assert_eq!(found.is_ok(), reads, "{entry} {:?}", who.roles);
        }
    }
    // Whoever has no room writes nothing at all, and nothing stays of the files.
    let before = store.contents().await.unwrap();
    for (texts, expected) in [
        (
            &["short", "far too long a text"][..],
            (1, Full::Application),
        ),
        (&["far too long a text"], (0, Full::Application)),
    ] {
        let full = message(&ana, texts, "f").await.unwrap();
        assert_eq!(full, Written::Full(expected.0, expected.1));
    }
    let many = message(&ana, &["a"; FILES + 1], "many").await;
    fails!(many, Error::Refused);
    let stranger = message(&paul, &["a"], "s").await;
    fails!(stranger, Error::NotFound);
    assert_eq!(store.contents().await.unwrap(), before);
    assert_eq!(in_folder(&world), 4);
    assert!(store.verify_files().await.unwrap().is_sound());
    assert!(store.verify_history().await.unwrap().is_ok());
    // None of them is an answer, and none is evidence of a finding.
    let application = store.application(&ana, &id).await.unwrap();
    let answers = store.draft(&ana, &application).await.unwrap().answers();
    assert!(
        answers
            .iter()
            .all(|(_, values)| { values.iter().all(|value| !value.contains("pdf")) })
    );
}
