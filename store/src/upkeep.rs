//! Upkeep: a backup while serving, a check of everything, and sweeping what has served its time.

use crate::time::micros;
use crate::{Error, Result, Store};
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
    /// Notes, messages and mails that are not what the history tells of: a sentence each.
    pub texts: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.integrity.is_empty()
            && self.dangling.is_empty()
            && self.history.is_ok()
            && self.texts.is_empty()
    }
}

/// What an operator watches: figures of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Connections that read: open, and of these idle.
    pub readers: (u32, usize),
    /// Connections that write: open, and of these idle.
    pub writers: (u32, usize),
    /// Mails that wait for their first try.
    pub mails_waiting: i64,
    /// Mails whose last try failed, and that will be tried again.
    pub mails_failed: i64,
    /// Mails that somebody has to let go.
    pub mails_held: i64,
    /// Mails that are not tried again.
    pub mails_given_up: i64,
    /// Browsers that are signed in.
    pub signed_in: i64,
}

impl std::ops::AddAssign for Load {
    /// The figures of several databases together.
    fn add_assign(&mut self, other: Self) {
        for (all, one) in [
            (&mut self.readers, other.readers),
            (&mut self.writers, other.writers),
        ] {
            all.0 += one.0;
            all.1 += one.1;
        }
        self.mails_waiting += other.mails_waiting;
        self.mails_failed += other.mails_failed;
        self.mails_held += other.mails_held;
        self.mails_given_up += other.mails_given_up;
        self.signed_in += other.signed_in;
    }
}

/// Whether a value cannot be read that is there: the program never wrote it so.
fn is_unreadable(error: &Error) -> bool {
    matches!(
        error,
        Error::Corrupt(_) | Error::Db(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
    )
}

/// What an error says when it is damage that keeps something from being read; else the error itself: a database that
/// is busy or out of reach for a moment is not damaged.
fn damage(error: Error) -> Result<String> {
    // SQLite's primary codes for a damaged file, for one that is no database, and for a statement that makes no sense:
    // those of a check make sense wherever the schema and the tables of a search are whole.
    let is_damage = |code: &str| {
        code.parse::<i32>()
            .is_ok_and(|code| matches!(code & 0xff, 1 | 11 | 26))
    };
    match error {
        Error::Db(sqlx::Error::Database(error))
            if error.code().is_some_and(|code| is_damage(&code)) =>
        {
            Ok(error.message().to_owned())
        }
        error if is_unreadable(&error) => Ok(error.to_string()),
        error => Err(error),
    }
}

/// What a check gave. When damage kept it from its end, that is one of the findings, and it gives this `instead`.
fn given<T>(checked: Result<T>, instead: T, findings: &mut Vec<String>) -> Result<T> {
    checked.or_else(|error| {
        findings.push(damage(error)?);
        Ok(instead)
    })
}

impl Store {
    /// Figures to watch, at this moment.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn load(&self, now: DateTime<Utc>) -> Result<Load> {
        let (mails_waiting, mails_failed, mails_held, mails_given_up, signed_in) = sqlx::query_as(
            "select (select ifnull(sum(count), 0) from mail_tally where state = 'waiting'),
                    (select ifnull(sum(count), 0) from mail_tally where state = 'failed'),
                    (select ifnull(sum(count), 0) from mail_tally where state = 'held'),
                    (select ifnull(sum(count), 0) from mail_tally where state = 'given-up'),
                    (select count(*) from sign_in where ended_at is null and ends_at > $1 and seen_at > $2)",
        )
        .bind(micros(now))
        .bind(micros(now - TimeDelta::minutes(crate::sign_in::IDLE_MINUTES)))
        .fetch_one(&mut *self.read().await?)
        .await?;
        let [readers, writers] = self.connections();
        Ok(Load {
            readers,
            writers,
            mails_waiting,
            mails_failed,
            mails_held,
            mails_given_up,
            signed_in,
        })
    }

    /// Writes a whole copy of the database to a new file, safe while serving.
    ///
    /// # Errors
    /// [`Error::Db`] when the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        sqlx::query("vacuum into $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&mut *self.read().await?)
            .await?;
        Ok(())
    }

    /// Checks the file, the references between rows, the summaries, the chain of the history, and the texts of which it
    /// tells. What cannot be read because it is damaged is a finding.
    ///
    /// # Errors
    /// [`Error::Db`] when the database is busy or out of reach: then nothing is known of it.
    pub async fn verify(&self) -> Result<Report> {
        let mut integrity = match self.told("pragma integrity_check").await {
            Ok(lines) => lines,
            Err(error) => {
                return Ok(Report {
                    integrity: vec![damage(error)?],
                    dangling: Vec::new(),
                    history: Ok(0),
                    texts: Vec::new(),
                });
            }
        };
        integrity.retain(|line| line != "ok");
        let differing = given(self.differing().await, Vec::new(), &mut integrity)?;
        integrity.extend(differing);
        let dangling = self
            .told("select \"table\" from pragma_foreign_key_check")
            .await;
        let dangling = given(dangling, Vec::new(), &mut integrity)?;
        let history = given(self.verify_history().await, Ok(0), &mut integrity)?;
        // A history that is not whole proves nothing about texts.
        let texts = if integrity.is_empty() && history.is_ok() {
            match self.differing_texts().await {
                Err(error) if is_unreadable(&error) => {
                    vec![format!("a text cannot be read: {error}")]
                }
                texts => given(texts, Vec::new(), &mut integrity)?,
            }
        } else {
            Vec::new()
        };
        Ok(Report {
            integrity,
            dangling,
            history,
            texts,
        })
    }

    /// The lines that a check of SQLite itself gives.
    async fn told(&self, check: &'static str) -> Result<Vec<String>> {
        let mut line = self.read().await?;
        Ok(sqlx::query_scalar(check).fetch_all(&mut *line).await?)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Db`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query(PING).execute(&mut *self.read().await?).await?;
        Ok(())
    }

    /// Whether something can be written: writes the head of the file once more, as it is.
    ///
    /// # Errors
    /// [`Error::Db`] when it cannot.
    pub async fn try_writing(&self) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("pragma user_version = 0")
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    /// Deletes codes with their mails, sign-ins, invitations, kept forms and request keys that nobody can use any
    /// more.
    ///
    /// # Errors
    /// [`Error::Db`].
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
            (
                "delete from invitation where created_at < $1",
                TimeDelta::days(30),
            ),
            // Their codes are dead; that somebody signed in stands in the history.
            (
                "delete from mail where act = 'sign-in' and created_at < $1",
                TimeDelta::days(1),
            ),
            ("delete from kept where kept_at < $1", TimeDelta::hours(1)),
            ("delete from once where done_at < $1", TimeDelta::days(30)),
        ] {
            sqlx::query(sql)
                .bind(micros(now - age))
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await
    }
}
