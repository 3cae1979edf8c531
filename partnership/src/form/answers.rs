//! Answers: what was typed, by input name. Several values for one name are normal, as in HTML.

use crate::invalid::{Invalid, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many values a field keeps at most: more than any district has choices or schools.
pub const MOST_VALUES: usize = 500;

/// How many bytes the values of one field may hold together: far more than any question asks for, so that
/// a text that is much too long is kept and told, and little enough that no answer weighs on every page.
pub const MOST_BYTES: usize = 256 * 1024;

/// Input name → values. A name without values is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Vec<String>>);

/// One value made tidy: no blanks at either end, line ends as `\n`, no control characters.
#[must_use]
pub fn tidy_value(value: &str) -> String {
    let mut tidy = value.replace("\r\n", "\n").replace('\r', "\n");
    // The control characters go first: blanks behind one of them are blanks at the end.
    tidy.retain(|c| c == '\n' || c == '\t' || !c.is_control());
    tidy.trim().to_owned()
}

impl Answers {
    /// All values of a name; empty when there are none.
    #[must_use]
    pub fn all(&self, field: &str) -> &[String] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// The first value of a name.
    #[must_use]
    pub fn one(&self, field: &str) -> Option<&str> {
        self.all(field).first().map(String::as_str)
    }

    /// The first value of a name, or the empty text.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.one(field).unwrap_or_default()
    }

    /// Whether a value is among those of a name.
    #[must_use]
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).iter().any(|v| v == value)
    }

    /// Sets the values of a name; blank values are dropped, and with the last one the name.
    pub fn set(&mut self, field: &str, values: Vec<String>) {
        let values: Vec<String> = values.into_iter().filter(|v| !v.is_empty()).collect();
        if values.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), values);
        }
    }

    /// Takes over every name of `newer`.
    pub fn merge(&mut self, newer: Self) {
        self.0.extend(newer.0);
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(field, values)| (field.as_str(), values.as_slice()))
    }

    /// The fields that hold more than [`MOST_BYTES`]: they are told instead of stored.
    #[must_use]
    pub fn oversized(&self) -> Invalid {
        let mut invalid = Invalid::default();
        for (field, values) in &self.0 {
            let bytes: usize = values.iter().map(String::len).sum();
            if bytes > MOST_BYTES {
                let length: usize = values.iter().map(|value| value.chars().count()).sum();
                // Letters of several bytes fill the room with fewer of them.
                let limit = MOST_BYTES.saturating_mul(length) / bytes;
                let over = length.saturating_sub(limit);
                invalid.add(field.clone(), Problem::TooLong { over, limit });
            }
        }
        invalid
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many items of a repeating group there are to show: at least `min` and one, never more than `max`.
    #[must_use]
    pub fn items(&self, group: &str, min: usize, max: usize) -> usize {
        let said = self.text(&format!("{group}.items")).parse().unwrap_or(0);
        let prefix = format!("{group}.");
        let typed = self
            .0
            .keys()
            .filter_map(|field| field.strip_prefix(&prefix)?.split('.').next()?.parse().ok())
            .max()
            .unwrap_or(0);
        usize::max(said, typed).max(min).min(max).max(1)
    }

    /// The answers of each item of a repeating group that has any, under the names they have within it.
    #[must_use]
    pub fn by_item(&self, group: &str) -> Vec<Self> {
        let prefix = format!("{group}.");
        let mut items: BTreeMap<usize, Self> = BTreeMap::new();
        let fields = self.0.range(prefix.clone()..);
        for (field, values) in
            fields.map_while(|(field, values)| Some((field.strip_prefix(&prefix)?, values)))
        {
            if let Some((number, within)) = field.split_once('.')
                && let Ok(number) = number.parse()
            {
                let item = items.entry(number).or_default();
                item.set(within, values.clone());
            }
        }
        items.into_values().collect()
    }

    /// Adds a blank item at the end of a repeating group, up to `max`.
    pub fn add_item(&mut self, group: &str, min: usize, max: usize) {
        let count = (self.items(group, min, max) + 1).min(max);
        self.set(&format!("{group}.items"), vec![count.to_string()]);
    }

    /// Removes the `number`th item (from 1) of a repeating group; the later ones move up.
    pub fn remove_item(&mut self, group: &str, number: usize, min: usize, max: usize) {
        let count = self.items(group, min, max);
        if number == 0 || number > count {
            return;
        }
        let prefix = format!("{group}.");
        let moved = std::mem::take(&mut self.0)
            .into_iter()
            .filter_map(|(field, values)| {
                let Some((at, rest)) = field
                    .strip_prefix(&prefix)
                    .and_then(|rest| rest.split_once('.'))
                else {
                    return Some((field, values));
                };
                match at.parse::<usize>() {
                    Ok(at) if at == number => None,
                    Ok(at) if at > number => Some((format!("{group}.{}.{rest}", at - 1), values)),
                    _ => Some((field, values)),
                }
            });
        self.0 = moved.collect();
        self.set(
            &format!("{group}.items"),
            vec![(count - 1).max(min.max(1)).to_string()],
        );
    }
}

