//! Durham's route advisor: every way through it ends somewhere, and only what the application asks is carried over.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use partnership::district::Profile;
use partnership::form::{Answers, Kind, Question};
use partnership::route;
use std::collections::BTreeSet;

fn durham() -> Profile {
    let text = include_str!("../../server/profiles/durham-1.toml");
    toml::from_str::<Profile>(text).unwrap().resolved()
}

/// Answers from `key=value` pairs, as in the address of the advisor's page.
fn said(query: &str) -> Answers {
    query
        .split_whitespace()
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(key, value)| (key.to_owned(), vec![value.to_owned()]))
        .collect()
}

fn values(question: &Question) -> Vec<String> {
    match question.kind {
        Kind::YesNo => vec!["yes".into(), "no".into()],
        _ => question
            .choices()
            .iter()
            .map(|choice| choice.value.clone())
            .collect(),
    }
}

#[test]
fn every_combination_of_answers_reaches_a_route_and_every_route_is_reached() {
    let profile = durham();
    let mut combinations = vec![Answers::default()];
    for question in profile.advisor.steps().flat_map(|step| &step.questions) {
        combinations = combinations
            .iter()
            .flat_map(|answers| {
                values(question).into_iter().map(|value| {
                    let mut longer = answers.clone();
                    longer.set(&question.key, vec![value]);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(combinations.len(), 2 * 6 * 2 * 2);
    let mut reached = BTreeSet::new();
    for answers in &combinations {
        assert_eq!(
            route::next_step(&profile, answers),
            None,
            "{answers:?} is not enough"
        );
        let advice = route::advise(&profile, answers);
        assert!(!advice.is_empty(), "{answers:?} leads nowhere");
        for one in advice {
            assert!(
                !one.because.is_empty(),
                "{answers:?} leads to {} without a reason",
                one.route.slug
            );
            reached.insert(one.route.slug.as_str());
        }
    }
    let all: BTreeSet<&str> = profile
        .routes
        .iter()
        .map(|route| route.slug.as_str())
        .collect();
    assert_eq!(reached, all);
}

#[test]
fn answering_what_is_asked_ends_at_a_route_and_asks_every_step_of_somebody() {
    let profile = durham();
    let mut asked = BTreeSet::new();
    let mut open = vec![Answers::default()];
    let mut ends = 0;
    while let Some(answers) = open.pop() {
        let Some(step) = route::next_step(&profile, &answers) else {
            assert!(
                !route::advise(&profile, &answers).is_empty(),
                "{answers:?} leads nowhere"
            );
            ends += 1;
            continue;
        };
        assert_eq!(
            route::advise(&profile, &answers),
            [],
            "{answers:?} is advised too early"
        );
        asked.insert(step.slug.clone());
        let [question] = step.questions.as_slice() else {
            panic!("the advisor's step {} should ask one question", step.slug);
        };
        for value in values(question) {
            let mut longer = answers.clone();
            longer.set(&question.key, vec![value]);
            open.push(longer);
        }
    }
    let all: BTreeSet<String> = profile
        .advisor
        .steps()
        .map(|step| step.slug.clone())
        .collect();
    assert_eq!(asked, all);
    assert_eq!(
        ends,
        1 + 1 + 5 * (1 + 2),
        "vendor, one person, and each kind of organization"
    );
}

#[test]
fn only_answers_that_the_application_offers_are_carried_over() {
    let profile = durham();
    let carried = |query: &str| route::carried(&profile, &said(query));
    assert_eq!(
        carried("funding=no kind=education frequency=ongoing agreed=yes"),
        said("organization.kind=education program.frequency=ongoing")
    );
    assert_eq!(carried("funding=no kind=person"), Answers::default());
    assert_eq!(carried("funding=no kind=robot"), Answers::default());
    assert_eq!(carried("funding=yes kind=business"), Answers::default());
}

#[test]
fn the_advisor_offers_the_kinds_of_organization_and_one_person() {
    let profile = durham();
    let kind = profile.advisor.step("kind").unwrap();
    let (person, offered) = kind.questions[0].choices().split_last().unwrap();
    assert_eq!(offered, profile.organization_kinds);
    assert_eq!(person.value, "person");
}
