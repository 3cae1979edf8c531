//! What holds for any answers whatever, since anyone can send anything.

use super::{complete, facts, fields, small};
use crate::form::{Answers, Facts, Form, Step};
use crate::proposal::Proposal;
use crate::route;
use proptest::collection::vec;
use proptest::prelude::*;

/// A name: mostly one that the small form knows, else anything.
fn name() -> impl Strategy<Value = String> {
    let known = vec![
        "name",
        "pets",
        "pet.kind",
        "pet.note",
        "dog.name",
        "schools",
        "things",
        "things.items",
        "things.1.what",
        "things.2.what",
        "things.4.by.month",
        "things.2.by.day",
        "things.2.tags",
        "things.9999999999999999999999.what",
        "things.-1.what",
        "things..what",
        "when.items",
        "when.1.days",
        "when.2.start",
        "when.2.end",
        "when.3.end",
        "who",
        "who.name",
        "who.phone",
        "grades",
        "signature.name",
        "signature.consent",
    ];
    prop_oneof![
        4 => prop::sample::select(known).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "things\\.[0-9]{1,4}\\.(what|by|tags)(\\.[a-z]{0,5})?",
    ]
}

fn value() -> impl Strategy<Value = String> {
    let known = vec![
        "yes",
        "no",
        "dog",
        "cat",
        "red",
        "oak",
        "2",
        "2027",
        "",
        " ",
        "99999999999",
        "monday",
        "3:15 pm",
        "elementary",
        "k",
    ];
    prop_oneof![
        3 => prop::sample::select(known).prop_map(str::to_owned),
        1 => "(?s).{0,24}",
    ]
}

fn pairs() -> impl Strategy<Value = Vec<(String, Vec<String>)>> {
    vec((name(), vec(value(), 0..4)), 0..16)
}

/// Good answers with a few of them replaced, so that both whole and broken forms come up.
fn nearly_complete() -> impl Strategy<Value = Answers> {
    vec((name(), vec(value(), 0..3)), 0..3).prop_map(|changes| {
        let mut answers = complete();
        for (field, values) in changes {
            answers.set(&field, values);
        }
        answers
    })
}

fn asks(form: &Form, answers: &Answers, field: &str) -> bool {
    form.path(answers)
        .flat_map(|step| step.asked(answers))
        .any(|question| question.fields(answers).iter().any(|asked| asked == field))
}

fn is_clean(step: &Step, answers: &Answers, facts: &Facts<'_>) -> bool {
    step.problems(answers, facts).is_empty()
}

proptest! {
    #[test]
    fn no_answers_whatever_make_a_function_panic(pairs in pairs(), slug in "\\PC{0,8}", n in 0_usize..9) {
        let profile = small();
        let facts = facts(&profile);
        let mut typed: Answers = pairs.clone().into_iter().collect();
        let form = &profile.form;
        for step in form.steps() {
            let _ = (form.next_after(&step.slug, &typed), form.step_before(&step.slug, &typed));
            let _ = (step.problems(&typed, &facts), step.tidy(pairs.clone()));
        }
        let _ = (form.next_after(&slug, &typed), form.step_before(&slug, &typed));
        let _ = (form.section_of(&slug), form.first_gap(&typed, &facts), form.frozen(&typed));
        let _ = (route::advise(&profile, &typed), route::next_step(&profile, &typed));
        let _ = (route::carried(&profile, &typed), Proposal::read(&profile, &typed));
        for (min, max) in [(0, 0), (0, 3), (1, 4), (5, 2)] {
            typed.add_item("things", min, max);
            typed.remove_item("things", n, min, max);
            prop_assert!((1..=max.max(1)).contains(&typed.items("things", min, max)));
        }
    }

    #[test]
    fn only_asked_fields_are_frozen_and_freezing_again_changes_nothing(pairs in pairs()) {
        let form = small().form;
        let typed: Answers = pairs.into_iter().collect();
        let frozen = form.frozen(&typed);
        for field in fields(&frozen) {
            prop_assert!(asks(&form, &frozen, field), "{field} is frozen but not asked");
            prop_assert_eq!(frozen.all(field), typed.all(field));
        }
        prop_assert_eq!(form.frozen(&frozen), frozen);
    }

    #[test]
    fn only_owned_and_tidy_values_are_kept(pairs in pairs()) {
        for step in small().form.steps() {
            let tidy = step.tidy(pairs.clone());
            for (field, values) in tidy.iter() {
                prop_assert!(step.owns(field), "{field} is not of the step {}", step.slug);
                for value in values {
                    prop_assert!(!value.is_empty() && value.trim() == value, "{value:?} is not tidy");
                }
            }
            prop_assert_eq!(step.tidy(tidy.clone()), tidy);
        }
    }

    #[test]
    fn there_is_no_gap_exactly_when_every_asked_step_is_clean(answers in nearly_complete()) {
        let profile = small();
        let (form, facts) = (&profile.form, facts(&profile));
        let frozen = form.frozen(&answers);
        let clean = form
            .path(&answers)
            .filter(|step| !step.is_signature())
            .all(|step| is_clean(step, &frozen, &facts));
        let gap = form.first_gap(&answers, &facts);
        prop_assert_eq!(gap.is_none(), clean);
        if let Some(gap) = gap {
            prop_assert!(!is_clean(gap, &frozen, &facts) && !gap.is_signature());
        }
    }

    #[test]
    fn items_stay_numbered_without_gaps(acts in vec((0_u8..3, 1_usize..6, "[a-z]{1,3}"), 0..30)) {
        // What the page shows: one text for each item, the blank ones too.
        let mut shown = vec![String::new()];
        let mut answers = Answers::default();
        for (act, number, text) in acts {
            match act {
                0 => {
                    answers.add_item("g", 1, 4);
                    if shown.len() < 4 {
                        shown.push(String::new());
                    }
                }
                1 => {
                    answers.remove_item("g", number, 1, 4);
                    if number <= shown.len() {
                        shown.remove(number - 1);
                    }
                    if shown.is_empty() {
                        shown.push(String::new());
                    }
                }
                _ if number <= shown.len() => {
                    answers.set(&format!("g.{number}.what"), vec![text.clone()]);
                    shown[number - 1] = text;
                }
                _ => {}
            }
            let count = answers.items("g", 1, 4);
            let kept: Vec<&str> = (1..=count).map(|n| answers.text(&format!("g.{n}.what"))).collect();
            prop_assert_eq!(kept, shown.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
