//! What time it is: the system's clock, or a given one in tests.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use std::sync::Arc;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Utc::now))
    }

    /// A clock of one's own.
    #[must_use]
    pub fn of(tell: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

/// The last time that the clocks of a zone showed this full hour, and the day of it there. On a day on which
/// clocks skip the hour it is the moment they skip it; on one on which they show it twice, the first time.
#[must_use]
pub fn last_morning(now: DateTime<Utc>, zone: Tz, hour: u32) -> (DateTime<Utc>, NaiveDate) {
    let hour = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let on = |day: NaiveDate| {
        let local = day.and_time(hour);
        let found = local.and_local_timezone(zone).earliest();
        // Skipped: what the clocks would show an hour before is there, and an hour later is now.
        let before = || {
            let earlier = local - chrono::TimeDelta::hours(1);
            let earlier = earlier.and_local_timezone(zone).latest();
            earlier.map(|at| at + chrono::TimeDelta::hours(1))
        };
        found.or_else(before).map(|at| at.with_timezone(&Utc))
    };
    let day = today(now, zone);
    match on(day) {
        Some(morning) if morning <= now => (morning, day),
        _ => {
            let before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
            (on(before).unwrap_or(now), before)
        }
    }
}

/// The day that it is in a time zone. A day ends at midnight there: what is due on it is in time until then.
#[must_use]
pub fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_morning_is_one_on_the_clocks_of_the_district() {
        let zone = chrono_tz::America::New_York;
        for (now, hour, morning, day) in [
            (
                "2026-11-26T11:59:59Z",
                7,
                "2026-11-25T12:00:00Z",
                "2026-11-25",
            ),
            (
                "2026-11-26T12:00:00Z",
                7,
                "2026-11-26T12:00:00Z",
                "2026-11-26",
            ),
            // The clocks are put on at two on March 14, and back at two on November 7, 2027.
            (
                "2027-03-13T20:00:00Z",
                7,
                "2027-03-13T12:00:00Z",
                "2027-03-13",
            ),
            (
                "2027-03-14T20:00:00Z",
                7,
                "2027-03-14T11:00:00Z",
                "2027-03-14",
            ),
            (
                "2027-11-06T20:00:00Z",
                7,
                "2027-11-06T11:00:00Z",
                "2027-11-06",
            ),
            (
                "2027-11-07T20:00:00Z",
                7,
                "2027-11-07T12:00:00Z",
                "2027-11-07",
            ),
            // An hour that does not come, and one that comes twice.
            (
                "2027-03-14T20:00:00Z",
                2,
                "2027-03-14T07:00:00Z",
                "2027-03-14",
            ),
            (
                "2027-11-07T20:00:00Z",
                1,
                "2027-11-07T05:00:00Z",
                "2027-11-07",
            ),
        ] {
            let (at, on) = last_morning(now.parse().unwrap(), zone, hour);
            assert_eq!(
                (at, on),
                (morning.parse().unwrap(), day.parse().unwrap()),
                "{now} {hour}"
            );
        }
    }
}
