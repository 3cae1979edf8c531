//! What an act on many does to one application, in a transaction of its own, and taking it back.

use super::{Deed, Outcome, note};
use crate::find::is_member;
use crate::mail::{self, Cause, NewMail};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::{Side, Stage};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// One application of an act that the asker has begun.
struct Own<'a> {
    asker: &'a Asker,
    id: &'a ApplicationId,
    at: DateTime<Utc>,
    mails: &'a [NewMail],
    /// The key of its mails.
    key: String,
}

impl Store {
    /// Does the act to one application, unless that was done before. The mails go out only when it is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the asker has begun no such act with this application.
    pub async fn bulk_one(
        &self,
        asker: &Asker,
        bulk: &str,
        id: &ApplicationId,
        mails: &[NewMail],
        at: DateTime<Utc>,
    ) -> Result<Outcome> {
        let mut tx = self.write().await?;
        let (deed, outcome, _) = self.bulk_row(&mut tx, asker, bulk, id).await?;
        if outcome != Outcome::Waiting {
            return Ok(outcome);
        }
        let own = Own {
            asker,
            id,
            at,
            mails,
            key: format!("{bulk}-{id}"),
        };
        let (outcome, before) = match self.apply(&mut tx, &own, &deed).await {
            Ok(applied) => applied,
            Err(Error::NotFound | Error::Refused) => (Outcome::Refused, None),
            Err(error) => return Err(error),
        };
        note(&mut tx, bulk, id, outcome, before).await?;
        tx.commit().await?;
        Ok(outcome)
    }

    /// Takes the act back for one application, unless somebody has changed it since.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the asker has begun no such act with this application; [`Error::Refused`] for a
    /// reminder, which cannot be taken back.
    pub async fn undo_one(
        &self,
        asker: &Asker,
        bulk: &str,
        id: &ApplicationId,
        mails: &[NewMail],
        at: DateTime<Utc>,
    ) -> Result<Outcome> {
        let mut tx = self.write().await?;
        let (deed, outcome, before) = self.bulk_row(&mut tx, asker, bulk, id).await?;
        if !deed.can_be_undone() {
            return Err(Error::Refused);
        }
        if outcome != Outcome::Done {
            return Ok(outcome);
        }
        let own = Own {
            asker,
            id,
            at,
            mails,
            key: format!("{bulk}-{id}-undo"),
        };
        let is_unchanged = self.stands(&mut tx, &own, &deed).await?;
        let undone = match (&deed, before.as_deref()) {
            _ if !is_unchanged => Ok(()),
            (Deed::Assign(_), before) => {
                let to = before.and_then(PersonId::parse);
                self.give(&mut tx, asker, id, to.as_ref(), at)
                    .await
                    .map(drop)
            }
            (_, Some(day)) => match day.parse() {
                Ok(day) => self.move_day(&mut tx, &own, day).await.map(drop),
                Err(_) => Err(Error::Corrupt("a day".to_owned())),
            },
            (_, None) => Ok(()),
        };
        let outcome = match undone {
            Ok(()) if is_unchanged => Outcome::Undone,
            Ok(()) | Err(Error::NotFound | Error::Refused) => Outcome::Kept,
            Err(error) => return Err(error),
        };
        note(&mut tx, bulk, id, outcome, before).await?;
        tx.commit().await?;
        Ok(outcome)
    }

