//! The words of every profile: both languages everywhere, and the rules of the interface kept.

use super::read;
use partnership::form::{Form, Kind, Question};
use partnership::text::{Lang, Text};
use serde_json::Value;
use std::collections::BTreeSet;

/// What districts say in their own words, though the interface would not.
const OWN: [&str; 3] = [
    "please use the DPS Vendor Registration Link",
    "please don't hesitate to reach out to us",
    "Please make sure your partners are aware of",
];

/// Every question, with those in groups.
fn questions(form: &Form) -> Vec<&Question> {
    form.steps()
        .flat_map(|step| &step.questions)
        .flat_map(|question| {
            let inner = match &question.kind {
                Kind::Group { questions, .. } => questions.as_slice(),
                _ => &[],
            };
            std::iter::once(question).chain(inner)
        })
        .collect()
}

#[test]
fn every_text_of_a_profile_is_in_english_and_spanish() {
    for name in read::names() {
        let mut wrong = Vec::new();
        check_texts("", &read::raw(&name), &mut wrong);
        assert!(
            wrong.is_empty(),
            "{name}: give each its English and its Spanish:\n{}",
            wrong.join("\n")
        );
    }
}

/// A string is a word of the program (by the key it stands under), the name of a school, or one of
/// two languages of a text. Nothing else may stand in the file.
fn check_texts(at: &str, value: &Value, wrong: &mut Vec<String>) {
    const PROGRAM: [&str; 27] = [
        "agreement",
        "areas",
        "audience",
        "autocomplete",
        "carries-to",
        "choices",
        "color",
        "covers",
        "email",
        "grades",
        "href",
        "id",
        "key",
        "kind",
        "link",
        "needed",
        "phone",
        "sample",
        "second-color",
        "short-name",
        "show-if",
        "slug",
        "steps",
        "time-zone",
        "types",
        "value",
        "when",
    ];
    let last = at
        .rsplit('.')
        .find(|part| part.parse::<usize>().is_err())
        .unwrap_or_default();
    match value {
        Value::Object(table) if table.contains_key("en") || table.contains_key("es") => {
            let text = |lang: Lang| {
                table
                    .get(lang.code())
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            let complete = Lang::ALL.iter().all(|lang| !text(*lang).trim().is_empty());
            if !complete || text(Lang::En) == text(Lang::Es) || table.len() != Lang::ALL.len() {
                wrong.push(format!("{at}: {value}"));
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                if !["show-if", "when"].contains(&key.as_str()) {
                    check_texts(&format!("{at}.{key}"), value, wrong);
                }
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                check_texts(&format!("{at}.{place}"), value, wrong);
            }
        }
        Value::String(text) => {
            let is_school = at.starts_with(".school.") && last == "name";
            if !PROGRAM.contains(&last) && !is_school {
                wrong.push(format!("{at}: {text}"));
            }
        }
        _ => {}
    }
}

#[test]
fn hints_and_labels_keep_to_the_rules_of_the_interface() {
    for name in read::names() {
        let profile = read::profile(&name);
        let asked = [questions(&profile.advisor), questions(&profile.form)].concat();
        let sections = profile.form.sections.iter().map(|section| &section.hint);
        let choices = asked
            .iter()
            .flat_map(|q| q.choices())
            .map(|choice| &choice.hint);
        let hints: Vec<&Text> = asked
            .iter()
            .map(|q| &q.hint)
            .chain(sections)
            .chain(choices)
            .collect();
        for lang in Lang::ALL {
            for hint in &hints {
                let hint = hint.get(lang).replace("p. m.", "pm").replace("p.m.", "pm");
                let stops = hint.ends_with('.') || hint.contains(". ");
                assert!(
                    !stops,
                    "{name}: a hint is one sentence without a full stop: {hint}"
                );
                let links = hint.contains("http") || hint.contains('<');
                assert!(!links, "{name}: a hint has no link: {hint}");
                assert!(
                    hint.chars().count() <= 90,
                    "{name}: a hint is short: {hint}"
                );
            }
            for question in &asked {
                let label = question.label.get(lang);
                let is_plain = !label.contains(['*', ':']) && !label.ends_with('.');
                assert!(
                    is_plain && label.chars().count() <= 110,
                    "{name}: a question or a short noun: {label}"
                );
            }
        }
        for (at, words) in read::english(&read::raw(&name)) {
            let mut words = words;
            for own in OWN {
                words = words.replace(own, "");
            }
            let words = words.to_lowercase();
            for banned in ["please", "sorry", "oops", "invalid", "required field"] {
                assert!(!words.contains(banned), "{name}: {at} says '{banned}'");
            }
        }
    }
}

#[test]
fn every_page_has_a_heading_of_its_own_which_is_the_question_when_there_is_one() {
    for name in read::names() {
        let profile = read::profile(&name);
        for form in [&profile.advisor, &profile.form] {
            for lang in Lang::ALL {
                let mut seen = BTreeSet::new();
                for step in form.steps() {
                    let title = step.title.get(lang);
                    assert!(seen.insert(title), "{name}: two pages are called '{title}'");
                    if let [only] = step.questions.as_slice() {
                        assert_eq!(
                            title,
                            only.label.get(lang),
                            "{name}: the heading of the step {}",
                            step.slug
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_question_never_depends_on_one_of_its_own_page() {
    // Without scripts the reader could not see it appear.
    for name in read::names() {
        let profile = read::profile(&name);
        for step in profile.form.steps().chain(profile.advisor.steps()) {
            for question in &step.questions {
                for key in question.show_if.keys() {
                    assert!(
                        step.questions.iter().all(|other| other.key != key),
                        "{name}: {} depends on {key}, which stands on the same page",
                        question.key
                    );
                }
            }
        }
    }
}
