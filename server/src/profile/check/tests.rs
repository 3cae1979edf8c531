//! A profile with many faults at once: each is told with its line, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod refused;

use super::*;
use crate::profile::{names, source};

const DURHAM: &str = include_str!("../../../profiles/durham-1.toml");

/// What stands in the profile, what is written instead, and then: the line that tells where the fault is, its key,
/// and a part of its mend.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

const CASES: [Case<'_>; 13] = [
    (
        "short-name = \"DPS\"",
        "shortname = \"DPS\"",
        "shortname =",
        "shortname",
        "did you mean 'short-name'",
    ),
    (
        "time-zone = \"America/New_York\"",
        "time-zone = \"America/Durham\"",
        "time-zone =",
        "time-zone",
        "no time zone",
    ),
    (
        "  \"eligibility\",\n",
        "  \"weather\",\n",
        "  \"weather\",",
        "sample",
        "'weather' is no part",
    ),
    (
        "name = \"Birch Landing Elementary School\", kind = \"elementary\"",
        "name = \"Birch Landing Elementary School\", kind = \"elementery\"",
        "\"elementery\"",
        "school.birch-landing.kind",
        "did you mean 'elementary'",
    ),
    (
        "review-days = 15",
        "review-days = \"fifteen\"",
        "\"fifteen\"",
        "setting.review-days",
        "a whole number",
    ),
    (
        "change-days = 10",
        "change-days = 70000",
        "70000",
        "setting.change-days",
        "from 0 to 65535",
    ),
    (
        "title.en = \"Community partnerships with Durham Public Schools\"\n",
        "",
        "title.es = \"Alianzas comunitarias con",
        "page.title.en",
        "missing",
    ),
    (
        "steps = [\"sponsor\", \"sites\", \"characteristics\"]",
        "steps = [\"nowhere\", \"sites\", \"characteristics\"]",
        "\"nowhere\"",
        "criterion.built-through-school.steps",
        "no step 'nowhere'",
    ),
    (
        "slug = \"social-emotional-learning\"",
        "slug = \"academics\" # again",
        "slug = \"academics\" # again",
        "area",
        "'academics' stands twice",
    ),
    (
        "covers = \"vet\"\n",
        "covers = \"vet\"\nmonths = 3\n",
        "months = 3",
        "process.1.months",
        "no such key",
    ),
    (
        "when = { is = [\"funding\", \"yes\"] }",
        "when = { iss = [\"funding\", \"yes\"] }",
        "{ iss =",
        "route.vendor.when",
        "did you mean 'is'",
    ),
    (
        "link = \"https://example.org/vendor-registration\"",
        "link = \"ftp://example.org/vendor-registration\"",
        "link = \"ftp:",
        "route.vendor.link",
        "https://",
    ),
    (
        "show-if = { is = [\"money.fee\", \"yes\"] }",
        "show-if = { is = [\"money.fee\", \"perhaps\"] }",
        "\"perhaps\"",
        "form.fee.show-if",
        "'perhaps' is no answer",
    ),
];

#[test]
fn every_fault_of_a_profile_is_told_at_once_with_its_line_and_nothing_else() {
    let mut text = DURHAM.to_owned();
    for (from, to, ..) in CASES {
        assert!(text.contains(from), "the profile has no: {from}");
        text = text.replacen(from, to, 1);
    }
    let mut expected: Vec<(usize, &str, &str)> = CASES
        .iter()
        .map(|(.., at, key, mend)| {
            let line = text.lines().position(|line| line.contains(at));
            (line.unwrap() + 1, *key, *mend)
        })
        .collect();
    expected.sort_unstable();
    let report = check(&text);
    let told: Vec<(usize, &str)> = report
        .faults
        .iter()
        .map(|f| (f.line, f.key.as_str()))
        .collect();
    let wanted: Vec<(usize, &str)> = expected
        .iter()
        .map(|(line, key, _)| (*line, *key))
        .collect();
    assert_eq!(told, wanted, "\n{}", report.shown());
    for (fault, (.., mend)) in report.faults.iter().zip(&expected) {
        assert!(fault.say.contains(mend), "{fault:?} should say: {mend}");
    }
    assert!(report.profile.is_none());
}

#[test]
fn a_missing_table_and_a_kind_of_question_that_there_is_not_are_one_fault_each() {
    let start = DURHAM.find("[setting]").unwrap();
    let end = DURHAM.find("[office]").unwrap();
    let without = format!("{}{}", &DURHAM[..start], &DURHAM[end..]);
    let text = without.replacen("kind = \"schools\"", "kind = \"scools\"", 1);
    assert_ne!(without, text);
    let report = check(&text);
    let told: Vec<(&str, &str)> = report
        .faults
        .iter()
        .map(|f| (f.key.as_str(), f.say.as_str()))
        .collect();
    let line = text
        .lines()
        .position(|line| line.contains("scools"))
        .unwrap()
        + 1;
    let kind = (
        "form.sites.sites.schools.kind",
        "'scools' is none of the words here; did you mean 'schools'?",
    );
    assert_eq!(
        told,
        [
            ("setting", "missing; add it: Working rules that are numbers"),
            kind
        ]
    );
    assert_eq!(report.faults[1].line, line);
}

