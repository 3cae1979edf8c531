//! Settling what the partner was asked about a draft: which of two texts stays, and whether answers go
//! that an answer elsewhere has closed.

use super::{Typed, write_step};
use crate::upload::drop_files;
use crate::{Asker, Error, Result, Store};
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, Utc};

/// What somebody chose between the texts of a step.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The step.
    pub slug: &'a str,
    /// As for a save ([`super::Save::open`]).
    pub open: bool,
    /// The other text that is taken; none when the stored one stays.
    pub take: Option<&'a str>,
    /// The version of the stored text that was shown.
    pub seen: i64,
    /// The other texts that were shown.
    pub shown: &'a [&'a str],
}

impl Store {
    /// Takes answers out of a draft: those of questions that are no longer asked, when the partner agreed.
    /// `fields` are steps with the names of their fields; steps that were never saved are left alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it; [`Error::Refused`] when nothing can be edited.
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
            let typed = Typed {
                slug,
                answers: &answers,
                tab: "",
                by: asker.id.as_str(),
                at,
                width: None,
            };
            write_step(&mut tx, self.district(), id.as_str(), typed).await?;
        }
        tx.commit().await?;
        self.forget(gone.iter()).await;
        Ok(())
    }

    /// Ends the choice between the texts of a step: keeps the stored one, or takes another. Only texts that
    /// were shown go; one that came since waits for a choice of its own.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it; [`Error::Refused`] when the step is not open;
    /// [`Error::Stale`] when there is nothing to choose any more, or another text is stored than was shown.
    pub async fn choose(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        choice: Choice<'_>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        self.find_open(&mut tx, asker, id, choice.slug, choice.open)
            .await?;
        let version: i64 = sqlx::query_scalar(
            "select version from application_step where application_id = $1 and slug = $2",
        )
        .bind(id.as_str())
        .bind(choice.slug)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::Stale)?;
        let (mut gone, mut taken) = (0, None);
        for other in choice.shown {
            let answers: Option<String> = sqlx::query_scalar(
                "delete from other_text where id = $1 and application_id = $2 and slug = $3 returning answers",
            )
            .bind(other)
            .bind(id.as_str())
            .bind(choice.slug)
            .fetch_optional(&mut *tx)
            .await?;
            gone += i64::from(answers.is_some());
            if choice.take == Some(other) {
                taken = answers;
            }
        }
        if version != choice.seen || gone == 0 || choice.take.is_some() != taken.is_some() {
            return Err(Error::Stale);
        }
        if let Some(taken) = taken {
            let answers: Answers = serde_json::from_str(&taken)?;
            let typed = Typed {
                slug: choice.slug,
                answers: &answers,
                tab: "",
                by: asker.id.as_str(),
                at,
                width: None,
            };
            write_step(&mut tx, self.district(), id.as_str(), typed).await?;
        }
        tx.commit().await
    }
}
