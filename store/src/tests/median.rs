//! Medians from the summary are those of the rows, to the microsecond, whatever the spans are.

use super::world::{World, fails, noon};
use crate::Error;
use crate::time::{DAY, micros};
use ::partnership::application::Stage;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % end
    }
}

/// The medians counted from the rows.
async fn counted(world: &World, now: DateTime<Utc>) -> Vec<(Stage, f64)> {
    let rows = sqlx::query(crate::dashboard::MEDIANS)
        .bind(world.store.district())
        .bind(micros(now))
        .fetch_all(&mut *world.store.read().await.unwrap())
        .await
        .unwrap();
    let mut medians: Vec<(Stage, f64)> = rows
        .iter()
        .map(|row| {
            let length: f64 = row.get(1);
            (Stage::from_word(row.get(0)).unwrap(), length / DAY as f64)
        })
        .collect();
    medians.sort_by_key(|(stage, _)| *stage);
    medians
}

async fn same(world: &World, now: DateTime<Utc>, what: &str) {
    let (found, expected) = (
        world.store.median_days(now).await.unwrap(),
        counted(world, now).await,
    );
    assert_eq!(found.len(), expected.len(), "{what}");
    for ((stage, found), (of, expected)) in found.into_iter().zip(expected) {
        assert_eq!(stage, of, "{what}");
        assert!(
            (found - expected).abs() < 1e-9,
            "{what}, {stage:?}: {found}, not {expected}"
        );
    }
}

/// Adds a span that began so long before noon, and how long it lasted when it is over.
async fn span(world: &World, number: usize, stage: Stage, ago: i64, length: Option<i64>) {
    let from = micros(noon()) - ago;
    let mut tx = world.store.write().await.unwrap();
    sqlx::query(
        "insert into application_span (application_id, district_id, stage, from_at, to_at)
         values ((select id from application limit 1), 'durham', $1, $2, $3)
         on conflict do nothing",
    )
    .bind(stage.word())
    .bind(from - i64::try_from(number).unwrap())
    .bind(length.map(|length| from - i64::try_from(number).unwrap() + length))
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn medians_of_any_spans_are_those_of_the_rows() {
    for seed in 1..=12 {
        let world = World::new().await;
        let ana = world.ana().await;
        world.draft(&ana).await;
        let mut chance = Chance(seed);
        // Few or many, long or short, mostly open or mostly over, by the seed.
        let (spans, longest, open) = (
            1 + chance.below(40),
            [DAY / 2, DAY * 3, DAY * 60][usize::try_from(seed % 3).unwrap()],
            chance.below(5),
        );
        for number in 0..usize::try_from(spans).unwrap() {
            let stage = [Stage::Draft, Stage::Submitted, Stage::InReview]
                [usize::try_from(chance.below(3)).unwrap()];
            // Many of the same length, too.
            let ago = if chance.below(3) == 0 {
                DAY * chance.below(4)
            } else {
                chance.below(longest)
            };
            let length = (chance.below(5) >= open).then(|| {
                if chance.below(3) == 0 {
                    DAY * chance.below(3)
                } else {
                    chance.below(longest)
                }
            });
            span(&world, number, stage, ago, length).await;
            let later = TimeDelta::microseconds(chance.below(3 * DAY));
            same(
                &world,
                noon() + later,
                &format!("seed {seed}, span {number}, {later}"),
            )
            .await;
        }
        assert!(world.store.differing().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_clock_that_went_backwards_makes_no_negative_days() {
    let world = World::new().await;
    let ana = world.ana().await;
    world.draft(&ana).await;
    span(&world, 0, Stage::Submitted, -DAY, None).await;
    span(&world, 1, Stage::InReview, 0, Some(-DAY)).await;
    same(&world, noon(), "backwards").await;
    let medians = world.store.median_days(noon()).await.unwrap();
    assert!(medians.iter().all(|(_, days)| *days >= 0.0), "{medians:?}");
}

#[tokio::test]
async fn a_summary_that_says_too_much_is_an_error_and_no_wrong_number() {
    let world = World::new().await;
    let ana = world.ana().await;
    world.draft(&ana).await;
    world
        .meddle("update span_tally set count = 40, is_open = 0, day = 1")
        .await
        .unwrap();
    fails!(world.store.median_days(noon()).await, Error::Corrupt(_));
}
