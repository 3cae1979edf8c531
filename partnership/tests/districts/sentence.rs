//! Sentences of a district's document, each with the place of the profile where it has to stand.
//!
//! A line is said as `criterion.strategic-link.text: The programs, services or resources …`. The items of a list are
//! called by their slug, value or key, or by their number.

use super::read::raw;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A text of a profile, in English.
struct Place {
    /// Where it stands: `area.academics.service.tutoring.label`.
    at: String,
    /// The same without the names of items: `area.service.label`.
    shape: String,
    /// Which item of each list it is of.
    order: Vec<usize>,
    text: String,
}

fn places(value: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    below(value, &mut (vec![], vec![], vec![]), &mut found);
    found
}

fn below(value: &Value, way: &mut (Vec<String>, Vec<String>, Vec<usize>), found: &mut Vec<Place>) {
    let text = match value {
        Value::Object(table) => table.get("en").and_then(Value::as_str),
        other => other.as_str(),
    };
    if let Some(text) = text {
        found.push(Place {
            at: way.0.join("."),
            shape: way.1.join("."),
            order: way.2.clone(),
            text: text.to_owned(),
        });
        return;
    }
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                way.0.push(key.clone());
                way.1.push(key.clone());
                below(value, way, found);
                way.0.pop();
                way.1.pop();
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let own = ["slug", "value", "key"]
                    .iter()
                    .find_map(|name| item.get(*name)?.as_str());
                way.0
                    .push(own.map_or_else(|| (at + 1).to_string(), str::to_owned));
                way.2.push(at);
                below(item, way, found);
                way.0.pop();
                way.2.pop();
            }
        }
        _ => {}
    }
}

/// What of the document is missing, stands elsewhere or in another order, and what stands in its lists without being
/// of it. `whole` are the lists that hold nothing else.
fn wrong(profile: &Value, whole: &[&str], lines: &[&str]) -> Vec<String> {
    let places = places(profile);
    let (mut wrong, mut named) = (Vec::new(), BTreeSet::new());
    let mut last: BTreeMap<&str, &[usize]> = BTreeMap::new();
    for line in lines {
        let (at, sentence) = line.split_once(": ").unwrap();
        let Some(place) = places
            .iter()
            .find(|place| place.at == at && place.text.contains(sentence))
        else {
            wrong.push(format!("{at} does not say: {sentence}"));
            continue;
        };
        let before = last.insert(&place.shape, &place.order);
        if before.is_some_and(|before| before > place.order.as_slice()) {
            wrong.push(format!("{at} stands in another order than in the document"));
        }
        named.insert(at);
    }
    for place in &places {
        if whole.contains(&place.shape.as_str()) && !named.contains(place.at.as_str()) {
            wrong.push(format!(
                "{} is not of the document: {}",
                place.at, place.text
            ));
        }
    }
    wrong
}

/// Checks that each sentence stands where it should, in the document's order, and that the lists named by their
/// shape, such as `area.service.label`, hold nothing but what is named.
#[track_caller]
pub fn check(name: &str, whole: &[&str], lines: &[&str]) {
    let wrong = wrong(&raw(name), whole, lines);
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

#[test]
fn what_is_missing_out_of_order_or_not_of_the_document_is_named() {
    let profile: toml::Table = toml::from_str(
        r#"
        welcome = { en = "We greet you. Come in.", es = "Bienvenido." }
        [[area]]
        slug = "one"
        service = [{ value = "a", label = { en = "A", es = "a" } }, { value = "b", label = { en = "B", es = "b" } }]
        [[party]]
        title = { en = "School", es = "Escuela" }
        "#,
    )
    .unwrap();
    let profile = serde_json::to_value(profile).unwrap();
    let check = |lines: &[&str]| wrong(&profile, &["area.service.label"], lines);
    let (a, b) = ("area.one.service.a.label: A", "area.one.service.b.label: B");
    assert_eq!(
        check(&["welcome: Come in.", a, b, "party.1.title: School"]),
        [""; 0]
    );
    assert_eq!(
        check(&["welcome: Come on in.", a, b]),
        ["welcome does not say: Come on in."]
    );
    assert_eq!(
        check(&[b, a]),
        ["area.one.service.a.label stands in another order than in the document"]
    );
    assert_eq!(
        check(&[a]),
        ["area.one.service.b.label is not of the document: B"]
    );
}
