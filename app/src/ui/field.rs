//! Form fields: label, hint, error and control, wired to each other by their ids.

pub mod choice;
pub mod date;
pub(in crate::ui) mod part;
pub mod select;
pub mod text;

pub(in crate::ui) use choice::choice_view;
pub use choice::{Checkboxes, Radios, Tick};
pub use date::DateField;
pub use select::SelectField;
pub use text::{FieldKind, TextArea, TextField};

use super::Said;

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pick {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Said,
    /// One short sentence of help.
    pub hint: Said,
}

impl Pick {
    /// A choice without help.
    pub fn new(value: impl Into<String>, label: impl Into<Said>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: Said::default(),
        }
    }

    /// The same choice with one short sentence of help.
    #[must_use]
    pub fn hint(self, hint: impl Into<Said>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }
}

/// Choices that belong together under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PickGroup {
    /// The name.
    pub label: Said,
    /// The choices.
    pub choices: Vec<Pick>,
}

/// The id of the control of an input name: `answers[organization.name][]` → `organization.name`.
#[must_use]
pub fn field_id(name: &str) -> String {
    let plain = name.strip_suffix("[]").unwrap_or(name);
    let inner = plain
        .strip_prefix("answers[")
        .and_then(|rest| rest.strip_suffix(']'));
    inner.unwrap_or(plain).to_owned()
}

/// The input name of a part: `answers[due][]` → `answers[due.month][]`, `due` → `due_month`.
#[must_use]
pub fn part_name(name: &str, part: &str) -> String {
    name.strip_suffix("][]").map_or_else(
        || format!("{name}_{part}"),
        |start| format!("{start}.{part}][]"),
    )
}

#[cfg(test)]
mod tests {
    use super::part::described;
    use super::*;

    #[test]
    fn ids_follow_from_names() {
        assert_eq!(
            field_id("answers[organization.name][]"),
            "organization.name"
        );
        assert_eq!(field_id("email"), "email");
        assert_eq!(field_id("school[]"), "school");
        assert_eq!(part_name("answers[due][]", "month"), "answers[due.month][]");
        assert_eq!(part_name("due", "month"), "due_month");
    }

    #[test]
    fn descriptions_name_the_hint_before_the_error() {
        assert_eq!(
            described("a", true, true, true).as_deref(),
            Some("a-hint a-error a-count")
        );
        assert_eq!(described("a", false, false, false), None);
    }
}
