//! When a district reminds people, and on which days it does not.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Reminders go out once each, in the morning of a working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Reminder {
    /// The hour of the morning on the clocks of the district, from 0 to 23: then reminders go out, and the one mail of
    /// a day.
    pub hour: u8,
    /// Days after which whoever began an application and did not touch it since is reminded; 0 for never.
    pub draft_days: u16,
    /// Days past the due day after which a partner is reminded of changes; 0 for never.
    pub change_days: u16,
    /// Days past the due day after which the office is reminded of a review; 0 for never.
    pub review_days: u16,
    /// Days such as `2026-12-25` on which nobody is reminded, besides Saturdays and Sundays.
    pub holidays: Vec<String>,
}

impl Default for Reminder {
    fn default() -> Self {
        Self {
            hour: 7,
            draft_days: 14,
            change_days: 1,
            review_days: 1,
            holidays: Vec::new(),
        }
    }
}

impl Reminder {
    /// Whether people are reminded on this day.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !is_weekend && !self.holidays.contains(&day.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_reminded_at_weekends_and_on_holidays() {
        let reminder = Reminder {
            holidays: vec!["2026-11-26".to_owned()],
            ..Reminder::default()
        };
        for (day, works) in [
            ("2026-11-25", true),
            ("2026-11-26", false),
            ("2026-11-27", true),
            ("2026-11-28", false),
            ("2026-11-29", false),
            ("2026-11-30", true),
        ] {
            assert_eq!(reminder.is_working(day.parse().unwrap()), works, "{day}");
        }
    }
}
