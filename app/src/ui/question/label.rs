//! How a question's fields are named in a sentence.

use super::prose::capital;
use crate::ui::problem::sentence;
use crate::words::{kind, ui as words};
use partnership::form::contact::PersonPart;
use partnership::form::schedule::TIME_PARTS;
use partnership::form::{Answers, Kind, Question};
use partnership::invalid::Invalid;
use partnership::text::Lang;

/// The mistakes as field ids and sentences, in the order of the fields: what [`super::ErrorSummary`] takes.
#[must_use]
pub fn sentences(
    questions: &[Question],
    answers: &Answers,
    invalid: &Invalid,
    lang: Lang,
) -> Vec<(String, String)> {
    let labels: Vec<(String, String)> = questions
        .iter()
        .flat_map(|q| labels(q, answers, lang))
        .collect();
    invalid
        .iter()
        .filter_map(|(field, problem)| {
            let (_, label) = labels.iter().find(|(name, _)| name == field)?;
            Some((field.to_owned(), sentence(problem, label, lang)))
        })
        .collect()
}

/// The input names of a question with the words that name them in a sentence.
#[must_use]
pub fn labels(question: &Question, answers: &Answers, lang: Lang) -> Vec<(String, String)> {
    let label = question.label.get(lang);
    let part = |part: &str| format!("{}.{part}", question.key);
    match &question.kind {
        Kind::Date { .. } => question
            .parts()
            .iter()
            .map(|name| (part(name), label.to_owned()))
            .collect(),
        Kind::Address => question
            .parts()
            .iter()
            .map(|name| {
                let piece = address_label(name, lang);
                // "What is your address?: City" would be no name for a field.
                let named = if label.ends_with('?') {
                    piece.to_owned()
                } else {
                    words::part_of(lang, label, piece)
                };
                (part(name), named)
            })
            .collect(),
        Kind::Person { .. } => PersonPart::ALL
            .into_iter()
            .map(|piece| {
                let named = words::part_of(lang, label, person_label(piece, lang));
                (part(piece.word()), named)
            })
            .collect(),
        Kind::Schedule { max } => (1..=answers.items(&question.key, 1, *max))
            .flat_map(|n| {
                let item = words::item_number(lang, capital(kind::time_item(lang)), n);
                TIME_PARTS.map(|piece| {
                    let named = words::part_of(lang, &item, time_label(piece, lang));
                    (part(&format!("{n}.{piece}")), named)
                })
            })
            .collect(),
        Kind::Signature { .. } => vec![
            (part("name"), words::signature_name(lang).to_owned()),
            (part("consent"), words::signature_consent(lang).to_owned()),
        ],
        Kind::Group {
            questions,
            min,
            max,
            item,
        } => (1..=answers.items(&question.key, *min, *max))
            .flat_map(|n| {
                let item = words::item_number(lang, capital(item.get(lang)), n);
                questions
                    .iter()
                    .flat_map(|inner| labels(&inner.within(&question.key, n), answers, lang))
                    .map(|(field, label)| (field, words::part_of(lang, &item, label)))
                    .collect::<Vec<_>>()
            })
            .collect(),
        _ => vec![(question.key.clone(), label.to_owned())],
    }
}

/// What one of several things is called that a question asks for, such as "outcome"; `None` for a question
/// that is answered once.
#[must_use]
pub fn item_name(question: &Question, lang: Lang) -> Option<&str> {
    match &question.kind {
        Kind::Group { item, .. } => Some(item.get(lang)),
        Kind::Schedule { .. } => Some(kind::time_item(lang)),
        _ => None,
    }
}

pub(super) const fn person_label(part: PersonPart, lang: Lang) -> &'static str {
    match part {
        PersonPart::Name => kind::person_name(lang),
        PersonPart::Role => kind::person_role(lang),
        PersonPart::Email => kind::person_email(lang),
        PersonPart::Phone => kind::person_phone(lang),
    }
}

pub(super) fn time_label(part: &str, lang: Lang) -> &'static str {
    match part {
        "days" => kind::time_days(lang),
        "start" => kind::time_start(lang),
        _ => kind::time_end(lang),
    }
}

pub(super) fn address_label(part: &str, lang: Lang) -> &'static str {
    match part {
        "street" => words::street(lang),
        "city" => words::city(lang),
        "state" => words::state(lang),
        _ => words::zip(lang),
    }
}
