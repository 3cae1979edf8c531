//! Partnerships: made by an approval, moved by the office, listed for the public.

mod approval;

pub use approval::Approval;

use crate::event::{self, New};
use crate::find::works_on;
use crate::once::Form;
use crate::time::{day_opt, instant, instant_opt, micros};
use crate::{Asker, Error, Result, Store, once};
use ::partnership::id::{ApplicationId, OrganizationId, PartnershipId};
use ::partnership::partnership::{Action, Stage};
use ::partnership::person::Right;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// A partnership as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// Id.
    pub id: PartnershipId,
    /// Name in the directory's addresses.
    pub slug: String,
    /// The application it came from.
    pub application: ApplicationId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Name of the organization.
    pub organization: String,
    /// Kind of organization.
    pub organization_kind: String,
    /// The organization's web address.
    pub web: Option<String>,
    /// About the organization.
    pub about: String,
    /// Name of the program.
    pub title: String,
    /// What the program does.
    pub summary: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_at: DateTime<Utc>,
    /// Level.
    pub level: String,
    /// Kind of agreement; empty for none.
    pub agreement: String,
    /// Conditions of the approval; for the partner and those who read applications, empty for anybody else.
    pub conditions: String,
    /// Whether the public directory lists it.
    pub listed: bool,
    /// Students it means to reach; passes [`partnership::student::shown`] before it is shown.
    pub students: Option<u32>,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// The last day of its term; none for no end.
    pub ends_on: Option<NaiveDate>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Schools and departments; the sponsor is marked.
    pub sites: Vec<(String, bool)>,
    /// Areas and services.
    pub services: Vec<(String, String)>,
    /// Grows with every move.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "p.id, p.slug, p.application_id, o.name, o.kind, o.web, o.about, p.title, p.summary,
    p.stage, p.stage_at, p.level, p.agreement, p.conditions, p.listed, p.students, p.approved_at, p.ended_at, p.version,
    (select json_group_object(school, is_sponsor) from site where partnership_id = p.id),
    (select json_group_array(area || '/' || service) from partnership_service where partnership_id = p.id), p.organization_id, p.ends_on";
pub(crate) const TABLES: &str = "partnership p join organization o on o.id = p.organization_id";

pub(crate) fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Partnership> {
    let corrupt = |what: &str| Error::Corrupt(what.to_owned());
    let sites: BTreeMap<String, i64> = serde_json::from_str(row.try_get(19)?)?;
    let services: Vec<&str> = serde_json::from_str(row.try_get(20)?)?;
    let services: BTreeSet<(&str, &str)> = services
        .into_iter()
        .filter_map(|service| service.split_once('/'))
        .collect();
    Ok(Partnership {
        id: PartnershipId::parse(row.try_get(0)?).ok_or_else(|| corrupt("partnership id"))?,
        slug: row.try_get(1)?,
        application: ApplicationId::parse(row.try_get(2)?)
            .ok_or_else(|| corrupt("application id"))?,
        organization_id: OrganizationId::parse(row.try_get(21)?)
            .ok_or_else(|| corrupt("organization id"))?,
        organization: row.try_get(3)?,
        organization_kind: row.try_get(4)?,
        web: row.try_get(5)?,
        about: row.try_get(6)?,
        title: row.try_get(7)?,
        summary: row.try_get(8)?,
        stage: Stage::from_word(row.try_get(9)?).ok_or_else(|| corrupt("stage"))?,
        stage_at: instant(row.try_get(10)?)?,
        level: row.try_get(11)?,
        agreement: row.try_get(12)?,
        conditions: row.try_get(13)?,
        listed: row.try_get(14)?,
        students: row.try_get(15)?,
        approved_at: instant(row.try_get(16)?)?,
        ended_at: instant_opt(row.try_get(17)?)?,
        version: row.try_get(18)?,
        sites: sites
            .into_iter()
            .map(|(school, sponsor)| (school, sponsor != 0))
            .collect(),
        services: services
            .into_iter()
            .map(|(area, service)| (area.to_owned(), service.to_owned()))
            .collect(),
        ends_on: day_opt(row.try_get(22)?)?,
    })
}

