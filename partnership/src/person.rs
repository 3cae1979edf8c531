//! People who sign in: their roles and their e-mail address.

use serde::{Deserialize, Serialize};

/// What a person may do for the district. A person without any role is a partner: everybody may apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Works for an outside organization; sees and edits the applications that are their own.
    Partner,
    /// A school's or department's designee: the contact between school, partner and the partnership office.
    Liaison,
    /// The partnership office: vets and decides.
    Office,
    /// Signs agreements for the district.
    Signer,
    /// Reads figures and lists, decides nothing.
    Analyst,
    /// Invites people and gives roles; may do all that the office may.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Partner,
        Self::Liaison,
        Self::Office,
        Self::Signer,
        Self::Analyst,
        Self::Administrator,
    ];

    /// The word used in tables, forms and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Liaison => "liaison",
            Self::Office => "office",
            Self::Signer => "signer",
            Self::Analyst => "analyst",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What somebody may do in the office's part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Read partnerships, the dashboard and their exports.
    ReadFigures,
    /// Read applications and their history.
    ReadApplications,
    /// Vet, decide, write notes and messages.
    Decide,
    /// Invite people and give roles.
    ManagePeople,
    /// Choose the district's colours and logo.
    SetLook,
}

/// Whether somebody with these roles has the right. Administrators may do all that the office may;
/// signers read what they will sign; analysts and liaisons read figures only.
#[must_use]
pub fn may(roles: &[Role], right: Right) -> bool {
    roles.iter().any(|role| match (role, right) {
        (Role::Administrator, _) => true,
        (Role::Office, Right::ManagePeople | Right::SetLook) => false,
        (Role::Office, _) => true,
        (Role::Signer, Right::ReadFigures | Right::ReadApplications) => true,
        (Role::Analyst | Role::Liaison, Right::ReadFigures) => true,
        (Role::Signer | Role::Analyst | Role::Liaison | Role::Partner, _) => false,
    })
}

/// An e-mail address: trimmed, lower case, of the form `name@place.tld`, at most 254 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Takes text for an address. Tolerant on purpose: only a delivery proves an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (name, place) = text.rsplit_once('@')?;
        let fits = text.len() <= 254
            && name.len() <= 64
            // No mail server takes a dot at an end of the name, or two in a row.
            && name.split('.').all(|part| !part.is_empty())
            && place.contains('.')
            && place.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
            && name
                .chars()
                .all(|c| !c.is_whitespace() && !c.is_control() && !"<>(),;:\"\\[]@".contains(c));
        fits.then_some(Self(text))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_or_refused_by_their_form() {
        for good in ["a@b.org", " Ana.Maria+x@Escuela.EDU ", "o'neil@x-y.co.uk"] {
            assert!(
                Email::parse(good).is_some(),
                "{good:?} should be an address"
            );
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.org",
            "a@b",
            "a b@c.org",
            "a@b..org",
            "a@-b.org",
            "a@b.org.",
            "a@b.org\r\nBcc: c@d.org",
            "<a@b.org>",
            "a@@b.org",
            "a,b@c.org",
        ] {
            assert!(Email::parse(bad).is_none(), "{bad:?} should be refused");
        }
        assert!(Email::parse(&format!("{}@b.org", "a".repeat(260))).is_none());
    }

    #[test]
    fn nobody_without_a_role_may_enter_the_office() {
        for right in [
            Right::ReadFigures,
            Right::ReadApplications,
            Right::Decide,
            Right::ManagePeople,
            Right::SetLook,
        ] {
            assert!(!may(&[], right));
            assert!(!may(&[Role::Partner], right));
            assert!(may(&[Role::Administrator], right));
        }
        assert!(!may(&[Role::Office], Right::ManagePeople));
        assert!(!may(&[Role::Office, Role::Signer], Right::SetLook));
        assert!(!may(&[Role::Analyst, Role::Signer], Right::Decide));
    }
}
