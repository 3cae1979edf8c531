//! Organizations: found by their name, with their applications and partnerships.

mod statement;

pub(crate) use statement::{count_sql, organizations_sql};

use crate::application::{self, Application};
use crate::list::{Page, Paged, Part};
use crate::partnership::{self, Partnership};
use crate::time::instant;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::OrganizationId;
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// An organization of a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its web address.
    pub web: Option<String>,
    /// What it says of itself.
    pub about: String,
    /// When it became a partner.
    pub created_at: DateTime<Utc>,
    /// Partnerships that have not ended.
    pub partnerships: usize,
    /// Applications that were ever sent under its name or that of one that was put into it; nothing for somebody who may not read applications.
    pub applications: Option<usize>,
}

/// How a list of organizations is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    Organization,
    /// By kind, and then by name.
    Kind,
    /// By the day it became a partner.
    Since,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Organization, Self::Kind, Self::Since];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Kind => "kind",
            Self::Since => "since",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// Which organizations to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words in its name and in what it says of itself.
    pub words: String,
    /// A kind.
    pub kind: Option<String>,
    /// The columns it is sorted by, and whether each is turned round: at most three. Without any, words bring what
    /// fits best, and else it is sorted by name.
    pub order: Vec<(Sort, bool)>,
}

/// Another organization that one was put together with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The other.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Whether the other holds the one, or else was put into it.
    pub holds: bool,
}

const COLUMNS: &str = "o.id, o.name, o.kind, o.web, o.about, o.created_at,
    (select count(*) from partnership p where p.organization_id = o.id and p.stage <> 'ended'),
    (select count(*) from application a indexed by application_named where a.district_id = o.district_id
        and a.submitted_at is not null and a.organization collate nocase in (
        with recursive own (id, name) as (
            select o.id, o.name
            union all
            select f.id, f.name from own cross join merger m on m.into_id = own.id and m.undone_at is null
            cross join organization f on f.id = m.from_id
        ) select name from own))";

fn read(row: &SqliteRow, sees_all: bool) -> Result<Organization> {
    let count = |at: usize| {
        row.try_get::<i64, _>(at)
            .map(|count| usize::try_from(count).unwrap_or_default())
    };
    Ok(Organization {
        id: OrganizationId::parse(row.try_get(0)?)
            .ok_or_else(|| Error::Corrupt("organization id".to_owned()))?,
        name: row.try_get(1)?,
        kind: row.try_get(2)?,
        web: row.try_get(3)?,
        about: row.try_get(4)?,
        created_at: instant(row.try_get(5)?)?,
        partnerships: count(6)?,
        applications: if sees_all { Some(count(7)?) } else { None },
    })
}

impl Store {
    /// Organizations that became partners, for those who may read figures. Where nothing holds the words, the
    /// nearest words are looked for.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else.
    pub async fn organizations(
        &self,
        asker: &Asker,
        filter: &Filter,
        part: Part,
    ) -> Result<Page<Organization>> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let sees_all = asker.may(Right::ReadApplications);
        let found = self.organizations_of(filter, part, sees_all).await?;
        if found.total > 0 || filter.words.is_empty() {
            return Ok(found);
        }
        let Some(words) = self.respelled(&filter.words).await? else {
            return Ok(found);
        };
        let nearest = Filter {
            words: words.clone(),
            ..filter.clone()
        };
        let found = self.organizations_of(&nearest, part, sees_all).await?;
        let instead = (found.total > 0).then_some(words);
        Ok(Page { instead, ..found })
    }

    async fn organizations_of(
        &self,
        filter: &Filter,
        part: Part,
        sees_all: bool,
    ) -> Result<Page<Organization>> {
        let paged = Paged::of(self, part, |part, values| {
            organizations_sql(filter, self.district(), part, values)
        });
        let paged = paged.await?;
        let rows = paged.rows.iter().map(|row| read(row, sees_all));
        Ok(Page {
            rows: rows.collect::<Result<_>>()?,
            total: paged.number(8)?,
            instead: None,
        })
    }

    /// An organization, for those who may read figures.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn organization_record(
        &self,
        asker: &Asker,
        id: &OrganizationId,
    ) -> Result<Organization> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let sql =
            format!("select {COLUMNS} from organization o where o.id = $1 and o.district_id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.as_str())
            .bind(self.district())
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        read(&row, asker.may(Right::ReadApplications))
    }

    /// The partnerships of an organization, the newest first, ended ones too; at most a hundred. The caller has
    /// found the organization for the asker before.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn partnerships_of(&self, of: &Organization) -> Result<Vec<Partnership>> {
        let (columns, tables) = (partnership::COLUMNS, partnership::TABLES);
        let sql = format!(
            "select {columns} from {tables} where p.organization_id = $1 and p.district_id = $2
             order by p.approved_at desc limit 100"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(of.id.as_str())
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(partnership::read_open)
            .collect()
    }

    /// The organization that one was put into, and those that were put into it, as long as they were not taken apart
    /// again; the newest first. The caller has found the one for the asker before.
    ///
    /// # Errors
    /// [`Error::Db`], [`Error::Corrupt`].
    pub async fn merged_with(&self, of: &OrganizationId) -> Result<Vec<Merged>> {
        let rows = sqlx::query(
            "select o.id, o.name, m.merged_at, m.from_id = $1 from merger m
             cross join organization o on o.id = iif(m.from_id = $1, m.into_id, m.from_id)
             where (m.from_id = $1 or m.into_id = $1) and m.undone_at is null and m.district_id = $2
             order by m.merged_at desc limit 100",
        )
        .bind(of.as_str())
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                let id = OrganizationId::parse(row.try_get(0)?);
                Ok(Merged {
                    id: id.ok_or_else(|| Error::Corrupt("organization".to_owned()))?,
                    name: row.try_get(1)?,
                    at: instant(row.try_get(2)?)?,
                    holds: row.try_get(3)?,
                })
            })
            .collect()
    }

    /// The applications that were sent under the name of an organization, or of one that was put into it, the newest
    /// first; at most a hundred.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn applications_of(
        &self,
        asker: &Asker,
        of: &Organization,
    ) -> Result<Vec<Application>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let (columns, tables) = (application::COLUMNS, application::TABLES);
        let sql = format!(
            "with recursive own (id, name) as (
                select $2, $3
                union all
                select f.id, f.name from own cross join merger m on m.into_id = own.id and m.undone_at is null
                cross join organization f on f.id = m.from_id
             )
             select {columns} from {tables} where a.district_id = $1
             and a.organization collate nocase in (select name from own)
             and a.submitted_at is not null order by a.number desc limit 100"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(of.id.as_str())
            .bind(&of.name)
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(application::read)
            .collect()
    }
}
