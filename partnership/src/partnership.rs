//! The life of a partnership, from its approval to its end.

use crate::application::Refused;
use serde::{Deserialize, Serialize};

/// Where a partnership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Approved; the agreement between district, school and organization is being made.
    Agreement,
    /// The agreement is made; the partner is being on-boarded.
    Onboarding,
    /// At work.
    Active,
    /// Over.
    Ended,
}

/// What the office does to a partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Record that the agreement is signed by all parties.
    RecordAgreement,
    /// Record that the orientation was held.
    RecordOnboarding,
    /// End it, with a reason.
    End,
}

impl Stage {
    /// Every stage, in the order of the life.
    pub const ALL: [Self; 4] = [Self::Agreement, Self::Onboarding, Self::Active, Self::Ended];

    /// The first stage: a partnership whose level needs no agreement begins with its on-boarding
    /// (Durham makes a Memorandum of Agreement with on-going commitments only).
    #[must_use]
    pub const fn first(needs_agreement: bool) -> Self {
        if needs_agreement {
            Self::Agreement
        } else {
            Self::Onboarding
        }
    }

    /// What can be done at this stage, and where it leads. Only the office acts on partnerships.
    #[must_use]
    pub const fn moves(self) -> &'static [(Action, Self)] {
        match self {
            Self::Agreement => &[
                (Action::RecordAgreement, Self::Onboarding),
                (Action::End, Self::Ended),
            ],
            Self::Onboarding => &[
                (Action::RecordOnboarding, Self::Active),
                (Action::End, Self::Ended),
            ],
            Self::Active => &[(Action::End, Self::Ended)],
            Self::Ended => &[],
        }
    }

    /// The stage after `action`.
    ///
    /// # Errors
    /// [`Refused`] when the table has no such move.
    pub fn after(self, action: Action) -> Result<Self, Refused> {
        self.moves()
            .iter()
            .find(|(a, _)| *a == action)
            .map(|(_, next)| *next)
            .ok_or(Refused)
    }

    /// The word used in tables and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Onboarding => "onboarding",
            Self::Active => "active",
            Self::Ended => "ended",
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
    pub const ALL: [Self; 3] = [Self::RecordAgreement, Self::RecordOnboarding, Self::End];

    /// The word used in tables and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::RecordAgreement => "record-agreement",
            Self::RecordOnboarding => "record-onboarding",
            Self::End => "end",
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
    fn every_move_is_as_the_table_says() {
        let possible: Vec<String> = Stage::ALL
            .into_iter()
            .flat_map(|stage| {
                Action::ALL.into_iter().filter_map(move |action| {
                    let next = stage.after(action).ok()?;
                    Some(format!(
                        "{} {} {}",
                        stage.word(),
                        action.word(),
                        next.word()
                    ))
                })
            })
            .collect();
        assert_eq!(
            possible,
            [
                "agreement record-agreement onboarding",
                "agreement end ended",
                "onboarding record-onboarding active",
                "onboarding end ended",
                "active end ended",
            ]
        );
    }

    #[test]
    fn a_level_without_agreement_begins_with_onboarding() {
        assert_eq!(Stage::first(false), Stage::Onboarding);
        assert_eq!(Stage::first(true), Stage::Agreement);
    }
}
