//! Acts on many applications at once: one transaction for each, with what became of it.

mod apply;
mod past;

pub use past::Past;

use crate::once::Form;
use crate::person::person_id;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::application::Stage;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Row, SqliteConnection};

/// How many applications an act takes at most.
pub const MOST: usize = 500;

/// What is done to all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Given to somebody, or to nobody.
    Assign(Option<PersonId>),
    /// Given another day on which they are due.
    SetDue(NaiveDate),
    /// Whoever they wait for is reminded.
    Remind,
}

impl Deed {
    /// The word in tables, forms and addresses.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Assign(_) => "assign",
            Self::SetDue(_) => "set-due",
            Self::Remind => "remind",
        }
    }

    fn value(&self) -> Option<String> {
        match self {
            Self::Assign(to) => to.as_ref().map(ToString::to_string),
            Self::SetDue(day) => Some(day.to_string()),
            Self::Remind => None,
        }
    }

    fn read(word: &str, value: Option<&str>) -> Result<Self> {
        Ok(match (word, value) {
            ("assign", None) => Self::Assign(None),
            ("assign", Some(to)) => Self::Assign(Some(person_id(to)?)),
            ("set-due", Some(day)) => Self::SetDue(
                day.parse()
                    .map_err(|_| Error::Corrupt("a day".to_owned()))?,
            ),
            ("remind", _) => Self::Remind,
            _ => return Err(Error::Corrupt("an act on many".to_owned())),
        })
    }

    /// Whether it can be taken back.
    #[must_use]
    pub const fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Remind)
    }
}

/// What became of one application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet: the act stopped before it.
    Waiting,
    /// Done.
    Done,
    /// It was so already, or there is nobody to remind.
    Same,
    /// Not possible: it is decided, one's own, or gone.
    Refused,
    /// Taken back.
    Undone,
    /// Not taken back, because somebody has changed it since.
    Kept,
}

impl Outcome {
    /// Every outcome, the one to look at first first.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Refused,
        Self::Kept,
        Self::Same,
        Self::Done,
        Self::Undone,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Same => "same",
            Self::Refused => "refused",
            Self::Undone => "undone",
            Self::Kept => "kept",
        }
    }

    fn read(word: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.word() == word)
            .ok_or_else(|| Error::Corrupt("an outcome".to_owned()))
    }
}

/// One application of an act on many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: ApplicationId,
    /// Name of the organization.
    pub organization: String,
    /// What people call it.
    pub reference: String,
    /// Where it stands now.
    pub stage: Stage,
    /// What became of it.
    pub outcome: Outcome,
    /// What stood there before.
    pub before: Option<String>,
}

/// An act on many applications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulk {
    /// Id.
    pub id: String,
    /// What is done.
    pub deed: Deed,
    /// The name of whom they are assigned to.
    pub to: Option<String>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// The applications, in the order they were chosen.
    pub lines: Vec<Line>,
}

impl Bulk {
    /// Those with this outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(move |line| line.outcome == outcome)
    }
}

impl Store {
    /// Notes what is to be done to which applications, before anything is. Gives the id of the act.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide; [`Error::Refused`] for none that is there, or more
    /// than [`MOST`].
    pub async fn begin_bulk(
        &self,
        asker: &Asker,
        deed: &Deed,
        ids: &[ApplicationId],
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<String> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        if ids.is_empty() || ids.len() > MOST {
            return Err(Error::Refused);
        }
        let mut tx = self.write().await?;
        let person = asker.id.as_str();
        if let Some(id) = once::answer(&mut tx, person, Form::Bulk, key).await? {
            return Ok(id);
        }
        let id = fresh::id();
        sqlx::query(
            "insert into bulk (id, district_id, person_id, act, value, started_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&id)
        .bind(self.district())
        .bind(person)
        .bind(deed.word())
        .bind(deed.value())
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let ids: Vec<&str> = ids.iter().map(ApplicationId::as_str).collect();
        let noted = sqlx::query(
            "insert into bulk_row (bulk_id, application_id, district_id, place, outcome)
             select $1, a.id, a.district_id, j.key, 'waiting' from json_each($2) j join application a on a.id = j.value
             where a.district_id = $3 on conflict do nothing",
        )
        .bind(&id)
        .bind(serde_json::to_string(&ids)?)
        .bind(self.district())
        .execute(&mut *tx)
        .await?;
        // With no row it would be an act on nothing, which no page could show.
        if noted.rows_affected() == 0 {
            return Err(Error::Refused);
        }
        once::done(&mut tx, self.district(), person, Form::Bulk, key, &id, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// An act on many that the asker has begun.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else's.
    pub async fn bulk(&self, asker: &Asker, id: &str) -> Result<Bulk> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select b.act, b.value, b.started_at, coalesce(nullif(p.name, ''), p.email),
                a.id, a.organization, a.reference, a.stage, r.outcome, r.before
             from bulk b join bulk_row r on r.bulk_id = b.id join application a on a.id = r.application_id
             left join person p on p.id = b.value and b.act = 'assign'
             where b.id = $1 and b.district_id = $2 and b.person_id = $3 order by r.place",
        )
        .bind(id)
        .bind(self.district())
        .bind(asker.id.as_str())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let first = rows.first().ok_or(Error::NotFound)?;
        Ok(Bulk {
            id: id.to_owned(),
            deed: Deed::read(first.try_get(0)?, first.try_get(1)?)?,
            started_at: instant(first.try_get(2)?)?,
            to: first.try_get(3)?,
            lines: rows.iter().map(line).collect::<Result<_>>()?,
        })
    }
}

fn line(row: &sqlx::sqlite::SqliteRow) -> Result<Line> {
    let corrupt = |what: &str| Error::Corrupt(what.to_owned());
    Ok(Line {
        id: ApplicationId::parse(row.try_get(4)?).ok_or_else(|| corrupt("application id"))?,
        organization: row.try_get(5)?,
        reference: row.try_get(6)?,
        stage: Stage::from_word(row.try_get(7)?).ok_or_else(|| corrupt("stage"))?,
        outcome: Outcome::read(row.try_get(8)?)?,
        before: row.try_get(9)?,
    })
}

/// Notes what became of an application.
async fn note(
    tx: &mut SqliteConnection,
    bulk: &str,
    id: &ApplicationId,
    outcome: Outcome,
    before: Option<String>,
) -> Result<()> {
    sqlx::query(
        "update bulk_row set outcome = $1, before = $2 where bulk_id = $3 and application_id = $4",
    )
    .bind(outcome.word())
    .bind(before)
    .bind(bulk)
    .bind(id.as_str())
    .execute(tx)
    .await?;
    Ok(())
}
