//! The term of a partnership: its last day, when that is soon, and what an application proposes for it.

use crate::district::Profile;
use crate::form::{Answers, date, key};
use crate::invalid::Problem;
use chrono::{Days, Months, NaiveDate};

/// Where a day stands in the term of a partnership. The last day itself belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// No last day is agreed.
    Open,
    /// The last day is far away.
    Running,
    /// The last day is near.
    Soon,
    /// The last day has passed. Whether it goes on, the office says: it gives another last day, or ends it.
    Over,
}

impl Term {
    /// How a partnership with this last day stands today, when an end is near from so many days before.
    #[must_use]
    pub fn of(ends_on: Option<NaiveDate>, today: NaiveDate, ending_days: u16) -> Self {
        match ends_on {
            None => Self::Open,
            Some(last) if last < today => Self::Over,
            Some(last) if last <= soon_until(today, ending_days) => Self::Soon,
            Some(_) => Self::Running,
        }
    }
}

/// The last of the days that are near today.
#[must_use]
pub fn soon_until(today: NaiveDate, ending_days: u16) -> NaiveDate {
    today
        .checked_add_days(Days::new(u64::from(ending_days)))
        .unwrap_or(NaiveDate::MAX)
}

/// The last day that is proposed for a partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    /// The day.
    pub day: NaiveDate,
    /// Whether the answers say it; else it is what is usual in the district.
    pub is_answered: bool,
}

/// The last day that the answers of an application propose: of what takes place once its day, else the end that was
/// answered. A day that has gone by, or that is before the start, proposes nothing. Without an answer it is as many
/// months as is usual in the district, where the profile says so, from the start on.
#[must_use]
pub fn proposed(profile: &Profile, answers: &Answers, today: NaiveDate) -> Option<Proposed> {
    let answered = |key: &str| date::day(answers, key).ok().flatten();
    let start = answered(key::SCHEDULE_START);
    let first = start.map_or(today, |start| start.max(today));
    let is_once = answers.text(key::PROGRAM_FREQUENCY) == key::ONCE;
    let said = if is_once {
        start
    } else {
        answered(key::SCHEDULE_END)
    };
    if let Some(day) = said.filter(|day| *day >= first) {
        return Some(Proposed {
            day,
            is_answered: true,
        });
    }
    let months = profile.setting.partnership_months.filter(|_| !is_once)?;
    let day = first
        .checked_add_months(Months::new(u32::from(months)))?
        .pred_opt()?;
    Some(Proposed {
        day,
        is_answered: false,
    })
}

/// Whether a partnership that began on this day can have this last day.
///
/// # Errors
/// [`Problem::DateBefore`] for one before it.
pub fn judge(ends_on: NaiveDate, began_on: NaiveDate) -> Result<(), Problem> {
    if ends_on < began_on {
        Err(Problem::DateBefore { day: began_on })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn profile(months: Option<u16>) -> Profile {
        let text = include_str!("../../server/profiles/durham-1.toml");
        let mut profile = toml::from_str::<Profile>(text).unwrap().resolved();
        profile.setting.partnership_months = months;
        profile
    }

    fn answers(frequency: &str, start: &str, end: &str) -> Answers {
        let mut answers = Answers::default();
        answers.set("program.frequency", vec![frequency.to_owned()]);
        for (key, text) in [("schedule.start", start), ("schedule.end", end)] {
            let parts: Vec<&str> = text.split('-').collect();
            if let [year, month, day] = parts[..] {
                for (part, value) in [("year", year), ("month", month), ("day", day)] {
                    answers.set(&format!("{key}.{part}"), vec![value.to_owned()]);
                }
            }
        }
        answers
    }

    #[test]
    fn the_last_day_belongs_to_the_term_and_soon_begins_so_many_days_before() {
        let last = Some(day("2027-03-01"));
        for (today, days, term) in [
            ("2026-12-30", 60, Term::Running),
            ("2026-12-31", 60, Term::Soon),
            ("2027-03-01", 60, Term::Soon),
            ("2027-03-02", 60, Term::Over),
            ("2027-02-28", 0, Term::Running),
            ("2027-03-01", 0, Term::Soon),
        ] {
            assert_eq!(Term::of(last, day(today), days), term, "{today} {days}");
        }
        assert_eq!(Term::of(None, day("2027-03-02"), 60), Term::Open);
        assert_eq!(
            Term::of(last, NaiveDate::MAX, u16::MAX),
            Term::Over,
            "no day after the last one that there is"
        );
    }

    #[test]
    fn the_answers_propose_a_last_day_and_else_what_is_usual_in_the_district() {
        let today = day("2026-11-26");
        for (frequency, start, end, months, found) in [
            (
                "ongoing",
                "2027-01-11",
                "2027-05-28",
                None,
                Some(("2027-05-28", true)),
            ),
            // What takes place once ends with its day.
            (
                "once",
                "2027-04-10",
                "",
                Some(12),
                Some(("2027-04-10", true)),
            ),
            ("once", "2026-10-01", "", Some(12), None),
            ("once", "", "", Some(12), None),
            // What has gone by, or ends before it starts, proposes nothing.
            ("ongoing", "2026-01-11", "2026-05-28", None, None),
            ("ongoing", "2027-05-28", "2027-01-11", None, None),
            (
                "ongoing",
                "2026-01-11",
                "2026-05-28",
                Some(12),
                Some(("2027-11-25", false)),
            ),
            (
                "ongoing",
                "2027-01-11",
                "",
                Some(12),
                Some(("2028-01-10", false)),
            ),
            ("", "", "", Some(6), Some(("2027-05-25", false))),
            ("", "", "", None, None),
        ] {
            let proposed = proposed(&profile(months), &answers(frequency, start, end), today);
            let expected = found.map(|(text, is_answered)| Proposed {
                day: day(text),
                is_answered,
            });
            assert_eq!(proposed, expected, "{frequency} {start} {end} {months:?}");
        }
    }

    #[test]
    fn nothing_ends_before_it_begins() {
        let began = day("2026-11-26");
        let before = Problem::DateBefore { day: began };
        assert_eq!(judge(day("2026-11-25"), began), Err(before));
        assert_eq!(judge(began, began), Ok(()));
    }
}
