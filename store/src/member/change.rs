//! Leaving, taking somebody away, and handing over.

use super::{Press, shown, take_away};
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::member::Deed;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

impl Store {
    /// Works on the application no longer. What the person typed stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but a member: the owner hands it over first.
    pub async fn leave(&self, asker: &Asker, id: &ApplicationId, press: Press<'_>) -> Result<()> {
        let form = Form::Leave;
        let Some((mut tx, _)) = self.deed(asker, id, Deed::Leave, form, press.key).await? else {
            return Ok(());
        };
        take_away(&mut tx, id, &asker.id, press.at).await?;
        self.did(tx, asker, id, form, json!({}), press).await
    }

    /// Takes a member away, who from then on sees nothing of it. Somebody who is gone already stays gone.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner.
    pub async fn remove_member(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        person: &PersonId,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::RemoveMember;
        let Some((mut tx, _)) = self.deed(asker, id, Deed::Remove, form, press.key).await? else {
            return Ok(());
        };
        let name = shown(&mut tx, person).await?;
        if !take_away(&mut tx, id, person, press.at).await? {
            return Ok(());
        }
        self.did(tx, asker, id, form, json!({ "name": name }), press)
            .await
    }

    /// Makes a member the owner; whoever was it stays as a member.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner; [`Error::Stale`] when that person is a member no longer.
    pub async fn hand_over(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        to: &PersonId,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::HandOver;
        let Some((mut tx, _)) = self
            .deed(asker, id, Deed::HandOver, form, press.key)
            .await?
        else {
            return Ok(());
        };
        let name = self.set_owner(&mut tx, id, to, asker, press.at).await?;
        self.did(tx, asker, id, form, json!({ "to": name }), press)
            .await
    }

    /// Makes a member the owner and gives their name. Nobody waits for an answer to a claim any more.
    pub(super) async fn set_owner(
        &self,
        tx: &mut SqliteConnection,
        id: &ApplicationId,
        to: &PersonId,
        by: &Asker,
        at: DateTime<Utc>,
    ) -> Result<String> {
        let owner: String = sqlx::query_scalar("select owner_id from application where id = $1")
            .bind(id.as_str())
            .fetch_one(&mut *tx)
            .await?;
        let was_member = sqlx::query(
            "delete from application_member where application_id = $1 and person_id = $2",
        )
        .bind(id.as_str())
        .bind(to.as_str())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if was_member == 0 {
            return Err(Error::Stale);
        }
        self.add_member(tx, id, &owner, at).await?;
        sqlx::query("update application set owner_id = $1 where id = $2")
            .bind(to.as_str())
            .bind(id.as_str())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "update claim set settled_at = $1, settled_by = $2 where application_id = $3 and settled_at is null",
        )
        .bind(micros(at))
        .bind(by.id.as_str())
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        shown(tx, to).await
    }
}
