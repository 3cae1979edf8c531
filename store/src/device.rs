//! The browsers that somebody is signed in with.

use crate::event::{self, New};
use crate::sign_in::IDLE_MINUTES;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::id::PersonId;
use ::partnership::person::{Email, Right};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// A signed-in browser as its owner sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub id: String,
    /// What the browser said of itself.
    pub device: String,
    /// Signed in since.
    pub created_at: DateTime<Utc>,
    /// Last used.
    pub seen_at: DateTime<Utc>,
}

impl Store {
    /// The person's signed-in browsers, the last used first.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn devices(&self, person: &PersonId, at: DateTime<Utc>) -> Result<Vec<Device>> {
        let rows = sqlx::query(
            "select id, device, created_at, seen_at from sign_in
             where person_id = $1 and district_id = $2 and ended_at is null and ends_at > $3 and seen_at > $4
             order by seen_at desc limit 50",
        )
        .bind(person.as_str())
        .bind(self.district())
        .bind(micros(at))
        .bind(micros(at - TimeDelta::minutes(IDLE_MINUTES)))
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Device {
                    id: row.try_get(0)?,
                    device: row.try_get(1)?,
                    created_at: instant(row.try_get(2)?)?,
                    seen_at: instant(row.try_get(3)?)?,
                })
            })
            .collect()
    }

    /// Signs a browser of this person out.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs.
    pub async fn sign_out(&self, person: &PersonId, id: &str, at: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        let ended = sqlx::query(
            "update sign_in set ended_at = coalesce(ended_at, $1) where id = $2 and person_id = $3 and district_id = $4",
        )
        .bind(micros(at))
        .bind(id)
        .bind(person.as_str())
        .bind(self.district())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if ended == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await
    }

    /// Signs a person out of every browser but the one that `but` names. People do so for themselves.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn sign_out_others(
        &self,
        person: &PersonId,
        but: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        self.end_all(&mut tx, person.as_str(), person.as_str(), but, at)
            .await?;
        tx.commit().await
    }

    /// Signs the person of an address out everywhere, whoever it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] when `by` does not manage people, or nobody has the address.
    pub async fn end_sign_ins(&self, by: &Asker, email: &Email, at: DateTime<Utc>) -> Result<()> {
        if !by.may(Right::ManagePeople) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        let person: String =
            sqlx::query_scalar("select id from person where district_id = $1 and email = $2")
                .bind(self.district())
                .bind(email.as_str())
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(Error::NotFound)?;
        self.end_all(&mut tx, by.id.as_str(), &person, "", at)
            .await?;
        tx.commit().await
    }

    async fn end_all(
        &self,
        tx: &mut SqliteConnection,
        by: &str,
        person: &str,
        but: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let ended = sqlx::query(
            "update sign_in set ended_at = $1 where person_id = $2 and district_id = $3 and id <> $4 and ended_at is null",
        )
        .bind(micros(at))
        .bind(person)
        .bind(self.district())
        .bind(but)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if ended == 0 {
            return Ok(());
        }
        let new = New {
            at,
            person: Some(by),
            subject: "person",
            subject_id: person,
            act: "end-sign-ins",
            detail: json!({}),
        };
        event::append(tx, self.district(), new).await
    }
}
