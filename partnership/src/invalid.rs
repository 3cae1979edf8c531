//! What can be wrong with an answer, as data. Views turn it into a sentence in the reader's language.

use crate::look::LogoProblem;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is wrong with one answer. Every kind has one sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Nothing was given, but an answer is needed.
    Missing,
    /// A text is too long: by how many characters, and what the limit is.
    TooLong {
        /// Characters over the limit.
        over: usize,
        /// The limit in characters.
        limit: usize,
    },
    /// Not of the form name@place.
    NotEmail,
    /// Too few or too many digits for a telephone number.
    NotPhone,
    /// Not an employer identification number of nine digits.
    NotEin,
    /// Not a web address.
    NotWeb,
    /// Not a whole number.
    NotWhole,
    /// Not an amount of dollars.
    NotMoney,
    /// Less than the least allowed.
    TooSmall {
        /// The least allowed.
        min: i64,
    },
    /// More than the most allowed.
    TooLarge {
        /// The most allowed.
        max: i64,
    },
    /// Month, day or year is missing.
    DateIncomplete,
    /// No such day in the calendar, or a year that is not written with four digits.
    NotDate,
    /// A day that has gone by, where a coming day is asked for.
    DatePast,
    /// A day before the one on which it begins.
    DateBefore {
        /// The day it begins.
        day: NaiveDate,
    },
    /// Not a time of day, or one that could be in the morning and in the afternoon.
    NotTime,
    /// An end that is not after its start.
    EndsBefore,
    /// Something that is not in the list of choices.
    NotChoice,
    /// Too few chosen.
    TooFew {
        /// How many at least.
        min: usize,
    },
    /// Too many chosen.
    TooMany {
        /// How many at most.
        max: usize,
    },
    /// A statement that must be agreed to was not.
    NotAccepted,
    /// Files that cannot be taken: the name of each, and why.
    Files(Vec<(String, FileFault)>),
    /// Not a two-letter code of a US state or territory.
    NotState,
    /// Not a ZIP code of five or nine digits.
    NotZip,
    /// Not a colour such as `#14614f`.
    NotColor,
    /// A file that cannot be a logo.
    NotLogo(LogoProblem),
}

/// Why a file cannot be taken. Every reason has one sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFault {
    /// None of the kinds that are taken.
    Type,
    /// A photo in the form of newer telephones, which few programs read.
    Photo,
    /// It holds something else than its name says.
    Differs,
    /// It ends in the middle, or cannot be read.
    Damaged,
    /// It holds nothing.
    Empty,
    /// It is larger than a file may be.
    Large {
        /// The most MiB.
        megabytes: u64,
    },
    /// It holds more, or other archives, than can be looked through.
    Unpacked,
    /// It holds a program.
    Macros,
    /// The virus scanner refused it.
    Flagged,
    /// It could not be checked for viruses.
    Unchecked,
    /// There are as many files as there may be.
    TooMany {
        /// The most files.
        max: usize,
    },
    /// The application holds as much as it may.
    ApplicationFull,
    /// The district has no more room.
    DistrictFull,
    /// No file was chosen.
    NoneChosen,
}

/// The problems of a form or a part of it, in the order of its fields. Empty means: nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Invalid(Vec<(String, Problem)>);

impl Invalid {
    /// Notes a problem with a field. A field has one problem at a time: the first one stays.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        let field = field.into();
        if self.of(&field).is_none() {
            self.0.push((field, problem));
        }
    }

    /// The problem of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, problem)| problem)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields and problems, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0
            .iter()
            .map(|(field, problem)| (field.as_str(), problem))
    }

    /// `Err` with the problems if there are any.
    ///
    /// # Errors
    /// Itself, when it is not empty.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}
