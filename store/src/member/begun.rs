//! Applications that staff of the district began for a partner, until the partner takes them over.

use super::Press;
use crate::application::{Application, COLUMNS, TABLES, read_for};
use crate::once::Form;
use crate::start::Start;
use crate::time::{instant_opt, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Side;
use ::partnership::id::ApplicationId;
use ::partnership::member::{Deed, may_begin};
use ::partnership::person::Right;
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// An application that waits for its partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The application.
    pub application: Application,
    /// To whom it was offered, and until when the link works.
    pub offered: Option<(String, DateTime<Utc>)>,
}

impl Store {
    /// Starts an application for a partner. Whoever began it, and the office, fill in what they know; nobody of
    /// the district signs it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not; [`Error::TooMany`] as [`Store::start`].
    pub async fn start_for_partner(
        &self,
        asker: &Asker,
        start: Start<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<ApplicationId> {
        if !may_begin(&asker.roles, true) {
            return Err(Error::NotFound);
        }
        self.start_as(asker, start, None, true, (key, at)).await
    }

    /// The applications that wait for their partner, the last touched first: all of them for the office, their
    /// own for a school.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn begun(&self, asker: &Asker, now: DateTime<Utc>) -> Result<Vec<Begun>> {
        let sql = format!(
            "select {COLUMNS}, 0, i.email, i.expires_at from {TABLES}
             left join invitation i on i.application_id = a.id and i.ended_at is null and i.expires_at > $4
             where a.district_id = $1 and a.is_begun = 1 and a.stage = 'draft' and (a.owner_id = $2 or $3)
             order by a.updated_at desc limit 100"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(asker.may(Right::Decide))
            .bind(micros(now))
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(|row| {
                let email: Option<String> = row.try_get(19)?;
                Ok(Begun {
                    application: read_for(row, &asker.id)?,
                    offered: email.zip(instant_opt(row.try_get(20)?)?),
                })
            })
            .collect()
    }

    /// Tells the office that a school looks for a partner for what it has begun.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but those who fill it in.
    pub async fn ask_for_partner(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::AskForPartner;
        let Some((tx, side)) = self.deed(asker, id, Deed::Invite, form, press.key).await? else {
            return Ok(());
        };
        if side != Side::Starter {
            return Err(Error::NotFound);
        }
        self.did(tx, asker, id, form, json!({}), press).await
    }

    /// Makes whoever accepted the owner. What was typed for them waits to be checked, page by page.
    pub(super) async fn take_over(
        &self,
        tx: &mut SqliteConnection,
        id: &ApplicationId,
        person: &str,
        lang: Lang,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "update application set owner_id = $1, is_begun = 0, lang = $2, updated_at = $3 where id = $4",
        )
        .bind(person)
        .bind(lang.code())
        .bind(micros(at))
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "update application_step set origin = 'district', origin_at = saved_at where application_id = $1",
        )
        .bind(id.as_str())
        .execute(tx)
        .await?;
        Ok(())
    }
}
