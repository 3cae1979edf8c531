//! Checking the working rules that are numbers: each within what makes sense on an office's desk.

use super::{Faults, Profile};
use crate::form::{Kind, key};
use std::ops::RangeInclusive;

/// Days within which somebody acts: from a day to a year.
const DAYS: RangeInclusive<u16> = 1..=365;
/// The same for a reminder, where 0 is never.
const REMINDER: RangeInclusive<u16> = 0..=365;

/// Checks the numbers of `[setting]` and `[reminder]`, and that a day which is read is asked as one.
pub(super) fn check(profile: &Profile, faults: &mut Faults) {
    let (setting, reminder) = (&profile.setting, &profile.reminder);
    for (name, value, range, what) in [
        ("setting.review-days", setting.review_days, DAYS, "days"),
        ("setting.change-days", setting.change_days, DAYS, "days"),
        ("setting.draft-days", setting.draft_days, 1..=3_650, "days"),
        ("setting.stalled-days", setting.stalled_days, DAYS, "days"),
        ("setting.ending-days", setting.ending_days, DAYS, "days"),
        (
            "setting.partnership-months",
            setting.partnership_months.unwrap_or(1),
            1..=120,
            "months",
        ),
        ("setting.minutes", setting.minutes, 1..=600, "minutes"),
        ("reminder.draft-days", reminder.draft_days, REMINDER, "days"),
        (
            "reminder.change-days",
            reminder.change_days,
            REMINDER,
            "days",
        ),
        (
            "reminder.review-days",
            reminder.review_days,
            REMINDER,
            "days",
        ),
    ] {
        let (least, most) = range.clone().into_inner();
        let never = if least == 0 { "; 0 is never" } else { "" };
        faults.when(
            !range.contains(&value),
            name,
            &format!("write a number of {what} from {least} to {most}{never}"),
        );
    }
    let asked = profile.form.steps().flat_map(|step| &step.questions);
    for question in asked {
        let is_day = matches!(question.kind, Kind::Date { .. });
        let is_read = [key::SCHEDULE_START, key::SCHEDULE_END].contains(&question.key.as_str());
        faults.when(
            is_read && !is_day,
            &format!("form.{}.kind", question.key),
            "ask it as a date, because the last day of a partnership is proposed from it, or call it otherwise",
        );
    }
}
