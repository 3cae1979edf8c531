//! Seals: a line of history that tells of a text carries its digest, so that a change of the text shows.

use crate::event::{self, New};
use crate::{Result, Store, fresh};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{Connection, Row, SqliteConnection};
use std::collections::HashMap;

/// The line of history of a mail that was written into the out-box.
pub const MAIL_WRITTEN: &str = "write-mail";

/// How many applications, or mails, are looked at at a time.
const ROUND: i64 = 500;

/// The digest of a text that stands in the row of this id, with whatever belongs to it.
///
/// The id is random and part of the digest: nobody finds a short text by trying, once its row is gone, and the same
/// text twice gives two digests. So a line of history may carry it where the text itself is confidential.
pub(crate) fn digest(id: &str, parts: &[&str]) -> String {
    let all = std::iter::once(&id).chain(parts);
    // Every part with its length before it, so that no two rows read alike.
    let all: String = all.map(|part| format!("{}:{part}", part.len())).collect();
    fresh::hash(&all)
}

/// Adds the line that seals a mail: to whom, subject and text.
pub(crate) async fn mail(
    conn: &mut SqliteConnection,
    district: &str,
    id: &str,
    parts: [&str; 3],
    at: DateTime<Utc>,
) -> Result<()> {
    let new = New {
        at,
        person: None,
        subject: "mail",
        subject_id: id,
        act: MAIL_WRITTEN,
        detail: json!({ "seal": digest(id, &parts) }),
    };
    event::append(conn, district, new).await
}

/// What a note or a message and its line of history have in common: the act, the application, who and when.
type Key = (String, String, String, i64);

/// A note or a message as its row has it.
struct Text {
    key: Key,
    id: String,
    body: String,
    from_office: bool,
}

impl Text {
    /// Whether it is what this line tells of.
    fn fits(&self, detail: &Value) -> bool {
        let told = |name: &str| detail.get(name).and_then(Value::as_str);
        let is_side = detail.get("office").and_then(Value::as_bool);
        // Lines that were written before there were seals carry the plain digest of the text.
        let is_same = match told("seal") {
            Some(seal) => seal == digest(&self.id, &[&self.body]),
            None => told("sha256").is_some_and(|hash| hash == fresh::hash(&self.body)),
        };
        is_same && is_side.is_none_or(|office| office == self.from_office)
    }
}

impl Store {
    /// Compares every note, message and mail with the line of history that tells of it. Gives a sentence for each
    /// that differs, for each that has no line, and for each line whose text is gone. Texts that are older than such
    /// lines are passed over.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when something cannot be read.
    pub(crate) async fn differing_texts(&self) -> Result<Vec<String>> {
        // One transaction, so that no text is read later than its line.
        let mut line = self.read().await?;
        let mut tx = line.begin().await?;
        let mut found = Vec::new();
        talk(&mut tx, &mut found).await?;
        mails(&mut tx, &mut found).await?;
        Ok(found)
    }
}

/// Notes and messages, of so many applications at a time.
async fn talk(conn: &mut SqliteConnection, found: &mut Vec<String>) -> Result<()> {
    let since: i64 = sqlx::query_scalar("select coalesce(max(since_at), 0) from history_detail")
        .fetch_one(&mut *conn)
        .await?;
    let mut after = String::new();
    loop {
        let last: Option<String> = sqlx::query_scalar(
            "select max(id) from (select id from application where id > $1 order by id limit $2)",
        )
        .bind(&after)
        .bind(ROUND)
        .fetch_one(&mut *conn)
        .await?;
        let Some(last) = last else { return Ok(()) };
        let mut told = lines(conn, &after, &last).await?;
        let texts = texts(conn, &after, &last).await?;
        let fits = |told: &mut HashMap<Key, Vec<(i64, Value)>>, text: &Text| -> bool {
            let Some(lines) = told.get_mut(&text.key) else {
                return false;
            };
            let at = lines.iter().position(|(_, detail)| text.fits(detail));
            at.map(|at| lines.swap_remove(at)).is_some()
        };
        let rest: Vec<Text> = texts
            .into_iter()
            .filter(|text| !fits(&mut told, text))
            .collect();
        for text in rest {
            let (act, .., at) = &text.key;
            let line = told.get_mut(&text.key).and_then(Vec::pop);
            if line.is_some() {
                found.push(format!("{act} {}: its text was changed", text.id));
            } else if *at >= since {
                found.push(format!("{act} {}: the history tells of none", text.id));
            }
        }
        for ((act, ..), lines) in told {
            let gone = lines.iter().map(|(seq, _)| {
                format!("{act}: the one is gone of which line {seq} of the history tells")
            });
            found.extend(gone);
        }
        after = last;
    }
}

