//! Drafts that were given up: so that nobody fills the database with them.

use crate::time::micros;
use crate::{Asker, Error, Result, Store};
use chrono::{DateTime, TimeDelta, Utc};

/// How many drafts of one day a person may have given up and still begin another.
pub const GIVEN_UP_PER_DAY: i64 = 200;

impl Store {
    /// Asked before an application is started.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the person gave up [`GIVEN_UP_PER_DAY`] drafts that were begun within a day.
    pub async fn may_start(&self, asker: &Asker, at: DateTime<Utc>) -> Result<()> {
        let given_up: i64 = sqlx::query_scalar(
            "select count(*) from application
             where owner_id = $1 and stage = 'withdrawn' and submitted_at is null and created_at > $2",
        )
        .bind(asker.id.as_str())
        .bind(micros(at - TimeDelta::days(1)))
        .fetch_one(&mut *self.read().await?)
        .await?;
        if given_up < GIVEN_UP_PER_DAY {
            Ok(())
        } else {
            Err(Error::TooMany)
        }
    }
}
