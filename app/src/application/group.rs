//! Repeated questions: adding a thing and taking one away, by the buttons of a group.

use partnership::form::{Answers, Step};

/// Where a button of a group leads.
pub(super) enum Place {
    /// Back to this place of the page.
    At(String),
    /// To the question whether this item, which holds answers, shall go.
    Ask(String),
}

/// Adds or removes an item of a group, when that button was pressed. An item that holds answers goes only
/// when the partner was asked.
pub(super) fn changed_group(step: &Step, typed: &mut Answers, then: &str) -> Option<Place> {
    let (action, rest) = then.split_once(':')?;
    let (group, number) = match action {
        "add" => (rest, None),
        "remove" | "removed" => {
            let (group, number) = rest.rsplit_once(':')?;
            (group, Some(number.parse().ok()?))
        }
        _ => return None,
    };
    let question = step
        .questions
        .iter()
        .find(|question| question.key == group)?;
    let (min, max) = question.repeats()?;
    match number {
        None => {
            typed.add_item(group, min, max);
            Some(Place::At(format!(
                "{group}.{}",
                typed.items(group, min, max)
            )))
        }
        Some(number) => {
            let item = format!("{group}.{number}.");
            if action == "remove" && typed.iter().any(|(field, _)| field.starts_with(&item)) {
                return Some(Place::Ask(format!("{group}:{number}")));
            }
            typed.remove_item(group, number, min, max);
            Some(Place::At(group.to_owned()))
        }
    }
}
