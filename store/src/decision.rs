//! Decisions of the office: written, kept while they are being written, and recorded in one transaction.

use crate::application::{Act, Application};
use crate::life::Due;
use crate::once::Form;
use crate::review::whole::Whole;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, consult, fresh, once};
use ::partnership::application::{Action, Side};
use ::partnership::change::Asked;
use ::partnership::id::ApplicationId;
use ::partnership::review::ready_to_approve;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::Row;
use std::collections::BTreeMap;

/// What the office decides.
#[derive(Debug, Clone)]
pub enum Decision<'a> {
    /// The partner has to change these pages or questions.
    RequestChanges {
        /// The pages and questions.
        asked: &'a Asked,
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
        tx.commit().await
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
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(fields
            .map(|text| serde_json::from_str(&text))
            .transpose()?
            .unwrap_or_default())
    }

    /// Decides. An approval creates the partnership in the same transaction.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::Led`] when several review it and somebody else leads, unless
    /// it asks for changes; [`Error::Stale`], too, when a criterion of an approval is
    /// no longer found met, or an answer of another office has to come before.
    pub async fn decide(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        decision: Decision<'_>,
        act: Act<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Decide, act.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let detail = match &decision {
            Decision::RequestChanges {
                asked,
                body,
                due_on,
            } => {
                json!({ "steps": asked.steps, "questions": asked.questions, "body": body, "due": due_on })
            }
            Decision::Approve(a) => {
                let mut detail = json!({
                    "level": a.level, "agreement": a.agreement, "conditions": a.conditions
                });
                if let Some(day) = a.ends_on {
                    detail["ends"] = json!(day);
                }
                // What somebody chose against the proposal is told with its reason; what was confirmed needs none.
                if !a.proposed.is_empty() && a.proposed != a.level {
                    detail["proposed"] = json!(a.proposed);
                    detail["why-level"] = json!(a.why_level);
                }
                if !a.why_agreement.is_empty() {
                    detail["why-agreement"] = json!(a.why_agreement);
                }
                detail
            }
            Decision::Decline { reason } => json!({ "body": reason }),
            Decision::Redirect { route, body } => json!({ "route": route, "body": body }),
        };
        // Changes are due on a day; whatever else is decided is waited for no more.
        let due = Due::Is(match &decision {
            Decision::RequestChanges { due_on, .. } => Some(*due_on),
            _ => None,
        });
        self.advance(&mut tx, asker, id, (decision.action(), due), &act, detail)
            .await?;
        let whole = Whole::of(&mut tx, id.as_str()).await?;
        if !whole.panel.decides(&asker.id, decision.action()) {
            return Err(Error::Led);
        }
        if !matches!(decision, Decision::RequestChanges { .. }) {
            consult::check_answered(&mut tx, id).await?;
        }
        match decision {
            Decision::RequestChanges {
                asked,
                body,
                due_on,
            } => {
                sqlx::query(
                    "insert into change_request (id, district_id, application_id, steps, body, due_on, asked_by, asked_at, questions)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                )
                .bind(fresh::id())
                .bind(self.district())
                .bind(id.as_str())
                .bind(serde_json::to_string(&asked.steps)?)
                .bind(body)
                .bind(due_on.to_string())
                .bind(asker.id.as_str())
                .bind(micros(act.at))
                .bind(serde_json::to_string(&asked.questions)?)
                .execute(&mut *tx)
                .await?;
            }
            Decision::Approve(approval) => {
                check_findings(&whole, approval.criteria)?;
                self.create_partnership(&mut tx, asker, id, &approval, act.at)
                    .await?
            }
            Decision::Decline { .. } | Decision::Redirect { .. } => {}
        }
        // What a colleague is writing stays: they shall see it beside this decision.
        sqlx::query("delete from decision_draft where application_id = $1 and person_id = $2")
            .bind(id.as_str())
            .bind(asker.id.as_str())
            .execute(&mut *tx)
            .await?;
        self.finish(&mut tx, asker, Form::Decide, &act).await?;
        tx.commit().await?;
        self.changed();
        Ok(())
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
        .fetch_optional(&mut *self.read().await?)
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

/// Fails unless each of these criteria is found met now.
fn check_findings(whole: &Whole, criteria: &[&str]) -> Result<()> {
    let finding = |slug: &str| whole.counted(slug).map(|found| found.finding);
    ready_to_approve(criteria.iter().copied(), finding).map_err(|_| Error::Stale)
}
