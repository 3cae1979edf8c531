//! What a form carries so that it counts once: its key, and the name of the page that saves in between.

use partnership::id::PersonId;

/// The key of a form. What no form of ours carries as one counts for no other request: it gets a key of
/// its own.
#[must_use]
pub fn key(typed: &str) -> String {
    PersonId::parse(typed).map_or_else(store::fresh::id, |key| key.to_string())
}

/// The name of a page that saves in between; blank when it is none.
#[must_use]
pub fn tab(typed: &str) -> String {
    PersonId::parse(typed).map_or_else(String::new, |tab| tab.to_string())
}
