//! Finding partnerships: the public directory and the office's list.

mod statement;

pub(crate) use statement::{Parts, find_sql};

use crate::list::{AT_ONCE, Page, Paged, Part};
use crate::partnership::{Partnership, read, read_open};
use crate::term::Ends;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::PartnershipId;
use ::partnership::partnership::Stage;
use ::partnership::person::Right;
use chrono::NaiveDate;
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
    /// By its last day; none last.
    Ends,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Organization,
        Self::Program,
        Self::Stage,
        Self::Approved,
        Self::Ends,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Program => "program",
            Self::Stage => "stage",
            Self::Approved => "approved",
            Self::Ends => "ends",
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
    /// By their last day. For the office only.
    pub ends: Option<Ends>,
    /// The columns the office's list is sorted by, and whether each is turned round: at most three. Without
    /// any, words bring what fits best, and else it is sorted by organization.
    pub order: Vec<(Sort, bool)>,
    /// Only these, where there are any.
    pub only: Vec<PartnershipId>,
}

impl Search {
    /// Whether it finds only what has a last day.
    pub(crate) const fn has_end(&self) -> bool {
        matches!(self.ends, Some(Ends::Soon(..) | Ends::Over(_)))
    }
}

impl Store {
    /// Listed partnerships that have not ended and are not past their last day today, for everybody. `page` counts
    /// from 0.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn directory(
        &self,
        search: &Search,
        today: NaiveDate,
        page: usize,
    ) -> Result<Page<Partnership>> {
        self.find(search, Some(today), Some(page).into(), read_open)
            .await
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
        let found = self.find(search, None, part, read).await?;
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
        let found = self.find(&nearest, None, part, read).await?;
        let instead = (found.total > 0).then_some(words);
        Ok(Page { instead, ..found })
    }

    async fn find(
        &self,
        search: &Search,
        public: Option<NaiveDate>,
        part: Part,
        read: fn(&SqliteRow) -> Result<Partnership>,
    ) -> Result<Page<Partnership>> {
        let paged = Paged::of(self, part, |part, values| {
            find_sql(search, public, self.district(), part, values)
        });
        let paged = paged.await?;
        let (total, rows) = (paged.number(23)?, paged.rows);
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
            total,
            instead: None,
        })
    }
}
