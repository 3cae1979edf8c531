//! The office's work on an application: who reviews it, what each finds, and who leads.

pub mod desk;
pub mod panel;
pub(crate) mod reviewer;
mod settle;
pub(crate) mod whole;

use crate::{Asker, Error, Result, Store};
use ::partnership::application::Side;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::review::Finding;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

/// What somebody found for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: Finding,
    /// Why.
    pub note: String,
    /// What shows it: addresses of the web, and ids of files of the application.
    pub evidence: Vec<String>,
    /// Points, where the district gives them.
    pub points: Option<u16>,
    /// By whom.
    pub person: PersonId,
    /// Their name, or address.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

/// A finding to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: Finding,
    /// Why.
    pub note: String,
    /// What shows it: addresses of the web, and ids of files of the application.
    pub evidence: Vec<String>,
    /// Points, where the district gives them.
    pub points: Option<u16>,
    /// The version that the page showed; 0 for none.
    pub seen: i64,
}

impl From<(String, Finding, String, i64)> for Judged {
    fn from((criterion, finding, note, seen): (String, Finding, String, i64)) -> Self {
        Self {
            criterion,
            finding,
            note,
            evidence: Vec::new(),
            points: None,
            seen,
        }
    }
}

impl Store {
    /// Gives the application to somebody, or to nobody.
    ///
    /// # Errors
    /// [`Error::NotFound`] when either may not decide.
    pub async fn assign(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        to: Option<&PersonId>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        self.give(&mut tx, asker, id, to, at).await?;
        tx.commit().await
    }

    /// The same within a transaction. Tells whether somebody else had it before.
    pub(crate) async fn give(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
        to: Option<&PersonId>,
        at: DateTime<Utc>,
    ) -> Result<bool> {
        let (_, side, _) = self.find_for_act(tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        let name: Option<String> = match to {
            None => None,
            Some(to) => Some(
                sqlx::query_scalar(
                    "select coalesce(nullif(p.name, ''), p.email) from person p where p.id = $1 and p.district_id = $2
                     and exists (select 1 from person_role r where r.person_id = p.id and r.ended_at is null
                                 and r.role in ('office', 'administrator'))
                     and p.id <> (select owner_id from application where id = $3)
                     and p.id not in (select m.person_id from application_member m where m.application_id = $3)
                     and p.id not in (select x.person_id from conflict x where x.application_id = $3)",
                )
                .bind(to.as_str())
                .bind(self.district())
                .bind(id.as_str())
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(Error::NotFound)?,
            ),
        };
        let was: Option<String> = sqlx::query_scalar(
            "select coalesce(nullif(p.name, ''), p.email) from application a join person p on p.id = a.assignee_id
             where a.id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let changed = sqlx::query(
            "update application set assignee_id = $1 where id = $2 and assignee_id is not $1",
        )
        .bind(to.map(PersonId::as_str))
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if changed > 0 {
            self.log(
                tx,
                asker.id.as_str(),
                id.as_str(),
                "assign",
                json!({ "to": name, "was": was, "person": to }),
                at,
            )
            .await?;
        }
        Ok(changed > 0)
    }
}
