//! What holds when the clock is set back: nothing that was granted for a time lasts longer than that time.
//!
//! A sign-in or a code ends at an instant. Set the clock back by a day, and that instant would be a day
//! further away. So the store remembers the latest instant that it was told; when it is told one well
//! before that, it ends every sign-in and code there is, and people sign in anew.

use crate::time::micros;
use crate::{Result, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::atomic::Ordering;

/// How far the clock may go back before anything ends: clocks are corrected by moments all the time.
pub const TOLERANCE: TimeDelta = TimeDelta::seconds(60);

impl Store {
    /// Reads the latest instant of the database, so that a clock that is set back while the program does
    /// not run is noticed, too.
    pub(crate) async fn learn_latest(&self) -> Result<()> {
        let latest: i64 = sqlx::query_scalar(
            "select max(
                coalesce((select at from event order by seq desc limit 1), 0),
                coalesce((select max(seen_at) from sign_in where ended_at is null), 0),
                coalesce((select max(created_at) from sign_in_code), 0))",
        )
        .fetch_one(&mut *self.writing_line().await?)
        .await?;
        self.latest.fetch_max(latest, Ordering::Relaxed);
        Ok(())
    }

    /// Tells the store what time it is, as every request of somebody who is signed in does. When the clock was
    /// set back, every sign-in and every code ends, and what waits for its time in the out-box goes at once.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when that cannot be written; then nobody may be taken for signed in.
    pub async fn tell_time(&self, at: DateTime<Utc>) -> Result<()> {
        let latest = self.latest.fetch_max(micros(at), Ordering::Relaxed);
        if micros(at + TOLERANCE) >= latest {
            return Ok(());
        }
        tracing::warn!(%at, "the clock was set back: everybody signs in anew");
        let mut tx = self.write().await?;
        for sql in [
            "update sign_in set ended_at = $1 where ended_at is null",
            "delete from sign_in_code where $1 is not null",
            "update mail set next_at = $1 where sent_at is null and created_at > $1",
        ] {
            sqlx::query(sql).bind(micros(at)).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        self.latest.store(micros(at), Ordering::Relaxed);
        Ok(())
    }
}
