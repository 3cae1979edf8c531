//! The life of an application: every move goes through [`Store::advance`], and is done once.

mod advance;

pub(crate) use advance::{Due, open_span};

use crate::application::{Act, Sent, listed};
use crate::event::{self, New};
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Error, Result, Store, alike, fresh, once, upload};
use ::partnership::application::Action;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

impl Store {
    /// Signs and sends: for the first time, or again after changes.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::Stale`], also when a step was saved since.
    pub async fn submit(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        sent: Sent<'_>,
        act: Act<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Submit, act.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        self.advance(
            &mut tx,
            asker,
            id,
            (Action::Submit, Due::Stays),
            &act,
            json!({ "signed": sent.signed_name, "due": sent.due_on }),
        )
        .await?;
        let draft: i64 = sqlx::query_scalar(
            "select (select coalesce(sum(version), 0) from application_step where application_id = $1)
                + (select count(*) from other_text where application_id = $1)",
        )
        .bind(id.as_str())
        .fetch_one(&mut *tx)
        .await?;
        if draft != sent.draft {
            return Err(Error::Stale);
        }
        let number: i64 = sqlx::query_scalar(
            "select coalesce(max(number), 0) + 1 from submission where application_id = $1",
        )
        .bind(id.as_str())
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query(
            "insert into submission (application_id, number, district_id, answers, proposal, lang, signer_id,
                signed_name, signed_at, statement, statement_hash, device)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(id.as_str())
        .bind(number)
        .bind(self.district())
        .bind(serde_json::to_string(sent.answers)?)
        .bind(serde_json::to_string(sent.proposal)?)
        .bind(sent.lang.code())
        .bind(asker.id.as_str())
        .bind(sent.signed_name)
        .bind(micros(act.at))
        .bind(sent.statement)
        .bind(fresh::hash(sent.statement))
        .bind(sent.device.chars().take(200).collect::<String>())
        .execute(&mut *tx)
        .await?;
        alike::mark(&mut tx, self.district(), id.as_str(), sent.proposal).await?;
        upload::send_files(&mut tx, id.as_str(), sent.answers, act.at).await?;
        sqlx::query(
            "update application set submitted_at = $1, due_on = $2, organization = $3, title = $4, lang = $5 where id = $6",
        )
        .bind(micros(act.at))
        .bind(sent.due_on.to_string())
        .bind(listed(&sent.proposal.organization))
        .bind(listed(&sent.proposal.title))
        .bind(sent.lang.code())
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        sqlx::query("update change_request set answered_at = $1 where application_id = $2 and answered_at is null")
            .bind(micros(act.at))
            .bind(id.as_str())
            .execute(&mut *tx)
            .await?;
        self.finish(&mut tx, asker, Form::Submit, &act).await?;
        tx.commit().await
    }

    /// Takes the application back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`].
    pub async fn withdraw(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        reason: &str,
        act: Act<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Withdraw, act.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        self.advance(
            &mut tx,
            asker,
            id,
            (Action::Withdraw, Due::Is(None)),
            &act,
            json!({ "reason": reason }),
        )
        .await?;
        self.finish(&mut tx, asker, Form::Withdraw, &act).await?;
        tx.commit().await
    }

    /// Takes up the review; an application that nobody has becomes the asker's.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`].
    pub async fn start_review(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        act: Act<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::StartReview, act.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        // Who has it from now on; nothing changes when somebody has it already.
        let to: Option<String> = sqlx::query_scalar(
            "select coalesce(nullif(p.name, ''), p.email) from application a join person p on p.id = $2
             where a.id = $1 and a.assignee_id is null",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let detail = to.map_or_else(|| json!({}), |to| json!({ "to": to }));
        let action = (Action::StartReview, Due::Stays);
        self.advance(&mut tx, asker, id, action, &act, detail)
            .await?;
        sqlx::query("update application set assignee_id = coalesce(assignee_id, $1) where id = $2")
            .bind(asker.id.as_str())
            .bind(id.as_str())
            .execute(&mut *tx)
            .await?;
        self.finish(&mut tx, asker, Form::StartReview, &act).await?;
        tx.commit().await
    }

    /// Notes the form's key as done.
    pub(crate) async fn finish(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        form: Form,
        act: &Act<'_>,
    ) -> Result<()> {
        once::done(
            tx,
            self.district(),
            asker.id.as_str(),
            form,
            act.key,
            "",
            act.at,
        )
        .await
    }

    /// Adds a line to an application's history.
    pub(crate) async fn log(
        &self,
        tx: &mut SqliteConnection,
        person: &str,
        id: &str,
        act: &str,
        detail: Value,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let new = New {
            at,
            person: Some(person),
            subject: "application",
            subject_id: id,
            act,
            detail,
        };
        event::append(tx, self.district(), new).await
    }
}
