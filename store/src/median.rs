//! The median of the days that applications stay in each stage, without reading every span.
//!
//! A summary holds how many closed spans have each length in whole days, and how many open ones began on each
//! day. It says within which two days the middle lies; only spans of those days are looked at.

use crate::dashboard::MICROS_PER_DAY;
use crate::time::micros;
use crate::{Error, Result, Store};
use ::partnership::application::Stage;
use chrono::{DateTime, Utc};
use sqlx::Row;
use std::collections::BTreeMap;

/// The summary in one row: stage, 1 for open, day, count.
pub(crate) const TALLY: &str = "select json_group_array(json_array(stage, is_open, day, count)) from span_tally where district_id = $1";

const DAY: i64 = 86_400_000_000;

/// Counts of one stage by day.
#[derive(Debug, Default)]
struct Counts {
    /// Whole days of length → closed spans.
    closed: BTreeMap<i64, i64>,
    /// Day since 1970 of the beginning → open spans.
    open: BTreeMap<i64, i64>,
}

/// Where the two middle places of a stage are to be looked for.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    /// Closed spans of this length and longer, by length …
    closed_from: i64,
    /// … without the first of these …
    skip: i64,
    /// … so many.
    take: i64,
    /// Open spans that began at this instant or later …
    open_from: i64,
    /// … and before this one.
    open_to: i64,
    /// The places of the two middle ones among what was found, from 0.
    places: [i64; 2],
}

impl Counts {
    /// How many spans are shorter for sure than so many days, when the open ones are taken for longer than
    /// they may be: by less than a day.
    fn upto(&self, day: i64, today: i64) -> i64 {
        let closed: i64 = self.closed.range(..=day).map(|(_, n)| n).sum();
        let open: i64 = self.open.range(today - day..).map(|(_, n)| n).sum();
        closed + open
    }

    /// The first day by which `place` spans have been counted.
    fn day_of(&self, place: i64, today: i64) -> i64 {
        let lengths = self.closed.keys().copied();
        let mut days: Vec<i64> = lengths
            .chain(self.open.keys().map(|day| (today - day).max(0)))
            .collect();
        days.sort_unstable();
        let at = days.partition_point(|day| self.upto(*day, today) < place);
        days.get(at).copied().unwrap_or_default()
    }

    /// Nothing when there is no span.
    fn window(&self, now: i64) -> Option<Window> {
        let today = now / DAY;
        let total: i64 = self.closed.values().chain(self.open.values()).sum();
        if total == 0 {
            return None;
        }
        let (first, second) = ((total + 1) / 2, (total + 2) / 2);
        // An open span is at most one day shorter than it was taken for.
        let low = (self.day_of(first, today) - 1).max(0);
        let high = self.day_of(second, today) + 1;
        let open_from = (now - high * DAY).div_euclid(DAY);
        // What began on a later day than this is shorter than `low` days.
        let open_to = if low == 0 {
            i64::MAX / DAY
        } else {
            (now - low * DAY).div_euclid(DAY) + 1
        };
        let below: i64 = self.closed.range(..low).map(|(_, n)| n).sum::<i64>()
            + self.open.range(open_to..).map(|(_, n)| n).sum::<i64>();
        let open: i64 = self.open.range(open_from..open_to).map(|(_, n)| n).sum();
        // Every open span may come before the middle, or none of them.
        let skip = (first - 1 - below - open).max(0);
        Some(Window {
            closed_from: low * DAY,
            skip,
            take: second - 1 - below - skip + 1,
            open_from: open_from * DAY,
            open_to: open_to * DAY,
            places: [first - 1 - below - skip, second - 1 - below - skip],
        })
    }
}

/// The statement that looks into so many windows. `$1` is the district, `$2` now; six more for each window.
pub(crate) fn windows_sql(windows: usize) -> String {
    let parts: Vec<String> = (0..windows)
        .map(|number| {
            let n = |of: usize| 3 + number * 6 + of;
            format!(
                "select ${}, (select json_group_array(length) from (
                    select length from application_span
                    where district_id = $1 and stage = ${} and length is not null and length >= ${}
                    order by length limit ${} offset ${})),
                 (select json_group_array(max(0, $2 - from_at)) from application_span
                    where district_id = $1 and stage = ${} and to_at is null and from_at >= ${} and from_at < ${})",
                n(0), n(0), n(1), n(2), n(3), n(0), n(4), n(5)
            )
        })
        .collect();
    parts.join(" union all ")
}

impl Store {
    /// The median of the days in each stage, in the order of the life. Open spans count up to now.
    pub(crate) async fn median_days(&self, now: DateTime<Utc>) -> Result<Vec<(Stage, f64)>> {
        let now = micros(now);
        let tally: String = sqlx::query_scalar(TALLY)
            .bind(self.district())
            .fetch_one(&mut *self.read().await?)
            .await?;
        let tally: Vec<(String, i64, i64, i64)> = serde_json::from_str(&tally)?;
        let mut stages: BTreeMap<String, Counts> = BTreeMap::new();
        for (stage, is_open, day, count) in tally {
            let counts = stages.entry(stage).or_default();
            let days = if is_open == 1 {
                &mut counts.open
            } else {
                &mut counts.closed
            };
            days.insert(day, count);
        }
        let windows: Vec<(String, Window)> = stages
            .into_iter()
            .filter_map(|(stage, counts)| Some((stage, counts.window(now)?)))
            .collect();
        if windows.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = sqlx::query(sqlx::AssertSqlSafe(windows_sql(windows.len())))
            .bind(self.district())
            .bind(now);
        for (stage, window) in &windows {
            query = query
                .bind(stage)
                .bind(window.closed_from)
                .bind(window.take)
                .bind(window.skip)
                .bind(window.open_from)
                .bind(window.open_to);
        }
        let rows = query.fetch_all(&mut *self.read().await?).await?;
        let mut medians = Vec::new();
        for (row, (stage, window)) in rows.iter().zip(&windows) {
            let mut lengths: Vec<i64> = serde_json::from_str(row.try_get(1)?)?;
            lengths.extend(serde_json::from_str::<Vec<i64>>(row.try_get(2)?)?);
            lengths.sort_unstable();
            let middle = window.places.map(|place| {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                lengths.get(place).copied()
            });
            let [Some(first), Some(second)] = middle else {
                return Err(Error::Corrupt(format!("the count of spans in {stage}")));
            };
            let stage = Stage::from_word(stage).ok_or_else(|| Error::Corrupt("stage".into()))?;
            medians.push((stage, (first as f64 + second as f64) / 2.0 / MICROS_PER_DAY));
        }
        medians.sort_by_key(|(stage, _)| *stage);
        Ok(medians)
    }
}
