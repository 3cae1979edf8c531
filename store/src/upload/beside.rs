//! Files beside a message or a note: kept with it for good, and read by whoever reads it.

use super::{Full, NewRow, Room};
use crate::application::Application;
use crate::talk::is_read_by;
use crate::time::micros;
use crate::{Asker, Result, Store};
use ::partnership::id::ApplicationId;
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// What files come with, by its id.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Carrier<'a> {
    Message(&'a str),
    Note(&'a str),
}

impl Store {
    /// Writes the rows of files that came with a message or a note. Gives the first that has no room, and why: then
    /// the caller writes nothing.
    pub(crate) async fn add_beside(
        &self,
        tx: &mut SqliteConnection,
        (application, person): (&ApplicationId, &str),
        carrier: Carrier<'_>,
        (rows, room): (&[NewRow], Room),
        at: DateTime<Utc>,
    ) -> Result<Option<(usize, Full)>> {
        if rows.is_empty() {
            return Ok(None);
        }
        let (message, note) = match carrier {
            Carrier::Message(id) => (Some(id), None),
            Carrier::Note(id) => (None, Some(id)),
        };
        let (mut own, mut all) = self.taken(tx, application.as_str()).await?;
        for (place, row) in rows.iter().enumerate() {
            own += row.handed.size;
            all += row.handed.size;
            if own > room.application {
                return Ok(Some((place, Full::Application)));
            }
            if all > room.district {
                return Ok(Some((place, Full::District)));
            }
            sqlx::query(
                "insert into upload (id, district_id, application_id, slug, field, name, kind, size, sha256, person_id,
                    added_at, sent_at, message_id, note_id)
                 values ($1, $2, $3, '', '', $4, $5, $6, $7, $8, $9, $9, $10, $11)",
            )
            .bind(row.id())
            .bind(self.district())
            .bind(application.as_str())
            .bind(&row.handed.name)
            .bind(row.kind.word())
            .bind(i64::try_from(row.handed.size).unwrap_or(i64::MAX))
            .bind(row.sha256())
            .bind(person)
            .bind(micros(at))
            .bind(message)
            .bind(note)
            .execute(&mut *tx)
            .await?;
        }
        Ok(None)
    }

    /// Whether the asker reads a note of an application that was found for them.
    pub(super) async fn reads_note(
        &self,
        asker: &Asker,
        application: &Application,
        note: Option<&str>,
    ) -> Result<bool> {
        if !asker.may(Right::ReadApplications) || application.is_kept_from(&asker.id) {
            return Ok(false);
        }
        let sql = format!(
            "select exists (select 1 from note n where n.id = $1 and n.application_id = $2 and {})",
            is_read_by("$3")
        );
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(note)
            .bind(application.id.as_str())
            .bind(asker.id.as_str())
            .fetch_one(&mut *self.read().await?)
            .await?)
    }
}
