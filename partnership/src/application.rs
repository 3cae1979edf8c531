//! The life of an application: its stages, and who may move it from one to the next.

use crate::member::Part;
use crate::person::{Right, Role, may};
use serde::{Deserialize, Serialize};

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The partner is filling it in.
    Draft,
    /// Sent; nobody in the office has taken it up yet.
    Submitted,
    /// Somebody in the office is vetting it.
    InReview,
    /// The office asked the partner to change something.
    ChangesRequested,
    /// Approved: it became a partnership.
    Approved,
    /// Declined, with a reason the partner reads.
    Declined,
    /// Sent on to another of the district's processes.
    Redirected,
    /// Taken back by the partner.
    Withdrawn,
}

/// What somebody does to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Sign and send, for the first time or again after changes.
    Submit,
    /// Take back.
    Withdraw,
    /// Take up the review.
    StartReview,
    /// Ask the partner for changes.
    RequestChanges,
    /// Approve.
    Approve,
    /// Decline.
    Decline,
    /// Send on to another process.
    Redirect,
}

/// Who stands behind an action: somebody of the partner, or the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The person whose application it is.
    Owner,
    /// Somebody who works on it together with the owner.
    Member,
    /// Somebody of the district who fills in for a partner that has not taken it over yet.
    Starter,
    /// Somebody with the right to decide.
    Office,
}

impl Side {
    /// The side a person with these roles is on, given whether the application is theirs.
    /// Nobody decides on their own application: an owner is never the office.
    #[must_use]
    pub fn of(owns: bool, roles: &[Role]) -> Option<Self> {
        Self::of_part(owns.then_some(Part::Owner), roles)
    }

    /// The same, given what the person is in the application. Whoever works on it is never the office.
    #[must_use]
    pub fn of_part(part: Option<Part>, roles: &[Role]) -> Option<Self> {
        match part {
            Some(part) => Some(part.side()),
            None => may(roles, Right::Decide).then_some(Self::Office),
        }
    }
}

/// An action that is not possible at this stage or for this side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused;

impl Stage {
    /// Every stage, in the order of the life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::InReview,
        Self::ChangesRequested,
        Self::Approved,
        Self::Declined,
        Self::Redirected,
        Self::Withdrawn,
    ];

    /// What can be done at this stage, by whom, and where it leads. This one table is the rule,
    /// the permissions, the buttons and the subject of the tests.
    #[must_use]
    pub const fn moves(self) -> &'static [(Action, Side, Self)] {
        use Action as A;
        use Side::{Office, Owner, Starter};
        match self {
            Self::Draft => &[
                (A::Submit, Owner, Self::Submitted),
                (A::Withdraw, Owner, Self::Withdrawn),
                (A::Withdraw, Starter, Self::Withdrawn),
            ],
            Self::Submitted => &[
                (A::StartReview, Office, Self::InReview),
                (A::Withdraw, Owner, Self::Withdrawn),
            ],
            Self::InReview => &[
                (A::RequestChanges, Office, Self::ChangesRequested),
                (A::Approve, Office, Self::Approved),
                (A::Decline, Office, Self::Declined),
                (A::Redirect, Office, Self::Redirected),
                (A::Withdraw, Owner, Self::Withdrawn),
            ],
            Self::ChangesRequested => &[
                (A::Submit, Owner, Self::Submitted),
                (A::Withdraw, Owner, Self::Withdrawn),
            ],
            Self::Approved | Self::Declined | Self::Redirected | Self::Withdrawn => &[],
        }
    }

    /// The stage after `action` by `side`.
    ///
    /// # Errors
    /// [`Refused`] when the table has no such move.
    pub fn after(self, action: Action, side: Side) -> Result<Self, Refused> {
        self.moves()
            .iter()
            .find(|(a, s, _)| *a == action && *s == side)
            .map(|(_, _, next)| *next)
            .ok_or(Refused)
    }

    /// Whether the partner can edit answers now.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }

    /// Whether nothing more can happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        self.moves().is_empty()
    }

    /// Whether the office has to act next.
    #[must_use]
    pub const fn waits_for_office(self) -> bool {
        matches!(self, Self::Submitted | Self::InReview)
    }

    /// The word used in tables and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::InReview => "in-review",
            Self::ChangesRequested => "changes-requested",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Redirected => "redirected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Submit,
        Self::Withdraw,
        Self::StartReview,
        Self::RequestChanges,
        Self::Approve,
        Self::Decline,
        Self::Redirect,
    ];

    /// The word used in tables and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::StartReview => "start-review",
            Self::RequestChanges => "request-changes",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Redirect => "redirect",
        }
    }

    /// The action of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_of_every_side_is_as_the_table_says() {
        let mut possible = Vec::new();
        for stage in Stage::ALL {
            for action in Action::ALL {
                for side in [Side::Owner, Side::Member, Side::Starter, Side::Office] {
                    if let Ok(next) = stage.after(action, side) {
                        possible.push(format!(
                            "{} {} {side:?} {}",
                            stage.word(),
                            action.word(),
                            next.word()
                        ));
                    }
                }
            }
        }
        assert_eq!(
            possible,
            [
                "draft submit Owner submitted",
                "draft withdraw Owner withdrawn",
                "draft withdraw Starter withdrawn",
                "submitted withdraw Owner withdrawn",
                "submitted start-review Office in-review",
                "in-review withdraw Owner withdrawn",
                "in-review request-changes Office changes-requested",
                "in-review approve Office approved",
                "in-review decline Office declined",
                "in-review redirect Office redirected",
                "changes-requested submit Owner submitted",
                "changes-requested withdraw Owner withdrawn",
            ]
        );
    }

    #[test]
    fn every_stage_is_reachable_and_every_open_stage_can_end() {
        let mut seen = vec![Stage::Draft];
        let mut at = 0;
        while let Some(stage) = seen.get(at).copied() {
            for (_, _, next) in stage.moves() {
                if !seen.contains(next) {
                    seen.push(*next);
                }
            }
            at += 1;
        }
        for stage in Stage::ALL {
            assert!(seen.contains(&stage), "{stage:?} cannot be reached");
            assert!(
                stage.is_final()
                    || stage.after(Action::Withdraw, Side::Owner) == Ok(Stage::Withdrawn),
                "a partner cannot withdraw from {stage:?}"
            );
            assert_eq!(Stage::from_word(stage.word()), Some(stage));
        }
    }

    #[test]
    fn nobody_decides_on_their_own_application() {
        assert_eq!(Side::of(true, &[Role::Administrator]), Some(Side::Owner));
        assert_eq!(Side::of(false, &[Role::Office]), Some(Side::Office));
        assert_eq!(Side::of(false, &[Role::Analyst]), None);
    }
}
