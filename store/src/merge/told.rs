//! What the history tells of a merger.

use crate::event::{self, New};
use crate::{Asker, Result, Store};
use ::partnership::id::OrganizationId;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

/// The two organizations with their names.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) from: (&'a OrganizationId, &'a str),
    pub(super) into: (&'a OrganizationId, &'a str),
}

impl Store {
    /// A line in the history of both organizations, of each partnership that moved, and of each application that was sent
    /// under the name that is given up.
    pub(super) async fn log_merger(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        act: &str,
        names: Names<'_>,
        moved: &[String],
        at: DateTime<Utc>,
    ) -> Result<()> {
        let organizations = [names.from.0, names.into.0].map(|id| ("organization", id.as_str()));
        let partnerships = moved.iter().map(|id| ("partnership", id.as_str()));
        let sent: Vec<String> = sqlx::query_scalar(
            "select id from application where district_id = $1 and submitted_at is not null
                and organization = $2 collate nocase order by number",
        )
        .bind(self.district())
        .bind(names.from.1)
        .fetch_all(&mut *tx)
        .await?;
        let applications = sent.iter().map(|id| ("application", id.as_str()));
        let subjects = organizations.into_iter().chain(partnerships);
        for (subject, subject_id) in subjects.chain(applications) {
            let new = New {
                at,
                person: Some(asker.id.as_str()),
                subject,
                subject_id,
                act,
                detail: json!({ "from": names.from.1, "into": names.into.1, "partnerships": moved.len() }),
            };
            event::append(&mut *tx, self.district(), new).await?;
        }
        Ok(())
    }
}
