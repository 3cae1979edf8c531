//! What is written, and what becomes of it: the text with its files, its line of history and its mails, or nothing.

use super::FILES;
use crate::mail::NewMail;
use crate::once::Form;
use crate::upload::{Arrived, Full, NewRow, Room};
use crate::{Asker, Error, Result, Store};
use ::partnership::id::{ApplicationId, PersonId};
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// Files that come with a message or a note, and how much room there is for them.
#[derive(Debug, Default)]
pub struct Beside {
    /// The files: at most [`super::FILES`].
    pub files: Vec<Arrived>,
    /// The room.
    pub room: Room,
}

/// A note that is to be written.
#[derive(Debug, Default)]
pub struct NewNote<'a> {
    /// The text.
    pub body: &'a str,
    /// The colleagues whom it names.
    pub told: &'a [PersonId],
    /// Whether nobody but they, and the writer, reads it.
    pub is_confidential: bool,
    /// What tells them.
    pub mails: &'a [NewMail],
    /// What comes with it.
    pub beside: Beside,
}

/// A message that is to be sent.
#[derive(Debug, Default)]
pub struct NewMessage<'a> {
    /// The text.
    pub body: &'a str,
    /// What tells the other side.
    pub mails: &'a [NewMail],
    /// What comes with it.
    pub beside: Beside,
}

/// What became of something that somebody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is written, now or by the first of two same forms.
    Done,
    /// Nothing is written: the file of this place in their order has no room.
    Full(usize, Full),
}

/// How far writing came.
pub(super) enum Came {
    Written,
    Before,
    Full(usize, Full),
}

impl Store {
    /// Writes a note without more that only the office reads.
    ///
    /// # Errors
    /// As for [`Store::write_note`].
    pub async fn add_note(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let note = NewNote {
            body,
            ..NewNote::default()
        };
        self.write_note(asker, id, note, key, at).await.map(|_| ())
    }

    /// Sends a message without files, with a mail that says so.
    ///
    /// # Errors
    /// As for [`Store::write_message`].
    pub async fn add_message(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        mails: &[NewMail],
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let message = NewMessage {
            body,
            mails,
            ..NewMessage::default()
        };
        let written = self.write_message(asker, id, message, key, at).await;
        written.map(|_| ())
    }

    /// The files of what is to be written, kept aside; nothing when the same form was done before.
    pub(super) async fn kept_beside(
        &self,
        asker: &Asker,
        (form, key): (Form, &str),
        beside: Beside,
    ) -> Result<Option<(Vec<NewRow>, Room)>> {
        let Beside { files, room } = beside;
        if files.len() > FILES {
            return Err(Error::Refused);
        }
        if !files.is_empty() && self.was_done(asker, form, key).await? {
            return Ok(None);
        }
        Ok(Some((self.keep_files(files).await?, room)))
    }

    /// The files of what was not written go again.
    pub(super) async fn settled(&self, rows: &[NewRow], came: Result<Came>) -> Result<Written> {
        if !matches!(came, Ok(Came::Written)) {
            self.forget(rows.iter().map(NewRow::id)).await;
        }
        Ok(match came? {
            Came::Written | Came::Before => Written::Done,
            Came::Full(place, full) => Written::Full(place, full),
        })
    }
}

/// The number of the next entry of an application. Only the one writing connection asks, so no number is given twice.
pub(super) async fn next(tx: &mut SqliteConnection, id: &ApplicationId) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "select 1 + max(ifnull((select max(number) from message where application_id = $1), 0),
                        ifnull((select max(number) from note where application_id = $1), 0))",
    )
    .bind(id.as_str())
    .fetch_one(tx)
    .await?)
}

/// What history keeps of the files: their hashes, in their order.
pub(super) fn hashes(rows: &[NewRow]) -> Vec<&str> {
    rows.iter().map(NewRow::sha256).collect()
}
