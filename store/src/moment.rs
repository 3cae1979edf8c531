//! Moments: an application as it stood at a line of its history, put together out of the lines up to then and of
//! what had been sent. What a partner typed and had not sent is no history, and is nowhere here.

mod around;
mod consult;
mod statement;

pub use around::{DueThen, MeetingThen, PanelThen, TalkThen};
pub use consult::{ConsultThen, StateThen};
pub(crate) use statement::sql;

use crate::application::{Application, Submission};
use crate::event::Event;
use crate::time::{instant, instant_opt};
use crate::timeline::Veil;
use crate::{Error, Result, Store};
use ::partnership::application::{Action, Stage};
use ::partnership::review::Finding;
use ::partnership::text::Lang;
use around::{Around, Named};
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// What was found for a criterion, as it stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundThen {
    /// The criterion.
    pub criterion: String,
    /// The finding.
    pub finding: Finding,
    /// Why.
    pub note: String,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it is what the lead settled, where several found.
    pub is_settled: bool,
}

/// An application as it stood when something had just happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The number of the line.
    pub seq: i64,
    /// What had just happened.
    pub event: Event,
    /// The line before, when there is one that the asker may read.
    pub earlier: Option<i64>,
    /// The line after.
    pub later: Option<i64>,
    /// Where it stood.
    pub stage: Stage,
    /// Since when.
    pub stage_at: DateTime<Utc>,
    /// Who had it: the name that was noted then, or that this person has now; nobody for those who work on it.
    pub assignee: Option<String>,
    /// The day on which something was due.
    pub due: DueThen,
    /// Who reviewed it beside whoever had it; nobody for those who work on it.
    pub panel: PanelThen,
    /// What other offices had been asked, in the order of time; nothing for those who work on it.
    pub consults: Vec<ConsultThen>,
    /// The planning meeting as it was written down last; nothing for those who work on it.
    pub meeting: Option<MeetingThen>,
    /// How much partner and office had written to each other.
    pub talk: TalkThen,
    /// What was found until then, in the order of time; nothing for those who work on it.
    pub findings: Vec<FoundThen>,
    /// The last decision until then, or that it was taken back.
    pub decision: Option<Event>,
    /// What had been sent last.
    pub submission: Option<Submission>,
    /// From when on lines of history tell everything; `None` when all of them do.
    pub since: Option<DateTime<Utc>>,
}

/// Acts by which an application begins.
const BEGINNINGS: [&str; 2] = ["start", "begin-for"];

/// Where an act leads, when it leads anywhere.
fn stage_after(act: &str) -> Option<Stage> {
    if BEGINNINGS.contains(&act) {
        return Some(Stage::Draft);
    }
    Some(match Action::from_word(act)? {
        Action::Submit => Stage::Submitted,
        Action::Withdraw => Stage::Withdrawn,
        Action::StartReview => Stage::InReview,
        Action::RequestChanges => Stage::ChangesRequested,
        Action::Approve => Stage::Approved,
        Action::Decline => Stage::Declined,
        Action::Redirect => Stage::Redirected,
    })
}

/// Whether an act is told as the decision on an application.
fn decides(act: &str) -> bool {
    matches!(
        Action::from_word(act),
        Some(
            Action::Approve
                | Action::Decline
                | Action::Redirect
                | Action::RequestChanges
                | Action::Withdraw
        )
    )
}

impl Store {
    /// An application as it stood at a line of its history, without what the veil keeps from the reader. The caller has
    /// found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it has no such line, or none that the asker may read; [`Error::Corrupt`].
    pub async fn moment(&self, application: &Application, veil: &Veil, seq: i64) -> Result<Moment> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql(veil)))
            .bind(application.id.as_str())
            .bind(self.district())
            .bind(seq)
            .bind(veil.bound())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut gathered = Gathered::default();
        for row in &rows {
            gathered.add(row)?;
        }
        let here = gathered.here.clone().ok_or(Error::NotFound)?;
        let submission = self.sent_until(application, seq).await?;
        gathered.moment(here, seq, submission)
    }

    /// What had been sent last: each line of sending is one that was sent, whatever the clock said.
    async fn sent_until(&self, application: &Application, seq: i64) -> Result<Option<Submission>> {
        let row = sqlx::query(
            "select number, answers, proposal, lang, signed_name, signed_at, statement from submission
             where application_id = $1 and number = (
                select count(*) from event where subject = 'application' and subject_id = $1 and act = 'submit'
                and seq <= $2)",
        )
        .bind(application.id.as_str())
        .bind(seq)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        row.map(|row| {
            Ok(Submission {
                number: row.try_get(0)?,
                answers: serde_json::from_str(row.try_get(1)?)?,
                proposal: serde_json::from_str(row.try_get(2)?)?,
                lang: Lang::from_code(row.try_get(3)?).unwrap_or_default(),
                signed_name: row.try_get(4)?,
                signed_at: instant(row.try_get(5)?)?,
                statement: row.try_get(6)?,
            })
        })
        .transpose()
    }
}

