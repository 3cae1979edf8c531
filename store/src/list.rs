//! Lists of applications: queues with their counts, filters, sort and pages.

mod found;
mod order;
mod paged;
mod statement;
mod words;

pub(crate) use found::AT_ONCE;
pub use found::{EXPORT, PAGE, Page, Part};
pub(crate) use paged::Paged;
pub(crate) use statement::count_sql;
#[cfg(test)]
pub(crate) use statement::{Wanted, applications_sql, queues_sql};
pub(crate) use words::cut;

use crate::application::Application;
use crate::application::{COLUMNS, TABLES, read_for};
use crate::talk::unread;
use crate::{Asker, Result, Store};
use ::partnership::application::Stage;
use ::partnership::id::{ApplicationId, PersonId};
use chrono::{Days, NaiveDate};

/// The ready-made queues of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Assigned to the asker and waiting for the office.
    Mine,
    /// Waiting for the office and assigned to nobody.
    Unassigned,
    /// In review, with the asker as a reviewer beside the lead whose finding is not given yet.
    Finding,
    /// Sent and not taken up.
    New,
    /// Waiting for somebody past the due day.
    Overdue,
    /// Waiting for the partner.
    Partner,
    /// Begun, never sent, and not touched for long.
    Stalled,
    /// With a note that names the asker and that they have not read.
    Notes,
}

impl Queue {
    /// Every queue, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::Mine,
        Self::Notes,
        Self::Finding,
        Self::Unassigned,
        Self::New,
        Self::Overdue,
        Self::Partner,
        Self::Stalled,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Finding => "finding",
            Self::Unassigned => "unassigned",
            Self::New => "new",
            Self::Overdue => "overdue",
            Self::Partner => "partner",
            Self::Stalled => "stalled",
            Self::Notes => "notes",
        }
    }

    /// Whether it holds applications for one person alone, who decides: nobody else is shown it.
    #[must_use]
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Mine | Self::Notes | Self::Finding)
    }

    /// Whether the summary of sent applications knows how many it holds; that of drafts knows those that stalled.
    pub(crate) const fn is_summed(self) -> bool {
        !matches!(self, Self::Stalled | Self::Notes | Self::Finding)
    }

    /// Whether it names the few it holds by their ids.
    pub(crate) const fn is_few(self) -> bool {
        matches!(self, Self::Notes | Self::Finding)
    }

    /// The queue of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.word() == word)
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
    /// By the last change.
    Updated,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Sent,
        Self::Due,
        Self::Organization,
        Self::Stage,
        Self::Updated,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Due => "due",
            Self::Organization => "organization",
            Self::Stage => "stage",
            Self::Updated => "updated",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// How many columns a list is sorted by at most.
pub const SORTS: usize = 3;

/// Which applications to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A queue.
    pub queue: Option<Queue>,
    /// A stage.
    pub stage: Option<Stage>,
    /// Who vets them.
    pub assignee: Option<PersonId>,
    /// Words in organization, program or reference: each of them stands there.
    pub words: String,
    /// The columns it is sorted by, the first counting most, and whether each is turned round: at most [`SORTS`].
    /// Without any, words bring what fits best, and else comes first what was sent first.
    pub order: Vec<(Sort, bool)>,
    /// Only these, where there are any.
    pub only: Vec<ApplicationId>,
}

/// What decides which queue an application stands in: what day it is, since when a draft that is not touched has
/// stalled, and how many findings a review needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Today in the district.
    pub today: NaiveDate,
    /// A draft that was saved last before this day of Greenwich has stalled.
    pub stalled: NaiveDate,
    /// How many criteria there are: a reviewer with fewer findings has not given theirs.
    pub criteria: usize,
}

/// After how many days a draft has stalled, unless the profile says otherwise.
pub const STALLED_DAYS: u16 = 14;

impl From<NaiveDate> for Bounds {
    /// Today, drafts stalled after [`STALLED_DAYS`], and one criterion.
    fn from(today: NaiveDate) -> Self {
        Self::of(today, STALLED_DAYS)
    }
}

impl Bounds {
    /// Today, drafts stalled after so many days, and one criterion.
    #[must_use]
    pub fn of(today: NaiveDate, days: u16) -> Self {
        Self {
            today,
            stalled: today
                .checked_sub_days(Days::new(u64::from(days)))
                .unwrap_or(today),
            criteria: 1,
        }
    }
}

impl Store {
    /// The applications that a person works on, the last touched first.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn own_applications(&self, asker: &Asker) -> Result<Vec<Application>> {
        let sql = format!(
            "select {COLUMNS}, a.owner_id <> $1, 0, {} from (
                select id from application where owner_id = $1
                union all select application_id from application_member where person_id = $1
             ) own cross join {TABLES} where a.id = own.id and a.district_id = $2 order by a.updated_at desc limit 200",
            unread("$1", false)
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
