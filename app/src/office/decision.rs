//! A decision as it was written: which fields it has, what is wrong with them, and what it says.

mod why;

use crate::act::{needed, optional};
use crate::error::AppError;
use chrono::NaiveDate;
use partnership::application::{Action, Side, Stage};
use partnership::change::Asked;
use partnership::district::{Level, Profile};
use partnership::form::answers::tidy_value;
use partnership::form::{Answers, Facts, date, key};
use partnership::invalid::{Invalid, Problem};
use partnership::review::{NotReady, ready_to_approve};
use partnership::{agreement, term};
use std::collections::BTreeMap;
use store::review::Found;

/// The longest text of a decision.
pub(super) const TEXT: usize = 5_000;
/// The longest conditions.
pub(super) const CONDITIONS: usize = 2_000;

/// A decision without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// The partner has to change these pages or questions.
    RequestChanges {
        asked: Asked,
        body: String,
        due_on: NaiveDate,
    },
    /// It becomes a partnership.
    Approve {
        level: String,
        /// Why it is another level than the answers propose; empty when it is not.
        why_level: String,
        agreement: String,
        /// Why it is another kind than level and answers propose; empty when it is not.
        why_agreement: String,
        /// The last day; none for no end.
        ends_on: Option<NaiveDate>,
        conditions: String,
    },
    /// No, with a reason.
    Decline { reason: String },
    /// Another process applies.
    Redirect { route: String, body: String },
}

/// The action of an address, when it is a decision that the office can take at this stage.
pub(super) fn action_at(stage: Stage, word: &str) -> Result<Action, AppError> {
    let action = Action::from_word(word)
        .filter(|action| !fields(*action).is_empty())
        .ok_or(AppError::NotFound)?;
    stage
        .after(action, Side::Office)
        .map(|_| action)
        .map_err(|_| AppError::Refused)
}

/// The decisions that the office can take at this stage, in the order of the table of moves.
pub(super) fn decisions_at(stage: Stage) -> impl Iterator<Item = Action> {
    stage
        .moves()
        .iter()
        .filter(|(action, side, _)| *side == Side::Office && !fields(*action).is_empty())
        .map(|(action, _, _)| *action)
}

/// The names of the fields of a decision; none for an action that is no decision.
pub(super) const fn fields(action: Action) -> &'static [&'static str] {
    match action {
        Action::RequestChanges => &["steps", "body", "due.month", "due.day", "due.year"],
        Action::Approve => &[
            "level",
            "why-level",
            "agreement",
            "why-agreement",
            "ends.month",
            "ends.day",
            "ends.year",
            "conditions",
        ],
        Action::Decline => &["reason"],
        Action::Redirect => &["route", "body"],
        Action::Submit | Action::Withdraw | Action::StartReview => &[],
    }
}

/// What arrived for a decision, made tidy: known fields only, one value for each but the steps.
pub(super) fn tidy(action: Action, arrived: BTreeMap<String, Vec<String>>) -> Answers {
    let mut tidy = Answers::default();
    for (field, values) in arrived
        .into_iter()
        .filter(|(field, _)| fields(action).contains(&field.as_str()))
    {
        let mut values: Vec<String> = values
            .iter()
            .map(|value| tidy_value(value))
            .filter(|v| !v.is_empty())
            .collect();
        values.truncate(if field == "steps" { 400 } else { 1 });
        tidy.set(&field, values);
    }
    tidy
}

