//! Judging answers: each kind of question has its rules, and every broken rule one problem.

use super::ein::Ein;
use super::phone::Phone;
use super::question::Choices;
use super::{Answers, Kind, Question, contact, date, file, grade, schedule};
use crate::district::Profile;
use crate::invalid::{Invalid, Problem};
use crate::person::Email;
use chrono::NaiveDate;

/// What a rule may need to know beside the answers.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The district: its schools, areas and lists.
    pub profile: &'a Profile,
    /// Today in the district's time zone.
    pub today: NaiveDate,
}

/// Judges one question and adds what is wrong, in the order of its fields.
pub fn judge(question: &Question, answers: &Answers, facts: &Facts<'_>, invalid: &mut Invalid) {
    let key = question.key.as_str();
    match &question.kind {
        Kind::Group {
            questions,
            min,
            max,
            ..
        } => return judge_group(question, questions, (*min, *max), answers, facts, invalid),
        Kind::Person { needed } => return contact::judge(question, needed, answers, invalid),
        Kind::Schedule { max } => return schedule::judge(question, *max, answers, invalid),
        _ => {}
    }
    if !question.is_answered(answers) {
        if !question.optional {
            let problem = match question.kind {
                Kind::Accept { .. } => Problem::NotAccepted,
                _ => Problem::Missing,
            };
            let parts = match question.kind {
                Kind::Address | Kind::Signature { .. } => question.parts(),
                Kind::Date { .. } => &question.parts()[..1],
                _ => &[],
            };
            match parts {
                [] => invalid.add(key, problem),
                parts => parts.iter().for_each(|part| {
                    let consent = *part == "consent";
                    let problem = if consent {
                        Problem::NotAccepted
                    } else {
                        problem.clone()
                    };
                    invalid.add(format!("{key}.{part}"), problem);
                }),
            }
        }
        return;
    }
    if let Kind::File { max, .. } = question.kind {
        return file::judge(key, max, answers, invalid);
    }
    let typed = answers.text(key);
    let found = match &question.kind {
        Kind::ShortText { limit } | Kind::LongText { limit } => too_long(typed, *limit),
        Kind::Email => Email::parse(typed).is_none().then_some(Problem::NotEmail),
        Kind::Phone => Phone::read(typed).is_none().then_some(Problem::NotPhone),
        Kind::Ein => Ein::read(typed).is_none().then_some(Problem::NotEin),
        Kind::Web => (!is_web(typed)).then_some(Problem::NotWeb),
        Kind::Whole { min, max } => match date::whole(typed) {
            None => Some(Problem::NotWhole),
            Some(n) if n < *min => Some(Problem::TooSmall { min: *min }),
            Some(n) if n > *max => Some(Problem::TooLarge { max: *max }),
            Some(_) => None,
        },
        Kind::Money => date::cents(typed).is_none().then_some(Problem::NotMoney),
        Kind::Date { coming } => {
            match date::day(answers, key) {
                Err((field, problem)) => invalid.add(field, problem),
                Ok(Some(day)) if *coming && day < facts.today => {
                    invalid.add(format!("{key}.month"), Problem::DatePast);
                }
                Ok(_) => {}
            }
            None
        }
        Kind::YesNo => (!matches!(typed, "yes" | "no")).then_some(Problem::NotChoice),
        Kind::OneOf { choices } => (!listed(choices, typed)).then_some(Problem::NotChoice),
        Kind::ManyOf { choices, max } => many(answers.all(key), *max, |v| listed(choices, v)),
        Kind::Areas => many(answers.all(key), None, |v| {
            facts.profile.service(v).is_some()
        }),
        Kind::Schools => many(answers.all(key), None, |v| {
            facts.profile.school(v).is_some()
        }),
        Kind::Grades => many(answers.all(key), None, |v| {
            grade::is_known(v, facts.profile)
        }),
        Kind::School => facts
            .profile
            .school(typed)
            .is_none()
            .then_some(Problem::NotChoice),
        Kind::Address => {
            judge_address(question, answers, invalid);
            None
        }
        Kind::Accept { .. } => (typed != "yes").then_some(Problem::NotAccepted),
        Kind::Signature { .. } => {
            let name = answers.text(&format!("{key}.name"));
            if name.is_empty() {
                invalid.add(format!("{key}.name"), Problem::Missing);
            } else if let Some(problem) = too_long(name, 120) {
                invalid.add(format!("{key}.name"), problem);
            }
            if answers.text(&format!("{key}.consent")) != "yes" {
                invalid.add(format!("{key}.consent"), Problem::NotAccepted);
            }
            None
        }
        Kind::Group { .. } | Kind::Person { .. } | Kind::Schedule { .. } | Kind::File { .. } => {
            None
        }
    };
    if let Some(problem) = found {
        invalid.add(key, problem);
    }
}

fn judge_group(
    group: &Question,
    questions: &[Question],
    (min, max): (usize, usize),
    answers: &Answers,
    facts: &Facts<'_>,
    invalid: &mut Invalid,
) {
    for number in 1..=answers.items(&group.key, min, max) {
        let item: Vec<Question> = questions
            .iter()
            .map(|q| q.within(&group.key, number))
            .collect();
        // A blank item beyond the fewest needed was added and left: it is no answer and no mistake.
        if number > min && !item.iter().any(|q| q.is_answered(answers)) {
            continue;
        }
        for question in &item {
            judge(question, answers, facts, invalid);
        }
    }
}

fn judge_address(question: &Question, answers: &Answers, invalid: &mut Invalid) {
    for part in question.parts() {
        let field = format!("{}.{part}", question.key);
        let typed = answers.text(&field);
        let found = match *part {
            _ if typed.is_empty() => Some(Problem::Missing),
            "state" => (!is_state(typed)).then_some(Problem::NotState),
            "zip" => (!is_zip(typed)).then_some(Problem::NotZip),
            _ => too_long(typed, 200),
        };
        if let Some(problem) = found {
            invalid.add(field, problem);
        }
    }
}

fn listed(choices: &Choices, value: &str) -> bool {
    matches!(choices, Choices::Here(list) if list.iter().any(|choice| choice.value == value))
}

fn many(values: &[String], max: Option<usize>, known: impl Fn(&str) -> bool) -> Option<Problem> {
    if values.iter().any(|value| !known(value)) {
        return Some(Problem::NotChoice);
    }
    max.filter(|max| values.len() > *max)
        .map(|max| Problem::TooMany { max })
}

/// How far a text is over its limit, counted in characters as people see them on the page.
pub(super) fn too_long(typed: &str, limit: usize) -> Option<Problem> {
    let length = typed.chars().count();
    (length > limit).then(|| Problem::TooLong {
        over: length - limit,
        limit,
    })
}

/// What follows `http://` or `https://`, in capitals or not; `None` when neither stands there.
pub(crate) fn without_scheme(typed: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = typed.get(..scheme.len())?;
        if start.eq_ignore_ascii_case(scheme) {
            typed.get(scheme.len()..)
        } else {
            None
        }
    })
}

/// A host with a dot, with or without `http://` or `https://` before it.
fn is_web(typed: &str) -> bool {
    let rest = without_scheme(typed).unwrap_or(typed);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    typed.chars().count() <= 500
        && !typed
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"'`".contains(c))
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || ".-:".contains(c))
        && !host.starts_with(':')
}

fn is_zip(typed: &str) -> bool {
    let digits: String = typed.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    matches!(digits.len(), 5 | 9) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_state(typed: &str) -> bool {
    const CODES: &str = " AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI ";
    typed.len() == 2 && CODES.contains(&format!(" {} ", typed.to_uppercase()))
}