impl IntoIterator for Answers {
    type Item = (String, Vec<String>);
    type IntoIter = std::collections::btree_map::IntoIter<String, Vec<String>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(String, Vec<String>)> for Answers {
    fn from_iter<T: IntoIterator<Item = (String, Vec<String>)>>(iter: T) -> Self {
        let mut answers = Self::default();
        for (field, values) in iter {
            answers.set(&field, values);
        }
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), vec![(*v).to_owned()]))
            .collect()
    }

    #[test]
    fn a_removed_item_makes_the_later_ones_move_up() {
        let mut a = answers(&[
            ("g.1.what", "a"),
            ("g.2.what", "b"),
            ("g.3.what", "c"),
            ("h", "x"),
        ]);
        a.remove_item("g", 2, 1, 10);
        assert_eq!(a.text("g.1.what"), "a");
        assert_eq!(a.text("g.2.what"), "c");
        assert_eq!(a.one("g.3.what"), None);
        assert_eq!(a.items("g", 1, 10), 2);
        assert_eq!(a.text("h"), "x");
    }

    #[test]
    fn an_added_item_is_blank_and_stays_when_saved() {
        let mut a = answers(&[("g.1.what", "a")]);
        a.add_item("g", 1, 3);
        assert_eq!(a.items("g", 1, 3), 2);
        a.add_item("g", 1, 3);
        a.add_item("g", 1, 3);
        assert_eq!(a.items("g", 1, 3), 3, "never more than the most allowed");
    }

    #[test]
    fn an_item_is_what_was_answered_within_it() {
        let a = answers(&[
            ("g.10.what", "last"),
            ("g.2.by.year", "2027"),
            ("g.2.what", "b"),
            ("g.items", "12"),
            ("g.what", "no item"),
            ("gg.1.what", "another group"),
        ]);
        let second = answers(&[("by.year", "2027"), ("what", "b")]);
        assert_eq!(a.by_item("g"), [second, answers(&[("what", "last")])]);
        assert_eq!(a.by_item("h"), []);
    }

    #[test]
    fn a_forged_item_number_makes_no_more_items_than_allowed() {
        let a = answers(&[("g.4000000000.what", "x"), ("g.items", "999999")]);
        assert_eq!(a.items("g", 1, 10), 10);
    }

    #[test]
    fn a_field_that_is_far_too_long_is_told_by_how_much() {
        let a = answers(&[
            ("fits", &"a".repeat(MOST_BYTES)),
            ("long", &"a".repeat(MOST_BYTES + 7)),
            ("wide", &"ñ".repeat(MOST_BYTES)),
        ]);
        let told: Vec<(String, Problem)> = a
            .oversized()
            .iter()
            .map(|(field, problem)| (field.to_owned(), problem.clone()))
            .collect();
        let too_long = |over, limit| Problem::TooLong { over, limit };
        assert_eq!(
            told,
            [
                ("long".to_owned(), too_long(7, MOST_BYTES)),
                ("wide".to_owned(), too_long(MOST_BYTES / 2, MOST_BYTES / 2)),
            ]
        );
    }

    #[test]
    fn values_are_made_tidy() {
        assert_eq!(tidy_value("  a\r\nb\u{0} \r"), "a\nb");
        assert_eq!(
            tidy_value("\u{0} \u{0}"),
            "",
            "what cannot be seen is no answer"
        );
    }
}
