//! Instants and days as they stand in the database.

use crate::{Error, Result};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// Microseconds since 1970.
pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// The microseconds of a day.
pub(crate) const DAY: i64 = 86_400_000_000;

/// The days since 1970, as summaries by day have them.
pub(crate) fn whole_days(day: NaiveDate) -> i64 {
    micros(day.and_time(NaiveTime::MIN).and_utc()) / DAY
}

/// The instant of a stored number.
pub(crate) fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| Error::Corrupt(format!("instant {micros}")))
}

/// The instant of a stored number that may be absent.
pub(crate) fn instant_opt(micros: Option<i64>) -> Result<Option<DateTime<Utc>>> {
    micros.map(instant).transpose()
}

/// The day of a stored text that may be absent.
pub(crate) fn day_opt(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.map(|text| {
        text.parse()
            .map_err(|_| Error::Corrupt(format!("day {text}")))
    })
    .transpose()
}
