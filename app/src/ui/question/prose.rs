//! Words as they stand in headings, in sentences and in paragraphs.

use crate::ui::Said;
use leptos::prelude::*;

/// A name as it begins a heading: "outcome" → "Outcome".
#[must_use]
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A name as it stands within a sentence: "Outcome" → "outcome", but "MOA" stays.
#[must_use]
pub fn within_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// A text of several paragraphs, each its own.
#[must_use]
pub fn paragraphs(said: Said) -> Vec<AnyView> {
    said.paragraphs()
}
