//! Who reviews an application and what each found, as far as the reader may see it.

use super::Found;
use super::whole::Whole;
use crate::application::Application;
use crate::consult::Consult;
use crate::meeting::Planned;
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Action;
use ::partnership::id::PersonId;
use ::partnership::panel::Panel;
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

/// Somebody who reviews an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Who.
    pub id: PersonId,
    /// Name, or address.
    pub name: String,
    /// Whether it is the lead.
    pub leads: bool,
}

/// A declared conflict of interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Whose: name, or address.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What somebody may read of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judging {
    /// Who reviews it.
    pub panel: Panel,
    /// The same with their names, the lead first.
    pub reviewers: Vec<Reviewer>,
    /// Who declared a conflict.
    pub conflicts: Vec<Conflict>,
    /// What each found, as far as the reader may see it.
    pub given: Vec<Found>,
    /// What the lead settled.
    pub settled: Vec<Found>,
    /// What other offices were asked, the newest last.
    pub consults: Vec<Consult>,
    /// The planning meeting.
    pub planned: Planned,
    /// For each criterion the finding that counts, where one does.
    pub counted: Vec<Found>,
    /// The criteria of which the reader does not see all that was found.
    pub hidden: BTreeSet<String>,
    /// The criteria of which the reader does not see either what was settled.
    pub kept: BTreeSet<String>,
}

impl Judging {
    /// What was found for a criterion, as far as the reader may see it.
    pub fn given_on<'a>(&'a self, criterion: &'a str) -> impl Iterator<Item = &'a Found> {
        self.given
            .iter()
            .filter(move |found| found.criterion == criterion)
    }

    /// The finding that counts for a criterion.
    #[must_use]
    pub fn counted_on(&self, criterion: &str) -> Option<&Found> {
        on(&self.counted, criterion)
    }

    /// What the lead settled for a criterion.
    #[must_use]
    pub fn settled_on(&self, criterion: &str) -> Option<&Found> {
        on(&self.settled, criterion)
    }

    /// The name of the lead, where the lead takes this decision and this person, who has the right to decide, does not.
    #[must_use]
    pub fn led_by(&self, person: &PersonId, action: Action) -> Option<&str> {
        if self.panel.decides(person, action) {
            return None;
        }
        let lead = self.reviewers.iter().find(|one| one.leads);
        lead.map(|lead| lead.name.as_str())
    }

    /// A number that grows whenever something is found or settled for a criterion: what the lead saw when settling.
    #[must_use]
    pub fn seen(&self, criterion: &str) -> i64 {
        let given: i64 = self.given_on(criterion).map(|found| found.version).sum();
        given + self.settled_on(criterion).map_or(0, |found| found.version)
    }

    /// Whether a line of history would tell the reader what they are not to see yet.
    #[must_use]
    pub fn hides(&self, event: &crate::event::Event) -> bool {
        let criteria = match event.act.as_str() {
            "judge" => &self.hidden,
            "settle" => &self.kept,
            _ => return false,
        };
        criteria.contains(event.text("criterion"))
    }
}

pub(super) fn on<'a>(found: &'a [Found], criterion: &str) -> Option<&'a Found> {
    found.iter().find(|found| found.criterion == criterion)
}

impl Store {
    /// The review of an application, as far as the asker may see it; nothing for those who work on it, and for those
    /// who declared a conflict of interest. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn judging(&self, asker: &Asker, application: &Application) -> Result<Judging> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        if application.is_kept_from(&asker.id) {
            return Ok(Judging::default());
        }
        let whole = Whole::of(&mut *self.read().await?, application.id.as_str()).await?;
        Ok(whole.shown_to(&asker.id, application.stage.is_final()))
    }

    /// For each criterion the finding that a decision rests on, where there is one; nothing for those to whom
    /// [`Store::judging`] shows nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn findings(&self, asker: &Asker, application: &Application) -> Result<Vec<Found>> {
        Ok(self.judging(asker, application).await?.counted)
    }
}
