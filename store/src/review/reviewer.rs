//! Putting reviewers on an application, taking them off, and declaring a conflict of interest.

use super::whole::Whole;
use crate::member::Press;
use crate::once::Form;
use crate::time::micros;
use crate::write::Write;
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::application::Side;
use ::partnership::id::{ApplicationId, PersonId};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

/// Takes a person off whatever they review of an application, and off leading it. Whether they reviewed it beside the
/// lead.
pub(crate) async fn take_off(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
    person: &str,
    at: DateTime<Utc>,
) -> Result<bool> {
    sqlx::query("update application set assignee_id = null where id = $1 and assignee_id = $2")
        .bind(id.as_str())
        .bind(person)
        .execute(&mut *tx)
        .await?;
    end(tx, id, person, at).await
}

async fn end(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
    person: &str,
    at: DateTime<Utc>,
) -> Result<bool> {
    let ended = sqlx::query(
        "update reviewer set ended_at = $1 where application_id = $2 and person_id = $3 and ended_at is null",
    )
    .bind(micros(at))
    .bind(id.as_str())
    .bind(person)
    .execute(tx)
    .await?;
    Ok(ended.rows_affected() > 0)
}

/// Somebody's name, or address.
pub(crate) async fn called(tx: &mut SqliteConnection, person: &str) -> Result<String> {
    let sql = "select coalesce(nullif(name, ''), email) from person where id = $1";
    let name = sqlx::query_scalar(sql).bind(person).fetch_one(tx).await?;
    Ok(name)
}

/// The name of somebody who may review this application: of the office, not working on it, without a conflict.
async fn name_of(
    tx: &mut SqliteConnection,
    district: &str,
    id: &ApplicationId,
    person: &PersonId,
) -> Result<String> {
    sqlx::query_scalar(
        "select coalesce(nullif(p.name, ''), p.email) from person p where p.id = $1 and p.district_id = $2
         and exists (select 1 from person_role r where r.person_id = p.id and r.ended_at is null
                     and r.role in ('office', 'administrator'))
         and p.id <> (select owner_id from application where id = $3)
         and p.id not in (select m.person_id from application_member m where m.application_id = $3)
         and p.id not in (select x.person_id from conflict x where x.application_id = $3)",
    )
    .bind(person.as_str())
    .bind(district)
    .bind(id.as_str())
    .fetch_optional(tx)
    .await?
    .ok_or(Error::NotFound)
}

impl Store {
    /// Begins an act on who reviews an application that is still open. `None` when it was done already.
    async fn begin_panel(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        form: Form,
        key: &str,
    ) -> Result<Option<Write>> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, key)
            .await?
            .is_some()
        {
            return Ok(None);
        }
        let (stage, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if stage.is_final() {
            return Err(Error::Refused);
        }
        Ok(Some(tx))
    }

    /// Puts somebody on an application as a reviewer. Whoever is on it already stays so.
    ///
    /// # Errors
    /// [`Error::NotFound`] when either may not decide, works on it, or that person declared a conflict;
    /// [`Error::Refused`] when it is decided.
    pub async fn add_reviewer(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        person: &PersonId,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::AddReviewer;
        let Some(mut tx) = self.begin_panel(asker, id, form, press.key).await? else {
            return Ok(());
        };
        let name = name_of(&mut tx, self.district(), id, person).await?;
        let whole = Whole::of(&mut tx, id.as_str()).await?;
        if !whole.panel.takes(person) {
            return Ok(());
        }
        sqlx::query(
            "insert into reviewer (id, district_id, application_id, person_id, added_at, added_by)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(id.as_str())
        .bind(person.as_str())
        .bind(micros(press.at))
        .bind(asker.id.as_str())
        .execute(&mut *tx)
        .await?;
        let detail = json!({ "name": name, "person": person });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Takes a reviewer off. What they found is kept, and counts no longer. Somebody who is off already stays off.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the asker may not decide or works on it; [`Error::Refused`] when it is decided.
    pub async fn remove_reviewer(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        person: &PersonId,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::RemoveReviewer;
        let Some(mut tx) = self.begin_panel(asker, id, form, press.key).await? else {
            return Ok(());
        };
        if !end(&mut tx, id, person.as_str(), press.at).await? {
            return Ok(());
        }
        let name = called(&mut tx, person.as_str()).await?;
        let detail = json!({ "name": name, "person": person });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Declares a conflict of interest of the asker, who from then on neither reviews nor decides the application, and
    /// reads nothing of what the office finds and notes. It is not taken back.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not decide or works on it; [`Error::Refused`] when it is decided, or
    /// declared already.
    pub async fn declare_conflict(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        reason: &str,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::DeclareConflict;
        let Some(mut tx) = self.begin_panel(asker, id, form, press.key).await? else {
            return Ok(());
        };
        sqlx::query(
            "insert into conflict (application_id, person_id, district_id, reason, declared_at) values ($1, $2, $3, $4, $5)",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(self.district())
        .bind(reason)
        .bind(micros(press.at))
        .execute(&mut *tx)
        .await?;
        let led: Option<String> = sqlx::query_scalar(
            "select coalesce(nullif(p.name, ''), p.email) from application a join person p on p.id = a.assignee_id
             where a.id = $1 and a.assignee_id = $2",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        take_off(&mut tx, id, asker.id.as_str(), press.at).await?;
        if let Some(was) = led {
            let (person, id) = (asker.id.as_str(), id.as_str());
            self.log(
                &mut tx,
                person,
                id,
                "assign",
                json!({ "to": null, "was": was }),
                press.at,
            )
            .await?;
        }
        sqlx::query("delete from decision_draft where application_id = $1 and person_id = $2")
            .bind(id.as_str())
            .bind(asker.id.as_str())
            .execute(&mut *tx)
            .await?;
        self.did(tx, asker, id, form, json!({ "reason": reason }), press)
            .await
    }
}
