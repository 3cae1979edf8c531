//! The office that runs partnerships, and the numbers it works by.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Working rules that are numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Setting {
    /// Days within which the office means to decide on a sent application.
    pub review_days: u16,
    /// Days a partner has for changes, unless the office says otherwise.
    pub change_days: u16,
    /// Days an untouched draft is kept.
    pub draft_days: u16,
    /// Days after which a draft that nobody touches counts as stalled on the office's desk.
    #[serde(default = "stalled_days")]
    pub stalled_days: u16,
    /// Days before the last day of a partnership from which on it counts as ending soon.
    #[serde(default = "ending_days")]
    pub ending_days: u16,
    /// Months that a partnership usually lasts: proposed at its approval where the answers say no end. Without it
    /// nothing is proposed.
    #[serde(default)]
    pub partnership_months: Option<u16>,
    /// Counts of students below this number are not shown.
    pub smallest_count: u32,
    /// Minutes it takes to fill in the application.
    pub minutes: u16,
    /// Whether a school's liaison may begin an application for a partner, or look for one (Saint Paul: a single
    /// point of entry for partners and for the schools who seek them).
    #[serde(default)]
    pub schools_begin: bool,
}

const fn stalled_days() -> u16 {
    14
}

const fn ending_days() -> u16 {
    60
}

/// The office that runs partnerships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Office {
    /// Name.
    pub name: Text,
    /// Telephone number, as people read it. An office has this, or an e-mail address, or both.
    #[serde(default)]
    pub phone: Option<String>,
    /// The office's own e-mail address.
    #[serde(default)]
    pub email: Option<String>,
}

impl Office {
    /// The telephone number and the e-mail address, as far as there are.
    pub fn contacts(&self) -> impl Iterator<Item = &str> {
        [&self.phone, &self.email]
            .into_iter()
            .filter_map(Option::as_deref)
    }
}
