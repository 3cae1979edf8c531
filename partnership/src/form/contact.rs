//! Somebody to turn to: a person with their part in the organization, and how to reach them.

use super::judge::too_long;
use super::phone::Phone;
use super::{Answers, Question};
use crate::invalid::{Invalid, Problem};
use crate::person::Email;
use serde::{Deserialize, Serialize};

/// What is asked about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PersonPart {
    /// The full name.
    Name,
    /// What they are in the organization, such as "Director".
    Role,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
}

impl PersonPart {
    /// Every part, in the order they are asked.
    pub const ALL: [Self; 4] = [Self::Name, Self::Role, Self::Email, Self::Phone];

    /// Its name in the names of inputs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// The names of the parts, in the order they are asked.
pub const PERSON_PARTS: [&str; 4] = ["name", "role", "email", "phone"];

/// The most characters of a name or a role.
const LONGEST: usize = 200;

/// Judges the parts. Those that are needed may be blank only where the whole question may, and is.
pub(super) fn judge(
    question: &Question,
    needed: &[PersonPart],
    answers: &Answers,
    invalid: &mut Invalid,
) {
    let may_be_blank = question.optional && !question.is_answered(answers);
    for part in PersonPart::ALL {
        let field = format!("{}.{}", question.key, part.word());
        let typed = answers.text(&field);
        let found = match part {
            _ if typed.is_empty() => {
                (needed.contains(&part) && !may_be_blank).then_some(Problem::Missing)
            }
            PersonPart::Name | PersonPart::Role => too_long(typed, LONGEST),
            PersonPart::Email => Email::parse(typed).is_none().then_some(Problem::NotEmail),
            PersonPart::Phone => Phone::read(typed).is_none().then_some(Problem::NotPhone),
        };
        if let Some(problem) = found {
            invalid.add(field, problem);
        }
    }
}
