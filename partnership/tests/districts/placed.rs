//! The words of a district's document at their places in its profile, and whether a changed profile would be noticed.
//!
//! A place is a dotted name; items of a list are called by their slug or value, or by their number from 1:
//! `guide.goals.point.2`.

use super::read::{self, Golden, advised, said};
use partnership::district::Profile;
use partnership::form::Condition;
use partnership::level;
use serde_json::Value;

/// A place, and a sentence of the document that stands there.
pub type Line<'a> = (&'a str, &'a str);

/// Checks that each sentence of the document stands at its place, and that it would be missed there.
#[track_caller]
pub fn check_placed(name: &str, lines: &[Line<'_>]) {
    let raw = read::raw(name);
    let lost = missing(&raw, lines);
    assert!(
        lost.is_empty(),
        "{name} does not say what the document says:\n{}",
        lost.join("\n")
    );
    for line in lines {
        let mut changed = raw.clone();
        *text_at_mut(&mut changed, line.0) = Value::from("something else");
        let lost = missing(&changed, &[*line]);
        assert_eq!(lost.len(), 1, "nobody would miss {line:?}");
    }
}

/// Checks that a list holds these and no others, in the document's order.
#[track_caller]
pub fn check_listed(name: &str, key: &str, expected: &[&str]) {
    let raw = read::raw(name);
    let list = at(&raw, key).and_then(Value::as_array);
    let list = list.unwrap_or_else(|| panic!("{name} has no list {key}"));
    let found: Vec<&str> = list.iter().map(named).collect();
    assert_eq!(found, expected, "{name}: {key}");
}

/// Checks that the golden cases would notice each route that goes, comes too often, or comes never.
#[track_caller]
pub fn check_golden_bites(profile: &Profile, cases: &[Golden<'_>]) {
    for at in 0..profile.routes.len() {
        for when in [Condition::Always, Condition::Any(vec![])] {
            let mut changed = profile.clone();
            changed.routes[at].when = when.clone();
            let noticed = cases
                .iter()
                .any(|(words, _, routes)| advised(&changed, &said(words)) != *routes);
            let slug = &profile.routes[at].slug;
            assert!(noticed, "no case notices that {slug} is for {when:?}");
        }
    }
}

/// Checks that the cases would notice each level whose condition goes or always holds.
#[track_caller]
pub fn check_levels_bite(profile: &Profile, cases: &[(&str, &str)]) {
    let conditional = profile.levels.iter().enumerate();
    for (at, level) in conditional.filter(|(_, level)| level.when.is_some()) {
        for when in [None, Some(Condition::Always)] {
            let mut changed = profile.clone();
            changed.levels[at].when.clone_from(&when);
            let noticed = cases.iter().any(|(words, expected)| {
                let proposed = level::proposed(&changed, &said(words));
                let slug = proposed.map_or("", |proposed| proposed.level.slug.as_str());
                slug != expected.split(':').next().unwrap()
            });
            assert!(
                noticed,
                "no case notices that {} is for {when:?}",
                level.slug
            );
        }
    }
}

fn missing(raw: &Value, lines: &[Line<'_>]) -> Vec<String> {
    let lost = lines.iter().filter_map(|(key, sentence)| {
        let found = at(raw, key).map_or("nothing", named);
        (!found.contains(*sentence))
            .then(|| format!("{key} should say: {sentence}\n  but says: {found}"))
    });
    lost.collect()
}

fn at<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    key.split('.').try_fold(value, |value, part| match value {
        Value::Array(list) => list.get(place(list, part)?),
        _ => value.get(part),
    })
}

fn text_at_mut<'v>(value: &'v mut Value, key: &str) -> &'v mut Value {
    let found = key.split('.').fold(value, |value, part| match value {
        Value::Array(list) => {
            let place = place(list, part).unwrap_or_else(|| panic!("{key} is no place"));
            &mut list[place]
        }
        _ => &mut value[part],
    });
    for own in NAMES {
        if found.get(own).is_some() {
            return match &mut found[own] {
                Value::Object(text) => &mut text["en"],
                text => text,
            };
        }
    }
    found
}

fn place(list: &[Value], part: &str) -> Option<usize> {
    let is_called = |item: &Value| {
        let own = ["slug", "value", "key"].into_iter();
        own.filter_map(|own| item.get(own)).any(|own| own == part)
    };
    let number = || part.parse::<usize>().ok()?.checked_sub(1);
    list.iter().position(is_called).or_else(number)
}

/// What a thing is called, or the text that it is.
const NAMES: [&str; 4] = ["en", "label", "name", "title"];

fn named(value: &Value) -> &str {
    let own = NAMES.iter().find_map(|own| value.get(own));
    match own {
        Some(own) => named(own),
        None => value.as_str().unwrap_or_default(),
    }
}

#[test]
fn a_lost_sentence_is_printed_with_what_stands_there() {
    let raw = serde_json::json!({
        "guide": [{ "slug": "goals", "title": { "en": "Goals" }, "point": [{ "en": "One" }, { "en": "Two" }] }],
    });
    let lines = [
        ("guide.goals", "Goals"),
        ("guide.goals.point.2", "Two"),
        ("guide.goals.point.1", "Two"),
        ("guide.goals.point.3", "Three"),
    ];
    assert_eq!(
        missing(&raw, &lines),
        [
            "guide.goals.point.1 should say: Two\n  but says: One",
            "guide.goals.point.3 should say: Three\n  but says: nothing",
        ]
    );
}
