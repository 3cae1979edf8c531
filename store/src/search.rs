//! Finding partnerships: the public directory and the office's list.

mod statement;

pub(crate) use statement::find_sql;

use crate::list::{AT_ONCE, Page, Part};
use crate::partnership::{Partnership, read, read_open};
use crate::values::Values;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::PartnershipId;
use ::partnership::partnership::Stage;
use ::partnership::person::Right;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// How a list of partnerships is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By organization, and then by program.
    Organization,
    /// By program.
    Program,
    /// By stage.
    Stage,
    /// By the day it was approved.
    Approved,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [
        Self::Organization,
        Self::Program,
        Self::Stage,
        Self::Approved,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Program => "program",
            Self::Stage => "stage",
            Self::Approved => "approved",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// Which partnerships to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words in organization, program, places and services; beginnings of words count.
    pub words: String,
    /// A support area.
    pub area: Option<String>,
    /// A school or department.
    pub school: Option<String>,
    /// A level.
    pub level: Option<String>,
    /// A stage; without one, all that have not ended. For the office only.
    pub stage: Option<Stage>,
    /// The columns the office's list is sorted by, and whether each is turned round: at most three. Without
    /// any, words bring what fits best, and else it is sorted by organization.
    pub order: Vec<(Sort, bool)>,
    /// Only these, where there are any.
    pub only: Vec<PartnershipId>,
}

impl Store {
    /// How many partnerships each of these searches finds, all in one statement.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read figures.
    pub async fn count_partnerships(
        &self,
        asker: &Asker,
        searches: &[Search],
    ) -> Result<Vec<usize>> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let mut values = Values::default();
        let district = values.text(self.district());
        let counts: Vec<String> = searches
            .iter()
            .map(|search| statement::Parts::of(search, false, &district, &mut values).total())
            .collect();
        self.counted(counts, values).await
    }

    /// The numbers of a statement that gives each of these.
    pub(crate) async fn counted(&self, counts: Vec<String>, values: Values) -> Result<Vec<usize>> {
        if counts.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("select {}", counts.join(", "));
        let rows = values.rows(sql, &mut *self.read().await?).await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Corrupt("a count".into()))?;
        (0..counts.len())
            .map(|at| Ok(usize::try_from(row.try_get::<i64, _>(at)?).unwrap_or_default()))
            .collect()
    }

    /// Listed partnerships that have not ended, for everybody. `page` counts from 0.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn directory(&self, search: &Search, page: usize) -> Result<Page<Partnership>> {
        self.find(search, true, Some(page).into(), read_open).await
    }

    /// All partnerships, for those who may read figures. Where nothing holds the words, the nearest words are
    /// looked for.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else.
    pub async fn partnerships(
        &self,
        asker: &Asker,
        search: &Search,
        part: impl Into<Part>,
    ) -> Result<Page<Partnership>> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let part = part.into();
        let sees_all = asker.may(Right::ReadApplications);
        let read = if sees_all { read } else { read_open };
        let found = self.find(search, false, part, read).await?;
        if found.total > 0 || search.words.is_empty() {
            return Ok(found);
        }
        let Some(words) = self.respelled(&search.words).await? else {
            return Ok(found);
        };
        let nearest = Search {
            words: words.clone(),
            ..search.clone()
        };
        let found = self.find(&nearest, false, part, read).await?;
        let instead = (found.total > 0).then_some(words);
        Ok(Page { instead, ..found })
    }

    async fn find(
        &self,
        search: &Search,
        public: bool,
        part: Part,
        read: fn(&SqliteRow) -> Result<Partnership>,
    ) -> Result<Page<Partnership>> {
        let mut values = Values::default();
        let sql = find_sql(search, public, self.district(), part, &mut values);
        let rows = values.rows(sql, &mut *self.read().await?).await?;
        if rows.is_empty() && part.offset > 0 {
            // Past the end no row says how many there are: the first does.
            let first = Part {
                limit: 1,
                offset: 0,
            };
            let first = Box::pin(self.find(search, public, first, read)).await?;
            return Ok(Page {
                rows: Vec::new(),
                ..first
            });
        }
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get(22))?;
        let mut found = Vec::with_capacity(rows.len());
        for part in rows.chunks(AT_ONCE) {
            for row in part {
                found.push(read(row)?);
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
}
