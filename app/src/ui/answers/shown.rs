//! Answers as lines of text.

use crate::ui::Said;
use crate::ui::date::{clock, day, dollars, number};
use crate::ui::question::capital;
use crate::words::{file as file_words, kind, ui as words};
use partnership::district::Profile;
use partnership::form::ein::Ein;
use partnership::form::file::Handed;
use partnership::form::phone::Phone;
use partnership::form::schedule::{TIME_PARTS, Weekday};
use partnership::form::{Answers, Kind, Question, date, grade, schedule};
use partnership::text::{Lang, Text};

/// The answers to a question, each as one line. Empty when nothing was answered.
#[must_use]
pub fn shown(question: &Question, answers: &Answers, profile: &Profile, lang: Lang) -> Vec<Said> {
    let all = answers.all(&question.key);
    let said = |show: &dyn Fn(&str) -> Option<Said>| -> Vec<Said> {
        all.iter()
            .map(|value| show(value).unwrap_or_else(|| value.as_str().into()))
            .collect()
    };
    let each = |show: &dyn Fn(&str) -> Option<String>| said(&|value| show(value).map(Into::into));
    let plain = |lines: Vec<String>| lines.into_iter().map(Into::into).collect();
    match &question.kind {
        Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Email | Kind::Web => {
            plain(all.to_vec())
        }
        Kind::Phone => each(&|value| Some(Phone::read(value)?.shown())),
        Kind::Ein => each(&|value| Some(Ein::read(value)?.shown())),
        Kind::Person { .. } => plain(shown_person(question, answers, lang)),
        Kind::Schedule { max } => (1..=answers.items(&question.key, 1, *max))
            .filter_map(|n| shown_time(&question.key, n, answers, lang))
            .map(Into::into)
            .collect(),
        Kind::File { .. } => each(&|value| {
            let file = Handed::read(value)?;
            Some(file_words::shown(lang, &file.name, size(file.size, lang)))
        }),
        Kind::Grades => {
            let known = grade::named(all, profile).into_iter();
            let unknown = all.iter().filter(|value| !grade::is_known(value, profile));
            known
                .map(|name| Said::of(name, lang))
                .chain(unknown.map(|value| value.as_str().into()))
                .collect()
        }
        Kind::Whole { .. } => each(&|value| date::whole(value).map(number)),
        Kind::Money => each(&|value| date::cents(value).map(dollars)),
        Kind::YesNo => each(&|value| match value {
            "yes" => Some(words::yes(lang).to_owned()),
            "no" => Some(words::no(lang).to_owned()),
            _ => None,
        }),
        Kind::OneOf { .. } | Kind::ManyOf { .. } => said(&|value| {
            let choice = question
                .choices()
                .iter()
                .find(|choice| choice.value == value)?;
            Some(Said::of(&choice.label, lang))
        }),
        Kind::Areas => said(&|value| {
            let (area, service) = profile.service(value)?;
            let names = [&area.name, &service.label].map(|name| Said::of(name, lang));
            Some(Said::join(names, " › "))
        }),
        Kind::Schools | Kind::School => each(&|value| Some(profile.school(value)?.name.clone())),
        Kind::Accept { .. } => each(&|_| Some(words::agreed(lang).to_owned())),
        Kind::Date { .. } => plain(shown_day(question, answers, lang)),
        Kind::Address => plain(shown_address(question, answers)),
        Kind::Signature { .. } => {
            let name = answers.text(&format!("{}.name", question.key));
            if name.is_empty() {
                vec![]
            } else {
                vec![words::signed_by(lang, name).into()]
            }
        }
        Kind::Group { .. } => items(question, answers)
            .into_iter()
            .flat_map(|(name, inner)| {
                let item = item_named(name, inner.0, lang);
                let lines: Vec<Said> = inner
                    .1
                    .iter()
                    .map(|q| {
                        let value = Said::join(shown(q, answers, profile, lang), "; ");
                        let label = Said::of(&q.label, lang);
                        Said::woven([&item, &label, &value], |[item, label, value]| {
                            words::line(lang, item, label, value)
                        })
                    })
                    .collect();
                lines
            })
            .collect(),
    }
}

/// An item of a group by its name and number: "Outcome 2".
pub(super) fn item_named(name: &Text, number: usize, lang: Lang) -> Said {
    let name = Said::of(name, lang).map(capital);
    name.within(|name| words::item_number(lang, name, number))
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

/// How large a file is: "120 KB", "1.2 MB".
#[must_use]
pub fn size(bytes: u64, lang: Lang) -> String {
    const MB: u64 = 1024 * 1024;
    if bytes < MB {
        file_words::size_kb(lang, bytes.div_ceil(1024).max(1))
    } else {
        let tenths = (bytes * 10).div_ceil(MB);
        file_words::size_mb(lang, format!("{}.{}", tenths / 10, tenths % 10))
    }
}

fn shown_person(question: &Question, answers: &Answers, lang: Lang) -> Vec<String> {
    let part = |name: &str| answers.text(&format!("{}.{name}", question.key)).to_owned();
    let (name, role, phone) = (part("name"), part("role"), part("phone"));
    let who = match (name.is_empty(), role.is_empty()) {
        (false, false) => kind::person_and_role(lang, name, role),
        (false, true) => name,
        _ => role,
    };
    let phone = Phone::read(&phone).map_or(phone, |phone| phone.shown());
    [who, part("email"), phone]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// "Mondays and Fridays 3:15 p.m. to 4:30 p.m."; as typed where it cannot be read, so that the mistake can
/// be seen; nothing for a time that is blank.
fn shown_time(key: &str, number: usize, answers: &Answers, lang: Lang) -> Option<String> {
    let Some(time) = schedule::read(key, number, answers) else {
        let typed =
            TIME_PARTS.map(|part| answers.all(&format!("{key}.{number}.{part}")).join(", "));
        let typed: Vec<String> = typed.into_iter().filter(|text| !text.is_empty()).collect();
        return (!typed.is_empty()).then(|| typed.join(" / "));
    };
    let mut days: Vec<&str> = time.days.iter().map(|day| on_day(*day, lang)).collect();
    let last = days.pop().unwrap_or_default();
    let days = if days.is_empty() {
        last.to_owned()
    } else {
        kind::list_last(lang, last, days.join(", "))
    };
    let line = kind::time_line(lang, days, clock(time.end, lang), clock(time.start, lang));
    Some(capital(&line))
}

const fn on_day(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Monday => kind::on_monday(lang),
        Weekday::Tuesday => kind::on_tuesday(lang),
        Weekday::Wednesday => kind::on_wednesday(lang),
        Weekday::Thursday => kind::on_thursday(lang),
        Weekday::Friday => kind::on_friday(lang),
        Weekday::Saturday => kind::on_saturday(lang),
        Weekday::Sunday => kind::on_sunday(lang),
    }
}

/// The answered items of a group: what an item is called, its number and its answered questions.
pub(super) fn items<'a>(
    group: &'a Question,
    answers: &Answers,
) -> Vec<(&'a Text, (usize, Vec<Question>))> {
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
