//! How the form is used: counts out of the applications, and nothing that names anybody.

use super::world::{World, answers, fails, noon};
use crate::draft::Save;
use crate::form_use::Counted;
use crate::{Asker, Error};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::width::Width;
use chrono::{DateTime, TimeDelta, Utc};

/// When applications begin here: well before what the world does at noon.
fn morning() -> DateTime<Utc> {
    noon() - TimeDelta::hours(3)
}

/// Saves a step in between, so many minutes after the morning.
async fn save(
    world: &World,
    owner: &Asker,
    id: &ApplicationId,
    slug: &str,
    minute: i64,
    width: Option<Width>,
) {
    let typed = answers(&[("program.title", &minute.to_string())]);
    let save = Save {
        slug,
        answers: &typed,
        seen: 0,
        tab: "a",
        open: false,
    };
    let at = morning() + TimeDelta::minutes(minute);
    let saved = world.store.save_in_between(owner, id, save, width, at);
    saved.await.unwrap();
}

async fn count(world: &World, at: DateTime<Utc>) -> Vec<Counted> {
    let analyst = world.person("analyst", &[Role::Analyst]).await;
    world
        .store
        .count_form_use(at, 30, TimeDelta::hours(-5))
        .await
        .unwrap();
    assert_eq!(world.store.form_use_at().await.unwrap(), Some(at));
    let found = world.store.form_use(&analyst).await.unwrap();
    assert_eq!(found.at, Some(at));
    found.counts
}

/// The counts of a figure, of everyone.
fn of<'a>(counts: &'a [Counted], figure: &str) -> Vec<(&'a str, i64, i64)> {
    of_part(counts, figure, "")
}

/// The counts of a figure, of a part.
fn of_part<'a>(counts: &'a [Counted], figure: &str, part: &str) -> Vec<(&'a str, i64, i64)> {
    let counts = counts
        .iter()
        .filter(|counted| counted.figure == figure && counted.part == part);
    counts
        .map(|counted| (counted.name.as_str(), counted.bucket, counted.count))
        .collect()
}

#[tokio::test]
async fn what_was_started_sent_and_left_is_counted_with_the_page_it_was_left_at() {
    let world = World::new().await;
    let ana = world.ana().await;
    let store = &world.store;
    let begin = |key: &'static str| store.start(&ana, super::world::start(), key, morning());
    let sent = begin("1").await.unwrap();
    save(&world, &ana, &sent, "about", 4, Some(Width::Narrow)).await;
    save(&world, &ana, &sent, "program", 10, None).await;
    // A pause, which counts for no page.
    save(&world, &ana, &sent, "sites", 90, Some(Width::Wide)).await;
    world.send(&ana, &sent).await;
    let withdrawn = begin("2").await.unwrap();
    save(&world, &ana, &withdrawn, "about", 1, Some(Width::Narrow)).await;
    let seen = world.seen(&withdrawn).await;
    let act = world.act("w", seen, &[]);
    store.withdraw(&ana, &withdrawn, "", act).await.unwrap();
    let idle = begin("3").await.unwrap();
    begin("4").await.unwrap();
    let soon = count(&world, noon() + TimeDelta::hours(2)).await;
    assert_eq!(
        of(&soon, "life"),
        [("left", 0, 1), ("open", 0, 2), ("sent", 0, 1)]
    );
    save(&world, &ana, &idle, "program", 20, None).await;
    let later = count(&world, noon() + TimeDelta::days(40)).await;
    assert_eq!(of(&later, "life"), [("left", 0, 3), ("sent", 0, 1)]);
    assert_eq!(
        of(&later, "left-at"),
        [("", 0, 1), ("about", 0, 1), ("program", 0, 1)]
    );
    assert_eq!(of(&later, "lang"), [("en", 0, 1), ("es", 0, 3)]);
    assert_eq!(of(&later, "lang-sent"), [("en", 0, 1)]);
    assert_eq!(
        of(&later, "width"),
        [("", 0, 2), ("narrow", 0, 1), ("wide", 0, 1)]
    );
    assert_eq!(of(&later, "width-sent"), [("wide", 0, 1)]);
    assert_eq!(of(&later, "month"), [("2026-12", 0, 4)]);
    assert_eq!(
        of(&later, "minutes"),
        [
            ("about", 1, 1),
            ("about", 4, 1),
            ("program", 6, 1),
            ("program", 20, 1)
        ]
    );
    // What was sent was sent in English and last saved in a wide window.
    let at = |part| of_part(&later, "left-at", part);
    assert_eq!(
        at("lang:es"),
        [("", 0, 1), ("about", 0, 1), ("program", 0, 1)]
    );
    assert_eq!(at("lang:en"), []);
    assert_eq!(at("width:narrow"), [("about", 0, 1)]);
    assert_eq!(at("width:"), [("", 0, 1), ("program", 0, 1)]);
    assert_eq!(at("width:wide"), []);
    let minutes = |part| of_part(&later, "minutes", part);
    assert_eq!(minutes("lang:en"), [("about", 4, 1), ("program", 6, 1)]);
    assert_eq!(minutes("lang:es"), [("about", 1, 1), ("program", 20, 1)]);
    assert_eq!(minutes("width:narrow"), [("about", 1, 1)]);
    assert_eq!(minutes("width:wide"), [("about", 4, 1), ("program", 6, 1)]);
    assert_eq!(minutes("width:"), [("program", 20, 1)]);
}

