//! Timelines: the history of one thing, a page at a time, by kind; as quick with a hundred thousand lines as with ten.

mod kind;
mod veil;

pub use kind::Kind;
pub use veil::Veil;

use crate::application::Application;
use crate::event::Event;
use crate::partnership::Partnership;
use crate::time::{instant, instant_opt};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// Acts that only the office reads of: how it judged, to whom it gave the work, what it noted.
pub const INTERNAL: [&str; 13] = [
    "plan-meeting",
    "set-platform",
    "ask-consult",
    "end-consult",
    "answer-consult",
    "judge",
    "assign",
    "settle",
    "add-reviewer",
    "remove-reviewer",
    "declare-conflict",
    "note",
    "confidential-note",
];

/// Which lines are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The newest.
    #[default]
    Newest,
    /// Those before this line.
    Before(i64),
    /// Those after this line.
    After(i64),
}

/// A line of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its number in the whole history.
    pub seq: i64,
    /// Whether it is of the partnership that the application became.
    pub is_partnership: bool,
    /// What happened.
    pub event: Event,
}

/// A page of a timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// The lines, the newest first.
    pub lines: Vec<Line>,
    /// Whether there are lines after these.
    pub has_newer: bool,
    /// Whether there are lines before these.
    pub has_older: bool,
    /// From when on lines tell the value before, and messages and notes have lines; `None` when all do.
    pub since: Option<DateTime<Utc>>,
}

/// Which lines of a thing are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// Where the page stands.
    pub place: Place,
    /// How many; all of them when there is none.
    pub limit: Option<u32>,
}

/// The thing whose lines are meant: one condition for each.
const APPLICATION: &str = "subject = 'application' and subject_id = $1";
const PARTNERSHIP: &str = "subject = 'partnership' and subject_id = $1";
const ITS_PARTNERSHIP: &str = "subject = 'partnership' and subject_id = (select p.id from partnership p where p.application_id = $1)";

impl Store {
    /// The timeline of an application, which goes on into that of its partnership, without what the veil keeps from
    /// the reader. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`crate::Error::Db`], [`crate::Error::Corrupt`].
    pub async fn application_timeline(
        &self,
        application: &Application,
        veil: &Veil,
        wanted: Wanted,
    ) -> Result<Timeline> {
        let of = [APPLICATION, ITS_PARTNERSHIP];
        self.timeline(&of, application.id.as_str(), veil, wanted)
            .await
    }

    /// The newest lines of an application and its partnership, and behind them the newest request for changes where it
    /// is older; without what the veil keeps from the reader.
    ///
    /// # Errors
    /// As [`Store::application_timeline`].
    pub async fn latest(
        &self,
        application: &Application,
        veil: &Veil,
        limit: u32,
    ) -> Result<Vec<Event>> {
        let newest = sql(&[APPLICATION, ITS_PARTNERSHIP], veil, Wanted::default());
        let asked = format!(
            "select e.seq, e.at, coalesce(nullif(p.name, ''), p.email), e.subject, e.act, e.detail, null
             from (select * from event where {APPLICATION} and district_id = $2 and act = 'request-changes'
                   order by seq desc limit 1) e left join person p on p.id = e.person_id"
        );
        let sql = format!(
            "with newest as ({newest}) select * from newest
             union all select * from ({asked}) where seq not in (select seq from newest) order by 1 desc"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(application.id.as_str())
            .bind(self.district())
            .bind(i64::MAX)
            .bind(limit)
            .bind(veil.bound())
            .fetch_all(&mut *self.read().await?)
            .await?;
        rows.iter().map(read).collect()
    }

    /// The timeline of a partnership. The caller has found it for the asker before.
    ///
    /// # Errors
    /// [`crate::Error::Db`], [`crate::Error::Corrupt`].
    pub async fn partnership_timeline(
        &self,
        partnership: &Partnership,
        wanted: Wanted,
    ) -> Result<Timeline> {
        let veil = Veil::default();
        self.timeline(&[PARTNERSHIP], partnership.id.as_str(), &veil, wanted)
            .await
    }

    async fn timeline(
        &self,
        of: &[&str],
        id: &str,
        veil: &Veil,
        wanted: Wanted,
    ) -> Result<Timeline> {
        let (from, limit) = match (wanted.place, wanted.limit) {
            (Place::Newest, limit) => (i64::MAX, limit),
            (Place::Before(seq) | Place::After(seq), limit) => (seq, limit),
        };
        // One more than is shown, to know whether there are more.
        let most = limit.map_or(-1, |limit| i64::from(limit) + 1);
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql(of, veil, wanted)))
            .bind(id)
            .bind(self.district())
            .bind(from)
            .bind(most)
            .bind(veil.bound())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut timeline = Timeline::default();
        for row in &rows {
            timeline.since = instant_opt(row.try_get(6)?)?;
            timeline.lines.push(Line {
                seq: row.try_get(0)?,
                is_partnership: row.try_get::<&str, _>(3)? == "partnership",
                event: read(row)?,
            });
        }
        let has_more = limit.is_some_and(|limit| timeline.lines.len() > limit as usize);
        if let (true, Some(limit)) = (has_more, limit) {
            timeline.lines.truncate(limit as usize);
        }
        (timeline.has_newer, timeline.has_older) = match wanted.place {
            Place::Newest => (false, has_more),
            Place::Before(_) => (true, has_more),
            Place::After(_) => {
                timeline.lines.reverse();
                (has_more, true)
            }
        };
        Ok(timeline)
    }
}

fn read(row: &SqliteRow) -> Result<Event> {
    Ok(Event {
        at: instant(row.try_get(1)?)?,
        who: row.try_get(2)?,
        act: row.try_get(4)?,
        detail: serde_json::from_str(row.try_get(5)?)?,
    })
}

/// The statement of a page: of each thing and act no more lines than are wanted, out of an index, and of these the
/// first. `$1` is the thing, `$2` the district, `$3` a number of a line, `$4` how many.
pub(crate) fn sql(of: &[&str], veil: &Veil, wanted: Wanted) -> String {
    let (side, order) = match wanted.place {
        Place::Newest | Place::Before(_) => ("<", "desc"),
        Place::After(_) => (">", "asc"),
    };
    let hidden = veil.condition("$5");
    let acts: Vec<String> = match wanted.kind {
        Some(kind) => {
            let acts = kind.acts().iter();
            acts.filter(|act| !veil.keeps(act))
                .map(|act| format!("and act = '{act}'{hidden}"))
                .collect()
        }
        None => vec![hidden],
    };
    let mut parts: Vec<String> = of
        .iter()
        .flat_map(|of| {
            acts.iter().map(move |act| {
                format!(
                    "select * from (select seq, at, person_id, subject, act, detail from event
                     where {of} and district_id = $2 and seq {side} $3 {act} order by seq {order} limit $4)"
                )
            })
        })
        .collect();
    if parts.is_empty() {
        parts.push(
            "select seq, at, person_id, subject, act, detail from event where false and $1 = $3"
                .into(),
        );
    }
    format!(
        "select e.seq, e.at, coalesce(nullif(p.name, ''), p.email), e.subject, e.act, e.detail,
            (select since_at from history_detail where district_id = $2)
         from ({}) e left join person p on p.id = e.person_id where $5 is null or true order by e.seq {order} limit $4",
        parts.join(" union all ")
    )
}
