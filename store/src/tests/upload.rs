//! Files: rows and bytes that come and go together, for those who may, as long as there is room.

use super::world::{World, answers, fails, noon, proposal};
use crate::application::Sent;
use crate::draft::Save;
use crate::upload::care::named_in;
use crate::upload::{Arrived, Full, Place, Room};
use crate::{Asker, Error, fresh};
use ::partnership::form::Answers;
use ::partnership::form::file::{FileType, Handed};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::text::Lang;
use chrono::TimeDelta;
use tokio::io::AsyncReadExt;

const ROOM: Room = Room {
    application: 100,
    district: 150,
};

fn place(id: &ApplicationId) -> Place<'_> {
    Place {
        application: id,
        slug: "papers",
        open: false,
    }
}

async fn arrived(world: &World, text: &str) -> Arrived {
    let mut part = world.store.begin_file().await.unwrap();
    part.write(text.as_bytes()).await.unwrap();
    part.flush().await.unwrap();
    assert!(part.path().exists());
    assert_eq!(part.size(), text.len() as u64);
    assert_eq!(part.sha256(), fresh::hash(text));
    Arrived {
        field: "papers".to_owned(),
        max: 2,
        name: format!("{text}.pdf"),
        kind: FileType::Pdf,
        part,
    }
}

/// Adds one file with a form of its own.
async fn add(world: &World, who: &Asker, id: &ApplicationId, text: &str) -> Result<Handed, Full> {
    let file = arrived(world, text).await;
    let key = fresh::id();
    let done = world
        .store
        .add_files(who, place(id), vec![file], ROOM, &key, world.now())
        .await;
    done.unwrap().remove(0)
}

async fn draft_answers(world: &World, who: &Asker, id: &ApplicationId) -> Answers {
    let found = world.store.application(who, id).await.unwrap();
    world.store.draft(who, &found).await.unwrap().answers()
}

async fn in_draft(world: &World, who: &Asker, id: &ApplicationId) -> Vec<String> {
    let answers = draft_answers(world, who, id).await;
    let values = answers.all("papers").iter();
    values.map(|v| Handed::read(v).unwrap().name).collect()
}

fn in_folder(world: &World) -> usize {
    std::fs::read_dir(world.store.files_path()).map_or(0, Iterator::count)
}

async fn text(world: &World, who: &Asker, id: &str) -> String {
    let mut found = world.store.file(who, id).await.unwrap();
    let mut text = String::new();
    found.file.read_to_string(&mut text).await.unwrap();
    assert_eq!(found.size, text.len() as u64);
    assert_eq!(found.kind, FileType::Pdf);
    text
}

#[tokio::test]
async fn a_file_stands_among_the_answers_until_it_is_removed() {
    let world = World::new().await;
    let ana = world.ana().await;
    let eve = world.person("eve", &[Role::Partner]).await;
    let id = world.draft(&ana).await;
    let handed = add(&world, &ana, &id, "one").await.unwrap();
    add(&world, &ana, &id, "two").await.unwrap();
    assert_eq!(in_draft(&world, &ana, &id).await, ["one.pdf", "two.pdf"]);
    assert_eq!(text(&world, &ana, &handed.id).await, "one");
    fails!(world.store.file(&eve, &handed.id).await, Error::NotFound);
    let removed = world
        .store
        .remove_file(&eve, place(&id), &handed.id, noon());
    fails!(removed.await, Error::NotFound);
    let elsewhere = Place {
        slug: "other",
        ..place(&id)
    };
    let removed = world.store.remove_file(&ana, elsewhere, &handed.id, noon());
    fails!(removed.await, Error::NotFound);
    let remove = || {
        world
            .store
            .remove_file(&ana, place(&id), &handed.id, noon())
    };
    remove().await.unwrap();
    fails!(remove().await, Error::NotFound);
    fails!(world.store.file(&ana, &handed.id).await, Error::NotFound);
    assert_eq!(in_draft(&world, &ana, &id).await, ["two.pdf"]);
    assert_eq!(in_folder(&world), 1);
}

