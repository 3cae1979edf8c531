//! The acts on many that somebody began, so that a lost page loses neither the list of what was done nor the way back.

use super::Deed;
use crate::time::instant;
use crate::{Asker, Error, Result, Store};
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use sqlx::Row;

/// How many are named, the newest.
const NAMED: i64 = 20;

/// An act on many, and what became of it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Id.
    pub id: String,
    /// What is done.
    pub deed: Deed,
    /// The name of whom they are assigned to.
    pub to: Option<String>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How many applications were chosen.
    pub count: usize,
    /// How many of them are done.
    pub done: usize,
    /// How many it did not come to.
    pub waiting: usize,
}

impl Store {
    /// The last acts on many that the asker began, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide.
    pub async fn bulks(&self, asker: &Asker) -> Result<Vec<Past>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select b.id, b.act, b.value, coalesce(nullif(p.name, ''), p.email), b.started_at,
                count(*), sum(r.outcome = 'done'), sum(r.outcome = 'waiting')
             from (select rowid as place, * from bulk where person_id = $1 and district_id = $2
                order by started_at desc, rowid desc limit $3) b
             join bulk_row r on r.bulk_id = b.id
             left join person p on p.id = b.value and b.act = 'assign'
             group by b.id order by b.started_at desc, b.place desc",
        )
        .bind(asker.id.as_str())
        .bind(self.district())
        .bind(NAMED)
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let count = |at: usize| {
                let count = row.try_get::<i64, _>(at);
                count.map(|count| usize::try_from(count).unwrap_or_default())
            };
            found.push(Past {
                id: row.try_get(0)?,
                deed: Deed::read(row.try_get(1)?, row.try_get(2)?)?,
                to: row.try_get(3)?,
                started_at: instant(row.try_get(4)?)?,
                count: count(5)?,
                done: count(6)?,
                waiting: count(7)?,
            });
        }
        Ok(found)
    }
}
