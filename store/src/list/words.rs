//! The words that a list of applications is searched by.

use super::{Filter, Queue};
use crate::values::Values;

/// The words of a filter: each has to stand in organization, program or reference.
pub(super) struct Words {
    /// Found by the index of three letters at a time.
    pub(super) long: Vec<String>,
    /// Too few letters for the index: every row that the others leave is looked at.
    short: Vec<String>,
}

impl Words {
    pub(super) fn of(filter: &Filter) -> Self {
        let words: String = filter.words.chars().take(200).collect();
        let (mut long, mut short) = (Vec::new(), Vec::new());
        // The index reads its query up to the first NUL: no sign of control gets through.
        for word in words
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .take(12)
        {
            // A draft that was never sent is not in the index.
            if word.chars().count() < 3 || filter.queue == Some(Queue::Stalled) {
                short.push(word.to_owned());
            } else {
                long.push(word.to_owned());
            }
        }
        Self { long, short }
    }

    pub(super) fn is_none(&self) -> bool {
        self.long.is_empty() && self.short.is_empty()
    }

    /// What the index is asked: for each of the long words.
    fn asked(&self) -> String {
        let quoted = |word: &String| format!("\"{}\"", word.replace('"', "\"\""));
        self.long.iter().map(quoted).collect::<Vec<_>>().join(" ")
    }

    /// Where the applications with the words come from.
    pub(super) fn source(&self, values: &mut Values) -> String {
        let mut likes: Vec<String> = self
            .short
            .iter()
            .map(|word| {
                let pattern = values.text(like(word));
                let is_like = |column: &str| format!("a.{column} like {pattern} escape '\\'");
                format!(
                    "({} or {} or {})",
                    is_like("organization"),
                    is_like("title"),
                    is_like("reference")
                )
            })
            .collect();
        if self.long.is_empty() {
            if likes.is_empty() {
                likes.push("true".to_owned());
            }
            return format!("application a where {}", likes.join(" and "));
        }
        likes.insert(
            0,
            format!("application_search match {}", values.text(self.asked())),
        );
        format!(
            "application_search s cross join application a on a.search_id = s.rowid where {}",
            likes.join(" and ")
        )
    }

    /// How well each application of [`Self::source`] fits the long words: 0 where all stand in the reference, 1 in the
    /// name of the organization, else 2. Weighing each text by its length (bm25) took longer than all the rest of a
    /// search, and all that are found have all the words anyway.
    pub(super) fn rank(&self, values: &mut Values) -> String {
        let words = self.asked();
        let stand_in = |column: &str, values: &mut Values| {
            let asked = values.text(format!("{column} : ({words})"));
            format!(
                "s.rowid in (select f.rowid from application_search f where f.application_search match {asked})"
            )
        };
        // Every reference has a number, so that words without any are of none.
        let reference = if words.bytes().any(|byte| byte.is_ascii_digit()) {
            stand_in("reference", values)
        } else {
            "false".to_owned()
        };
        // LIKE is quicker, and knows capitals from small letters in nothing but ASCII.
        let name = if words.is_ascii() {
            let likes = self.long.iter().map(|word| {
                format!(
                    "a.organization like {} escape '\\'",
                    values.text(like(word))
                )
            });
            likes.collect::<Vec<_>>().join(" and ")
        } else {
            stand_in("organization", values)
        };
        format!("case when {reference} then 0 when {name} then 1 else 2 end")
    }
}

/// A word as a pattern. What LIKE takes for a sign is taken literally.
fn like(word: &str) -> String {
    let plain: String = word
        .chars()
        .flat_map(|c| {
            if matches!(c, '%' | '_' | '\\') {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect();
    format!("%{plain}%")
}

/// Words cut for an index of three letters at a time: what it is asked, where there is anything for it, and the words
/// that are too short for it, in small letters.
pub(crate) fn cut(words: &str) -> (Option<String>, Vec<String>) {
    let words = words
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .take(12);
    let (long, short): (Vec<&str>, Vec<&str>) = words.partition(|word| word.chars().count() > 2);
    let quoted: Vec<String> = long
        .into_iter()
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    let short = short.into_iter().map(str::to_lowercase).collect();
    ((!quoted.is_empty()).then(|| quoted.join(" ")), short)
}
