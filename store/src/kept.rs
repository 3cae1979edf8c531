//! What was typed into a form that could not be taken: kept for an hour, so that it can be shown again.

use crate::person::person_id;
use crate::time::micros;
use crate::{Error, Result, Store, fresh};
use ::partnership::id::PersonId;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// What may be kept for somebody.
struct Room {
    /// Bytes of one form.
    form: usize,
    /// Forms of all such people together.
    forms: i64,
    /// Bytes of all those forms.
    bytes: i64,
}

/// What is kept for people who are or were signed in.
const KNOWN: Room = Room {
    form: 512 * 1024,
    forms: 5_000,
    bytes: 64 * 1024 * 1024,
};
/// What is kept for everybody else. They have room of their own, so that they crowd out nobody known.
const UNKNOWN: Room = Room {
    form: 64 * 1024,
    forms: 1_000,
    bytes: 4 * 1024 * 1024,
};

const fn room(is_known: bool) -> &'static Room {
    if is_known { &KNOWN } else { &UNKNOWN }
}

/// Whether a form is small enough to be kept.
#[must_use]
pub fn fits(fields: &BTreeMap<String, String>, is_known: bool) -> bool {
    size(fields) <= room(is_known).form
}

fn size(fields: &BTreeMap<String, String>) -> usize {
    fields
        .iter()
        .map(|(name, text)| name.len() + text.len())
        .sum()
}

/// Whose form it was, and where it stood: it is shown again only there, and only to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Who typed; `None` for somebody unknown.
    pub person: Option<&'a PersonId>,
    /// The path of the page, without its query.
    pub page: &'a str,
}

impl Store {
    /// Keeps what was typed, with the reason it could not be taken. Gives a name nobody can guess. When
    /// there is no more room, what was kept longest goes.
    ///
    /// # Errors
    /// [`Error::Refused`] when it does not fit ([`fits`]); [`Error::Db`].
    pub async fn keep(
        &self,
        place: Place<'_>,
        fields: &BTreeMap<String, String>,
        error: &str,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let is_known = place.person.is_some();
        if !fits(fields, is_known) {
            return Err(Error::Refused);
        }
        let id = fresh::secret();
        let fields = serde_json::to_string(fields)?;
        let mut tx = self.write().await?;
        sqlx::query("delete from kept where kept_at < $1")
            .bind(micros(now - TimeDelta::hours(1)))
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "insert into kept (id, district_id, person_id, page, fields, error, size, kept_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(self.district())
        .bind(place.person.map(PersonId::as_str))
        .bind(place.page)
        .bind(&fields)
        .bind(error)
        .bind(i64::try_from(fields.len() + error.len() + place.page.len()).unwrap_or(i64::MAX))
        .bind(micros(now))
        .execute(&mut *tx)
        .await?;
        make_room(&mut tx, is_known).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What was kept under a name, for this person on this page.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is nothing, it is older than an hour, or belongs to somebody else or
    /// to another page.
    pub async fn kept(
        &self,
        id: &str,
        place: Place<'_>,
        now: DateTime<Utc>,
    ) -> Result<(BTreeMap<String, String>, String)> {
        let (fields, error): (String, String) = sqlx::query_as(
            "select fields, error from kept
             where id = $1 and district_id = $2 and kept_at >= $3 and person_id is $4 and page = $5",
        )
        .bind(id)
        .bind(self.district())
        .bind(micros(now - TimeDelta::hours(1)))
        .bind(place.person.map(PersonId::as_str))
        .bind(place.page)
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok((serde_json::from_str(&fields)?, error))
    }

    /// Whose sign-in a form's token belongs to, ended or not; `None` when the token is nobody's.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn person_of_form(&self, token: &str) -> Result<Option<PersonId>> {
        let id: Option<String> = sqlx::query_scalar(
            "select person_id from sign_in where form_token = $1 and district_id = $2",
        )
        .bind(token)
        .bind(self.district())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        id.map(|id| person_id(&id)).transpose()
    }
}

/// Deletes the oldest forms until the rest fits.
async fn make_room(tx: &mut SqliteConnection, is_known: bool) -> Result<()> {
    sqlx::query(
        "delete from kept where id in (
            select id from (
                select id, row_number() over newest as forms, sum(size) over newest as bytes from kept
                where (person_id is not null) = $1 window newest as (order by kept_at desc, rowid desc)
            ) where forms > $2 or bytes > $3
         )",
    )
    .bind(is_known)
    .bind(room(is_known).forms)
    .bind(room(is_known).bytes)
    .execute(tx)
    .await?;
    Ok(())
}
