//! Roles as history: who held which role from when until when, and who gave and took it. Nothing of it is ever deleted.
//! Everybody who signs in may apply: that somebody is called a partner is told only where an administrator did so.

use crate::time::{instant, instant_opt};
use crate::{Asker, Error, Result, Store};
use ::partnership::person::{Email, Right, Role};
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// A role that somebody holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The name of whoever held it; empty until given.
    pub name: String,
    /// The address.
    pub email: Email,
    /// The role.
    pub role: Role,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Who gave it, by name or address; `None` for the operator at the command line.
    pub given_by: Option<String>,
    /// Until when; `None` for one that is held now.
    pub until: Option<DateTime<Utc>>,
    /// Who took it, by name or address.
    pub taken_by: Option<String>,
}

/// Which roles are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// A part of the name or address of whoever held it; blank for everybody.
    pub words: String,
    /// This role only.
    pub role: Option<Role>,
    /// Those that are held now, or those that have ended.
    pub is_held: Option<bool>,
}

/// How many rows a page has.
pub const PAGE: usize = 50;

impl Store {
    /// Roles with their times, what was given or taken last first, and how many there are. All of them without a page;
    /// pages count from 0.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not manage people.
    pub async fn roles_held(
        &self,
        asker: &Asker,
        asked: &Asked,
        page: Option<usize>,
    ) -> Result<(Vec<Held>, usize)> {
        if !asker.may(Right::ManagePeople) {
            return Err(Error::NotFound);
        }
        let (limit, offset) = page.map_or((-1, 0), |page| (count(PAGE), count(page * PAGE)));
        let rows = sqlx::query(
            "select p.name, p.email, r.role, r.granted_at, coalesce(nullif(g.name, ''), g.email), r.ended_at,
                coalesce(nullif(e.name, ''), e.email), count(*) over ()
             from person_role r cross join person p on p.id = r.person_id
             left join person g on g.id = r.granted_by left join person e on e.id = r.ended_by
             where r.district_id = $1 and (r.role <> 'partner' or r.granted_by is not null) and ($2 = '' or instr(lower(p.name), $2) > 0 or instr(p.email, $2) > 0)
               and ($3 is null or r.role = $3) and ($4 is null or (r.ended_at is null) = $4)
             order by coalesce(r.ended_at, r.granted_at) desc, r.rowid desc limit $5 offset $6",
        )
        .bind(self.district())
        .bind(asked.words.trim().to_lowercase())
        .bind(asked.role.map(Role::word))
        .bind(asked.is_held)
        .bind(limit)
        .bind(offset)
        .fetch_all(&mut *self.read().await?)
        .await?;
        let all: i64 = rows.first().map_or(Ok(0), |row| row.try_get(7))?;
        let held = rows.iter().map(read).collect::<Result<_>>()?;
        Ok((held, usize::try_from(all).unwrap_or_default()))
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn read(row: &SqliteRow) -> Result<Held> {
    let corrupt = |what: &str| Error::Corrupt(what.to_owned());
    Ok(Held {
        name: row.try_get(0)?,
        email: Email::parse(row.try_get(1)?).ok_or_else(|| corrupt("an address"))?,
        role: Role::from_word(row.try_get(2)?).ok_or_else(|| corrupt("role"))?,
        from: instant(row.try_get(3)?)?,
        given_by: row.try_get(4)?,
        until: instant_opt(row.try_get(5)?)?,
        taken_by: row.try_get(6)?,
    })
}
