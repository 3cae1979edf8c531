//! Plain text fields of an act: tidied, and judged by their length.

use partnership::invalid::{Invalid, Problem};

/// A text that must not be blank and has at most `limit` characters.
pub fn needed(field: &str, typed: &str, limit: usize, invalid: &mut Invalid) -> String {
    let text = partnership::form::answers::tidy_value(typed);
    if text.is_empty() {
        invalid.add(field, Problem::Missing);
    }
    within(field, text, limit, invalid)
}

/// A text that may be blank and has at most `limit` characters.
pub fn optional(field: &str, typed: &str, limit: usize, invalid: &mut Invalid) -> String {
    within(
        field,
        partnership::form::answers::tidy_value(typed),
        limit,
        invalid,
    )
}

fn within(field: &str, text: String, limit: usize, invalid: &mut Invalid) -> String {
    let length = text.chars().count();
    if length > limit {
        invalid.add(
            field,
            Problem::TooLong {
                over: length - limit,
                limit,
            },
        );
    }
    text
}
