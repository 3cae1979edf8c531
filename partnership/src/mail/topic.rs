//! What people may choose about the mails they get: at once, once a day in one mail, or not at all.

/// What mails are about, where their reader may choose. Codes, invitations, decisions, and what changes who may do
/// what, have no topic: they always go out, and at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Applications that came in, for the office.
    Arrival,
    /// Messages between office and partner.
    Message,
    /// Who came to work on an application, and left it.
    Member,
    /// What waits for long: drafts, changes, reviews.
    Reminder,
    /// Notes in which a colleague names one, for the office.
    Mention,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 5] = [
        Self::Message,
        Self::Member,
        Self::Reminder,
        Self::Arrival,
        Self::Mention,
    ];

    /// Whether its mails go to the office alone.
    #[must_use]
    pub const fn is_office(self) -> bool {
        matches!(self, Self::Arrival | Self::Mention)
    }

    /// The word used in tables and forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Message => "message",
            Self::Member => "member",
            Self::Reminder => "reminder",
            Self::Mention => "mention",
        }
    }

    /// The topic of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }

    /// The topic of a mail, by the act that causes it and by whether its reader owns the application: to the owner
    /// a sent application is the receipt, which has no topic.
    #[must_use]
    pub fn of(act: &str, is_to_owner: bool) -> Option<Self> {
        match act {
            "submit" if !is_to_owner => Some(Self::Arrival),
            "message" => Some(Self::Message),
            "join" | "leave" | "ask-for-partner" => Some(Self::Member),
            "remind-draft" | "remind-changes" | "remind-review" => Some(Self::Reminder),
            "mention" | "confidential-note" => Some(Self::Mention),
            _ => None,
        }
    }
}

/// When somebody wants the mails of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Choice {
    /// Each at once.
    #[default]
    AtOnce,
    /// All of a day in one mail, in the morning.
    Daily,
    /// Not at all.
    None,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::None];

    /// The word used in tables and forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Daily => "daily",
            Self::None => "none",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_can_do_without_codes_decisions_and_invitations() {
        for act in [
            "sign-in",
            "invite",
            "invite-member",
            "request-changes",
            "approve",
            "decline",
            "redirect",
            "withdraw",
            "hand-over",
            "remove-member",
            "claim",
            "settle-claim",
            "refuse-claim",
            "take-over",
        ] {
            for is_to_owner in [false, true] {
                assert_eq!(Topic::of(act, is_to_owner), None, "{act}");
            }
        }
        assert_eq!(Topic::of("submit", true), None);
        assert_eq!(Topic::of("submit", false), Some(Topic::Arrival));
        for topic in Topic::ALL {
            assert_eq!(Topic::from_word(topic.word()), Some(topic));
        }
        for choice in Choice::ALL {
            assert_eq!(Choice::from_word(choice.word()), Some(choice));
        }
    }
}