/// Judges the fields of a decision on these sent answers.
pub(super) fn judge(
    action: Action,
    fields: &Answers,
    sent: &Answers,
    facts: &Facts<'_>,
) -> Result<Written, Invalid> {
    let mut invalid = Invalid::default();
    let profile = facts.profile;
    let written = match action {
        Action::RequestChanges => {
            let steps = fields.all("steps");
            let is_open = |choice: &String| {
                let (slug, key) = choice
                    .split_once('/')
                    .map_or((choice.as_str(), None), |(slug, key)| (slug, Some(key)));
                changeable(profile, sent).any(|step| {
                    step.slug == slug
                        && key.is_none_or(|key| step.asked(sent).any(|q| q.key == key))
                })
            };
            if steps.is_empty() {
                invalid.add("steps", Problem::TooFew { min: 1 });
            } else if !steps.iter().all(is_open) {
                invalid.add("steps", Problem::NotChoice);
            }
            let body = needed("body", fields.text("body"), TEXT, &mut invalid);
            Written::RequestChanges {
                asked: Asked::of_choices(steps),
                body,
                due_on: due(fields, facts.today, &mut invalid),
            }
        }
        Action::Approve => Written::Approve {
            level: one_of(
                fields,
                "level",
                |slug| profile.level(slug).is_some(),
                &mut invalid,
            ),
            why_level: why::level(fields, sent, profile, &mut invalid),
            agreement: one_of(
                fields,
                "agreement",
                |slug| profile.agreement(slug).is_some(),
                &mut invalid,
            ),
            why_agreement: why::agreement(fields, sent, profile, &mut invalid),
            ends_on: ends(fields, sent, facts.today, &mut invalid),
            conditions: optional(
                "conditions",
                fields.text("conditions"),
                CONDITIONS,
                &mut invalid,
            ),
        },
        Action::Redirect => Written::Redirect {
            route: one_of(
                fields,
                "route",
                |slug| others(profile).any(|route| route.slug == slug),
                &mut invalid,
            ),
            body: needed("body", fields.text("body"), TEXT, &mut invalid),
        },
        _ => Written::Decline {
            reason: needed("reason", fields.text("reason"), TEXT, &mut invalid),
        },
    };
    invalid.into_result().map(|()| written)
}

/// The steps whose answers a partner can be asked to change: the asked ones, without the signature.
pub(super) fn changeable<'a>(
    profile: &'a Profile,
    sent: &Answers,
) -> impl Iterator<Item = &'a partnership::form::Step> + use<'a> {
    profile.form.path(sent).filter(|step| !step.is_signature())
}

/// The district's processes that are not the application of this program.
pub(super) fn others(profile: &Profile) -> impl Iterator<Item = &partnership::district::Route> {
    profile.routes.iter().filter(|route| !route.application)
}

fn one_of(
    fields: &Answers,
    field: &str,
    is_known: impl Fn(&str) -> bool,
    invalid: &mut Invalid,
) -> String {
    let value = fields.text(field);
    if value.is_empty() {
        invalid.add(field, Problem::Missing);
    } else if !is_known(value) {
        invalid.add(field, Problem::NotChoice);
    }
    value.to_owned()
}

fn due(fields: &Answers, today: NaiveDate, invalid: &mut Invalid) -> NaiveDate {
    match date::day(fields, "due") {
        Ok(Some(day)) if day < today => invalid.add("due.month", Problem::DatePast),
        Ok(Some(day)) => return day,
        Ok(None) => invalid.add("due.month", Problem::Missing),
        Err((field, problem)) => invalid.add(field, problem),
    }
    today
}

/// The last day: not before today, and not before the start that the partner answered. Blank for no end.
fn ends(
    fields: &Answers,
    sent: &Answers,
    today: NaiveDate,
    invalid: &mut Invalid,
) -> Option<NaiveDate> {
    let start = date::day(sent, key::SCHEDULE_START).ok().flatten();
    let first = start.map_or(today, |start| start.max(today));
    match date::day(fields, "ends") {
        Ok(day) => {
            if let Some(Err(problem)) = day.map(|day| term::judge(day, first)) {
                invalid.add("ends.month", problem);
            }
            day
        }
        Err((field, problem)) => {
            invalid.add(field, problem);
            None
        }
    }
}

/// The kind of agreement to propose with a level: where it needs one, the first that the answers propose or
/// else the first of all; where it needs none, the last.
pub(super) fn proposed_agreement<'a>(
    profile: &'a Profile,
    level: Option<&Level>,
    answers: &Answers,
) -> &'a str {
    let kinds = &profile.agreements;
    let found = if level.is_none_or(|level| level.needs_agreement) {
        let proposed = agreement::proposed(profile, answers);
        proposed
            .first()
            .map(|proposed| proposed.kind)
            .or(kinds.first())
    } else {
        kinds.last()
    };
    found.map_or("", |kind| kind.value.as_str())
}

/// Whether what was found allows an approval.
pub(super) fn readiness(profile: &Profile, found: &[Found]) -> Result<(), NotReady> {
    ready_to_approve(
        profile
            .criteria
            .iter()
            .map(|criterion| criterion.slug.as_str()),
        |slug| {
            found
                .iter()
                .find(|found| found.criterion == slug)
                .map(|found| found.finding)
        },
    )
}

#[cfg(test)]
mod tests;
