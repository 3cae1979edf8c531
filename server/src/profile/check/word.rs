//! The words in which the shape of a profile is spoken of.

use super::tree::Value;
use serde_json::Value as Json;

/// The kind of value that a schema describes, in the words of JSON Schema.
pub(super) fn kind(schema: &Json) -> Option<&str> {
    let own = schema["type"].as_str();
    let word = schema["const"].is_string() || schema["enum"].is_array();
    let table = schema["properties"].is_object();
    own.or(word.then_some("string"))
        .or(table.then_some("object"))
}

/// What should stand here.
pub(super) fn wanted(schema: &Json) -> String {
    match kind(schema) {
        Some("string") => "a text in quotes",
        Some("integer") => "a whole number without quotes",
        Some("boolean") => "true or false without quotes",
        Some("array") => "a list in square brackets",
        Some("object") => "a table",
        _ => "something else",
    }
    .to_owned()
}

/// What stands here.
pub(super) const fn found(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Whole(_) => "a number",
        Value::Truth(_) => "true or false",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
        Value::Other => "a number with a fraction, a day or a time",
    }
}

/// Words in a row: at most a dozen, the rest is counted.
pub(super) fn listed(words: &[&str]) -> String {
    const MOST: usize = 12;
    let shown = words.get(..MOST).unwrap_or(words).join(", ");
    match words.len().checked_sub(MOST) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

/// The known word that a misspelt one was probably meant to be.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let most = (word.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(word, known), *known))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, known)| known)
}

/// What to do about a word that is none of those known.
pub(super) fn not_one_of(text: &str, known: &[&str]) -> String {
    match nearest(text, known) {
        Some(near) => format!("'{text}' is none of the words here; did you mean '{near}'?"),
        None => format!(
            "'{text}' is none of the words here; take one of {}",
            listed(known)
        ),
    }
}

/// The first sentence of a description.
pub(super) fn sentence(description: &str) -> String {
    let flat = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = flat.find(". ").map_or(flat.len(), |at| at + 1);
    flat[..end].trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_the_one_that_was_meant() {
        let known = ["review-days", "change-days", "slug", "es"];
        for (word, meant) in [
            ("reviewdays", Some("review-days")),
            ("slgu", Some("slug")),
            ("e", Some("es")),
            ("something-else", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, &known), meant, "{word:?}");
        }
    }
}
