//! The office's work on an application: findings, notes, messages, assignment and the decision.

pub mod desk;

use crate::application::{Act, Application};
use crate::mail::{self, Cause, NewMail};
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::application::{Action, Side};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use ::partnership::review::Finding;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::Row;
use std::collections::BTreeMap;

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

/// A note or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The text.
    pub body: String,
    /// Whether the office wrote it; always so for notes.
    pub from_office: bool,
    /// Whether the partner can read it.
    pub is_message: bool,
}

/// What the office decides.
#[derive(Debug, Clone)]
pub enum Decision<'a> {
    /// The partner has to change these steps.
    RequestChanges {
        /// The steps.
        steps: &'a [String],
        /// What to do.
        body: &'a str,
        /// Until when.
        due_on: NaiveDate,
    },
    /// It becomes a partnership.
    Approve(crate::partnership::Approval<'a>),
    /// No, with a reason that the partner reads.
    Decline {
        /// The reason.
        reason: &'a str,
    },
    /// Another of the district's processes applies.
    Redirect {
        /// The route.
        route: &'a str,
        /// What the partner reads.
        body: &'a str,
    },
}

impl Decision<'_> {
    /// The action behind the decision.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::RequestChanges { .. } => Action::RequestChanges,
            Self::Approve(_) => Action::Approve,
            Self::Decline { .. } => Action::Decline,
            Self::Redirect { .. } => Action::Redirect,
        }
    }
}

