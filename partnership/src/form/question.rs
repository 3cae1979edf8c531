//! Questions: their kinds, and the input names they own.

use super::{Answers, Condition};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A question of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Question {
    /// Name of the answer, unique in the form, such as `organization.name`.
    pub key: String,
    /// The question as people read it.
    pub label: Text,
    /// One short sentence of help.
    #[serde(default)]
    pub hint: Text,
    /// Whether it may stay blank.
    #[serde(default)]
    pub optional: bool,
    /// When it is asked.
    #[serde(default)]
    pub show_if: Condition,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: Kind,
    /// The key of the application form that starts with this answer (used by the route advisor).
    #[serde(default)]
    pub carries_to: Option<String>,
    /// The HTML `autocomplete` token, for facts about the person or the organization.
    #[serde(default)]
    pub autocomplete: Option<String>,
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Text,
    /// One short sentence of help.
    #[serde(default)]
    pub hint: Text,
}

/// Where the choices of a question come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Choices {
    /// Written in the question.
    Here(Vec<Choice>),
    /// A list of the profile: `goals`, `organization-kinds`, `grades`.
    From(String),
}

/// The kinds of answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// One line; at most `limit` characters.
    ShortText {
        /// Characters.
        #[serde(default = "short_limit")]
        limit: usize,
    },
    /// Several lines; at most `limit` characters.
    LongText {
        /// Characters.
        #[serde(default = "long_limit")]
        limit: usize,
    },
    /// An e-mail address.
    Email,
    /// A telephone number, in any spelling.
    Phone,
    /// A web address.
    Web,
    /// A whole number.
    Whole {
        /// The least allowed.
        #[serde(default)]
        min: i64,
        /// The most allowed.
        #[serde(default = "most")]
        max: i64,
    },
    /// An amount in US dollars.
    Money,
    /// A day, typed as month, day and year.
    Date {
        /// Whether the day must not have gone by.
        #[serde(default)]
        coming: bool,
    },
    /// Yes or no.
    YesNo,
    /// One of a list.
    OneOf {
        /// The list.
        choices: Choices,
    },
    /// Some of a list.
    ManyOf {
        /// The list.
        choices: Choices,
        /// The most that may be chosen.
        #[serde(default)]
        max: Option<usize>,
    },
    /// Support areas and their services; an answer is `area/service`.
    Areas,
    /// Some of the district's schools and departments.
    Schools,
    /// One of the district's schools and departments.
    School,
    /// A postal address, in the fields `street`, `city`, `state` and `zip`.
    Address,
    /// A statement that must be accepted.
    Accept {
        /// What is accepted.
        statement: Text,
    },
    /// A signature: the name typed, and the statement accepted (fields `name` and `consent`).
    Signature {
        /// What is signed.
        statement: Text,
    },
    /// A group of questions asked once for each of several things.
    Group {
        /// The questions; their keys are within the item.
        #[serde(rename = "question")]
        questions: Vec<Question>,
        /// What one thing is called.
        item: Text,
        /// The fewest things.
        #[serde(default)]
        min: usize,
        /// The most things.
        #[serde(default = "most_items")]
        max: usize,
    },
}

const fn short_limit() -> usize {
    200
}
const fn long_limit() -> usize {
    2_000
}
const fn most() -> i64 {
    1_000_000_000
}
const fn most_items() -> usize {
    10
}

/// The parts of a day, in the order US readers type them.
pub const DATE_PARTS: [&str; 3] = ["month", "day", "year"];
/// The parts of an address.
pub const ADDRESS_PARTS: [&str; 4] = ["street", "city", "state", "zip"];
/// The parts of a signature.
pub const SIGNATURE_PARTS: [&str; 2] = ["name", "consent"];

impl Question {
    /// The names of the parts of the answer; empty when it is stored under the key itself.
    #[must_use]
    pub const fn parts(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Date { .. } => &DATE_PARTS,
            Kind::Address => &ADDRESS_PARTS,
            Kind::Signature { .. } => &SIGNATURE_PARTS,
            _ => &[],
        }
    }

    /// Whether an input name belongs to this question.
    #[must_use]
    pub fn owns(&self, field: &str) -> bool {
        let Some(rest) = field.strip_prefix(&self.key) else {
            return false;
        };
        match &self.kind {
            Kind::Group { questions, max, .. } => {
                let Some(rest) = rest.strip_prefix('.') else {
                    return false;
                };
                if rest == "items" {
                    return true;
                }
                let Some((number, inner)) = rest.split_once('.') else {
                    return false;
                };
                number
                    .parse::<usize>()
                    .is_ok_and(|n| (1..=*max).contains(&n) && n.to_string() == number)
                    && questions.iter().any(|question| question.owns(inner))
            }
            _ if self.parts().is_empty() => rest.is_empty(),
            _ => rest
                .strip_prefix('.')
                .is_some_and(|part| self.parts().contains(&part)),
        }
    }

    /// Whether an input of this question can hold several values.
    #[must_use]
    pub fn takes_many(&self, field: &str) -> bool {
        match &self.kind {
            Kind::ManyOf { .. } | Kind::Areas | Kind::Schools => true,
            Kind::Group { questions, .. } => field
                .strip_prefix(&self.key)
                .and_then(|rest| rest.strip_prefix('.'))
                .and_then(|rest| rest.split_once('.'))
                .is_some_and(|(_, inner)| {
                    questions
                        .iter()
                        .any(|question| question.owns(inner) && question.takes_many(inner))
                }),
            _ => false,
        }
    }

    /// The input names of this question, given how many items a group has.
    #[must_use]
    pub fn fields(&self, answers: &Answers) -> Vec<String> {
        match &self.kind {
            Kind::Group {
                questions,
                min,
                max,
                ..
            } => (1..=answers.items(&self.key, *min, *max))
                .flat_map(|n| {
                    questions
                        .iter()
                        .flat_map(move |q| q.within(&self.key, n).fields(answers))
                })
                .collect(),
            _ if self.parts().is_empty() => vec![self.key.clone()],
            _ => self
                .parts()
                .iter()
                .map(|part| format!("{}.{part}", self.key))
                .collect(),
        }
    }

    /// This question as the one of the `number`th item (from 1) of a group.
    #[must_use]
    pub fn within(&self, group: &str, number: usize) -> Self {
        Self {
            key: format!("{group}.{number}.{}", self.key),
            ..self.clone()
        }
    }

    /// Whether anything was answered.
    #[must_use]
    pub fn is_answered(&self, answers: &Answers) -> bool {
        self.fields(answers)
            .iter()
            .any(|field| answers.one(field).is_some())
    }

    /// The list to choose from, as written in the question. Lists named in the profile are put here
    /// when the profile is read.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf {
                choices: Choices::Here(list),
            }
            | Kind::ManyOf {
                choices: Choices::Here(list),
                ..
            } => list,
            _ => &[],
        }
    }
}
