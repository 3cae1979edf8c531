//! Counting characters: what is left of a text's limit, or by how much it is over.

use super::dom;
use super::step::StepWords;
use web_sys::{HtmlFormElement, HtmlTextAreaElement};

/// Tells below each text with a limit how much is left. Longer texts are kept and told about.
pub(super) fn apply(form: &HtmlFormElement, words: &StepWords) {
    for area in dom::all::<HtmlTextAreaElement>(form, "textarea[data-limit]") {
        let Some(limit) = area
            .get_attribute("data-limit")
            .and_then(|limit| limit.parse::<usize>().ok())
        else {
            continue;
        };
        let Some(line) = dom::by_id::<web_sys::HtmlElement>(&format!("{}-count", area.id())) else {
            continue;
        };
        let length = area.value().trim().chars().count();
        let (text, is_over) = if length > limit {
            (
                words.over.replace("{n}", &(length - limit).to_string()),
                true,
            )
        } else {
            (
                words.left.replace("{n}", &(limit - length).to_string()),
                false,
            )
        };
        let _ = line.class_list().toggle_with_force("count--over", is_over);
        line.set_text_content(Some(&text));
    }
}
