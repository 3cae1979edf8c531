//! Counting characters: what is left of a text's limit, or by how much it is over.

use super::dom;
use super::step::StepWords;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use web_sys::{HtmlElement, HtmlFormElement, HtmlTextAreaElement};

/// How long after the last key a count is read out.
const PAUSE: u32 = 1_000;

/// Puts beside each count a copy that is read out, but only after a pause in typing: the visible one
/// changes with every key.
pub(super) fn start(form: &HtmlFormElement, words: &StepWords) {
    apply(form, words);
    for area in dom::all::<HtmlTextAreaElement>(form, "textarea[data-limit]") {
        let _ = read_out(&area);
    }
}

fn read_out(area: &HtmlTextAreaElement) -> Option<()> {
    let line = dom::by_id::<HtmlElement>(&format!("{}-count", area.id()))?;
    let spoken = dom::document()?.create_element("p").ok()?;
    spoken.set_class_name("hidden-text");
    spoken.set_attribute("role", "status").ok()?;
    line.after_with_node_1(&spoken).ok()?;
    line.set_attribute("aria-hidden", "true").ok()?;
    let waiting = RefCell::new(None);
    dom::listen(area, "input", move |_| {
        let (line, spoken) = (line.clone(), spoken.clone());
        waiting.replace(Some(Timeout::new(PAUSE, move || {
            spoken.set_text_content(line.text_content().as_deref());
        })));
    });
    Some(())
}

/// Tells below each text with a limit how much is left. Longer texts are kept and told about.
pub(super) fn apply(form: &HtmlFormElement, words: &StepWords) {
    for area in dom::all::<HtmlTextAreaElement>(form, "textarea[data-limit]") {
        let Some(limit) = area
            .get_attribute("data-limit")
            .and_then(|limit| limit.parse::<usize>().ok())
        else {
            continue;
        };
        let Some(line) = dom::by_id::<HtmlElement>(&format!("{}-count", area.id())) else {
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
