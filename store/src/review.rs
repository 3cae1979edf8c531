//! The office's work on an application: findings, notes, messages, assignment and the decision.

pub mod desk;

use crate::application::Application;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Side;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use ::partnership::review::Finding;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// What was found for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: Finding,
    /// Why.
    pub note: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

impl Store {
    /// What was found so far; nothing for those who work on it. The caller has found the application for the asker
    /// before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn findings(&self, asker: &Asker, application: &Application) -> Result<Vec<Found>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select f.criterion, f.finding, f.note, coalesce(nullif(p.name, ''), p.email), f.found_at, f.version
             from finding f join person p on p.id = f.person_id where f.application_id = $1 and $2",
        )
        .bind(application.id.as_str())
        .bind(application.part(&asker.id).is_none())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Found {
                    criterion: row.try_get(0)?,
                    finding: Finding::from_word(row.try_get(1)?)
                        .ok_or_else(|| Error::Corrupt("finding".into()))?,
                    note: row.try_get(2)?,
                    by: row.try_get(3)?,
                    at: instant(row.try_get(4)?)?,
                    version: row.try_get(5)?,
                })
            })
            .collect()
    }

    /// Writes findings, several at once; unchanged ones are left alone. `seen` is the version of each
    /// that the page showed (0 for none).
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] when the application is not being reviewed;
    /// [`Error::Stale`] when a colleague changed one of them meanwhile, and then nothing is written.
    pub async fn judge(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        findings: &[(String, Finding, String, i64)],
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let (stage, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if stage != ::partnership::application::Stage::InReview {
            return Err(Error::Refused);
        }
        for (criterion, finding, note, seen) in findings {
            let old = sqlx::query("select finding, note, version from finding where application_id = $1 and criterion = $2")
                .bind(id.as_str())
                .bind(criterion)
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(row) = &old {
                let same = row.try_get::<&str, _>(0)? == finding.word()
                    && row.try_get::<&str, _>(1)? == note;
                if same {
                    continue;
                }
                if row.try_get::<i64, _>(2)? != *seen {
                    return Err(Error::Stale);
                }
            }
            sqlx::query(
                "insert into finding (application_id, criterion, district_id, finding, note, person_id, found_at)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (application_id, criterion) do update set finding = excluded.finding, note = excluded.note,
                    person_id = excluded.person_id, found_at = excluded.found_at, version = version + 1",
            )
            .bind(id.as_str())
            .bind(criterion)
            .bind(self.district())
            .bind(finding.word())
            .bind(note)
            .bind(asker.id.as_str())
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            let detail = json!({ "criterion": criterion, "finding": finding.word(), "note": note });
            self.log(&mut tx, asker.id.as_str(), id.as_str(), "judge", detail, at)
                .await?;
        }
        tx.commit().await
    }

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
                     and p.id not in (select m.person_id from application_member m where m.application_id = $3)",
                )
                .bind(to.as_str())
                .bind(self.district())
                .bind(id.as_str())
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(Error::NotFound)?,
            ),
        };
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
                json!({ "to": name }),
                at,
            )
            .await?;
        }
        Ok(changed > 0)
    }
}
