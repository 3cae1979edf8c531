//! What was typed into a form that could not be taken: kept for an hour, so that it can be shown again.

use crate::time::micros;
use crate::{Error, Result, Store, fresh};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

impl Store {
    /// Keeps what was typed, with the reason it could not be taken. Gives a name nobody can guess.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn keep(
        &self,
        fields: &BTreeMap<String, String>,
        error: &str,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let id = fresh::secret();
        let mut tx = self.write().await?;
        sqlx::query("delete from kept where kept_at < $1")
            .bind(micros(now - TimeDelta::hours(1)))
            .execute(&mut *tx)
            .await?;
        sqlx::query("insert into kept (id, district_id, fields, error, kept_at) values ($1, $2, $3, $4, $5)")
            .bind(&id)
            .bind(self.district())
            .bind(serde_json::to_string(fields)?)
            .bind(error)
            .bind(micros(now))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What was kept under a name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is nothing, or it is older than an hour.
    pub async fn kept(
        &self,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(BTreeMap<String, String>, String)> {
        let (fields, error): (String, String) = sqlx::query_as(
            "select fields, error from kept where id = $1 and district_id = $2 and kept_at >= $3",
        )
        .bind(id)
        .bind(self.district())
        .bind(micros(now - TimeDelta::hours(1)))
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok((serde_json::from_str(&fields)?, error))
    }
}
