//! A filter above a long list of boxes to tick.

use super::dom;
use super::step::StepWords;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

/// Puts a search field above each long list. What is ticked always stays in sight.
pub(super) fn apply(form: &HtmlFormElement, words: &StepWords) {
    for (number, list) in dom::all::<HtmlElement>(form, "fieldset[data-filter]")
        .into_iter()
        .enumerate()
    {
        let _ = add(&list, number, words);
    }
}

fn add(list: &HtmlElement, number: usize, words: &StepWords) -> Option<()> {
    let document = dom::document()?;
    let id = format!("filter-{number}");
    let label = document.create_element("label").ok()?;
    label.set_attribute("for", &id).ok()?;
    label.set_class_name("filter__label");
    label.set_text_content(list.get_attribute("data-filter").as_deref());
    let input = document.create_element("input").ok()?;
    input.set_attribute("type", "search").ok()?;
    input.set_id(&id);
    input.set_class_name("filter__input");
    let status = document.create_element("p").ok()?;
    status.set_attribute("role", "status").ok()?;
    status.set_class_name("filter__status");
    let first: Element = dom::all(list, ".choice-groups, .choices, .choice-group, .choice")
        .into_iter()
        .next()?;
    let parent = first.parent_element()?;
    for element in [&label, &input, &status] {
        parent.insert_before(element, Some(&first)).ok()?;
    }
    let (list, matching) = (list.clone(), words.matching.clone());
    dom::listen(&input, "input", move |event| {
        let Some(input) = dom::target(&event)
            .and_then(|t| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(t).ok())
        else {
            return;
        };
        let wanted = input.value().to_lowercase();
        let mut shown = 0;
        for choice in dom::all::<HtmlElement>(&list, ".choice") {
            let ticked = dom::all::<HtmlInputElement>(&choice, "input")
                .iter()
                .any(HtmlInputElement::checked);
            let fits = choice
                .text_content()
                .unwrap_or_default()
                .to_lowercase()
                .contains(&wanted);
            choice.set_hidden(!(fits || ticked));
            shown += usize::from(fits || ticked);
        }
        status.set_text_content(Some(&matching.replace("{n}", &shown.to_string())));
    });
    Some(())
}