#[test]
fn every_fault_of_spelling_is_told_with_its_line() {
    let text = DURHAM.replacen("version = 1", "version = ", 1).replacen(
        "review-days = 15",
        "review-days = 15 days",
        1,
    );
    let report = check(&text);
    for word in ["version = ", "review-days ="] {
        let line = text
            .lines()
            .position(|line| line.starts_with(word))
            .unwrap()
            + 1;
        assert!(
            report.faults.iter().any(|fault| fault.line == line),
            "line {line} is not told\n{}",
            report.shown()
        );
    }
}

#[test]
fn samples_and_missing_translations_are_told_with_their_lines_and_are_no_faults() {
    let text = DURHAM
        .replacen("name.es = \"Acuerdo formal\"\n", "", 1)
        .replacen(
            "label = { en = \"Grade 1\", es = \"1.er grado\" }",
            "label = \"Grade 1\"",
            1,
        );
    let report = check(&text);
    assert!(report.profile.is_some(), "{}", report.shown());
    let line = |start: &str| text.lines().position(|line| line.contains(start)).unwrap() + 1;
    let untranslated: Vec<(usize, &str)> = report
        .untranslated
        .iter()
        .map(|f| (f.line, f.key.as_str()))
        .collect();
    assert_eq!(
        untranslated,
        [
            (line("label = \"Grade 1\""), "grade.1.label"),
            (
                line("name.en = \"Formal agreement\""),
                "criterion.formal-agreement.name"
            )
        ]
    );
    let samples: Vec<(usize, &str)> = report
        .samples
        .iter()
        .map(|f| (f.line, f.key.as_str()))
        .collect();
    for expected in [
        (line("school = ["), "school"),
        (line("[setting]"), "setting"),
        (
            line("link = \"https://example.org/vendor"),
            "route.vendor.link",
        ),
        (line("data-use.en"), "page.data-use"),
    ] {
        assert!(
            samples.contains(&expected),
            "{expected:?} is not in {samples:?}"
        );
    }
}

#[test]
fn the_profiles_that_are_built_in_are_sound_and_translated_whole() {
    for name in names() {
        let report = check(&source(&name).unwrap().1);
        assert!(report.profile.is_some(), "{name}\n{}", report.shown());
        assert_eq!(report.untranslated, [], "{name}");
    }
}

#[test]
fn the_schema_takes_every_profile_that_is_built_in_and_refuses_a_broken_one() {
    let schemas = [schema::for_editors(), schema::whole()];
    let validators = schemas
        .each_ref()
        .map(|schema| jsonschema::validator_for(schema).unwrap());
    let read = |text: &str| {
        let table: toml::Table = toml::from_str(text).unwrap();
        serde_json::to_value(table).unwrap()
    };
    for name in names() {
        let profile = read(&source(&name).unwrap().1);
        for validator in &validators {
            let errors: Vec<String> = validator
                .iter_errors(&profile)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
        }
    }
    for (from, to) in [
        ("short-name = ", "shortname = "),
        ("review-days = 15", "review-days = \"fifteen\""),
        ("kind = \"elementary\"", "kind = \"elementery\""),
        ("kind = \"schools\"", "kind = \"scools\""),
        ("name.en = \"Formal agreement\"\n", ""),
        ("optional = true", "optinal = true"),
        ("{ is = [\"funding\", \"yes\"] }", "{ is = [\"funding\"] }"),
        (
            "{ is = [\"funding\", \"yes\"] }",
            "{ item = [\"outcomes\", \"yes\"] }",
        ),
    ] {
        let broken = read(&DURHAM.replacen(from, to, 1));
        for validator in &validators {
            assert!(!validator.is_valid(&broken), "taken with {to}");
        }
    }
}

#[test]
fn the_schema_describes_itself_to_people() {
    let schema = schema::for_editors();
    let text = schema.to_string();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(
        schema["properties"]["time-zone"]["description"]
            .as_str()
            .unwrap()
            .lines()
            .count(),
        1
    );
    for expected in [
        "IANA time zone",
        "\"elementary\"",
        "\"long-text\"",
        "\"at-least\"",
        "Español",
    ] {
        assert!(
            text.contains(expected),
            "the schema does not say {expected}"
        );
    }
    assert!(
        !text.contains(":null") && !text.contains("\"null\""),
        "TOML knows no null"
    );
}
