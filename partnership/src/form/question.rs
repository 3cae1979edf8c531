//! Questions: their kinds, and the input names they own.

use super::Condition;
use super::contact::PersonPart;
use super::file::FileType;
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
    /// A telephone number, in any spelling; shown in one.
    Phone,
    /// An employer identification number (EIN): nine digits, in any spelling.
    Ein,
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
    /// Somebody to turn to, in the fields `name`, `role`, `email` and `phone`. An `autocomplete` token means
    /// that it is the reader, whose browser then offers what it knows.
    Person {
        /// The parts that may not stay blank.
        #[serde(default = "every_part")]
        needed: Vec<PersonPart>,
    },
    /// Times of the week, each with its days, its start and its end.
    Schedule {
        /// The most times.
        #[serde(default = "most_times")]
        max: usize,
    },
    /// Some of the district's grades, one by one or in its bands.
    Grades,
    /// Files, each of one of these kinds.
    File {
        /// Which kinds.
        #[serde(default = "every_type")]
        types: Vec<FileType>,
        /// The most files.
        #[serde(default = "most_files")]
        max: usize,
        /// The most MiB of each.
        #[serde(default = "most_megabytes")]
        megabytes: u64,
    },
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
const fn most_times() -> usize {
    6
}
fn every_type() -> Vec<FileType> {
    FileType::ALL.to_vec()
}
const fn most_files() -> usize {
    5
}
const fn most_megabytes() -> u64 {
    10
}
fn every_part() -> Vec<PersonPart> {
    PersonPart::ALL.to_vec()
}

impl Question {
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
