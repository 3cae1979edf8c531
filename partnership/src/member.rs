//! Who works on an application, and what each of them may do.

use crate::application::Side;
use crate::person::{Right, Role, may};
use serde::{Deserialize, Serialize};

/// What somebody of the partner is in an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The one person whose application it is: signs, sends, and says who else works on it.
    Owner,
    /// Fills it in together with the owner.
    Member,
    /// Somebody of the district: fills in what is known, as long as the partner has not taken it over.
    Starter,
}

/// What somebody does with an application, besides moving it from stage to stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Fill in its pages.
    Edit,
    /// Sign and send.
    Send,
    /// Take it back.
    Withdraw,
    /// Write to the other side.
    Write,
    /// Invite somebody to work on it or, where the district began it, to take it over; and take an invitation
    /// back.
    Invite,
    /// Take a member away.
    Remove,
    /// Work on it no longer.
    Leave,
    /// Make a member the owner in one's own place.
    HandOver,
    /// Ask to become the owner, as when the owner has left.
    Claim,
    /// Make whoever asked the owner, in the place of somebody else.
    Settle,
}

impl Part {
    /// The side of whoever is this in an application.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Owner => Side::Owner,
            Self::Member => Side::Member,
            Self::Starter => Side::Starter,
        }
    }
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 10] = [
        Self::Edit,
        Self::Send,
        Self::Withdraw,
        Self::Write,
        Self::Invite,
        Self::Remove,
        Self::Leave,
        Self::HandOver,
        Self::Claim,
        Self::Settle,
    ];
}

/// Whether somebody with these roles may begin an application for a partner: the office, and a school's liaison
/// where the district says so.
#[must_use]
pub fn may_begin(roles: &[Role], schools_begin: bool) -> bool {
    may(roles, Right::Decide) || (schools_begin && roles.contains(&Role::Liaison))
}

/// How many people work on an application at most, the owner and open invitations among them.
pub const MOST: usize = 20;

/// For how many days an invitation can be accepted.
pub const INVITATION_DAYS: i64 = 14;

impl Side {
    /// Whether this side may do it. The owner alone signs, sends and says who works on the application, because
    /// one person answers for it; whoever is a member fills in and writes just so. Staff who began it for a
    /// partner fill it in and offer it to the partner, and never sign or send it. The office changes nothing of
    /// it, and hands it over only to a member who asked.
    #[must_use]
    pub const fn may(self, deed: Deed) -> bool {
        match (self, deed) {
            (Self::Owner | Self::Member, Deed::Edit | Deed::Write) => true,
            (Self::Starter, Deed::Edit | Deed::Withdraw | Deed::Invite) => true,
            (
                Self::Owner,
                Deed::Send | Deed::Withdraw | Deed::Invite | Deed::Remove | Deed::HandOver,
            ) => true,
            (Self::Member, Deed::Leave | Deed::Claim) => true,
            (Self::Office, Deed::Write | Deed::Settle) => true,
            (
                Self::Member,
                Deed::Send
                | Deed::Withdraw
                | Deed::Invite
                | Deed::Remove
                | Deed::HandOver
                | Deed::Settle,
            )
            | (
                Self::Starter,
                Deed::Send
                | Deed::Write
                | Deed::Remove
                | Deed::Leave
                | Deed::HandOver
                | Deed::Claim
                | Deed::Settle,
            )
            | (Self::Owner, Deed::Leave | Deed::Claim | Deed::Settle)
            | (
                Self::Office,
                Deed::Edit
                | Deed::Send
                | Deed::Withdraw
                | Deed::Invite
                | Deed::Remove
                | Deed::Leave
                | Deed::HandOver
                | Deed::Claim,
            ) => false,
        }
    }

    /// Whether this is the partner's side.
    #[must_use]
    pub const fn is_partner(self) -> bool {
        matches!(self, Self::Owner | Self::Member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{Action, Stage};

    const SIDES: [Side; 4] = [Side::Owner, Side::Member, Side::Starter, Side::Office];

    #[test]
    fn each_side_may_do_what_the_table_says() {
        let allowed: Vec<String> = SIDES
            .into_iter()
            .flat_map(|side| {
                Deed::ALL
                    .into_iter()
                    .filter(move |deed| side.may(*deed))
                    .map(move |deed| format!("{side:?} {deed:?}"))
            })
            .collect();
        assert_eq!(
            allowed,
            [
                "Owner Edit",
                "Owner Send",
                "Owner Withdraw",
                "Owner Write",
                "Owner Invite",
                "Owner Remove",
                "Owner HandOver",
                "Member Edit",
                "Member Write",
                "Member Leave",
                "Member Claim",
                "Starter Edit",
                "Starter Withdraw",
                "Starter Invite",
                "Office Write",
                "Office Settle",
            ]
        );
    }

    #[test]
    fn whoever_may_send_or_withdraw_has_the_move_for_it_and_nobody_else_has() {
        for (deed, action) in [
            (Deed::Send, Action::Submit),
            (Deed::Withdraw, Action::Withdraw),
        ] {
            for side in SIDES {
                let has_move = Stage::ALL
                    .into_iter()
                    .any(|stage| stage.after(action, side).is_ok());
                assert_eq!(has_move, side.may(deed), "{side:?} {deed:?}");
            }
        }
    }

    #[test]
    fn whoever_works_on_an_application_is_never_the_office_for_it() {
        for roles in [&[][..], &[Role::Office], &[Role::Administrator]] {
            assert_eq!(Side::of_part(Some(Part::Owner), roles), Some(Side::Owner));
            assert_eq!(Side::of_part(Some(Part::Member), roles), Some(Side::Member));
        }
        let begun = Side::of_part(Some(Part::Starter), &[Role::Office]);
        assert_eq!(
            begun,
            Some(Side::Starter),
            "what the office began it does not vet"
        );
        assert_eq!(Side::of_part(None, &[Role::Office]), Some(Side::Office));
        assert_eq!(Side::of_part(None, &[Role::Signer]), None);
    }

    #[test]
    fn the_office_begins_for_a_partner_and_a_school_where_the_district_says_so() {
        for (roles, without, with) in [
            (&[Role::Office][..], true, true),
            (&[Role::Administrator], true, true),
            (&[Role::Liaison], false, true),
            (&[Role::Signer, Role::Analyst, Role::Partner], false, false),
            (&[], false, false),
        ] {
            assert_eq!(may_begin(roles, false), without, "{roles:?}");
            assert_eq!(may_begin(roles, true), with, "{roles:?}");
        }
    }
}
