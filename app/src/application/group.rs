//! Repeated questions: adding a thing and taking one away, by the buttons of a group.

use partnership::form::{Answers, Step};
use store::draft::Item;

/// Where a button of a group leads.
pub(super) enum Place {
    /// Back to this place of the page.
    At(String),
    /// To the question whether this item, which holds answers, shall go.
    Ask(String),
    /// Back to the group that this item goes out of.
    Gone(Item),
}

/// Adds or removes an item of a group, when that button was pressed. An item that holds answers goes only
/// when the partner was asked. `held` are the answers so far, among them the files.
pub(super) fn changed_group(
    step: &Step,
    typed: &mut Answers,
    held: &Answers,
    then: &str,
) -> Option<Place> {
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
            let holds = |answers: &Answers, files: bool| {
                answers.iter().any(|(field, _)| {
                    field.starts_with(&item) && (!files || step.file_question(field).is_some())
                })
            };
            if action == "remove" && (holds(typed, false) || holds(held, true)) {
                return Some(Place::Ask(format!("{group}:{number}")));
            }
            typed.remove_item(group, number, min, max);
            let group = question.key.clone();
            Some(Place::Gone(Item { group, number }))
        }
    }
}
