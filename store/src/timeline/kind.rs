//! Kinds of things that happen to an application or a partnership, by which a timeline is looked through.

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It went from one stage to another, or was given another last day.
    Stage,
    /// It was judged by a criterion, another office was asked, or a meeting was planned.
    Review,
    /// It was given to somebody of the office, or somebody began or ceased to review it.
    Assignment,
    /// Somebody began or ceased to work on it for the partner, or its organization was put together with another.
    People,
    /// Somebody wrote a message or a note, or somebody was reminded.
    Talk,
}

impl Kind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 5] = [
        Self::Stage,
        Self::Review,
        Self::Assignment,
        Self::People,
        Self::Talk,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Review => "review",
            Self::Assignment => "assignment",
            Self::People => "people",
            Self::Talk => "talk",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The acts of this kind, as history names them.
    #[must_use]
    pub const fn acts(self) -> &'static [&'static str] {
        match self {
            Self::Stage => &[
                "start",
                "begin-for",
                "submit",
                "withdraw",
                "start-review",
                "request-changes",
                "approve",
                "decline",
                "redirect",
                "begin",
                "record-agreement",
                "record-onboarding",
                "set-end",
                "end",
            ],
            Self::Review => &[
                "judge",
                "settle",
                "ask-consult",
                "end-consult",
                "answer-consult",
                "plan-meeting",
                "set-platform",
            ],
            Self::Assignment => &[
                "set-due",
                "assign",
                "add-reviewer",
                "remove-reviewer",
                "declare-conflict",
            ],
            Self::People => &[
                "invite-member",
                "end-invitation",
                "join",
                "leave",
                "remove-member",
                "hand-over",
                "claim",
                "settle-claim",
                "refuse-claim",
                "take-over",
                "ask-for-partner",
                "merge",
                "undo-merge",
            ],
            Self::Talk => &[
                "remind",
                "remind-draft",
                "remind-changes",
                "remind-review",
                "message",
                "note",
                "confidential-note",
            ],
        }
    }

    /// The kind of an act; nothing for one that belongs to none.
    #[must_use]
    pub fn of(act: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.acts().contains(&act))
    }
}
