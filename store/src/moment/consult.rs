//! What other offices had been asked at a moment, and what they had answered by then.

use crate::event::Event;
use chrono::{DateTime, NaiveDate, Utc};

/// Where a question stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateThen {
    /// An answer was waited for.
    Open,
    /// It was answered.
    Answered {
        /// With what.
        answer: String,
        /// By whom.
        by: Option<String>,
        /// When.
        at: DateTime<Utc>,
    },
    /// It was taken back.
    TakenBack {
        /// When.
        at: DateTime<Utc>,
    },
    /// One of several questions to the same office was answered or taken back, and the lines do not tell which.
    Untold,
}

/// A question to another office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultThen {
    /// The office, by its value in the profile.
    pub office: String,
    /// The address that was asked.
    pub email: String,
    /// The question.
    pub question: String,
    /// Until when, where the line tells it.
    pub due_on: Option<NaiveDate>,
    /// Whether the decision waited for the answer, where the line tells it.
    pub blocks: Option<bool>,
    /// Who asked.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stood.
    pub state: StateThen,
}

/// The questions as line after line tells them, each with its id, which is blank where a line has none.
#[derive(Debug, Default)]
pub(super) struct Questions(Vec<(String, ConsultThen)>);

impl Questions {
    /// A question was asked.
    pub(super) fn ask(&mut self, event: &Event) {
        let question = ConsultThen {
            office: event.text("office").to_owned(),
            email: event.text("email").to_owned(),
            question: event.text("body").to_owned(),
            due_on: event.text("due").parse().ok(),
            blocks: event
                .detail
                .get("blocks")
                .and_then(serde_json::Value::as_bool),
            by: event.who.clone(),
            at: event.at,
            state: StateThen::Open,
        };
        self.0.push((event.text("consult").to_owned(), question));
    }

    /// A question was answered or taken back. A line that does not tell which one is of the only one that it can be of.
    pub(super) fn end(&mut self, event: &Event, state: &StateThen) {
        let id = event.text("consult");
        let named = self.0.iter().position(|(of, _)| !id.is_empty() && of == id);
        let can_be: Vec<usize> = named.map_or_else(
            || {
                let all = self.0.iter().enumerate();
                all.filter(|(_, (of, question))| {
                    let waits = matches!(question.state, StateThen::Open | StateThen::Untold);
                    of.is_empty() && waits && question.office == event.text("office")
                })
                .map(|(at, _)| at)
                .collect()
            },
            |named| vec![named],
        );
        let state = match can_be.as_slice() {
            [_] => state,
            _ => &StateThen::Untold,
        };
        for at in can_be {
            self.0[at].1.state = state.clone();
        }
    }

    /// The questions, in the order of time.
    pub(super) fn told(self) -> Vec<ConsultThen> {
        self.0.into_iter().map(|(_, question)| question).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn event(detail: Value) -> Event {
        Event {
            at: DateTime::UNIX_EPOCH,
            who: None,
            act: String::new(),
            detail,
        }
    }

    fn states(asked: &[Value], ended: &[Value]) -> Vec<StateThen> {
        let mut questions = Questions::default();
        for detail in asked {
            questions.ask(&event(detail.clone()));
        }
        let back = StateThen::TakenBack {
            at: DateTime::UNIX_EPOCH,
        };
        for detail in ended {
            questions.end(&event(detail.clone()), &back);
        }
        let told = questions.told().into_iter();
        told.map(|question| question.state).collect()
    }

    #[test]
    fn a_line_without_the_question_is_of_the_only_one_it_can_be_of_and_is_never_guessed() {
        let back = || StateThen::TakenBack {
            at: DateTime::UNIX_EPOCH,
        };
        let (legal, safety) = (json!({ "office": "legal" }), json!({ "office": "safety" }));
        let of = |id: &str| json!({ "office": "legal", "consult": id });
        let one = std::slice::from_ref(&legal);
        assert_eq!(states(one, &[]), [StateThen::Open]);
        assert_eq!(states(one, one), [back()]);
        let two = [legal.clone(), safety.clone()];
        assert_eq!(states(&two, one), [back(), StateThen::Open]);
        let same = [legal.clone(), legal.clone()];
        assert_eq!(states(&same, one), [StateThen::Untold, StateThen::Untold]);
        // An older question that ended under a line of today, beside one of today.
        let mixed = [legal.clone(), of("b")];
        assert_eq!(states(&mixed, &[of("a")]), [back(), StateThen::Open]);
        assert_eq!(states(&mixed, &[of("b")]), [StateThen::Open, back()]);
        assert_eq!(states(&[of("a"), of("b")], &[of("b")])[0], StateThen::Open);
    }
}
