//! Settling what the partner was asked about a draft: which of two texts stays, and whether answers go
//! that an answer elsewhere has closed.

use super::write_step;
use crate::upload::drop_files;
use crate::{Asker, Error, Result, Store};
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, Utc};

impl Store {
    /// Takes answers out of a draft: those of questions that are no longer asked, when the partner agreed.
    /// `fields` are steps with the names of their fields; steps that were never saved are left alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner; [`Error::Refused`] when nothing can be edited.
    pub async fn drop_answers(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        fields: &[(&str, &[String])],
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let mut gone = Vec::new();
        for (slug, fields) in fields {
            self.find_open(&mut tx, asker, id, slug, true).await?;
            gone.extend(drop_files(&mut tx, id.as_str(), slug, fields, at).await?);
            let stored: Option<String> = sqlx::query_scalar(
                "select answers from application_step where application_id = $1 and slug = $2",
            )
            .bind(id.as_str())
            .bind(slug)
            .fetch_optional(&mut *tx)
            .await?;
            let Some(stored) = stored else {
                continue;
            };
            let mut answers: Answers = serde_json::from_str(&stored)?;
            for field in *fields {
                answers.set(field, Vec::new());
            }
            write_step(
                &mut tx,
                self.district(),
                id.as_str(),
                slug,
                &answers,
                "",
                at,
            )
            .await?;
        }
        tx.commit().await?;
        self.forget(gone.iter()).await;
        Ok(())
    }

    /// Ends the choice between two texts of a step: keeps the stored one, or takes the other. `open` is as
    /// for a save ([`super::Save::open`]).
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is nothing to choose; [`Error::Refused`] when the step is not open.
    pub async fn choose(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        (slug, open): (&str, bool),
        take_other: bool,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        self.find_open(&mut tx, asker, id, slug, open).await?;
        let other: Option<String> = sqlx::query_scalar(
            "select other from application_step where application_id = $1 and slug = $2",
        )
        .bind(id.as_str())
        .bind(slug)
        .fetch_optional(&mut *tx)
        .await?
        .flatten();
        let other: Answers = serde_json::from_str(&other.ok_or(Error::NotFound)?)?;
        if take_other {
            write_step(&mut tx, self.district(), id.as_str(), slug, &other, "", at).await?;
        }
        sqlx::query("update application_step set other = null, other_at = null where application_id = $1 and slug = $2")
            .bind(id.as_str())
            .bind(slug)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}