/// A partnership without what is not for everybody.
pub(crate) fn read_open(row: &sqlx::sqlite::SqliteRow) -> Result<Partnership> {
    let mut partnership = read(row)?;
    partnership.conditions.clear();
    Ok(partnership)
}

/// Whether the person `$4` works on the application that a partnership came from.
fn owned() -> String {
    let works = works_on("$4");
    format!("exists (select 1 from application a where a.id = p.application_id and {works})")
}

impl Store {
    /// A partnership, for those who may read figures or whose application it came from.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn partnership(&self, asker: &Asker, id: &PartnershipId) -> Result<Partnership> {
        let owned = owned();
        let sql = format!(
            "select {COLUMNS}, {owned} from {TABLES} where p.id = $1 and p.district_id = $2 and ($3 or {owned})"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.as_str())
            .bind(self.district())
            .bind(asker.may(Right::ReadFigures))
            .bind(asker.id.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        if asker.may(Right::ReadApplications) || row.try_get(23)? {
            read(&row)
        } else {
            read_open(&row)
        }
    }

    /// The partnership that an application became. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it did not become one.
    pub async fn partnership_of(&self, application: &ApplicationId) -> Result<Partnership> {
        let sql = format!(
            "select {COLUMNS} from {TABLES} where p.application_id = $1 and p.district_id = $2"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(application.as_str())
            .bind(self.district())
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        read(&row)
    }

    /// A partnership of the public directory, as of today.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not listed, has ended, or is past its last day.
    pub async fn listed(&self, slug: &str, today: NaiveDate) -> Result<Partnership> {
        let sql = format!(
            "select {COLUMNS} from {TABLES} where p.slug = $1 and p.district_id = $2 and p.listed and p.stage <> 'ended'
             and (p.ends_on is null or p.ends_on >= $3)"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(slug)
            .bind(self.district())
            .bind(today.to_string())
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        read_open(&row)
    }

    /// Stage and last day of a partnership that the asker may change and has seen as it is. Nobody changes the one that
    /// came from their own application.
    pub(crate) async fn movable(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &PartnershipId,
        seen: i64,
    ) -> Result<(Stage, Option<NaiveDate>)> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let sql = format!(
            "select p.stage, p.version, {}, p.ends_on from partnership p join application a on a.id = p.application_id
             where p.id = $1 and p.district_id = $2",
            works_on("$3")
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.as_str())
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_optional(tx)
            .await?
            .ok_or(Error::NotFound)?;
        if row.try_get::<i64, _>(1)? != seen {
            return Err(Error::Stale);
        }
        if row.try_get(2)? {
            return Err(Error::Refused);
        }
        let stage = Stage::from_word(row.try_get(0)?);
        let stage = stage.ok_or_else(|| Error::Corrupt("stage".into()))?;
        Ok((stage, day_opt(row.try_get(3)?)?))
    }

    /// Moves a partnership. Nobody moves the one that came from their own application.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide; [`Error::Stale`], [`Error::Refused`].
    #[allow(clippy::too_many_arguments)]
    pub async fn move_partnership(
        &self,
        asker: &Asker,
        id: &PartnershipId,
        action: Action,
        reason: &str,
        seen: i64,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::MovePartnership, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (stage, _) = self.movable(&mut tx, asker, id, seen).await?;
        let next = stage.after(action)?;
        sqlx::query(
            "update partnership set stage = $1, stage_at = $2, version = version + 1,
                ended_at = case when $1 = 'ended' then $2 end where id = $3",
        )
        .bind(next.word())
        .bind(micros(at))
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        let new = New {
            at,
            person: Some(asker.id.as_str()),
            subject: "partnership",
            subject_id: id.as_str(),
            act: action.word(),
            detail: json!({ "reason": reason, "was_stage": stage.word(), "stage": next.word() }),
        };
        event::append(&mut tx, self.district(), new).await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            Form::MovePartnership,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await?;
        self.changed();
        Ok(())
    }
}
