//! How a question's fields are named in a sentence.

use super::prose::capital;
use crate::ui::Said;
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
) -> Vec<(String, Said)> {
    let labels: Vec<(String, Said)> = questions
        .iter()
        .flat_map(|q| labels(q, answers, lang))
        .collect();
    invalid
        .iter()
        .filter_map(|(field, problem)| {
            let (_, label) = labels.iter().find(|(name, _)| name == field)?;
            let sentence = label.within(|label| sentence(problem, label, lang));
            Some((field.to_owned(), sentence))
        })
        .collect()
}

/// The input names of a question with the words that name them in a sentence.
#[must_use]
pub fn labels(question: &Question, answers: &Answers, lang: Lang) -> Vec<(String, Said)> {
    let label = Said::of(&question.label, lang);
    let of = |whole: &Said, piece: &str| whole.within(|whole| words::part_of(lang, whole, piece));
    let part = |part: &str| format!("{}.{part}", question.key);
    match &question.kind {
        Kind::Date { .. } => question
            .parts()
            .iter()
            .map(|name| (part(name), label.clone()))
            .collect(),
        Kind::Address => question
            .parts()
            .iter()
            .map(|name| {
                let piece = address_label(name, lang);
                // "What is your address?: City" would be no name for a field.
                let named = if label.words().ends_with('?') {
                    piece.into()
                } else {
                    of(&label, piece)
                };
                (part(name), named)
            })
            .collect(),
        Kind::Person { .. } => PersonPart::ALL
            .into_iter()
            .map(|piece| (part(piece.word()), of(&label, person_label(piece, lang))))
            .collect(),
        Kind::Schedule { max } => (1..=answers.items(&question.key, 1, *max))
            .flat_map(|n| {
                let item = words::item_number(lang, capital(kind::time_item(lang)), n).into();
                TIME_PARTS.map(|piece| {
                    (
                        part(&format!("{n}.{piece}")),
                        of(&item, time_label(piece, lang)),
                    )
                })
            })
            .collect(),
        Kind::Signature { .. } => vec![
            (part("name"), words::signature_name(lang).into()),
            (part("consent"), words::signature_consent(lang).into()),
        ],
        Kind::Group {
            questions,
            min,
            max,
            item,
        } => (1..=answers.items(&question.key, *min, *max))
            .flat_map(|n| {
                let item = Said::of(item, lang)
                    .map(capital)
                    .within(|name| words::item_number(lang, name, n));
                questions
                    .iter()
                    .flat_map(|inner| labels(&inner.within(&question.key, n), answers, lang))
                    .map(|(field, label)| {
                        let named = Said::woven([&item, &label], |[item, label]| {
                            words::part_of(lang, item, label)
                        });
                        (field, named)
                    })
                    .collect::<Vec<_>>()
            })
            .collect(),
        _ => vec![(question.key.clone(), label)],
    }
}

/// What one of several things is called that a question asks for, such as "outcome"; `None` for a question
/// that is answered once.
#[must_use]
pub fn item_name(question: &Question, lang: Lang) -> Option<Said> {
    match &question.kind {
        Kind::Group { item, .. } => Some(Said::of(item, lang)),
        Kind::Schedule { .. } => Some(kind::time_item(lang).into()),
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
