//! Figures: counts without what is over, and medians of odd and even numbers of days.

use super::world::{World, answers, fails, noon, proposal, sent, start};
use crate::application::Act;
use crate::{Asker, Error, fresh};
use ::partnership::application::Stage;
use ::partnership::partnership::Action;
use ::partnership::person::Role;
use ::partnership::proposal::Proposal;
use chrono::{DateTime, TimeDelta, Utc};

fn counted(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
    pairs
        .iter()
        .map(|(name, count)| ((*name).to_owned(), *count))
        .collect()
}

fn sorted(mut list: Vec<(String, usize)>) -> Vec<(String, usize)> {
    list.sort();
    list
}

#[tokio::test]
async fn partnerships_are_counted_once_for_each_area_school_and_level() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    let band = Proposal {
        services: vec![("arts".into(), "music".into())],
        ..proposal("Band")
    };
    world.partnership(&ana, &olga, &band).await;
    let over = world.partnership(&ana, &olga, &proposal("Over")).await;
    let at = world.now();
    world
        .store
        .move_partnership(&olga, &over.id, Action::End, "", 1, "k", at)
        .await
        .unwrap();
    world.submitted(&ana).await;
    world.draft(&ana).await;
    let figures = world.store.figures(&olga, world.now()).await.unwrap();
    assert_eq!(
        sorted(figures.by_area),
        counted(&[("academics", 1), ("arts", 1)])
    );
    assert_eq!(
        sorted(figures.by_school),
        counted(&[("hill-elementary", 2), ("lake-middle", 2)])
    );
    assert_eq!(sorted(figures.by_level), counted(&[("school", 2)]));
    assert_eq!(
        sorted(figures.by_stage),
        counted(&[("agreement", 2), ("ended", 1)])
    );
    assert_eq!(
        sorted(figures.applications),
        counted(&[("approved", 3), ("submitted", 1)])
    );
}

#[tokio::test]
async fn what_happened_since_is_counted_at_once() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let now = world.now();
    for sent in 0..3 {
        let figures = world.store.figures(&olga, now).await.unwrap();
        let expected = [("submitted", sent)];
        let expected = counted(if sent == 0 { &[] } else { &expected });
        assert_eq!(figures.applications, expected);
        assert_eq!(
            world.store.figures(&olga, now).await.unwrap().applications,
            expected
        );
        world.submitted(&ana).await;
    }
}

#[tokio::test]
async fn figures_are_for_those_who_read_figures() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    for role in [
        Role::Analyst,
        Role::Liaison,
        Role::Signer,
        Role::Office,
        Role::Administrator,
    ] {
        let reader = world.person(role.word(), &[role]).await;
        assert!(
            world.store.figures(&reader, noon()).await.is_ok(),
            "{role:?}"
        );
    }
    for other in [ana, world.person("pia", &[Role::Partner]).await] {
        fails!(world.store.figures(&other, noon()).await, Error::NotFound);
    }
}

#[tokio::test]
async fn an_empty_district_has_no_figures() {
    let world = World::new().await;
    let olga = world.olga().await;
    assert_eq!(
        world.store.figures(&olga, noon()).await.unwrap(),
        Default::default()
    );
}

fn after(days: i64) -> DateTime<Utc> {
    noon() + TimeDelta::days(days)
}

/// An application that was a draft for so many days and then sent.
async fn drafted(world: &World, owner: &Asker, days: i64) {
    let id = world
        .store
        .start(owner, start(), &fresh::id(), noon())
        .await
        .unwrap();
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let act = Act {
        key: &fresh::id(),
        seen: 1,
        at: after(days),
        mails: &[],
    };
    world
        .store
        .submit(owner, &id, sent(&answers, &proposal), act)
        .await
        .unwrap();
}

async fn median(world: &World, who: &Asker, stage: Stage, now: DateTime<Utc>) -> Option<f64> {
    let medians = world.store.figures(who, now).await.unwrap().median_days;
    medians
        .into_iter()
        .find(|(of, _)| *of == stage)
        .map(|(_, days)| days)
}

#[tokio::test]
async fn the_median_is_the_middle_one_or_the_mean_of_the_two_in_the_middle() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for (days, expected) in [(9, 9.0), (2, 5.5), (1, 2.0), (30, 5.5), (4, 4.0)] {
        drafted(&world, &ana, days).await;
        let found = median(&world, &olga, Stage::Draft, after(40)).await;
        assert_eq!(found, Some(expected), "with {days} days added");
    }
}

#[tokio::test]
async fn a_stage_that_goes_on_counts_up_to_now() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    drafted(&world, &ana, 1).await;
    assert_eq!(
        median(&world, &olga, Stage::Submitted, after(4)).await,
        Some(3.0)
    );
    assert_eq!(
        median(&world, &olga, Stage::Submitted, after(11)).await,
        Some(10.0)
    );
    assert_eq!(
        median(&world, &olga, Stage::InReview, after(11)).await,
        None
    );
    let stages: Vec<Stage> = world
        .store
        .figures(&olga, after(11))
        .await
        .unwrap()
        .median_days
        .into_iter()
        .map(|(s, _)| s)
        .collect();
    assert_eq!(
        stages,
        [Stage::Draft, Stage::Submitted],
        "in the order of the life"
    );
}
