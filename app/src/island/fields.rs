//! What is typed into a form: read from its controls, and written back into them.

use super::dom;
use partnership::form::Answers;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use web_sys::{
    FormData, HtmlFormElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

/// The answers in the form, by the name of the answer.
pub(super) fn read(form: &HtmlFormElement) -> Answers {
    raw(form).into_iter().collect()
}

/// The same as they go to the server: blank values too.
pub(super) fn raw(form: &HtmlFormElement) -> BTreeMap<String, Vec<String>> {
    let mut typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Ok(data) = FormData::new_with_form(form) else {
        return typed;
    };
    for entry in data.entries().into_iter().flatten() {
        let pair: js_sys::Array = entry.unchecked_into();
        let name = dom::text(&pair.get(0));
        if let Some(field) = field(&name) {
            let value = partnership::form::answers::tidy_value(&dom::text(&pair.get(1)));
            typed.entry(field.to_owned()).or_default().push(value);
        }
    }
    typed
}

/// Whether any control holds something else than the server drew.
pub(super) fn is_touched(form: &HtmlFormElement) -> bool {
    let inputs = dom::all::<HtmlInputElement>(form, "input[name^='answers[']");
    let areas = dom::all::<HtmlTextAreaElement>(form, "textarea[name^='answers[']");
    let options = dom::all::<HtmlOptionElement>(form, "select[name^='answers['] option");
    // A list without a chosen option shows its first one, which then is no choice of anybody.
    inputs.iter().any(|input| {
        input.checked() != input.default_checked()
            || (!matches!(input.type_().as_str(), "checkbox" | "radio")
                && input.value() != input.default_value())
    }) || areas.iter().any(|area| {
        area.default_value()
            .is_ok_and(|drawn| drawn != area.value())
    }) || options
        .iter()
        .any(|option| !option.value().is_empty() && option.selected() != option.default_selected())
}

/// A hidden or visible single value that is no answer, such as `seen`.
pub(super) fn value(form: &HtmlFormElement, name: &str) -> String {
    control(form, name)
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Sets such a value.
pub(super) fn set_value(form: &HtmlFormElement, name: &str, value: &str) {
    if let Some(input) = control(form, name) {
        input.set_value(value);
    }
}

fn control(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    dom::all(form, &format!("input[name='{name}']"))
        .into_iter()
        .next()
}

/// Writes answers into the controls.
pub(super) fn write(form: &HtmlFormElement, answers: &Answers) {
    for input in dom::all::<HtmlInputElement>(form, "input[name^='answers[']") {
        let Some(field) = field(&input.name()).map(str::to_owned) else {
            continue;
        };
        match input.type_().as_str() {
            "checkbox" | "radio" => input.set_checked(answers.has(&field, &input.value())),
            "hidden" => {}
            _ => input.set_value(answers.text(&field)),
        }
    }
    for area in dom::all::<HtmlTextAreaElement>(form, "textarea[name^='answers[']") {
        if let Some(field) = field(&area.name()) {
            area.set_value(answers.text(field));
        }
    }
    for select in dom::all::<HtmlSelectElement>(form, "select[name^='answers[']") {
        if let Some(field) = field(&select.name()) {
            select.set_value(answers.text(field));
        }
    }
}

/// The answer's name in an input's name: `answers[a.b][]` is `a.b`.
fn field(name: &str) -> Option<&str> {
    name.strip_prefix("answers[")?.strip_suffix("][]")
}