    /// What is to be done, and what became of it so far.
    async fn bulk_row(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        bulk: &str,
        id: &ApplicationId,
    ) -> Result<(Deed, Outcome, Option<String>)> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let row = sqlx::query(
            "select b.act, b.value, r.outcome, r.before from bulk b join bulk_row r on r.bulk_id = b.id
             where b.id = $1 and r.application_id = $2 and b.person_id = $3 and b.district_id = $4",
        )
        .bind(bulk)
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(self.district())
        .fetch_optional(tx)
        .await?
        .ok_or(Error::NotFound)?;
        Ok((
            Deed::read(row.try_get(0)?, row.try_get(1)?)?,
            Outcome::read(row.try_get(2)?)?,
            row.try_get(3)?,
        ))
    }

    async fn apply(
        &self,
        tx: &mut SqliteConnection,
        own: &Own<'_>,
        deed: &Deed,
    ) -> Result<(Outcome, Option<String>)> {
        match deed {
            Deed::Assign(to) => {
                let (stage, _, _) = self.find_for_act(tx, own.asker, own.id).await?;
                if stage.is_final() {
                    return Err(Error::Refused);
                }
                let before = self.now_of(tx, own.id, "assignee_id").await?;
                let changed = self
                    .give(tx, own.asker, own.id, to.as_ref(), own.at)
                    .await?;
                Ok((done(changed), before))
            }
            Deed::SetDue(day) => {
                let before = self.now_of(tx, own.id, "due_on").await?;
                let changed = self.move_day(tx, own, *day).await?;
                Ok((done(changed), before))
            }
            Deed::Remind => {
                self.may_remind(tx, own).await?;
                if own.mails.is_empty() {
                    return Ok((Outcome::Same, None));
                }
                let (asker, id) = (own.asker.id.as_str(), own.id.as_str());
                self.log(tx, asker, id, "remind", json!({}), own.at).await?;
                self.send(tx, own, "remind").await?;
                Ok((Outcome::Done, None))
            }
        }
    }

    /// What stands in a column now.
    async fn now_of(
        &self,
        tx: &mut SqliteConnection,
        id: &ApplicationId,
        column: &'static str,
    ) -> Result<Option<String>> {
        let sql = match column {
            "due_on" => "select due_on from application where id = $1",
            _ => "select assignee_id from application where id = $1",
        };
        Ok(sqlx::query_scalar(sql)
            .bind(id.as_str())
            .fetch_one(tx)
            .await?)
    }

    /// Whether what the act did still stands.
    async fn stands(&self, tx: &mut SqliteConnection, own: &Own<'_>, deed: &Deed) -> Result<bool> {
        let column = match deed {
            Deed::SetDue(_) => "due_on",
            _ => "assignee_id",
        };
        Ok(self.now_of(tx, own.id, column).await? == deed.value())
    }

    /// Gives an application that waits for somebody another day. Tells whether it had another one.
    async fn move_day(
        &self,
        tx: &mut SqliteConnection,
        own: &Own<'_>,
        day: NaiveDate,
    ) -> Result<bool> {
        let (stage, side, _) = self.find_for_act(tx, own.asker, own.id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if stage.is_final() || stage == Stage::Draft {
            return Err(Error::Refused);
        }
        let was = self.now_of(tx, own.id, "due_on").await?;
        let changed =
            sqlx::query("update application set due_on = $1 where id = $2 and due_on is not $1")
                .bind(day.to_string())
                .bind(own.id.as_str())
                .execute(&mut *tx)
                .await?
                .rows_affected();
        if changed == 0 {
            return Ok(false);
        }
        // Of changes that a partner was asked for, the request holds the day, too.
        sqlx::query("update change_request set due_on = $1 where application_id = $2 and answered_at is null")
            .bind(day.to_string())
            .bind(own.id.as_str())
            .execute(&mut *tx)
            .await?;
        let (asker, id) = (own.asker.id.as_str(), own.id.as_str());
        let detail = json!({ "due": day.to_string(), "was": was });
        self.log(tx, asker, id, "set-due", detail, own.at).await?;
        self.send(tx, own, "set-due").await?;
        Ok(true)
    }

    /// Whether the asker may remind whoever the application waits for: of a sent one the office, of a draft the
    /// office too, unless it is their own or they declared a conflict of interest.
    async fn may_remind(&self, tx: &mut SqliteConnection, own: &Own<'_>) -> Result<()> {
        let sql = format!(
            "select a.stage from application a where a.id = $1 and a.district_id = $2 and a.is_begun = 0
             and a.owner_id <> $3 and not {}
             and not exists (select 1 from conflict x where x.application_id = a.id and x.person_id = $3)",
            is_member("a", "$3")
        );
        let stage: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(own.id.as_str())
            .bind(self.district())
            .bind(own.asker.id.as_str())
            .fetch_optional(tx)
            .await?
            .ok_or(Error::NotFound)?;
        let stage = Stage::from_word(&stage).ok_or_else(|| Error::Corrupt("stage".into()))?;
        if stage.is_final() {
            return Err(Error::Refused);
        }
        Ok(())
    }

    async fn send(
        &self,
        tx: &mut SqliteConnection,
        own: &Own<'_>,
        act: &'static str,
    ) -> Result<()> {
        let cause = Cause {
            person: own.asker.id.as_str(),
            key: &own.key,
            act,
            application: Some(own.id.as_str()),
            at: own.at,
        };
        mail::enqueue(tx, self.district(), cause, own.mails).await
    }
}

const fn done(changed: bool) -> Outcome {
    if changed {
        Outcome::Done
    } else {
        Outcome::Same
    }
}
