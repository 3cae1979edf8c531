//! Lists of applications: queues with their counts, filters, sort and pages.

mod statement;

pub(crate) use statement::{applications_sql, queues_sql};

use crate::application::{Application, COLUMNS, TABLES, read, read_for};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Stage;
use ::partnership::id::PersonId;
use ::partnership::person::Right;
use chrono::NaiveDate;
use sqlx::Row;
use statement::Words;

/// The ready-made queues of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Sent and not taken up.
    New,
    /// Assigned to the asker and waiting for the office.
    Mine,
    /// Waiting for the office and assigned to nobody.
    Unassigned,
    /// Waiting for the partner.
    Partner,
    /// Waiting for somebody past the due day.
    Overdue,
}

impl Queue {
    /// Every queue, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Mine,
        Self::Unassigned,
        Self::Partner,
        Self::Overdue,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Partner => "partner",
            Self::Overdue => "overdue",
        }
    }

    /// The queue of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.word() == word)
    }

    /// The condition on an application; `$2` is the asker, `$3` today.
    const fn condition(self) -> &'static str {
        match self {
            Self::New => "a.stage = 'submitted'",
            Self::Mine => "a.assignee_id = $2 and a.stage in ('submitted', 'in-review')",
            Self::Unassigned => "a.assignee_id is null and a.stage in ('submitted', 'in-review')",
            Self::Partner => "a.stage = 'changes-requested'",
            Self::Overdue => {
                "a.due_on < $3 and a.stage in ('submitted', 'in-review', 'changes-requested')"
            }
        }
    }
}

/// How a list of applications is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By the day it was sent.
    #[default]
    Sent,
    /// By the day something is due; none last.
    Due,
    /// By organization.
    Organization,
    /// By stage.
    Stage,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Due, Self::Organization, Self::Stage];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Due => "due",
            Self::Organization => "organization",
            Self::Stage => "stage",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Sent => "a.submitted_at",
            Self::Due => "a.due_on is null, a.due_on",
            Self::Organization => "a.organization collate nocase",
            Self::Stage => "a.stage",
        }
    }
}

/// Which applications to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A queue.
    pub queue: Option<Queue>,
    /// A stage.
    pub stage: Option<Stage>,
    /// Who vets them.
    pub assignee: Option<PersonId>,
    /// Words in organization, program or reference.
    pub words: String,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub descending: bool,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
}

/// How many rows a page has.
pub const PAGE: usize = 25;
/// How many rows an export has at most.
pub const EXPORT: usize = 10_000;

impl Store {
    /// Applications that were sent, filtered and sorted. `page` counts from 0; without a page all rows
    /// up to [`EXPORT`] come.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn applications(
        &self,
        asker: &Asker,
        filter: &Filter,
        page: Option<usize>,
        today: NaiveDate,
    ) -> Result<Page<Application>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let (limit, offset) = page.map_or((EXPORT, 0), |page| (PAGE, page.saturating_mul(PAGE)));
        let rows = sqlx::query(sqlx::AssertSqlSafe(applications_sql(filter)))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(today.to_string())
            .bind(filter.stage.map(Stage::word))
            .bind(filter.assignee.as_ref().map(PersonId::as_str))
            .bind(Words::bound(&filter.words))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .bind(i64::try_from(offset).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.read().await?)
            .await?;
        if rows.is_empty() && page.is_some_and(|page| page > 0) {
            // Past the end no row says how many there are: the first page does.
            let first = Box::pin(self.applications(asker, filter, Some(0), today)).await?;
            return Ok(Page {
                rows: Vec::new(),
                ..first
            });
        }
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get(18))?;
        Ok(Page {
            rows: rows.iter().map(read).collect::<Result<_>>()?,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// How many applications each queue holds, in the order of [`Queue::ALL`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn queues(&self, asker: &Asker, today: NaiveDate) -> Result<Vec<(Queue, usize)>> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let row = sqlx::query(sqlx::AssertSqlSafe(queues_sql()))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(today.to_string())
            .fetch_one(&mut *self.read().await?)
            .await?;
        Queue::ALL
            .into_iter()
            .enumerate()
            .map(|(at, queue)| {
                Ok((
                    queue,
                    usize::try_from(row.try_get::<i64, _>(at)?).unwrap_or_default(),
                ))
            })
            .collect()
    }

    /// The applications that a person works on, the last touched first.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn own_applications(&self, asker: &Asker) -> Result<Vec<Application>> {
        let sql = format!(
            "select {COLUMNS}, a.owner_id <> $1 from (
                select id from application where owner_id = $1
                union all select application_id from application_member where person_id = $1
             ) own cross join {TABLES} where a.id = own.id and a.district_id = $2 order by a.updated_at desc limit 200"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(asker.id.as_str())
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(|row| read_for(row, &asker.id))
            .collect()
    }
}
