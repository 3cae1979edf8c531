//! Counts how the form is used, once a day for each district.

use crate::Server;
use crate::district::District;
use chrono::{DateTime, Offset, TimeDelta, Utc};
use std::time::Duration;

/// How often it is looked whether a day has gone by.
const LOOK: Duration = Duration::from_secs(600);
/// After how long it is counted anew.
const DAY: TimeDelta = TimeDelta::hours(24);
/// Until which hour of the district it may be counted: nobody fills in a form in the dead of night.
const NIGHT: std::ops::Range<u32> = 1..5;

/// Counts for as long as the server runs: at night, and at once where it was never counted or a night was missed.
pub async fn work(server: Server) {
    loop {
        for district in server.districts.iter() {
            if let Err(error) = count(district, server.clock.now()).await {
                tracing::warn!(%error, "the use of the form could not be counted");
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn count(district: &District, now: DateTime<Utc>) -> store::Result<()> {
    let (store, zone) = (&district.site.store, district.site.time_zone);
    let last = store.form_use_at().await?;
    let local = now.with_timezone(&zone);
    if last.is_some_and(|last| !is_due(last, now, chrono::Timelike::hour(&local))) {
        return Ok(());
    }
    let ahead = TimeDelta::seconds(i64::from(local.offset().fix().local_minus_utc()));
    let days = district.site.profile.setting.draft_days;
    store.count_form_use(now, days, ahead).await
}

/// Whether it is time: in the night of the next day, or whenever more than a day and a half has gone by.
fn is_due(last: DateTime<Utc>, now: DateTime<Utc>, hour: u32) -> bool {
    let age = now - last;
    age >= DAY + DAY / 2 || (age >= DAY / 2 && NIGHT.contains(&hour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_counted_once_each_night_and_after_a_night_that_was_missed() {
        let last = DateTime::UNIX_EPOCH;
        for (hours, hour, due) in [
            (1, 3, false),
            (13, 3, true),
            (13, 6, false),
            (24, 14, false),
            (36, 14, true),
        ] {
            let now = last + TimeDelta::hours(hours);
            assert_eq!(is_due(last, now, hour), due, "{hours} {hour}");
        }
    }
}