#[tokio::test]
async fn there_is_only_so_much_room_and_what_finds_none_leaves_nothing() {
    let world = World::new().await;
    let ana = world.ana().await;
    let (id, other) = (world.draft(&ana).await, world.draft(&ana).await);
    let sixty = "x".repeat(60);
    add(&world, &ana, &id, &sixty).await.unwrap();
    assert_eq!(add(&world, &ana, &id, &sixty).await, Err(Full::Application));
    add(&world, &ana, &id, "small").await.unwrap();
    assert_eq!(add(&world, &ana, &id, "third").await, Err(Full::Question));
    add(&world, &ana, &other, &sixty).await.unwrap();
    let more = "y".repeat(30);
    assert_eq!(add(&world, &ana, &other, &more).await, Err(Full::District));
    assert_eq!(in_folder(&world), 3);
}

#[tokio::test]
async fn one_form_adds_its_files_once() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let key = fresh::id();
    for round in 0..3 {
        let files = vec![arrived(&world, "one").await];
        let done = world
            .store
            .add_files(&ana, place(&id), files, ROOM, &key, world.now())
            .await
            .unwrap();
        assert_eq!(done.len(), usize::from(round == 0));
    }
    assert_eq!(in_folder(&world), 1);
    let eve = world.person("eve", &[Role::Partner]).await;
    let files = vec![arrived(&world, "two").await];
    let added = world
        .store
        .add_files(&eve, place(&id), files, ROOM, "key", noon());
    fails!(added.await, Error::NotFound);
    drop(arrived(&world, "three").await);
    assert_eq!(in_folder(&world), 1, "what found no place is gone");
}

#[tokio::test]
async fn what_was_sent_is_read_by_the_office_and_stays_when_the_draft_changes() {
    let world = World::new().await;
    let ana = world.ana().await;
    let olga = world.person("olga", &[Role::Office]).await;
    let id = world.draft(&ana).await;
    let handed = add(&world, &ana, &id, "one").await.unwrap();
    fails!(world.store.file(&olga, &handed.id).await, Error::NotFound);
    let found = world.store.application(&ana, &id).await.unwrap();
    let draft = world.store.draft(&ana, &found).await.unwrap();
    let (frozen, proposal) = (draft.answers(), proposal("Org"));
    let sent = Sent {
        answers: &frozen,
        proposal: &proposal,
        lang: Lang::En,
        signed_name: "Ana",
        statement: "I sign",
        device: "",
        due_on: noon().date_naive(),
        draft: draft.version(),
    };
    let act = world.act("send", found.version, &[]);
    world.store.submit(&ana, &id, sent, act).await.unwrap();
    assert_eq!(text(&world, &olga, &handed.id).await, "one");
    let removed = world
        .store
        .remove_file(&ana, place(&id), &handed.id, noon());
    fails!(removed.await, Error::Refused);
}

#[tokio::test]
async fn what_is_no_longer_asked_goes_with_its_files_and_typing_leaves_them() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    add(&world, &ana, &id, "one").await.unwrap();
    let typed = answers(&[("note", "typed")]);
    let save = Save {
        slug: "papers",
        answers: &typed,
        seen: 1,
        tab: "",
        open: false,
    };
    world
        .store
        .save_step(&ana, &id, save, noon())
        .await
        .unwrap();
    let all = draft_answers(&world, &ana, &id).await;
    assert_eq!((all.text("note"), all.all("papers").len()), ("typed", 1));
    let fields = ["papers".to_owned()];
    world
        .store
        .drop_answers(&ana, &id, &[("papers", &fields)], noon())
        .await
        .unwrap();
    let all = draft_answers(&world, &ana, &id).await;
    assert_eq!((all.text("note"), all.all("papers").len()), ("typed", 0));
    assert_eq!(in_folder(&world), 0);
}

#[tokio::test]
async fn files_are_swept_checked_and_named_in_a_copy() {
    let world = World::on_disk().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let handed = add(&world, &ana, &id, "one").await.unwrap();
    assert!(world.store.files_path().ends_with("trellis.files"));
    std::fs::write(world.store.files_path().join("stray"), "x").unwrap();
    let report = world.store.verify_files().await.unwrap();
    assert!(report.is_sound());
    assert_eq!((report.count, report.bytes, report.strays), (1, 3, 1));
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    assert_eq!(world.store.sweep_files(now).await.unwrap(), 0);
    let later = now + TimeDelta::hours(2);
    assert_eq!(world.store.sweep_files(later).await.unwrap(), 1);
    let copy = world.path("copy.db");
    world.store.backup(&copy).await.unwrap();
    assert_eq!(named_in(&copy).await.unwrap(), [handed.id]);
}