impl Store {
    /// What was found so far; nothing for the owner. The caller has found the application for the asker
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
        .bind(application.owner != asker.id)
        .fetch_all(self.reader())
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
        Ok(tx.commit().await?)
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
        let (_, side, _) = self.find_for_act(&mut tx, asker, id).await?;
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
                     and p.id <> (select owner_id from application where id = $3)",
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
                &mut tx,
                asker.id.as_str(),
                id.as_str(),
                "assign",
                json!({ "to": name }),
                at,
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Notes (for the office) and messages (with the partner), oldest first. A partner gets messages only.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn entries(&self, asker: &Asker, application: &Application) -> Result<Vec<Entry>> {
        let with_notes = asker.may(Right::ReadApplications) && application.owner != asker.id;
        let rows = sqlx::query(
            "select * from (
                select coalesce(nullif(p.name, ''), p.email), m.sent_at as at, m.body, m.from_office, 1
                from message m join person p on p.id = m.person_id where m.application_id = $1
                union all
                select coalesce(nullif(p.name, ''), p.email), n.written_at, n.body, 1, 0
                from note n join person p on p.id = n.person_id where n.application_id = $1 and $2
             ) order by at limit 500",
        )
        .bind(application.id.as_str())
        .bind(with_notes)
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Entry {
                    by: row.try_get(0)?,
                    at: instant(row.try_get(1)?)?,
                    body: row.try_get(2)?,
                    from_office: row.try_get(3)?,
                    is_message: row.try_get(4)?,
                })
            })
            .collect()
    }

    /// Writes a note that only the office reads.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn add_note(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        if self.find_for_act(&mut tx, asker, id).await?.1 != Side::Office {
            return Err(Error::NotFound);
        }
        sqlx::query("insert into note (id, district_id, application_id, person_id, body, written_at) values ($1, $2, $3, $4, $5, $6)")
            .bind(fresh::id())
            .bind(self.district())
            .bind(id.as_str())
            .bind(asker.id.as_str())
            .bind(body)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
        once::done(&mut tx, self.district(), asker.id.as_str(), key, "", at).await?;
        Ok(tx.commit().await?)
    }

    /// Sends a message, from the office to the partner or the other way, with a mail that says so.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] when it was never sent, for then the office does not see it.
    pub async fn add_message(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        mails: &[NewMail],
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (_, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        let sent: bool =
            sqlx::query_scalar("select submitted_at is not null from application where id = $1")
                .bind(id.as_str())
                .fetch_one(&mut *tx)
                .await?;
        if !sent {
            return Err(Error::Refused);
        }
        sqlx::query(
            "insert into message (id, district_id, application_id, person_id, from_office, body, sent_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(side == Side::Office)
        .bind(body)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let cause = Cause {
            person: asker.id.as_str(),
            key,
            act: "message",
            application: Some(id.as_str()),
            at,
        };
        mail::enqueue(&mut tx, self.district(), cause, mails).await?;
        once::done(&mut tx, self.district(), asker.id.as_str(), key, "", at).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps a decision that is being written, right or wrong.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn save_decision(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        action: Action,
        fields: &BTreeMap<String, Vec<String>>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if self.find_for_act(&mut tx, asker, id).await?.1 != Side::Office {
            return Err(Error::NotFound);
        }
        sqlx::query(
            "insert into decision_draft (application_id, person_id, action, district_id, fields, saved_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (application_id, person_id, action) do update set fields = excluded.fields, saved_at = excluded.saved_at",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(action.word())
        .bind(self.district())
        .bind(serde_json::to_string(fields)?)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// The decision that the asker is writing; empty when there is none.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn decision(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        action: Action,
    ) -> Result<BTreeMap<String, Vec<String>>> {
        let fields: Option<String> = sqlx::query_scalar(
            "select fields from decision_draft where application_id = $1 and person_id = $2 and action = $3",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(action.word())
        .fetch_optional(self.reader())
        .await?;
        Ok(fields
            .map(|text| serde_json::from_str(&text))
            .transpose()?
            .unwrap_or_default())
    }

    /// Whether the form with this key was taken already. A decision asks so when it finds nothing written
    /// any more: the first of two clicks has taken it.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn was_done(&self, asker: &Asker, key: &str) -> Result<bool> {
        let done: i64 = sqlx::query_scalar(
            "select exists (select 1 from once where person_id = $1 and key = $2)",
        )
        .bind(asker.id.as_str())
        .bind(key)
        .fetch_one(self.reader())
        .await?;
        Ok(done != 0)
    }

    /// Decides. An approval creates the partnership in the same transaction.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`].
    pub async fn decide(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        decision: Decision<'_>,
        act: Act<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), act.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let detail = match &decision {
            Decision::RequestChanges {
                steps,
                body,
                due_on,
            } => json!({ "steps": steps, "body": body, "due": due_on }),
            Decision::Approve(a) => {
                json!({ "level": a.level, "agreement": a.agreement, "conditions": a.conditions })
            }
            Decision::Decline { reason } => json!({ "body": reason }),
            Decision::Redirect { route, body } => json!({ "route": route, "body": body }),
        };
        self.advance(&mut tx, asker, id, decision.action(), &act, detail)
            .await?;
        let mut due: Option<NaiveDate> = None;
        match decision {
            Decision::RequestChanges {
                steps,
                body,
                due_on,
            } => {
                due = Some(due_on);
                sqlx::query(
                    "insert into change_request (id, district_id, application_id, steps, body, due_on, asked_by, asked_at)
                     values ($1, $2, $3, $4, $5, $6, $7, $8)",
                )
                .bind(fresh::id())
                .bind(self.district())
                .bind(id.as_str())
                .bind(serde_json::to_string(steps)?)
                .bind(body)
                .bind(due_on.to_string())
                .bind(asker.id.as_str())
                .bind(micros(act.at))
                .execute(&mut *tx)
                .await?;
            }
            Decision::Approve(approval) => {
                self.create_partnership(&mut tx, asker, id, &approval, act.at)
                    .await?
            }
            Decision::Decline { .. } | Decision::Redirect { .. } => {}
        }
        sqlx::query("update application set due_on = $1 where id = $2")
            .bind(due.map(|day| day.to_string()))
            .bind(id.as_str())
            .execute(&mut *tx)
            .await?;
        // What a colleague is writing stays: they shall see it beside this decision.
        sqlx::query("delete from decision_draft where application_id = $1 and person_id = $2")
            .bind(id.as_str())
            .bind(asker.id.as_str())
            .execute(&mut *tx)
            .await?;
        self.finish(&mut tx, asker, &act).await?;
        Ok(tx.commit().await?)
    }

    /// What the partner may know of the last decision: the act, what was written, and when.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn outcome(&self, application: &Application) -> Result<Option<crate::event::Event>> {
        let row = sqlx::query(
            "select at, act, detail from event where subject = 'application' and subject_id = $1
             and act in ('approve', 'decline', 'redirect', 'request-changes', 'withdraw') order by seq desc limit 1",
        )
        .bind(application.id.as_str())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| {
            Ok(crate::event::Event {
                at: instant(row.try_get(0)?)?,
                who: None,
                act: row.try_get(1)?,
                detail: serde_json::from_str(row.try_get(2)?)?,
            })
        })
        .transpose()
    }
}
