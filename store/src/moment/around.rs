//! What stood around an application at a moment: the day it was due, who reviewed it, the planning meeting, and how
//! much had been written to and fro. What no line tells is said to be unknown, and never guessed.

use super::BEGINNINGS;
use super::consult::{Questions, StateThen};
use crate::event::Event;
use crate::time::instant_opt;
use crate::{Error, Result};
use ::partnership::application::Action;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// The day on which something was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DueThen {
    /// Nothing was due: it was not sent yet, or was decided.
    #[default]
    Nothing,
    /// This day.
    On(NaiveDate),
    /// The line that set the day does not tell it.
    Untold,
}

/// Who reviewed an application beside whoever had it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PanelThen {
    /// By the names that were noted then, in the order in which they were put on.
    pub names: Vec<String>,
    /// Whether the lines tell of everybody who came off. Lines that name a reviewer and not the person do not: whoever
    /// began to work on the application for the partner came off it without a line.
    pub is_whole: bool,
}

/// The planning meeting as it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingThen {
    /// When it was, or was to be, where the line tells it.
    pub held_at: Option<DateTime<Utc>>,
    /// Who was to be there.
    pub people: String,
    /// The department that leads, by its slug in the profile; empty for none.
    pub department: String,
    /// What the partner committed to, by the values of the profile.
    pub agreed: Vec<String>,
    /// When it was written down so.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<String>,
}

/// How much partner and office had written to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TalkThen {
    /// How many messages have a line.
    pub count: i64,
    /// When the last of them was sent.
    pub last_at: Option<DateTime<Utc>>,
    /// From when on messages have lines, where the application is older than that.
    pub since: Option<DateTime<Utc>>,
}

/// Somebody as a line names them; each part can be blank.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
}

impl Named {
    fn of(event: &Event) -> Self {
        Self {
            id: event.text("person").to_owned(),
            name: event.text("name").to_owned(),
        }
    }

    /// Whether it is the same person: by the id where both lines have it, else by the name.
    fn is(&self, other: &Self) -> bool {
        if self.id.is_empty() || other.id.is_empty() {
            self.name == other.name
        } else {
            self.id == other.id
        }
    }
}

/// What the lines tell until then; they are added in the order of time.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) due: DueThen,
    pub(super) consults: Questions,
    pub(super) meeting: Option<MeetingThen>,
    began_at: Option<DateTime<Utc>>,
    panel: Vec<Named>,
    names_only: bool,
    count: i64,
    last_at: Option<DateTime<Utc>>,
}

impl Around {
    /// A line by which it came to another stage, and so to another day or to none.
    pub(super) fn move_to(&mut self, event: &Event) {
        if BEGINNINGS.contains(&event.act.as_str()) {
            self.began_at = Some(event.at);
        }
        match Action::from_word(&event.act) {
            Some(Action::Submit | Action::RequestChanges) => self.set_due(event),
            // A review that begins keeps the day.
            Some(Action::StartReview) => {}
            Some(Action::Withdraw | Action::Approve | Action::Decline | Action::Redirect)
            | None => self.due = DueThen::Nothing,
        }
    }

    fn set_due(&mut self, event: &Event) {
        let day = event.text("due").parse();
        self.due = day.map_or(DueThen::Untold, DueThen::On);
    }

    /// Another line. `person` is whoever did it; blank for the program.
    pub(super) fn add(&mut self, event: &Event, person: &str) -> Result<()> {
        match event.act.as_str() {
            "set-due" => self.set_due(event),
            "add-reviewer" => {
                let added = Named::of(event);
                self.names_only |= added.id.is_empty();
                self.take_off(&added);
                self.panel.push(added);
            }
            "remove-reviewer" => self.take_off(&Named::of(event)),
            "declare-conflict" => self.take_off(&Named {
                id: person.to_owned(),
                name: event.who.clone().unwrap_or_default(),
            }),
            "ask-consult" => self.consults.ask(event),
            "end-consult" => {
                let state = StateThen::TakenBack { at: event.at };
                self.consults.end(event, &state);
            }
            "answer-consult" => {
                let state = StateThen::Answered {
                    answer: event.text("body").to_owned(),
                    by: event.who.clone(),
                    at: event.at,
                };
                self.consults.end(event, &state);
            }
            "plan-meeting" => self.meeting = Some(meeting(event)?),
            "message" => {
                self.count = event.detail["count"].as_i64().unwrap_or_default();
                self.last_at = Some(event.at);
            }
            act => return Err(Error::Corrupt(format!("{act} in a moment"))),
        }
        Ok(())
    }

    fn take_off(&mut self, who: &Named) {
        self.panel.retain(|named| !named.is(who));
    }

    /// Who reviewed it beside the lead.
    pub(super) fn panel(&self, lead: &Named) -> PanelThen {
        let beside = self.panel.iter().filter(|named| !named.is(lead));
        PanelThen {
            names: beside.map(|named| named.name.clone()).collect(),
            is_whole: !self.names_only,
        }
    }

    /// The messages. `since` is from when on they have lines; nothing when all of them do.
    pub(super) fn talk(&self, since: Option<DateTime<Utc>>) -> TalkThen {
        let is_older = |since: &DateTime<Utc>| self.began_at.is_none_or(|began| began < *since);
        TalkThen {
            count: self.count,
            last_at: self.last_at,
            since: since.filter(is_older),
        }
    }
}

fn meeting(event: &Event) -> Result<MeetingThen> {
    let agreed = event.detail.get("agreed").and_then(Value::as_array);
    let agreed = agreed.into_iter().flatten().filter_map(Value::as_str);
    Ok(MeetingThen {
        held_at: instant_opt(event.detail.get("held").and_then(Value::as_i64))?,
        people: event.text("people").to_owned(),
        department: event.text("department").to_owned(),
        agreed: agreed.map(ToOwned::to_owned).collect(),
        at: event.at,
        by: event.who.clone(),
    })
}