/// The lines of history of notes and messages, by what they share with their texts.
async fn lines(
    conn: &mut SqliteConnection,
    after: &str,
    last: &str,
) -> Result<HashMap<Key, Vec<(i64, Value)>>> {
    let rows = sqlx::query(
        "select act, subject_id, coalesce(person_id, ''), at, seq, detail from event
         where subject = 'application' and subject_id > $1 and subject_id <= $2 and act in ('note', 'confidential-note', 'message')",
    )
    .bind(after)
    .bind(last)
    .fetch_all(conn)
    .await?;
    let mut told: HashMap<Key, Vec<(i64, Value)>> = HashMap::new();
    for row in rows {
        let key = (
            row.try_get(0)?,
            row.try_get(1)?,
            row.try_get(2)?,
            row.try_get(3)?,
        );
        let detail = serde_json::from_str(row.try_get(5)?)?;
        told.entry(key).or_default().push((row.try_get(4)?, detail));
    }
    Ok(told)
}

/// Notes and messages as their rows have them.
async fn texts(conn: &mut SqliteConnection, after: &str, last: &str) -> Result<Vec<Text>> {
    let rows = sqlx::query(
        "select iif(is_confidential, 'confidential-note', 'note'), application_id, person_id, written_at, id, body, true from note
         where application_id > $1 and application_id <= $2
         union all
         select 'message', application_id, person_id, sent_at, id, body, from_office from message
         where application_id > $1 and application_id <= $2",
    )
    .bind(after)
    .bind(last)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Text {
                key: (
                    row.try_get(0)?,
                    row.try_get(1)?,
                    row.try_get(2)?,
                    row.try_get(3)?,
                ),
                id: row.try_get(4)?,
                body: row.try_get(5)?,
                from_office: row.try_get(6)?,
            })
        })
        .collect()
}

/// Mails, of which the newest line with a seal counts: whoever edits one in the out-box seals it anew.
async fn mails(conn: &mut SqliteConnection, found: &mut Vec<String>) -> Result<()> {
    let first: Option<i64> = sqlx::query_scalar(
        "select min(m.search_id) from event e join mail m on m.id = e.subject_id
         where e.subject = 'mail' and e.act = $1",
    )
    .bind(MAIL_WRITTEN)
    .fetch_one(&mut *conn)
    .await?;
    let mut after = 0_i64;
    loop {
        let rows = sqlx::query(
            "select m.search_id, m.id, m.recipient, m.subject, m.body, m.act, (
                select json_extract(e.detail, '$.seal') from event e where e.subject = 'mail' and e.subject_id = m.id
                    and json_extract(e.detail, '$.seal') is not null order by e.seq desc limit 1)
             from mail m where m.search_id > $1 order by m.search_id limit $2",
        )
        .bind(after)
        .bind(ROUND)
        .fetch_all(&mut *conn)
        .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            after = row.try_get(0)?;
            let id: &str = row.try_get(1)?;
            let parts: [&str; 3] = [row.try_get(2)?, row.try_get(3)?, row.try_get(4)?];
            let seal: Option<&str> = row.try_get(6)?;
            match seal {
                Some(seal) if seal != digest(id, &parts) => {
                    found.push(format!("mail {id}: its text or address was changed"));
                }
                Some(_) => {}
                None if crate::mail::is_sealed(row.try_get(5)?)
                    && first.is_some_and(|first| after > first) =>
                {
                    found.push(format!("mail {id}: the history tells of none"));
                }
                None => {}
            }
        }
    }
    let gone: Vec<(String, i64)> = sqlx::query_as(
        "select e.subject_id, e.seq from event e where e.subject = 'mail' and e.act = $1
            and not exists (select 1 from mail m where m.id = e.subject_id) order by e.seq",
    )
    .bind(MAIL_WRITTEN)
    .fetch_all(conn)
    .await?;
    let gone = gone.into_iter().map(|(id, seq)| {
        format!("mail {id}: it is gone, and line {seq} of the history tells of it")
    });
    found.extend(gone);
    Ok(())
}
