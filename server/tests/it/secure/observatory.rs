//! The score that a scanner of headers would give a production server, by the rules of the HTTP Observatory.

use crate::harness::{Answer, World};
use crate::html::Piece;
use crate::story::PARTNER;
use std::collections::BTreeMap;

/// The sources of each directive of a policy.
fn directives(policy: &str) -> BTreeMap<String, Vec<String>> {
    let parts = policy.split(';').filter_map(|part| {
        let mut words = part.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.collect()))
    });
    parts.collect()
}

/// What the policy is worth: without any, with unsafe sources, without, or with nothing allowed by default.
fn policy(answer: &Answer) -> (i32, &'static str) {
    let found = directives(&answer.header("content-security-policy"));
    let sources = |name: &str| {
        found
            .get(name)
            .or_else(|| found.get("default-src"))
            .cloned()
    };
    let (Some(scripts), Some(styles)) = (sources("script-src"), sources("style-src")) else {
        return (-25, "no policy");
    };
    let has = |list: &[String], source: &str| list.iter().any(|one| one == source);
    let wide = |list: &[String]| {
        list.iter()
            .any(|one| ["*", "http:", "https:", "data:", "'unsafe-inline'"].contains(&one.as_str()))
    };
    // A nonce makes browsers ignore 'unsafe-inline'; none is sent here, so none is forgiven.
    if wide(&scripts) || has(&scripts, "'unsafe-eval'") {
        return (-20, "unsafe scripts");
    }
    if wide(&styles) {
        return (0, "unsafe styles");
    }
    if found
        .get("default-src")
        .is_some_and(|all| all == &["'none'"])
    {
        (10, "nothing by default, nothing unsafe")
    } else {
        (5, "nothing unsafe")
    }
}

fn cookies(set: &[String]) -> (i32, &'static str) {
    let has = |word: &str| set.iter().all(|cookie| cookie.contains(word));
    match (
        set.is_empty(),
        has("; Secure"),
        has("; HttpOnly"),
        has("; SameSite="),
    ) {
        (true, ..) => (0, "no cookie"),
        (_, true, true, true) => (5, "all locked"),
        (_, true, true, false) => (0, "all locked but for other sites"),
        _ => (-40, "a cookie is open"),
    }
}

/// Rule by rule: points and why.
fn score(answer: &Answer, cookies_set: &[String]) -> Vec<(i32, &'static str, &'static str)> {
    let is = |name: &str, good: &[&str]| good.contains(&answer.header(name).as_str());
    let frames = directives(&answer.header("content-security-policy"));
    let (policy_points, policy_why) = policy(answer);
    let (cookie_points, cookie_why) = cookies(cookies_set);
    let age = answer.header("strict-transport-security");
    let age: u64 = age
        .split(['=', ';'])
        .nth(1)
        .and_then(|age| age.parse().ok())
        .unwrap_or(0);
    let foreign = answer.pieces().iter().any(|piece| {
        matches!(piece, Piece::Open(tag) if tag.name == "script" && tag.get("src").is_some_and(|src| !src.starts_with('/')))
    });
    let strict = [
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    ];
    vec![
        (policy_points, "content-security-policy", policy_why),
        (cookie_points, "cookies", cookie_why),
        (
            if answer.header("access-control-allow-origin").is_empty() {
                0
            } else {
                -50
            },
            "cross-origin sharing",
            "none",
        ),
        (
            if age >= 15_768_000 { 0 } else { -20 },
            "strict-transport-security",
            "at least half a year",
        ),
        (
            if foreign { -5 } else { 0 },
            "scripts of other sites",
            "none",
        ),
        (
            if is("x-content-type-options", &["nosniff"]) {
                0
            } else {
                -5
            },
            "x-content-type-options",
            "nosniff",
        ),
        (
            if frames
                .get("frame-ancestors")
                .is_some_and(|who| who == &["'none'"])
            {
                5
            } else {
                -20
            },
            "frames",
            "none",
        ),
        (
            if is("referrer-policy", &strict) {
                5
            } else {
                -5
            },
            "referrer-policy",
            "strict",
        ),
        (
            if is(
                "cross-origin-resource-policy",
                &["same-origin", "same-site"],
            ) {
                10
            } else {
                0
            },
            "cross-origin-resource-policy",
            "own site",
        ),
    ]
}

fn sum(rules: &[(i32, &'static str, &'static str)]) -> i32 {
    let lost: i32 = rules.iter().map(|rule| rule.0.min(0)).sum();
    let won: i32 = rules.iter().map(|rule| rule.0.max(0)).sum();
    // Extra points count only for a site that has lost at most ten.
    100 + lost + if lost >= -10 { won } else { 0 }
}

#[tokio::test]
async fn a_production_server_scores_at_least_125_points_on_every_page() {
    let world = World::in_production().await;
    let client = world.anonymous();
    let mut set = world.sign_in(&client, PARTNER).await.cookies();
    set.extend(client.get("/?lang=es").await.cookies());
    assert_eq!(
        set.len(),
        2,
        "the cookies of the sign-in and of the language"
    );
    for path in [
        "/",
        "/sign-in",
        "/directory",
        "/applications",
        "/account",
        "/no-such-page",
    ] {
        let page = client.get(path).await;
        let rules = score(&page, &set);
        assert!(
            sum(&rules) >= 125,
            "{path} has {} points: {rules:#?}",
            sum(&rules)
        );
        // The scanner does not rate these, and browsers keep to them.
        assert_eq!(page.header("cross-origin-embedder-policy"), "require-corp");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    }
    let refused = axum::http::Request::post("/api/rename").header("accept", "text/html");
    let refused = client.ask(refused, "").await;
    assert!(sum(&score(refused.is(403), &set)) >= 125);
}

#[tokio::test]
async fn the_score_falls_with_each_header_that_is_taken_away() {
    let world = World::in_production().await;
    let page = world.anonymous().get("/").await;
    let full = sum(&score(&page, &[]));
    for name in [
        "content-security-policy",
        "strict-transport-security",
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-resource-policy",
    ] {
        let mut poorer = page.clone();
        poorer.headers.remove(name);
        assert!(
            sum(&score(&poorer, &[])) < full,
            "{name} counts for nothing"
        );
    }
    let open = ["trellis=x; Path=/".to_owned()];
    assert!(
        sum(&score(&page, &open)) < full,
        "an open cookie counts for nothing"
    );
}
