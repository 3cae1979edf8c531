//! All SQL of Trellis: one SQLite database for one district, behind [`Store`].
//!
//! A method is one whole transaction. State, history and the mails that an act causes are written
//! together or not at all. Whoever may not see a thing gets [`Error::NotFound`], as if it did not exist.

pub mod alike;
pub mod application;
mod asked;
mod begin;
pub mod bulk;
pub mod change;
mod clock;
pub mod consult;
pub mod contents;
pub mod count;
pub mod dashboard;
pub mod decision;
pub mod device;
pub mod draft;
mod error;
pub mod event;
mod find;
pub mod folder;
pub mod form_use;
pub mod fresh;
pub mod given_up;
pub mod held;
pub mod irs;
pub mod kept;
mod life;
mod line;
mod link;
pub mod list;
pub mod look;
pub mod mail;
pub mod measured;
mod median;
pub mod meeting;
pub mod member;
pub mod merge;
pub mod moment;
pub mod once;
mod open;
pub mod organization;
pub mod partnership;
pub mod people;
pub mod person;
pub mod review;
mod role;
mod seal;
pub mod search;
pub mod sign_in;
mod spelling;
pub mod start;
pub mod table;
pub mod talk;
mod tally;
pub mod term;
mod time;
pub mod timeline;
pub mod upkeep;
pub mod upload;
mod values;
mod version;
mod write;

pub use error::Error;
pub use open::Store;

/// What a store method gives.
pub type Result<T> = std::result::Result<T, Error>;

use ::partnership::id::PersonId;
use ::partnership::person::{Right, Role, may};

/// Who asks for a thing: lookups show only what this person may see.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The person.
    pub id: PersonId,
    /// Their roles.
    pub roles: Vec<Role>,
}

impl Asker {
    /// Whether this person has the right.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        may(&self.roles, right)
    }
}

#[cfg(test)]
mod tests;
