//! Asking for a code: the same answer for every address, and not too often.

use super::code::type_code;
use crate::harness::{World, pairs};
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::Role;
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    world
        .person("known@example.org", &[Role::Administrator])
        .await;
    world.later(TimeDelta::hours(2));
    let mut seen = Vec::new();
    for email in [
        "known@example.org",
        "unknown@example.org",
        "KNOWN@Example.org ",
    ] {
        let address = email.trim().to_lowercase();
        let before = world.mails_to(&address).await.len();
        let client = world.anonymous();
        let page = client.get("/sign-in").await;
        let form = page.form("/api/ask_to_sign_in");
        let asked = client
            .post("/api/ask_to_sign_in", &form.with(&[("email", email)]))
            .await;
        let next = client.get(&asked.location()).await;
        assert_eq!(
            world.mails_to(&address).await.len(),
            before + 1,
            "{email}: one mail"
        );
        let request = asked.location().rsplit('=').next().unwrap().to_owned();
        let subject = world.mails_to(&address).await[0]
            .subject
            .chars()
            .skip(6)
            .collect::<String>();
        let headers: Vec<&str> = asked.headers.keys().map(|name| name.as_str()).collect();
        let text = format!(
            "{} {headers:?} {} {} {subject}",
            asked.status,
            asked.location(),
            next.text()
        );
        seen.push(text.replace(&request, "REQUEST"));
    }
    assert_eq!(seen[0], seen[1], "known and unknown");
    assert_eq!(seen[0], seen[2], "as typed and in capitals");
}

/// How many of each kind of address ask.
const ASK: u32 = 300;

#[tokio::test]
async fn a_known_and_an_unknown_address_are_answered_in_the_same_time() {
    let world = World::new().await;
    for number in 0..ASK {
        let email = format!("known-{number}@example.org");
        world.grant(&email, Role::Office).await;
    }
    let client = world.anonymous();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..ASK {
        // One after the other, and neither always first: whatever else the machine does, it does to both.
        for is_known in [number % 2 == 0, number % 2 == 1] {
            let name = if is_known { "known" } else { "other" };
            let email = format!("{name}-{number}@example.org");
            let fields = pairs(&[("email", &email), ("key", &store::fresh::id())]);
            let begun = Instant::now();
            let asked = client.post("/api/ask_to_sign_in", &fields).await;
            let took = begun.elapsed();
            asked.is(302);
            let times = if is_known { &mut known } else { &mut unknown };
            times.push(took);
        }
    }
    assert_eq!(world.store.mails(10_000).await.unwrap().len(), 600);
    assert!(
        !tells(&known, &unknown),
        "known {:?}, unknown {:?}, {:.1} deviations apart",
        median(&known),
        median(&unknown),
        deviations(&known, &unknown)
    );
}

/// Whether somebody who measures could tell one from the other: the medians are more than a quarter apart, and the
/// ranks are so uneven that no busy machine makes them so by chance.
fn tells(one: &[Duration], other: &[Duration]) -> bool {
    let (a, b) = (median(one), median(other));
    a.abs_diff(b) * 4 > a.min(b) && deviations(one, other).abs() > 6.0
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

/// How many standard deviations the sum of the first ones' ranks lies from where chance would put it.
fn deviations(one: &[Duration], other: &[Duration]) -> f64 {
    let first = one.iter().map(|time| (time, true));
    let second = other.iter().map(|time| (time, false));
    let mut all: Vec<_> = first.chain(second).collect();
    all.sort_unstable();
    let ranks = (1_u32..).map(f64::from).zip(&all);
    let sum: f64 = ranks
        .filter(|(_, (_, is_first))| *is_first)
        .map(|(rank, _)| rank)
        .sum();
    let count = |times: &[Duration]| f64::from(u32::try_from(times.len()).unwrap());
    let (n, m) = (count(one), count(other));
    let expected = n * (n + m + 1.0) / 2.0;
    (sum - expected) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

#[test]
fn times_that_differ_are_told_apart_and_others_are_not() {
    let times = |from: u64, step: u64| -> Vec<Duration> {
        (0..300)
            .map(|number| Duration::from_micros(from + step * (number * 7 % 300)))
            .collect()
    };
    assert!(tells(&times(1_000, 1), &times(1_500, 1)));
    assert!(tells(&times(1_000, 10), &times(2_500, 10)));
    assert!(!tells(&times(1_000, 10), &times(1_010, 10)));
    assert!(!tells(&times(10_000, 1), &times(11_000, 1)), "a tenth");
}

#[tokio::test]
async fn an_address_that_is_none_is_named_and_kept_in_its_field() {
    let world = World::new().await;
    for (email, sentence) in [
        ("", "Answer “E-mail address”"),
        (
            "ana",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "ana@example",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "ana@example.org\r\nBcc: eve@evil.example",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
        (
            "<script>alert(1)</script>@example.org",
            "Enter an e-mail address in “E-mail address”, like name@example.org",
        ),
    ] {
        let client = world.anonymous();
        let asked = client
            .send(
                "/sign-in?go-on=%2Fapplications",
                "/api/ask_to_sign_in",
                &[("email", email)],
            )
            .await;
        let page = client.get(&asked.location()).await;
        assert_eq!(
            page.mistakes(),
            [("email".to_owned(), sentence.to_owned())],
            "{email:?}"
        );
        assert_eq!(
            page.mistake_at("email").as_deref(),
            Some(sentence),
            "{email:?}"
        );
        let form = page.form("/api/ask_to_sign_in");
        assert_eq!(form.value("email"), Some(email), "what was typed is kept");
        assert_eq!(
            form.value("go_on"),
            Some("/applications"),
            "the way on is kept"
        );
        page.hides("<script>alert");
    }
    assert!(
        world.store.mails(10).await.unwrap().is_empty(),
        "no mail went out"
    );
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_once() {
    let world = World::new().await;
    let client = world.anonymous();
    let form = client
        .get("/sign-in")
        .await
        .form("/api/ask_to_sign_in")
        .with(&[("email", PARTNER)]);
    let first = client.post("/api/ask_to_sign_in", &form).await.location();
    let second = client.post("/api/ask_to_sign_in", &form).await.location();
    assert_eq!(first, second);
    assert_eq!(world.mails_to(PARTNER).await.len(), 1);
    type_code(&client, &first, &world.code(PARTNER).await)
        .await
        .says("My applications");
}
