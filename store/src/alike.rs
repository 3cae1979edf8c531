//! Applications that may come from one organization: those that share a mark.

use crate::application::Application;
use crate::time::instant_opt;
use crate::{Asker, Error, Result, Store};
use ::partnership::alike::{Kind, marks};
use ::partnership::application::Stage;
use ::partnership::id::{ApplicationId, OrganizationId, PartnershipId};
use ::partnership::partnership::Stage as PartnershipStage;
use ::partnership::person::Right;
use ::partnership::proposal::Proposal;
use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};

/// How many of them are shown at most.
pub const SHOWN: i64 = 20;

/// How many applications the upkeep marks at a time.
const AT_A_TIME: i64 = 500;

/// An application that looks like another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The application.
    pub id: ApplicationId,
    /// Its reference.
    pub reference: String,
    /// The organization as it was typed.
    pub organization: String,
    /// Its program.
    pub title: String,
    /// Its stage.
    pub stage: Stage,
    /// When it was sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What both have in common, the strongest sign first.
    pub kinds: Vec<Kind>,
    /// The partnership that it became, its stage, and the organization that has it now.
    pub partnership: Option<(PartnershipId, PartnershipStage, OrganizationId)>,
}

/// Notes what the organization of a proposal can be known by, instead of what was noted before.
pub(crate) async fn mark(
    conn: &mut SqliteConnection,
    district: &str,
    id: &str,
    proposal: &Proposal,
) -> Result<()> {
    sqlx::query("delete from mark where application_id = $1")
        .bind(id)
        .execute(&mut *conn)
        .await?;
    for mark in marks(proposal) {
        sqlx::query(
            "insert into mark (application_id, kind, district_id, value) values ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(mark.kind.word())
        .bind(district)
        .bind(mark.value)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The statement that finds them. Of each kind it takes no more than are shown, so that a site which a thousand
/// applications give costs no more than one that two give.
pub(crate) fn alike_sql() -> String {
    let of_kind = |kind: Kind| {
        format!(
            "select * from (select o.application_id, o.kind from mark m
                join mark o on o.district_id = m.district_id and o.kind = m.kind and o.value = m.value
             where m.application_id = $1 and m.kind = '{}' and m.district_id = $3 and o.application_id <> $1 limit $2)",
            kind.word()
        )
    };
    let shared = Kind::ALL.map(of_kind).join(" union all ");
    format!(
        "with shared (id, kind) as ({shared})
         select a.id, a.reference, a.organization, a.title, a.stage, a.submitted_at,
            group_concat(s.kind), p.id, p.stage, p.organization_id
         from shared s join application a on a.id = s.id left join partnership p on p.application_id = a.id
         group by a.id order by min(case s.kind when 'ein' then 0 when 'name' then 1 else 2 end), a.number desc
         limit $2"
    )
}

impl Store {
    /// Other sent applications whose organization has the number, name or site of this one's, whatever became of
    /// them; at most [`SHOWN`], those with the strongest sign first. The caller has found the application for the
    /// asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications, or who works on this one.
    pub async fn alike(&self, asker: &Asker, application: &Application) -> Result<Vec<Alike>> {
        if application.part(&asker.id).is_some() {
            return Err(Error::NotFound);
        }
        self.alike_of(asker, &application.id).await
    }

    /// The same for the application that a partnership came from.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn alike_of(&self, asker: &Asker, id: &ApplicationId) -> Result<Vec<Alike>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(sqlx::AssertSqlSafe(alike_sql()))
            .bind(id.as_str())
            .bind(SHOWN)
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?;
        rows.iter()
            .map(|row| {
                let corrupt = |what: &str| Error::Corrupt(what.to_owned());
                let mut kinds: Vec<Kind> = row
                    .try_get::<&str, _>(6)?
                    .split(',')
                    .filter_map(Kind::from_word)
                    .collect();
                kinds.sort_unstable();
                let partnership = match row.try_get::<Option<&str>, _>(7)? {
                    None => None,
                    Some(id) => Some((
                        PartnershipId::parse(id).ok_or_else(|| corrupt("partnership"))?,
                        PartnershipStage::from_word(row.try_get(8)?)
                            .ok_or_else(|| corrupt("stage"))?,
                        OrganizationId::parse(row.try_get(9)?)
                            .ok_or_else(|| corrupt("organization"))?,
                    )),
                };
                Ok(Alike {
                    id: ApplicationId::parse(row.try_get(0)?)
                        .ok_or_else(|| corrupt("application"))?,
                    reference: row.try_get(1)?,
                    organization: row.try_get(2)?,
                    title: row.try_get(3)?,
                    stage: Stage::from_word(row.try_get(4)?).ok_or_else(|| corrupt("stage"))?,
                    submitted_at: instant_opt(row.try_get(5)?)?,
                    kinds,
                    partnership,
                })
            })
            .collect()
    }

    /// Marks sent applications that have no mark yet: those that were sent before there were marks. Gives how many.
    ///
    /// # Errors
    /// [`Error::Db`], [`Error::Corrupt`].
    pub async fn mark_unmarked(&self) -> Result<usize> {
        let mut tx = self.write().await?;
        let rows = sqlx::query(
            "select a.id, s.proposal from application a
             join submission s on s.application_id = a.id
                and s.number = (select max(number) from submission l where l.application_id = a.id)
             where a.submitted_at is not null
                and not exists (select 1 from mark m where m.application_id = a.id)
             limit $1",
        )
        .bind(AT_A_TIME)
        .fetch_all(&mut *tx)
        .await?;
        for row in &rows {
            let proposal: Proposal = serde_json::from_str(row.try_get(1)?)?;
            mark(&mut tx, self.district(), row.try_get(0)?, &proposal).await?;
        }
        tx.commit().await?;
        Ok(rows.len())
    }
}
