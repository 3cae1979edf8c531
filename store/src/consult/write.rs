//! Asking another office, taking the question back, and answering it.

use super::{NewConsult, asked_sql};
use crate::member::Press;
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Error, Result, Store, once};
use ::partnership::application::{Side, Stage};
use ::partnership::id::ApplicationId;
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// Fails while an answer is waited for that has to come before a decision.
pub(crate) async fn check_answered(tx: &mut SqliteConnection, id: &ApplicationId) -> Result<()> {
    let waits: bool = sqlx::query_scalar(
        "select exists (select 1 from consult where application_id = $1 and blocks = 1
            and answered_at is null and ended_at is null)",
    )
    .bind(id.as_str())
    .fetch_one(tx)
    .await?;
    if waits { Err(Error::Stale) } else { Ok(()) }
}

impl Store {
    /// Asks another office a question about an application.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office; [`Error::Refused`] when it is not being reviewed;
    /// [`Error::Taken`] with `email` when that person works on the application or declared a conflict.
    pub async fn ask_consult(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        new: &NewConsult<'_>,
        (consult, press): (&str, Press<'_>),
    ) -> Result<()> {
        let form = Form::AskConsult;
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, press.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (stage, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if !matches!(
            stage,
            Stage::Submitted | Stage::InReview | Stage::ChangesRequested
        ) {
            return Err(Error::Refused);
        }
        let is_kept_out: bool = sqlx::query_scalar(
            "select exists (select 1 from person p where p.district_id = $1 and p.email = $2 and (
                p.id = (select owner_id from application where id = $3)
                or p.id in (select m.person_id from application_member m where m.application_id = $3)
                or p.id in (select x.person_id from conflict x where x.application_id = $3)))",
        )
        .bind(self.district())
        .bind(new.email.as_str())
        .bind(id.as_str())
        .fetch_one(&mut *tx)
        .await?;
        if is_kept_out {
            return Err(Error::Taken("email"));
        }
        sqlx::query(
            "insert into consult (id, district_id, application_id, office, email, question, sections, steps, with_files, due_on,
                blocks, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(consult)
        .bind(self.district())
        .bind(id.as_str())
        .bind(new.office)
        .bind(new.email.as_str())
        .bind(new.question)
        .bind(serde_json::to_string(&new.scope.sections)?)
        .bind(serde_json::to_string(new.steps)?)
        .bind(new.scope.with_files)
        .bind(new.due_on.to_string())
        .bind(new.blocks)
        .bind(asker.id.as_str())
        .bind(micros(press.at))
        .execute(&mut *tx)
        .await?;
        let detail = json!({
            "consult": consult, "office": new.office, "email": new.email.as_str(), "body": new.question,
            "due": new.due_on, "blocks": new.blocks
        });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Takes a question back. One that is answered or taken back already stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn end_consult(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        consult: &str,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::EndConsult;
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, press.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        if self.find_for_act(&mut tx, asker, id).await?.1 != Side::Office {
            return Err(Error::NotFound);
        }
        let office: Option<String> = sqlx::query_scalar(
            "update consult set ended_at = $1 where id = $2 and application_id = $3 and ended_at is null
                and answered_at is null returning office",
        )
        .bind(micros(press.at))
        .bind(consult)
        .bind(id.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(office) = office else {
            return Ok(());
        };
        let detail = json!({ "consult": consult, "office": office });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Answers a consult.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the person whose address is asked; [`Error::Stale`] when it was answered or
    /// taken back meanwhile, or the application decided.
    pub async fn answer_consult(
        &self,
        asker: &Asker,
        consult: &str,
        answer: &str,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::AnswerConsult;
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, press.key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let sql = asked_sql("a.id, c.office, a.stage");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(consult)
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::NotFound)?;
        let id = ApplicationId::parse(row.try_get(0)?)
            .ok_or_else(|| Error::Corrupt("application id".into()))?;
        let office: String = row.try_get(1)?;
        let stage = Stage::from_word(row.try_get(2)?);
        let changed = sqlx::query(
            "update consult set answer = $1, answered_by = $2, answered_at = $3
             where id = $4 and answered_at is null and ended_at is null",
        )
        .bind(answer)
        .bind(asker.id.as_str())
        .bind(micros(press.at))
        .bind(consult)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if changed == 0 || stage.is_none_or(Stage::is_final) {
            return Err(Error::Stale);
        }
        let detail = json!({ "consult": consult, "office": office, "body": answer });
        self.did(tx, asker, &id, form, detail, press).await
    }
}
