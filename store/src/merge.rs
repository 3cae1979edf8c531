//! Two organizations that are one: put together, and taken apart again within a day.

mod told;

use crate::once::Form;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::id::{OrganizationId, PartnershipId};
use ::partnership::partnership::Stage;
use ::partnership::person::Right;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, SqliteConnection};
use told::Names;

/// For how long putting together can be undone.
pub const UNDONE_WITHIN: TimeDelta = TimeDelta::days(1);

/// An organization with what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its kind, as a slug of the profile.
    pub kind: String,
    /// Its web address.
    pub web: Option<String>,
    /// What it says of itself.
    pub about: String,
    /// Its partnerships, whatever their stage: id, program, stage.
    pub partnerships: Vec<(PartnershipId, String, Stage)>,
    /// The organization that it was put into, and when.
    pub merged: Option<(OrganizationId, DateTime<Utc>)>,
}

impl Store {
    /// An organization, for those who may read figures.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn organization(&self, asker: &Asker, id: &OrganizationId) -> Result<Organization> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let row = sqlx::query(
            "select o.name, o.kind, o.web, o.about, m.into_id, m.merged_at,
                (select json_group_array(json_array(p.id, p.title, p.stage) order by p.title, p.id)
                 from partnership p where p.organization_id = o.id)
             from organization o left join merger m on m.from_id = o.id and m.undone_at is null
             where o.id = $1 and o.district_id = $2",
        )
        .bind(id.as_str())
        .bind(self.district())
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        let has: Vec<(String, String, String)> = serde_json::from_str(row.try_get(6)?)?;
        let corrupt = |what: &str| Error::Corrupt(what.to_owned());
        let partnerships = has.into_iter().map(|(id, title, stage)| {
            let id = PartnershipId::parse(&id).ok_or_else(|| corrupt("partnership"))?;
            let stage = Stage::from_word(&stage).ok_or_else(|| corrupt("stage"))?;
            Ok((id, title, stage))
        });
        let merged = match row.try_get::<Option<&str>, _>(4)? {
            None => None,
            Some(into) => Some((
                OrganizationId::parse(into).ok_or_else(|| corrupt("organization"))?,
                instant(row.try_get(5)?)?,
            )),
        };
        Ok(Organization {
            id: id.clone(),
            name: row.try_get(0)?,
            kind: row.try_get(1)?,
            web: row.try_get(2)?,
            about: row.try_get(3)?,
            partnerships: partnerships.collect::<Result<_>>()?,
            merged,
        })
    }

    /// Puts an organization into another: its partnerships belong to the other since, and later approvals of its
    /// name, too. Nothing is deleted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide, or when there is no such organization;
    /// [`Error::Refused`] for one and the same, and when either was put into another already.
    pub async fn merge(
        &self,
        asker: &Asker,
        from: &OrganizationId,
        into: &OrganizationId,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Merge, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (from_name, is_from_merged) = self.named(&mut tx, from).await?;
        let (into_name, is_into_merged) = self.named(&mut tx, into).await?;
        if from == into || is_from_merged || is_into_merged {
            return Err(Error::Refused);
        }
        let moved: Vec<String> =
            sqlx::query_scalar("select id from partnership where organization_id = $1 order by id")
                .bind(from.as_str())
                .fetch_all(&mut *tx)
                .await?;
        sqlx::query("update partnership set organization_id = $1, version = version + 1 where organization_id = $2")
            .bind(into.as_str())
            .bind(from.as_str())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "update organization set merged_into = $1, version = version + 1 where id = $2",
        )
        .bind(into.as_str())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "insert into merger (id, district_id, from_id, into_id, partnerships, merged_at, merged_by)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(from.as_str())
        .bind(into.as_str())
        .bind(serde_json::to_string(&moved)?)
        .bind(micros(at))
        .bind(asker.id.as_str())
        .execute(&mut *tx)
        .await?;
        let names = Names {
            from: (from, &from_name),
            into: (into, &into_name),
        };
        self.log_merger(&mut tx, asker, "merge", names, &moved, at)
            .await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            Form::Merge,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await?;
        self.changed();
        Ok(())
    }

    /// Takes an organization out of the other again, with the partnerships that it brought and that the other still
    /// has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide, or when there is no such organization;
    /// [`Error::Refused`] when it was put into none, later than [`UNDONE_WITHIN`], and while the other was put into a
    /// third.
    pub async fn undo_merge(
        &self,
        asker: &Asker,
        from: &OrganizationId,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::UndoMerge, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (from_name, _) = self.named(&mut tx, from).await?;
        let row = sqlx::query(
            "select id, into_id, partnerships, merged_at from merger
             where from_id = $1 and district_id = $2 and undone_at is null",
        )
        .bind(from.as_str())
        .bind(self.district())
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::Refused)?;
        let (merger, into, moved): (String, String, String) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let into = OrganizationId::parse(&into).ok_or(Error::Corrupt("organization".into()))?;
        let (into_name, is_into_merged) = self.named(&mut tx, &into).await?;
        if is_into_merged || at - instant(row.try_get(3)?)? >= UNDONE_WITHIN {
            return Err(Error::Refused);
        }
        let moved: Vec<String> = sqlx::query_scalar(
            "update partnership set organization_id = $1, version = version + 1
             where organization_id = $2 and id in (select value from json_each($3)) returning id",
        )
        .bind(from.as_str())
        .bind(into.as_str())
        .bind(moved)
        .fetch_all(&mut *tx)
        .await?;
        sqlx::query(
            "update organization set merged_into = null, version = version + 1 where id = $1",
        )
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
        sqlx::query("update merger set undone_at = $1, undone_by = $2 where id = $3")
            .bind(micros(at))
            .bind(asker.id.as_str())
            .bind(merger)
            .execute(&mut *tx)
            .await?;
        let names = Names {
            from: (from, &from_name),
            into: (&into, &into_name),
        };
        self.log_merger(&mut tx, asker, "undo-merge", names, &moved, at)
            .await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            Form::UndoMerge,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await?;
        self.changed();
        Ok(())
    }

    /// The name of an organization, and whether it was put into another.
    async fn named(
        &self,
        tx: &mut SqliteConnection,
        id: &OrganizationId,
    ) -> Result<(String, bool)> {
        sqlx::query_as(
            "select name, merged_into is not null from organization where id = $1 and district_id = $2",
        )
        .bind(id.as_str())
        .bind(self.district())
        .fetch_optional(tx)
        .await?
        .ok_or(Error::NotFound)
    }
}