#[tokio::test]
async fn the_parts_of_a_count_add_up_to_everyone() {
    let world = World::new().await;
    let ana = world.ana().await;
    for (at, width) in [Some(Width::Narrow), Some(Width::Wide), None]
        .into_iter()
        .enumerate()
    {
        let id = world
            .store
            .start(&ana, super::world::start(), ["1", "2", "3"][at], morning());
        let id = id.await.unwrap();
        save(&world, &ana, &id, "about", 2, width).await;
    }
    let counts = count(&world, noon() + TimeDelta::days(40)).await;
    let sum = |figure: &str, kind: &str| -> i64 {
        let of = counts.iter().filter(|counted| counted.figure == figure);
        of.filter(|counted| counted.part.starts_with(kind))
            .map(|counted| counted.count)
            .sum()
    };
    for figure in ["left-at", "minutes"] {
        let parts = (sum(figure, "lang:"), sum(figure, "width:"));
        let all: i64 = of(&counts, figure).iter().map(|(_, _, count)| count).sum();
        assert_eq!(all, 3, "{figure}: {counts:?}");
        assert_eq!(parts, (3, 3), "{figure}: {counts:?}");
    }
}

#[tokio::test]
async fn no_row_names_a_person_or_an_application() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.submitted(&ana).await;
    let counts = count(&world, world.now()).await;
    assert!(!counts.is_empty());
    let text = format!("{counts:?}");
    for secret in [
        id.as_str(),
        ana.id.as_str(),
        "ana@",
        "DPS-",
        "Reading Buddies",
    ] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn a_width_stays_when_the_next_save_says_none() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "about", 1, Some(Width::Middle)).await;
    save(&world, &ana, &id, "about", 2, None).await;
    let middle = "select count(*) from application_step where width = 'middle'";
    assert_eq!(world.number(middle).await, 1);
}

#[tokio::test]
async fn only_who_reads_figures_reads_them() {
    let world = World::new().await;
    let ana = world.ana().await;
    fails!(world.store.form_use(&ana).await, Error::NotFound);
    let analyst = world.person("analyst", &[Role::Analyst]).await;
    let none = world.store.form_use(&analyst).await.unwrap();
    assert!(none.at.is_none() && none.counts.is_empty());
    assert_eq!(world.store.form_use_at().await.unwrap(), None);
}
