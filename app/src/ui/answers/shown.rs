//! Answers as lines of text.

use crate::ui::date::{day, dollars, number};
use crate::ui::question::capital;
use crate::words::ui as words;
use partnership::district::Profile;
use partnership::form::{Answers, Kind, Question, date};
use partnership::text::Lang;

/// The answers to a question, each as one line. Empty when nothing was answered.
#[must_use]
pub fn shown(question: &Question, answers: &Answers, profile: &Profile, lang: Lang) -> Vec<String> {
    let all = answers.all(&question.key);
    let each = |show: &dyn Fn(&str) -> Option<String>| -> Vec<String> {
        all.iter()
            .map(|value| show(value).unwrap_or_else(|| value.clone()))
            .collect()
    };
    match &question.kind {
        Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Email | Kind::Phone | Kind::Web => {
            all.to_vec()
        }
        Kind::Whole { .. } => each(&|value| date::whole(value).map(number)),
        Kind::Money => each(&|value| date::cents(value).map(dollars)),
        Kind::YesNo => each(&|value| match value {
            "yes" => Some(words::yes(lang).to_owned()),
            "no" => Some(words::no(lang).to_owned()),
            _ => None,
        }),
        Kind::OneOf { .. } | Kind::ManyOf { .. } => each(&|value| {
            let choice = question
                .choices()
                .iter()
                .find(|choice| choice.value == value)?;
            Some(choice.label.get(lang).to_owned())
        }),
        Kind::Areas => each(&|value| {
            let (area, service) = profile.service(value)?;
            Some(format!(
                "{} › {}",
                area.name.get(lang),
                service.label.get(lang)
            ))
        }),
        Kind::Schools | Kind::School => each(&|value| Some(profile.school(value)?.name.clone())),
        Kind::Accept { .. } => each(&|_| Some(words::agreed(lang).to_owned())),
        Kind::Date { .. } => shown_day(question, answers, lang),
        Kind::Address => shown_address(question, answers),
        Kind::Signature { .. } => {
            let name = answers.text(&format!("{}.name", question.key));
            if name.is_empty() {
                vec![]
            } else {
                vec![words::signed_by(lang, name)]
            }
        }
        Kind::Group { .. } => items(question, answers)
            .into_iter()
            .flat_map(|(name, inner)| {
                let item = words::item_number(lang, capital(name.get(lang)), inner.0);
                let lines: Vec<String> = inner
                    .1
                    .iter()
                    .map(|q| {
                        let value = shown(q, answers, profile, lang).join("; ");
                        words::line(lang, &item, q.label.get(lang), value)
                    })
                    .collect();
                lines
            })
            .collect(),
    }
}

fn shown_day(question: &Question, answers: &Answers, lang: Lang) -> Vec<String> {
    match date::day(answers, &question.key) {
        Ok(found) => found.map(|found| day(found, lang)).into_iter().collect(),
        // Shown as typed, so that the mistake can be seen.
        Err(_) => vec![
            question
                .fields(answers)
                .iter()
                .map(|field| answers.text(field))
                .collect::<Vec<_>>()
                .join("/"),
        ],
    }
}

fn shown_address(question: &Question, answers: &Answers) -> Vec<String> {
    let part = |name: &str| answers.text(&format!("{}.{name}", question.key));
    let city = format!("{}, {} {}", part("city"), part("state"), part("zip"));
    let city = city.trim_matches([',', ' ']).to_owned();
    [part("street").to_owned(), city]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// The answered items of a group: what an item is called, its number and its answered questions.
pub(super) fn items<'a>(
    group: &'a Question,
    answers: &Answers,
) -> Vec<(&'a partnership::text::Text, (usize, Vec<Question>))> {
    let Kind::Group {
        questions,
        item,
        min,
        max,
    } = &group.kind
    else {
        return vec![];
    };
    (1..=answers.items(&group.key, *min, *max))
        .map(|n| {
            let within: Vec<Question> = questions
                .iter()
                .map(|q| q.within(&group.key, n))
                .filter(|q| q.is_answered(answers))
                .collect();
            (item, (n, within))
        })
        .filter(|(_, (_, within))| !within.is_empty())
        .collect()
}
