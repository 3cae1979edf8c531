//! Checking a form of a profile: its steps, its questions and their conditions.

use super::Faults;
use super::condition::check_condition;
use crate::form::file::{MOST_FILES, MOST_MEGABYTES};
use crate::form::question::Choices;
use crate::form::section::COMPLETED;
use crate::form::{Form, Kind, Question};

/// Checks a form: every name once, every condition looking back, every question complete.
pub(super) fn check_form(form: &Form, name: &str, faults: &mut Faults) {
    faults.unique(
        &format!("{name}.section"),
        form.sections.iter().map(|s| s.slug.as_str()),
    );
    faults.unique(
        &format!("{name}.step"),
        form.steps().map(|s| s.slug.as_str()),
    );
    let mut before: Vec<&Question> = Vec::new();
    for step in form.steps() {
        let at = format!("{name}.{}", step.slug);
        faults.when(step.title.is_empty(), &at, "give the step a title");
        check_condition(&step.show_if, &before, &format!("{at}.show-if"), faults);
        for question in &step.questions {
            let at = format!("{at}.{}", question.key);
            faults.when(
                before.iter().any(|earlier| earlier.key == question.key),
                &at,
                "two questions have this key; every one needs a key of its own",
            );
            check_condition(&question.show_if, &before, &format!("{at}.show-if"), faults);
            check_question(question, &at, faults);
            before.push(question);
        }
    }
}

fn check_question(question: &Question, at: &str, faults: &mut Faults) {
    let plain = question
        .key
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    faults.when(
        !plain || question.key.is_empty(),
        at,
        "write the key in lower-case letters, digits, hyphens and dots",
    );
    faults.when(
        question.key == COMPLETED,
        at,
        "this key is taken: every section keeps under it whether it is complete",
    );
    faults.when(question.label.is_empty(), at, "give the question a label");
    match &question.kind {
        Kind::OneOf { choices } | Kind::ManyOf { choices, .. } => match choices {
            Choices::Here(list) => {
                faults.when(list.is_empty(), at, "give the question at least one choice");
                faults.unique(at, list.iter().map(|choice| choice.value.as_str()));
                faults.when(
                    list.iter().any(|choice| choice.label.is_empty()),
                    at,
                    "give every choice a label",
                );
            }
            Choices::From(name) => faults.when(
                true,
                at,
                &format!(
                    "'{name}' is no list of the profile; take goals, organization-kinds or grades"
                ),
            ),
        },
        Kind::Group {
            questions,
            min,
            max,
            ..
        } => {
            faults.when(
                questions.is_empty(),
                at,
                "give the group at least one question",
            );
            faults.when(
                min > max || *max == 0,
                at,
                "min may not be more than max, and max not zero",
            );
            for (place, inner) in questions.iter().enumerate() {
                faults.when(
                    questions[..place]
                        .iter()
                        .any(|earlier| earlier.key == inner.key),
                    at,
                    "two questions of the group have the same key",
                );
                faults.when(
                    inner.repeats().is_some() || matches!(inner.kind, Kind::Signature { .. }),
                    at,
                    "a group can hold neither a group nor a schedule nor a signature",
                );
                faults.when(
                    !inner.show_if.is_always(),
                    at,
                    "a question in a group is always asked",
                );
                check_question(inner, &format!("{at}.{}", inner.key), faults);
            }
        }
        Kind::Person { needed } => {
            faults.when(
                needed.is_empty(),
                at,
                "name at least one part that is needed",
            );
        }
        Kind::Schedule { max } => faults.when(*max == 0, at, "max may not be zero"),
        Kind::File {
            types,
            max,
            megabytes,
        } => {
            faults.when(types.is_empty(), at, "name at least one type of file");
            faults.when(
                !(1..=MOST_FILES).contains(max),
                at,
                &format!("max is from 1 to {MOST_FILES}"),
            );
            faults.when(
                !(1..=MOST_MEGABYTES).contains(megabytes),
                at,
                &format!("megabytes is from 1 to {MOST_MEGABYTES}"),
            );
        }
        Kind::Whole { min, max } => faults.when(min > max, at, "min may not be more than max"),
        _ => {}
    }
}
