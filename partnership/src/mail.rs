//! The life of a mail in the out-box: what the office may do with it, and what becomes of it.

pub mod template;
pub mod topic;

use crate::application::Refused;

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It waits for its first try.
    Waiting,
    /// Its last try failed, and it is tried again.
    Failed,
    /// It does not go out before somebody lets it.
    Held,
    /// It is not tried again.
    GivenUp,
    /// The mail server took it.
    Sent,
}

impl State {
    /// Every state, in the order of lists.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Failed,
        Self::Held,
        Self::GivenUp,
        Self::Sent,
    ];

    /// The word used in tables and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Held => "held",
            Self::GivenUp => "given-up",
            Self::Sent => "sent",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What the office may do, and what the mail is then. Sending again what was sent makes a new mail, so that
    /// the one that was sent stays as it is.
    #[must_use]
    pub const fn moves(self) -> &'static [(Deed, Self)] {
        match self {
            Self::Waiting => &[(Deed::Hold, Self::Held), (Deed::GiveUp, Self::GivenUp)],
            Self::Failed => &[
                (Deed::Resend, Self::Waiting),
                (Deed::Hold, Self::Held),
                (Deed::GiveUp, Self::GivenUp),
            ],
            Self::Held => &[
                (Deed::Release, Self::Waiting),
                (Deed::Edit, Self::Held),
                (Deed::GiveUp, Self::GivenUp),
            ],
            Self::GivenUp => &[(Deed::Resend, Self::Waiting), (Deed::Edit, Self::GivenUp)],
            Self::Sent => &[(Deed::Resend, Self::Sent)],
        }
    }

    /// The state after a deed.
    ///
    /// # Errors
    /// [`Refused`] when it is not possible now.
    pub fn after(self, deed: Deed, secret: Secret) -> Result<Self, Refused> {
        let next = self.moves().iter().find(|(possible, _)| *possible == deed);
        next.filter(|_| secret.lets(self, deed))
            .map(|(_, state)| *state)
            .ok_or(Refused)
    }
}

/// What the office does with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Keeps it back.
    Hold,
    /// Lets it go after all.
    Release,
    /// Changes subject and text.
    Edit,
    /// Sends it now, or once more.
    Resend,
    /// Sends it never.
    GiveUp,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 5] = [
        Self::Hold,
        Self::Release,
        Self::Edit,
        Self::Resend,
        Self::GiveUp,
    ];

    /// The word used in forms, and with `-mail` in the history.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Edit => "edit",
            Self::Resend => "resend",
            Self::GiveUp => "give-up",
        }
    }

    /// The deed of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }
}

/// Why nobody but its reader may see the text of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// Anybody of the office may read it.
    None,
    /// It carries a code that signs its reader in.
    Code,
    /// It carries the secret link of an invitation.
    Link,
    /// It is about an application that was never sent, which the office does not see.
    Draft,
    /// It tells its reader several things, some of which may be of no concern to the office.
    Digest,
}

impl Secret {
    /// Whether a mail with such a secret may be handled so. Nothing is done with a code: whoever wants one asks
    /// for it anew. What nobody may read, nobody edits; and once a link was sent, nothing of it is left to send.
    #[must_use]
    pub const fn lets(self, state: State, deed: Deed) -> bool {
        match self {
            Self::None => true,
            Self::Code => false,
            Self::Link => !matches!((state, deed), (_, Deed::Edit) | (State::Sent, _)),
            Self::Draft | Self::Digest => !matches!(deed, Deed::Edit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_states_and_deeds() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
        for deed in Deed::ALL {
            assert_eq!(Deed::from_word(deed.word()), Some(deed));
        }
        assert_eq!(
            (State::from_word("lost"), Deed::from_word("burn")),
            (None, None)
        );
    }

    #[test]
    fn every_state_but_the_last_can_end_and_what_was_given_up_can_go_out_after_all() {
        for (state, deeds) in [
            (State::Waiting, &[Deed::Hold, Deed::GiveUp][..]),
            (State::Failed, &[Deed::Resend, Deed::Hold, Deed::GiveUp]),
            (State::Held, &[Deed::Release, Deed::Edit, Deed::GiveUp]),
            (State::GivenUp, &[Deed::Resend, Deed::Edit]),
            (State::Sent, &[Deed::Resend]),
        ] {
            for deed in Deed::ALL {
                let can = state.after(deed, Secret::None).is_ok();
                assert_eq!(can, deeds.contains(&deed), "{state:?} {deed:?}");
            }
        }
        assert_eq!(
            State::GivenUp.after(Deed::Resend, Secret::None),
            Ok(State::Waiting)
        );
    }

    #[test]
    fn nothing_is_done_with_a_code_and_no_secret_is_edited_or_sent_twice() {
        for state in State::ALL {
            for deed in Deed::ALL {
                assert_eq!(state.after(deed, Secret::Code), Err(Refused));
            }
            for secret in [Secret::Link, Secret::Draft, Secret::Digest] {
                assert_eq!(state.after(Deed::Edit, secret), Err(Refused));
            }
        }
        assert_eq!(State::Sent.after(Deed::Resend, Secret::Link), Err(Refused));
        assert_eq!(
            State::GivenUp.after(Deed::Resend, Secret::Link),
            Ok(State::Waiting)
        );
        assert_eq!(
            State::Held.after(Deed::Release, Secret::Draft),
            Ok(State::Waiting)
        );
    }
}
