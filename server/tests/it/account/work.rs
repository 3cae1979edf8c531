//! Known against unknown address: the server does the same work for both.

use crate::budget::statement::Watch;
use crate::harness::{Client, World, pairs};
use std::time::{Duration, Instant};

/// How often the long round asks for each.
const ROUND: usize = 2000;

async fn ask(client: &Client, email: &str) {
    let fields = pairs(&[("email", email)]);
    client.call("/api/ask_to_sign_in", &fields).await.is(200);
}

#[tokio::test]
async fn asking_for_a_code_runs_the_same_statements_for_a_known_address() {
    let world = World::new().await;
    world.person("known@example.org", &[]).await;
    let watch = Watch::of(world.store.clone()).await;
    let client = world.anonymous();
    // The first request prepares statements that the second one finds prepared.
    ask(&client, "first@example.org").await;
    let mut seen = Vec::new();
    for email in ["known@example.org", "unknown@example.org"] {
        let ((), statements) = watch.during(ask(&client, email)).await;
        seen.push(statements);
    }
    assert!(seen[0].len() > 2, "{:?}", seen[0]);
    assert_eq!(seen[0], seen[1], "known and unknown");
    let sql = seen[0].join(" ");
    assert!(
        !sql.contains("from person"),
        "asking for a code looks nobody up, so it cannot tell: {sql}"
    );
}

/// Prints how long 2,000 requests for known and as many for unknown addresses took, in turns, and how
/// likely the difference is to be chance. Run it alone, in a release build.
#[tokio::test]
#[ignore = "long: measures time"]
async fn two_thousand_requests_for_known_and_unknown_addresses_take_as_long() {
    let world = World::new().await;
    for number in 0..ROUND {
        let email = format!("known-{number}@example.org");
        world
            .grant(&email, partnership::person::Role::Analyst)
            .await;
    }
    let client = world.anonymous();
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..ROUND {
        for (times, word) in times.iter_mut().zip(["known", "never"]) {
            let email = format!("{word}-{number}@example.org");
            let start = Instant::now();
            ask(&client, &email).await;
            times.push(start.elapsed());
        }
    }
    let p = difference_by_chance(&times[0], &times[1]);
    let medians = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    println!(
        "median known {:?}, unknown {:?}, Mann-Whitney p {p:.3}",
        medians[0], medians[1]
    );
    assert!(
        p > 0.01,
        "known and unknown addresses are told apart by time: p {p}"
    );
    let apart = medians[0].abs_diff(medians[1]);
    assert!(apart < Duration::from_millis(2), "{apart:?}");
}

/// The p-value of the Mann-Whitney U test, by the normal approximation.
fn difference_by_chance(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort();
    let ranks: f64 = all
        .iter()
        .enumerate()
        .filter(|(_, (_, is_one))| *is_one)
        .map(|(at, _)| at as f64 + 1.0)
        .sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let u = ranks - n * (n + 1.0) / 2.0;
    let z = (u - n * m / 2.0).abs() / (n * m * (n + m + 1.0) / 12.0).sqrt();
    // Twice the upper tail of the normal distribution: 1 - erf(z / √2), by Abramowitz and Stegun 7.1.26.
    let x = z / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let sum = t
        * (0.254_829_592
            + t * (-0.284_496_736
                + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    sum * (-x * x).exp()
}

#[test]
fn the_test_of_chance_tells_shifted_times_apart_and_equal_ones_not() {
    let times = |start: u64| {
        (0..200)
            .map(|n| Duration::from_micros(start + n * 7 % 101))
            .collect::<Vec<_>>()
    };
    assert!(difference_by_chance(&times(100), &times(100)) > 0.5);
    assert!(difference_by_chance(&times(100), &times(140)) < 0.001);
}
