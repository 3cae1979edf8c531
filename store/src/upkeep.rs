//! Upkeep: a backup while serving, a check of everything, and sweeping what has served its time.

use crate::time::micros;
use crate::{Result, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::Path;

/// The statement that asks whether the database answers.
pub const PING: &str = "select 1";

/// What a check found. Sound when every list is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What SQLite's own check says, without its "ok"; and summaries that differ from what they sum up.
    pub integrity: Vec<String>,
    /// Rows that point to rows which are not there: table names.
    pub dangling: Vec<String>,
    /// Lines of history, or the first line that was tampered with.
    pub history: std::result::Result<i64, i64>,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.integrity.is_empty() && self.dangling.is_empty() && self.history.is_ok()
    }
}

impl Store {
    /// Writes a whole copy of the database to a new file, safe while serving.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        sqlx::query("vacuum into $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&mut *self.read().await?)
            .await?;
        Ok(())
    }

    /// Checks the file, the references between rows, the summaries, and the chain of the history.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when the database cannot be read at all.
    pub async fn verify(&self) -> Result<Report> {
        let mut integrity: Vec<String> = sqlx::query_scalar("pragma integrity_check")
            .fetch_all(&mut *self.read().await?)
            .await?;
        integrity.retain(|line| line != "ok");
        integrity.extend(self.differing().await?);
        let dangling: Vec<String> =
            sqlx::query_scalar("select \"table\" from pragma_foreign_key_check")
                .fetch_all(&mut *self.read().await?)
                .await?;
        Ok(Report {
            integrity,
            dangling,
            history: self.verify_history().await?,
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query(PING).execute(&mut *self.read().await?).await?;
        Ok(())
    }

    /// Deletes codes, sign-ins, kept forms and request keys that nobody can use any more.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        for (sql, age) in [
            (
                "delete from sign_in_code where created_at < $1",
                TimeDelta::days(1),
            ),
            (
                "delete from sign_in where created_at < $1",
                TimeDelta::days(30),
            ),
            ("delete from kept where kept_at < $1", TimeDelta::hours(1)),
            ("delete from once where done_at < $1", TimeDelta::days(30)),
        ] {
            sqlx::query(sql)
                .bind(micros(now - age))
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }
}
