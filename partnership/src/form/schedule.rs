//! Weekly schedules: on which days of the week something takes place, from when to when.

use super::{Answers, Question};
use crate::invalid::{Invalid, Problem};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// Every day, in the order they are asked.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// What is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The day of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.word() == word)
    }
}

/// The parts of one time of the week: its days, its start and its end.
pub const TIME_PARTS: [&str; 3] = ["days", "start", "end"];

/// A time of day as people type it: `3:15 pm`, `3 p.m.`, `15:15`, `noon`. `None` when it is none, or when
/// nobody can tell morning from afternoon: the hours 1 to 9 need a.m. or p.m., or a zero before them.
#[must_use]
pub fn time(typed: &str) -> Option<NaiveTime> {
    let plain: String = typed
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect();
    if matches!(plain.as_str(), "noon" | "mediodía" | "mediodia") {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let half = [("am", 0), ("pm", 12), ("a", 0), ("p", 12)]
        .into_iter()
        .find_map(|(word, hours)| Some((plain.strip_suffix(word)?, hours)));
    let (clock, hours) = half.map_or((plain.as_str(), None), |(clock, hours)| {
        (clock, Some(hours))
    });
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if hours.is_some() => (clock, "00"),
        _ => return None,
    };
    let digits =
        |text: &str| matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (number, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match hours {
        Some(hours) if (1..=12).contains(&number) => number % 12 + hours,
        None if hour.len() == 2 => number,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// One time of the week that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// On which days.
    pub days: Vec<Weekday>,
    /// From when.
    pub start: NaiveTime,
    /// Until when.
    pub end: NaiveTime,
}

/// The `number`th time of the schedule (from 1); `None` when something of it is missing or cannot be read.
#[must_use]
pub fn read(key: &str, number: usize, answers: &Answers) -> Option<Time> {
    let part = |part: &str| format!("{key}.{number}.{part}");
    let chosen = answers.all(&part("days"));
    let days: Vec<Weekday> = Weekday::ALL
        .into_iter()
        .filter(|day| chosen.iter().any(|word| word == day.word()))
        .collect();
    if days.is_empty() || days.len() != chosen.len() {
        return None;
    }
    Some(Time {
        days,
        start: time(answers.text(&part("start")))?,
        end: time(answers.text(&part("end")))?,
    })
}

/// Judges every time: it has days, a start and an end after it. One that was added and left blank is no
/// mistake; where the question is asked, one is needed.
pub(super) fn judge(question: &Question, max: usize, answers: &Answers, invalid: &mut Invalid) {
    let is_needed = !question.optional || question.is_answered(answers);
    for number in 1..=answers.items(&question.key, 1, max) {
        let field = |part: &str| format!("{}.{number}.{part}", question.key);
        let [days, start, end] = TIME_PARTS.map(field);
        let is_blank = [&days, &start, &end]
            .iter()
            .all(|field| answers.one(field).is_none());
        let is_first = number == 1 && !question.is_answered(answers);
        if is_blank && !(is_first && is_needed) {
            continue;
        }
        let chosen = answers.all(&days);
        if chosen.is_empty() {
            invalid.add(days, Problem::Missing);
        } else if chosen.iter().any(|day| Weekday::from_word(day).is_none()) {
            invalid.add(days, Problem::NotChoice);
        }
        let mut read = |field: &str| {
            let typed = answers.text(field);
            let found = time(typed);
            if typed.is_empty() {
                invalid.add(field, Problem::Missing);
            } else if found.is_none() {
                invalid.add(field, Problem::NotTime);
            }
            found
        };
        if let (Some(from), Some(to)) = (read(&start), read(&end))
            && to <= from
        {
            invalid.add(end, Problem::EndsBefore);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, expected) in [
            ("3:15 pm", Some((15, 15))),
            ("3:15pm", Some((15, 15))),
            ("3:15 P.M.", Some((15, 15))),
            ("3:15 p. m.", Some((15, 15))),
            ("3:15p", Some((15, 15))),
            ("3 pm", Some((15, 0))),
            ("12 pm", Some((12, 0))),
            ("12:30 am", Some((0, 30))),
            ("8:05 a.m.", Some((8, 5))),
            ("08:05", Some((8, 5))),
            ("15:15", Some((15, 15))),
            ("12:30", Some((12, 30))),
            ("noon", Some((12, 0))),
            ("Mediodía", Some((12, 0))),
            ("3:15", None),
            ("3", None),
            ("15", None),
            ("15:15 pm", None),
            ("0:30 am", None),
            ("24:00", None),
            ("12:60", None),
            ("3:5 pm", None),
            ("3:155 pm", None),
            ("+3:15 pm", None),
            ("3:15 pm to 4", None),
            ("after school", None),
            ("pm", None),
            ("", None),
            ("٣:١٥ pm", None),
        ] {
            let expected = expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0));
            assert_eq!(time(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn every_day_has_a_word_of_its_own() {
        for day in Weekday::ALL {
            assert_eq!(Weekday::from_word(day.word()), Some(day));
        }
        assert_eq!(Weekday::from_word("Monday"), None);
    }
}