/// The lines that a moment is made of.
#[derive(Debug, Default)]
struct Gathered {
    here: Option<Event>,
    earlier: Option<i64>,
    later: Option<i64>,
    moved: Option<Event>,
    decided: Option<Event>,
    assigned: Option<Event>,
    /// Who took up a review that nobody had: the line, and the person's id.
    taken: Option<(Event, String)>,
    around: Around,
    found: Vec<FoundThen>,
    since: Option<DateTime<Utc>>,
}

impl Gathered {
    /// Adds a row; rows come in the order of time, so that the last of a sort counts.
    fn add(&mut self, row: &SqliteRow) -> Result<()> {
        let seq: i64 = row.try_get(1)?;
        let person: Option<String> = row.try_get(3)?;
        let person = person.unwrap_or_default();
        let event = Event {
            at: instant(row.try_get(2)?)?,
            act: row.try_get(4)?,
            detail: serde_json::from_str(row.try_get(5)?)?,
            who: row.try_get(6)?,
        };
        self.since = instant_opt(row.try_get(7)?)?;
        match row.try_get::<&str, _>(0)? {
            "here" => self.here = Some(event),
            "earlier" => self.earlier = Some(seq),
            "later" => self.later = Some(seq),
            "assign" => self.assigned = Some(event),
            "taken" => self.taken = Some((event, person)),
            "around" => self.around.add(&event, &person)?,
            "found" => self.found.push(found(event, false)?),
            "settled" => self.found.push(found(event, true)?),
            _ => {
                self.around.move_to(&event);
                if decides(&event.act) {
                    self.decided = Some(event.clone());
                }
                self.moved = Some(event);
            }
        }
        Ok(())
    }

    /// Who had it: whom it was given last, or, where that is nobody, who took it up since.
    fn lead(&self) -> Named {
        let given = self.assigned.as_ref().map(|event| Named {
            id: event.text("person").to_owned(),
            name: event.text("to").to_owned(),
        });
        let given = given.filter(|given| !given.name.is_empty());
        let taken = || {
            let (event, id) = self.taken.as_ref()?;
            Some(Named {
                id: id.clone(),
                name: event.who.clone()?,
            })
        };
        given.or_else(taken).unwrap_or_default()
    }

    fn moment(self, here: Event, seq: i64, submission: Option<Submission>) -> Result<Moment> {
        let corrupt = || Error::Corrupt("a history without a beginning".into());
        let lead = self.lead();
        let (panel, talk) = (self.around.panel(&lead), self.around.talk(self.since));
        let moved = self.moved.ok_or_else(corrupt)?;
        Ok(Moment {
            seq,
            event: here,
            earlier: self.earlier,
            later: self.later,
            stage: stage_after(&moved.act).ok_or_else(corrupt)?,
            stage_at: moved.at,
            assignee: Some(lead.name).filter(|name| !name.is_empty()),
            due: self.around.due,
            panel,
            consults: self.around.consults.told(),
            meeting: self.around.meeting,
            talk,
            findings: self.found,
            decision: self.decided,
            submission,
            since: self.since,
        })
    }
}

fn found(event: Event, is_settled: bool) -> Result<FoundThen> {
    let corrupt = || Error::Corrupt("finding".into());
    Ok(FoundThen {
        criterion: event.text("criterion").to_owned(),
        finding: Finding::from_word(event.text("finding")).ok_or_else(corrupt)?,
        note: event.text("note").to_owned(),
        by: event.who,
        at: event.at,
        is_settled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_that_moves_an_application_leads_where_the_table_of_moves_says() {
        for stage in Stage::ALL {
            for (action, _, next) in stage.moves() {
                assert_eq!(stage_after(action.word()), Some(*next), "{action:?}");
            }
        }
        assert_eq!(stage_after("judge"), None);
        assert!(decides("approve") && !decides("submit") && !decides("start"));
    }
}
