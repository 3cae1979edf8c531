//! Profiles, conditions, ids, days, numbers and addresses: values read from text.

use super::text::{known_or_any, text};
use super::try_all;
use partnership::form::date::{cents, whole};
use partnership::form::{Answers, Condition, Facts};
use partnership::id::{ApplicationId, PersonId};
use partnership::person::{Email, Role};
use partnership::text::Lang;
use proptest::prelude::*;
use server::profile;

const DURHAM: &str = include_str!("../../../profiles/durham-1.toml");

/// What is done to a line of the profile.
#[derive(Debug, Clone)]
enum Change {
    Drop,
    Twice,
    Value(String),
    Swap(usize),
    CutHere,
}

fn change() -> impl Strategy<Value = Change> {
    let values = [
        "\"\"",
        "0",
        "-1",
        "[]",
        "{}",
        "true",
        "\"no-such-slug\"",
        "99999999999",
        "[[]]",
        "{ en = \"\" }",
    ];
    prop_oneof![
        Just(Change::Drop),
        Just(Change::Twice),
        known_or_any(&values, 3).prop_map(Change::Value),
        any::<usize>().prop_map(Change::Swap),
        Just(Change::CutHere),
    ]
}

fn changed(changes: &[(usize, Change)]) -> String {
    let mut lines: Vec<String> = DURHAM.lines().map(str::to_owned).collect();
    for (at, change) in changes {
        if lines.is_empty() {
            break;
        }
        let at = at % lines.len();
        match change {
            Change::Drop => drop(lines.remove(at)),
            Change::Twice => lines.insert(at, lines[at].clone()),
            Change::Value(value) => {
                if let Some((key, _)) = lines[at].split_once('=') {
                    lines[at] = format!("{key}= {value}");
                }
            }
            Change::Swap(other) => {
                let other = other % lines.len();
                lines.swap(at, other);
            }
            Change::CutHere => lines.truncate(at),
        }
    }
    lines.join("\n")
}

#[test]
fn a_profile_with_any_fault_is_refused_or_used_without_a_panic() {
    let case = proptest::collection::vec((any::<usize>(), change()), 1..4);
    try_all(300, &case, |changes| {
        let Ok(profile) = profile::read("changed-1.toml", &changed(changes)) else {
            return Ok(());
        };
        // What is taken for sound can be used.
        let facts = Facts {
            profile: &profile,
            today: "2026-11-26".parse().unwrap(),
        };
        let answers = server::demo::answers(&facts, 1);
        let path: Vec<_> = profile.form.path(&answers).collect();
        for step in path {
            let _ = step.problems(&answers, &facts);
        }
        let _ = profile.form.frozen(&answers);
        Ok(())
    });
}

#[test]
fn any_text_is_a_value_or_none() {
    try_all(2000, &text(), |text| {
        let email = Email::parse(text);
        if email.is_some_and(|email| Email::parse(email.as_str()).is_none()) {
            return Err("an address that is none when it is read again".to_owned());
        }
        let _ = (
            cents(text),
            whole(text),
            Role::from_word(text),
            Lang::from_code(text),
        );
        let ids = [
            ApplicationId::parse(text).map(|id| id.to_string()),
            PersonId::parse(text).map(|id| id.to_string()),
        ];
        if ids.iter().flatten().any(|id| id != text) {
            return Err("an id is not what was read".to_owned());
        }
        let stays = app::url::own_path(text);
        if !stays.starts_with('/') || stays.starts_with("//") {
            return Err(format!("leads away: {stays}"));
        }
        let _ = app::url::pairs(text);
        Ok(())
    });
}

/// A condition as JSON: mostly of a known form, and nested.
fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("\"always\"".to_owned()),
        text().prop_map(|text| format!("{{\"answered\":{}}}", serde_json::json!(text))),
        (text(), text())
            .prop_map(|(key, value)| serde_json::json!({ "is": [key, value] }).to_string()),
        text(),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4)
                .prop_map(|all| format!("{{\"all\":[{}]}}", all.join(","))),
            proptest::collection::vec(inner.clone(), 0..4)
                .prop_map(|all| format!("{{\"any\":[{}]}}", all.join(","))),
            (text(), inner.clone()).prop_map(|(group, one)| format!(
                "{{\"item\":[{},{one}]}}",
                serde_json::json!(group)
            )),
            inner.prop_map(|one| format!("{{\"not\":{one}}}")),
        ]
    })
}

#[test]
fn any_condition_is_read_or_refused_and_holds_or_not() {
    let mut answers = Answers::default();
    answers.set("a", vec!["yes".to_owned()]);
    try_all(1000, &condition(), |json| {
        if let Ok(condition) = serde_json::from_str::<Condition>(json) {
            let _ = (
                condition.holds(&answers),
                condition.keys(),
                condition.keys_within("a"),
            );
        }
        Ok(())
    });
    let deep = "{\"not\":".repeat(100_000) + "\"always\"" + &"}".repeat(100_000);
    assert!(
        serde_json::from_str::<Condition>(&deep).is_err(),
        "a depth without end is refused"
    );
}
