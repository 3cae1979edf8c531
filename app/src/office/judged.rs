//! History of a review in words: who reviews, what was settled, and who declared a conflict of interest.

use crate::ui::{Said, stage};
use crate::words::panel as words;
use partnership::district::Profile;
use partnership::review::Finding;
use partnership::text::Lang;
use store::event::Event;

/// The acts that are told here.
#[cfg(test)]
pub(super) const ACTS: [&str; 4] = [
    "settle",
    "add-reviewer",
    "remove-reviewer",
    "declare-conflict",
];

/// Tells a line of history, when it is one of a review.
pub(super) fn told(act: &str, event: &Event, profile: &Profile, lang: Lang) -> Option<Said> {
    let text = |name: &str| event.text(name);
    Some(match act {
        "settle" => {
            let (slug, word) = (text("criterion"), text("finding"));
            let criterion = profile
                .criterion(slug)
                .map_or_else(|| slug.into(), |criterion| Said::of(&criterion.name, lang));
            let finding =
                Finding::from_word(word).map_or(word, |finding| stage::finding(finding, lang));
            criterion.within(|criterion| words::did_settle(lang, criterion, finding))
        }
        "add-reviewer" => words::did_add(lang, text("name")).into(),
        "remove-reviewer" => words::did_remove(lang, text("name")).into(),
        "declare-conflict" => words::did_declare(lang).into(),
        _ => return None,
    })
}
