//! What is written around an application: notes of the office, and messages between office and partner.

mod colleague;
mod message;
mod note;
mod read;
mod write;

pub use write::{Beside, NewMessage, NewNote, Written};

use crate::application::Application;
use crate::time::instant;
use crate::{Asker, Result, Store};
use ::partnership::form::file::Handed;
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
pub(crate) use read::{mentioned, unread};
use serde::Deserialize;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// How many messages a partner may send in an hour: each is a mail to the office.
pub const MESSAGES_PER_HOUR: i64 = 20;

/// How many files come with a message or a note at most.
pub const FILES: usize = 5;

/// The most MiB of each of them.
pub const MEGABYTES: u64 = 10;

/// The act of history and mails by which a confidential note is written.
pub const CONFIDENTIAL: &str = "confidential-note";

/// A note or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place among all that is written around the application; 0 for what was written before that was counted.
    pub number: i64,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The text.
    pub body: String,
    /// Whether the office wrote it; always so for notes.
    pub from_office: bool,
    /// Whether the partner can read it.
    pub is_message: bool,
    /// The files that came with it.
    pub files: Vec<Handed>,
    /// Of a note, the colleagues whom it names.
    pub told: Vec<String>,
    /// Whether it is a note that nobody reads but its writer and those whom it names.
    pub is_confidential: bool,
    /// Whether somebody else wrote it, and whoever asks has not read it yet.
    pub is_new: bool,
}

/// The condition on a note `n` that the person of a parameter may read it, who reads notes of its application.
pub(crate) fn is_read_by(parameter: &str) -> String {
    format!(
        "(n.is_confidential = 0 or n.person_id = {parameter} or exists (
            select 1 from note_reader r where r.note_id = n.id and r.person_id = {parameter}))"
    )
}

/// The statement of all entries of the application `$1`, with the notes where `$2` says so, for the person of a
/// parameter.
pub(crate) fn lines(reader: &str) -> String {
    let is_new = |of: &str, at: &str| {
        format!(
            "({of}.person_id <> {reader} and {of}.number > ifnull((select k.number from read_mark k
                where k.person_id = {reader} and k.application_id = $1), 0)
             and {of}.{at} >= (select me.created_at from person me where me.id = {reader}))"
        )
    };
    let files = |column: &str, of: &str| {
        format!(
            "json((select json_group_array(json_array(u.id, u.size, u.name))
                from (select * from upload f where f.{column} = {of}.id order by f.rowid) u))"
        )
    };
    format!(
        "select 'message', json_object('number', m.number, 'new', {new_message}, 'files', {message_files}), '', m.body,
            coalesce(nullif(p.name, ''), p.email), m.sent_at as at, m.from_office
            from message m join person p on p.id = m.person_id where m.application_id = $1
         union all
         select 'note', json_object('number', n.number, 'new', {new_note}, 'files', {note_files},
                'confidential', n.is_confidential,
                'told', json((select json_group_array(name) from (
                    select coalesce(nullif(t.name, ''), t.email) as name from note_reader r
                    join person t on t.id = r.person_id where r.note_id = n.id order by 1)))), '', n.body,
            coalesce(nullif(p.name, ''), p.email), n.written_at, 1
            from note n join person p on p.id = n.person_id where n.application_id = $1 and $2 and {is_read}",
        new_message = is_new("m", "sent_at"),
        new_note = is_new("n", "written_at"),
        message_files = files("message_id", "m"),
        note_files = files("note_id", "n"),
        is_read = is_read_by(reader),
    )
}

/// What a line says beside its text.
#[derive(Deserialize)]
struct More {
    number: i64,
    new: i64,
    files: Vec<(String, u64, String)>,
    #[serde(default)]
    confidential: i64,
    #[serde(default)]
    told: Vec<String>,
}

/// The entry of such a line.
pub(crate) fn entry(row: &SqliteRow) -> Result<Entry> {
    let more: More = serde_json::from_str(row.try_get(1)?)?;
    let files = more.files.into_iter();
    Ok(Entry {
        number: more.number,
        by: row.try_get(4)?,
        at: instant(row.try_get(5)?)?,
        body: row.try_get(3)?,
        from_office: row.try_get(6)?,
        is_message: row.try_get::<&str, _>(0)? == "message",
        files: files
            .map(|(id, size, name)| Handed { id, size, name })
            .collect(),
        told: more.told,
        is_confidential: more.confidential != 0,
        is_new: more.new != 0,
    })
}

impl Store {
    /// Notes (for the office) and messages (with the partner), oldest first. A partner gets messages only, and nobody
    /// a confidential note but its writer and those whom it names.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn entries(&self, asker: &Asker, application: &Application) -> Result<Vec<Entry>> {
        let with_notes = asker.may(Right::ReadApplications) && !application.is_kept_from(&asker.id);
        let sql = format!("select * from ({}) order by at limit 500", lines("$3"));
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(application.id.as_str())
            .bind(with_notes)
            .bind(asker.id.as_str())
            .fetch_all(&mut *self.read().await?)
            .await?;
        rows.iter().map(entry).collect()
    }
}
