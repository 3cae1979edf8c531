//! History of a review in words: who reviews, what was settled, and who declared a conflict of interest.

use crate::ui::{Said, stage};
use crate::words::{consult, meeting, panel as words};
use partnership::district::Profile;
use partnership::review::Finding;
use partnership::text::Lang;
use store::event::Event;

/// The acts that are told here.
#[cfg(test)]
pub(super) const ACTS: [&str; 9] = [
    "plan-meeting",
    "set-platform",
    "ask-consult",
    "end-consult",
    "answer-consult",
    "settle",
    "add-reviewer",
    "remove-reviewer",
    "declare-conflict",
];

/// Who may see a platform, by their addresses.
fn named(event: &Event) -> String {
    let named = event.detail.get("named").and_then(|named| named.as_array());
    let names: Vec<&str> = named
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    names.join(", ")
}

/// What another office is called that is asked; one that the profile does not have any more keeps its value.
pub(super) fn office(value: &str, profile: &Profile, lang: Lang) -> Said {
    let choices = profile.consult.iter();
    let mut found = choices.filter(|choice| choice.value == value);
    let found = found.next().map(|choice| Said::of(&choice.label, lang));
    found.unwrap_or_else(|| value.into())
}

/// Tells a line of history, when it is one of a review.
pub(super) fn told(act: &str, event: &Event, profile: &Profile, lang: Lang) -> Option<Said> {
    let text = |name: &str| event.text(name);
    let office = || office(text("office"), profile, lang);
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
        "plan-meeting" => meeting::did_meeting(lang).into(),
        "set-platform" => match named(event).as_str() {
            "" => meeting::did_remove_platform(lang).into(),
            names => meeting::did_platform(lang, names).into(),
        },
        "ask-consult" => office().within(|office| consult::did_ask(lang, office)),
        "end-consult" => office().within(|office| consult::did_end(lang, office)),
        "answer-consult" => office().within(|office| consult::did_answer(lang, office)),
        "declare-conflict" => words::did_declare(lang).into(),
        _ => return None,
    })
}
