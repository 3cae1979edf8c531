//! Requests for changes: which steps the partner opens again, and until when.

use crate::application::Application;
use crate::time::{day_opt, instant};
use crate::{Result, Store};
use ::partnership::change::Asked;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Row;

/// What the office asked the partner to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// The pages and questions that are open.
    pub asked: Asked,
    /// What to do.
    pub body: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
}

impl Store {
    /// The newest request for changes, answered or not.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn change_request(&self, application: &Application) -> Result<Option<ChangeRequest>> {
        let row = sqlx::query(
            "select steps, body, due_on, asked_at, questions from change_request where application_id = $1
             order by answered_at is null desc, asked_at desc limit 1",
        )
        .bind(application.id.as_str())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        row.map(|row| {
            Ok(ChangeRequest {
                asked: Asked {
                    steps: serde_json::from_str(row.try_get(0)?)?,
                    questions: serde_json::from_str(row.try_get(4)?)?,
                },
                body: row.try_get(1)?,
                due_on: day_opt(row.try_get(2)?)?,
                asked_at: instant(row.try_get(3)?)?,
            })
        })
        .transpose()
    }
}
