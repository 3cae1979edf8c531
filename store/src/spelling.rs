//! Misspelled names: the nearest word of the names that are known.

use crate::{Result, Store};
use std::sync::{Arc, MutexGuard, PoisonError};

/// Words with fewer letters are taken as they are typed.
const SHORTEST: usize = 4;

/// The words of all names, and the number of the last name that they are of. Names are only added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    last: Option<i64>,
    known: Arc<str>,
}

impl Store {
    /// What was typed, with each word that stands in no name replaced by the nearest one that does. `None` when
    /// none is near, so that nothing else can be looked for.
    pub(crate) async fn respelled(&self, words: &str) -> Result<Option<String>> {
        if has_no_name(words) {
            return Ok(None);
        }
        let kept = self.kept_words().clone();
        // The words are read only where there are others than those that are kept.
        let (last, known): (Option<i64>, Option<String>) = sqlx::query_as(
            "with newest as (select (select rowid from name_search order by rowid desc limit 1) as last)
             select last, iif(last is $1, null, (select group_concat(term, ' ') from name_word)) from newest",
        )
        .bind(kept.last)
        .fetch_one(&mut *self.read().await?)
        .await?;
        if last == kept.last {
            return Ok(respell(words, &kept.known));
        }
        let known = known.unwrap_or_default();
        let respelled = respell(words, &known);
        *self.kept_words() = Words {
            last,
            known: known.into(),
        };
        Ok(respelled)
    }

    /// The same by the words of names and addresses of those who work for the district.
    pub(crate) async fn respelled_person(&self, words: &str) -> Result<Option<String>> {
        if has_no_name(words) {
            return Ok(None);
        }
        let known: Option<String> =
            sqlx::query_scalar("select group_concat(term, ' ') from person_word")
                .fetch_one(&mut *self.read().await?)
                .await?;
        Ok(respell(words, &known.unwrap_or_default()))
    }

    fn kept_words(&self) -> MutexGuard<'_, Words> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_no_name(words: &str) -> bool {
    words.split_whitespace().all(|word| !is_name(word))
}

/// Whether a word may be part of a name that somebody misspelled.
fn is_name(word: &str) -> bool {
    word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
}

/// The words with those replaced that are part of no known one. `None` when nothing was replaced.
fn respell(words: &str, known: &str) -> Option<String> {
    let mut changed = false;
    let respelled: Vec<String> = words
        .split_whitespace()
        .map(|word| {
            let plain = word.to_lowercase();
            if !is_name(word) || known.contains(&plain) {
                return word.to_owned();
            }
            nearest(&plain, known).map_or_else(
                || word.to_owned(),
                |near| {
                    changed = true;
                    near.to_owned()
                },
            )
        })
        .collect();
    changed.then(|| respelled.join(" "))
}

/// The known word that is fewest slips away: one of four or five letters may have one, a longer one two. The
/// beginning of a much longer word may have one.
fn nearest<'a>(word: &str, known: &'a str) -> Option<&'a str> {
    let length = word.chars().count();
    let most = if length > 5 { 2 } else { 1 };
    known
        .split(' ')
        .filter_map(|other| {
            let others = other.chars().count();
            let whole = (others.abs_diff(length) <= most)
                .then(|| strsim::osa_distance(word, other))
                .filter(|slips| *slips <= most);
            let beginning = || {
                let beginning: String = other.chars().take(length).collect();
                strsim::osa_distance(word, &beginning)
            };
            let part = (whole.is_none() && others > length && length > SHORTEST).then(beginning);
            let slips = whole.or(part.filter(|slips| *slips <= 1))?;
            Some((slips, other))
        })
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::respell;

    const KNOWN: &str = "band big guild lantern niños quillfeather reading tutoring";

    #[test]
    fn a_misspelled_word_becomes_the_nearest_known_one() {
        for (typed, meant) in [
            ("Quilfether", Some("quillfeather")),
            ("quillfeahter guild", Some("quillfeather guild")),
            ("lantren", Some("lantern")),
            ("ninos", Some("niños")),
            ("gild", Some("guild")),
            ("giuld", Some("guild")),
            ("quilfe", None),
            ("quilpfeath", Some("quillfeather")),
            ("big lantrn", Some("big lantern")),
            ("quillfeather", None),
            ("feather", None),
            ("DPS-2026-0007", None),
            ("zzzzzz", None),
            ("bnd", None),
            ("", None),
        ] {
            assert_eq!(respell(typed, KNOWN).as_deref(), meant, "{typed:?}");
        }
    }
}
