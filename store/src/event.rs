//! History: one line for each thing that happened, chained by hashes so that a change shows.

use crate::time::{instant, micros};
use crate::{Result, Store, fresh};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

/// How lines are hashed now: SHA-256 over parts with their lengths. Another way is another number, and
/// [`Store::verify_history`] then checks each line by its own.
const HASH_VERSION: i64 = 1;

/// One line of history.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name or address; `None` when the program did it itself.
    pub who: Option<String>,
    /// What, such as `approve`.
    pub act: String,
    /// Why, and what else is worth knowing.
    pub detail: Value,
}

impl Event {
    /// A text of the detail; empty when there is none of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.detail
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// A line to be added.
pub(crate) struct New<'a> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) person: Option<&'a str>,
    pub(crate) subject: &'a str,
    pub(crate) subject_id: &'a str,
    pub(crate) act: &'a str,
    pub(crate) detail: Value,
}

/// Adds a line at the end of the chain. Only the one writing connection calls this, so the chain
/// cannot fork.
pub(crate) async fn append(
    conn: &mut SqliteConnection,
    district: &str,
    new: New<'_>,
) -> Result<()> {
    let last = sqlx::query("select seq, hash from event order by seq desc limit 1")
        .fetch_optional(&mut *conn)
        .await?;
    let (seq, previous) = match last {
        Some(row) => (row.try_get::<i64, _>(0)? + 1, row.try_get::<String, _>(1)?),
        None => (1, String::new()),
    };
    let detail = new.detail.to_string();
    let at = micros(new.at);
    let hash = link(
        &previous,
        seq,
        district,
        at,
        new.person,
        new.subject,
        new.subject_id,
        new.act,
        &detail,
    );
    sqlx::query(
        "insert into event (seq, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(seq)
    .bind(district)
    .bind(at)
    .bind(new.person)
    .bind(new.subject)
    .bind(new.subject_id)
    .bind(new.act)
    .bind(detail)
    .bind(hash)
    .bind(HASH_VERSION)
    .execute(conn)
    .await?;
    Ok(())
}

#[allow(clippy::too_many_arguments)]
fn link(
    previous: &str,
    seq: i64,
    district: &str,
    at: i64,
    person: Option<&str>,
    subject: &str,
    subject_id: &str,
    act: &str,
    detail: &str,
) -> String {
    let person = person.unwrap_or_default();
    // Every part with its length before it, so that no two lines read alike.
    let parts = [
        previous,
        &seq.to_string(),
        district,
        &at.to_string(),
        person,
        subject,
        subject_id,
        act,
        detail,
    ];
    let line: String = parts
        .iter()
        .map(|part| format!("{}:{part}", part.len()))
        .collect();
    fresh::hash(&line)
}

/// The hash of a line as its row has it, and the one it should have after the line before.
///
/// # Errors
/// When something of the row cannot be read.
fn hashes(row: &SqliteRow, previous: &str) -> sqlx::Result<(String, Option<String>)> {
    let person: Option<String> = row.try_get(3)?;
    let expected = link(
        previous,
        row.try_get(0)?,
        row.try_get(1)?,
        row.try_get(2)?,
        person.as_deref(),
        row.try_get(4)?,
        row.try_get(5)?,
        row.try_get(6)?,
        row.try_get(7)?,
    );
    let is_known = row.try_get::<i64, _>(9)? == HASH_VERSION;
    Ok((row.try_get(8)?, is_known.then_some(expected)))
}

/// The end of the chain: the number of the last line, and its hash, which stands for every line up to it.
///
/// Noted away from the database, it proves later that the end of the history was not cut off, and that the chain was
/// not written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the line, from 1.
    pub number: i64,
    /// Its hash: 64 small hexadecimal digits.
    pub hash: String,
}

impl Head {
    /// Takes a text such as `12:9f86…` for a head.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, hash) = text.trim().split_once(':')?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        let hash = hash.to_ascii_lowercase();
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then_some(Self { number, hash })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

/// The statement that tells how long the history is, for whoever counts the statements of a page.
pub const NEWEST: &str = "select coalesce(max(seq), 0) from event";

impl Store {
    /// The history of one thing, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn history(&self, subject: &str, subject_id: &str) -> Result<Vec<Event>> {
        let rows = sqlx::query(
            "select e.at, coalesce(nullif(p.name, ''), p.email), e.act, e.detail
             from event e left join person p on p.id = e.person_id
             where e.subject = $1 and e.subject_id = $2 and e.district_id = $3 order by e.seq desc limit 500",
        )
        .bind(subject)
        .bind(subject_id)
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Event {
                    at: instant(row.try_get(0)?)?,
                    who: row.try_get(1)?,
                    act: row.try_get(2)?,
                    detail: serde_json::from_str(row.try_get(3)?)?,
                })
            })
            .collect()
    }

    /// The number of the last line of the whole history; 0 for none.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn history_end(&self) -> Result<i64> {
        Ok(sqlx::query_scalar(NEWEST)
            .fetch_one(&mut *self.read().await?)
            .await?)
    }

    /// The last line of the whole history; `None` when there is none.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn history_head(&self) -> Result<Option<Head>> {
        let row = sqlx::query("select seq, hash from event order by seq desc limit 1")
            .fetch_optional(&mut *self.read().await?)
            .await?;
        row.map(|row| {
            Ok(Head {
                number: row.try_get(0)?,
                hash: row.try_get(1)?,
            })
        })
        .transpose()
    }

    /// Whether a head that was noted earlier is still a line of the history. When it is, and the chain is whole,
    /// nothing up to that line was changed, taken out, or put in.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn has_head(&self, head: &Head) -> Result<bool> {
        let hash: Option<String> = sqlx::query_scalar("select hash from event where seq = $1")
            .bind(head.number)
            .fetch_optional(&mut *self.read().await?)
            .await?;
        Ok(hash.is_some_and(|hash| hash == head.hash))
    }

    /// Checks the chain of the whole history. Gives the number of lines, or the number of the first
    /// line that does not fit, or of which something cannot be read: it was never written so.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn verify_history(&self) -> Result<std::result::Result<i64, i64>> {
        let mut previous = String::new();
        let mut count = 0;
        // The least number there can be, so that no line hides before the first.
        let mut next = i64::MIN;
        loop {
            let rows = sqlx::query(
                "select seq, district_id, at, person_id, subject, subject_id, act, detail, hash, hash_version
                 from event where seq >= $1 order by seq limit 1000",
            )
            .bind(next)
            .fetch_all(&mut *self.read().await?)
            .await?;
            if rows.is_empty() {
                return Ok(Ok(count));
            }
            for row in rows {
                let seq: i64 = row.try_get(0)?;
                match hashes(&row, &previous) {
                    Ok((hash, Some(expected))) if seq == count + 1 && hash == expected => {
                        previous = hash;
                    }
                    _ => return Ok(Err(seq)),
                }
                count = seq;
                next = seq + 1;
            }
        }
    }
}
