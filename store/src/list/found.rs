//! What a list of applications holds: its rows, its ids, and how many stand in each queue.

use super::statement::{Wanted, applications_sql, queues_sql};
use super::{Bounds, Filter, Queue};
use crate::application::{Application, read};
use crate::values::Values;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::ApplicationId;
use ::partnership::person::Right;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// The words that were looked for in place of those that were typed and that nothing holds.
    pub instead: Option<String>,
}

/// How many rows a page has, unless somebody chose otherwise.
pub const PAGE: usize = 25;
/// How many rows an export has at most.
pub const EXPORT: usize = 50_000;

/// How many rows are read before others have their turn.
pub(crate) const AT_ONCE: usize = 500;

/// Which rows of a list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many at most.
    pub limit: usize,
    /// After how many others.
    pub offset: usize,
}

impl Part {
    /// All rows, up to [`EXPORT`].
    pub const ALL: Self = Self {
        limit: EXPORT,
        offset: 0,
    };

    /// A page of a size, counted from 0.
    #[must_use]
    pub const fn page(page: usize, size: usize) -> Self {
        Self {
            limit: size,
            offset: page.saturating_mul(size),
        }
    }
}

impl From<Option<usize>> for Part {
    /// A page of the usual size, from 0; without one, all rows.
    fn from(page: Option<usize>) -> Self {
        page.map_or(Self::ALL, |page| Self::page(page, PAGE))
    }
}

impl Store {
    /// Applications that were sent, or drafts that stalled, filtered and sorted. Where nothing holds the words,
    /// the nearest words are looked for.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn applications(
        &self,
        asker: &Asker,
        filter: &Filter,
        part: impl Into<Part>,
        bounds: impl Into<Bounds>,
    ) -> Result<Page<Application>> {
        let (part, bounds) = (part.into(), bounds.into());
        let found = self.found(asker, filter, part, bounds).await?;
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
        let found = self.found(asker, &nearest, part, bounds).await?;
        let instead = (found.total > 0).then_some(words);
        Ok(Page { instead, ..found })
    }

    async fn found(
        &self,
        asker: &Asker,
        filter: &Filter,
        part: Part,
        bounds: Bounds,
    ) -> Result<Page<Application>> {
        let rows = self
            .rows_of(asker, filter, part, bounds, Wanted::Rows)
            .await?;
        let mut total = rows
            .first()
            .map_or(Ok(0), |row| row.try_get::<i64, _>(18))?;
        if rows.is_empty() && part.offset > 0 {
            // Past the end no row says how many there are: the first does.
            let first = Part {
                limit: 1,
                offset: 0,
            };
            let row = self
                .rows_of(asker, filter, first, bounds, Wanted::Rows)
                .await?;
            total = row.first().map_or(Ok(0), |row| row.try_get::<i64, _>(18))?;
        }
        let mut found = Vec::with_capacity(rows.len());
        for part in rows.chunks(AT_ONCE) {
            for row in part {
                let unread: i64 = row.try_get(19)?;
                found.push(Application {
                    unread: usize::try_from(unread).unwrap_or_default(),
                    ..read(row)?
                });
            }
            if rows.len() > AT_ONCE {
                // Whoever else waits for this thread comes in between.
                tokio::task::yield_now().await;
            }
        }
        Ok(Page {
            rows: found,
            total: usize::try_from(total).unwrap_or_default(),
            instead: None,
        })
    }

    /// The ids of the applications of a list, in its order.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn application_ids(
        &self,
        asker: &Asker,
        filter: &Filter,
        part: Part,
        bounds: Bounds,
    ) -> Result<Vec<ApplicationId>> {
        let mut rows = self
            .rows_of(asker, filter, part, bounds, Wanted::Ids)
            .await?;
        if rows.is_empty()
            && !filter.words.is_empty()
            && let Some(words) = self.respelled(&filter.words).await?
        {
            let nearest = Filter {
                words,
                ..filter.clone()
            };
            rows = self
                .rows_of(asker, &nearest, part, bounds, Wanted::Ids)
                .await?;
        }
        rows.iter()
            .map(|row| {
                ApplicationId::parse(row.try_get(0)?)
                    .ok_or_else(|| Error::Corrupt("application id".into()))
            })
            .collect()
    }

    async fn rows_of(
        &self,
        asker: &Asker,
        filter: &Filter,
        part: Part,
        bounds: Bounds,
        wanted: Wanted,
    ) -> Result<Vec<SqliteRow>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let mut values = Values::default();
        let asked = (self.district(), asker.id.as_str(), bounds);
        let sql = applications_sql(filter, asked, part, wanted, &mut values);
        values.rows(sql, &mut *self.read().await?).await
    }

    /// How many applications each queue holds, in the order of [`Queue::ALL`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn queues(
        &self,
        asker: &Asker,
        bounds: impl Into<Bounds>,
    ) -> Result<Vec<(Queue, usize)>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let mut values = Values::default();
        let sql = queues_sql(
            (self.district(), asker.id.as_str(), bounds.into()),
            &mut values,
        );
        let rows = values.rows(sql, &mut *self.read().await?).await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Corrupt("the queues".into()))?;
        Queue::ALL
            .into_iter()
            .enumerate()
            .map(|(at, queue)| {
                let count = row.try_get::<i64, _>(at)?;
                Ok((queue, usize::try_from(count).unwrap_or_default()))
            })
            .collect()
    }
}
