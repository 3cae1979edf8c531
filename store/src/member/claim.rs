//! Claims: a member asks to become the owner, and the office answers where the owner no longer can.

use super::Press;
use crate::find::works_on;
use crate::once::Form;
use crate::person::person_id;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::member::Deed;
use ::partnership::person::Right;
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::Row;

/// A member who asks to become the owner, as the office reads it. Of a draft it reads no more than this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub id: String,
    /// The application.
    pub application: ApplicationId,
    /// Its reference.
    pub reference: String,
    /// The organization; empty until typed.
    pub organization: String,
    /// Whether it was sent, so that the office can read it.
    pub was_sent: bool,
    /// The language of the application.
    pub lang: Lang,
    /// Who asks: id, name or address, and address.
    pub by: (PersonId, String, String),
    /// The owner: name or address, and address.
    pub owner: (String, String),
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Claims that nobody has answered.
const OPEN: &str = "select c.id, a.id, a.reference, a.organization, a.submitted_at is not null, a.lang,
        p.id, coalesce(nullif(p.name, ''), p.email), p.email, coalesce(nullif(o.name, ''), o.email), o.email,
        c.reason, c.claimed_at
     from claim c join application a on a.id = c.application_id
        join person p on p.id = c.person_id join person o on o.id = a.owner_id
     where c.district_id = $1 and c.settled_at is null";

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Claim> {
    Ok(Claim {
        id: row.try_get(0)?,
        application: ApplicationId::parse(row.try_get(1)?)
            .ok_or_else(|| Error::Corrupt("application id".into()))?,
        reference: row.try_get(2)?,
        organization: row.try_get(3)?,
        was_sent: row.try_get(4)?,
        lang: Lang::from_code(row.try_get(5)?).unwrap_or_default(),
        by: (
            person_id(row.try_get(6)?)?,
            row.try_get(7)?,
            row.try_get(8)?,
        ),
        owner: (row.try_get(9)?, row.try_get(10)?),
        reason: row.try_get(11)?,
        at: instant(row.try_get(12)?)?,
    })
}

impl Store {
    /// Asks to become the owner. Whoever asks again writes another reason.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but a member.
    pub async fn claim(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        reason: &str,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::Claim;
        let Some((mut tx, _)) = self.deed(asker, id, Deed::Claim, form, press.key).await? else {
            return Ok(());
        };
        sqlx::query(
            "insert into claim (id, district_id, application_id, person_id, reason, claimed_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (application_id, person_id) where settled_at is null
             do update set reason = excluded.reason, claimed_at = excluded.claimed_at",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(reason)
        .bind(micros(press.at))
        .execute(&mut *tx)
        .await?;
        self.did(tx, asker, id, form, json!({ "reason": reason }), press)
            .await
    }

    /// The claims that wait for an answer, those on the asker's own applications left out.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide.
    pub async fn claims(&self, asker: &Asker) -> Result<Vec<Claim>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let sql = format!(
            "{OPEN} and not {} order by c.claimed_at limit 100",
            works_on("$2")
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// Answers a claim, with a reason that stands in the history: whoever asked becomes the owner, or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide; [`Error::Refused`] for somebody who works on the
    /// application; [`Error::Stale`] when it was answered meanwhile.
    pub async fn settle_claim(
        &self,
        asker: &Asker,
        claim: &str,
        (give, reason): (bool, &str),
        press: Press<'_>,
    ) -> Result<()> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        let forms = [Form::Settle, Form::RefuseClaim];
        for form in forms {
            if once::answer(&mut tx, asker.id.as_str(), form, press.key)
                .await?
                .is_some()
            {
                return Ok(());
            }
        }
        let sql = format!("{OPEN} and c.id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(claim)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::Stale)?;
        let found = read(&row)?;
        let sql = format!(
            "select exists (select 1 from application a where a.id = $1 and {})",
            works_on("$2")
        );
        let works: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(found.application.as_str())
            .bind(asker.id.as_str())
            .fetch_one(&mut *tx)
            .await?;
        if works {
            return Err(Error::Refused);
        }
        let (by, name, _) = &found.by;
        let id = &found.application;
        let detail = json!({ "to": name, "reason": reason });
        let form = if give {
            self.set_owner(&mut tx, id, by, asker, press.at).await?;
            Form::Settle
        } else {
            sqlx::query("update claim set settled_at = $1, settled_by = $2 where id = $3")
                .bind(micros(press.at))
                .bind(asker.id.as_str())
                .bind(claim)
                .execute(&mut *tx)
                .await?;
            Form::RefuseClaim
        };
        self.did(tx, asker, id, form, detail, press).await
    }
}
