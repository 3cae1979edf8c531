//! Comfort at the desk: ticking a whole page of rows, and single keys, which anybody can turn off.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of the island"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words of the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeskWords {
    /// Beside the box that ticks all rows of the page.
    pub tick_all: String,
    /// How many are ticked, with `{n}`.
    pub chosen: String,
    /// The keys; nothing for somebody who has turned them off.
    pub keys: Option<KeyWords>,
}

/// The words of the keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeyWords {
    pub title: String,
    /// Each key and what it does.
    pub keys: Vec<(String, String)>,
    pub off: String,
    pub close: String,
}

/// Ticks rows and listens to keys.
#[island]
pub fn DeskComfort(words: DeskWords) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        ticks::wake(&words);
        if words.keys.is_some() {
            keys::listen();
        }
    }
    let Some(keys) = words.keys else {
        return view! { <span hidden></span> }.into_any();
    };
    // As one text: a list of views in an island leaves marks that HTML does not know. The words are the program's own.
    let rows: String = keys
        .keys
        .into_iter()
        .map(|(key, means)| format!("<div><dt><kbd>{key}</kbd></dt><dd>{means}</dd></div>"))
        .collect();
    view! {
        <dialog class="keys" id="desk-keys" aria-labelledby="desk-keys-title">
            <h2 id="desk-keys-title">{keys.title}</h2>
            <dl class="keys__list" inner_html=rows></dl>
            <form method="dialog" class="actions" novalidate=true>
                <button class="button button--secondary" type="submit">{keys.close}</button>
                <a href="/account#keys">{keys.off}</a>
            </form>
        </dialog>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
mod ticks {
    use super::DeskWords;
    use crate::island::dom;
    use web_sys::{Element, HtmlElement, HtmlInputElement};

    fn rows(document: &web_sys::Document) -> Vec<HtmlInputElement> {
        document
            .document_element()
            .map(|root| dom::all(&root, ".row-tick"))
            .unwrap_or_default()
    }

    /// Puts a box that ticks all rows of the page, and the count, before the bar's buttons.
    pub(super) fn wake(words: &DeskWords) -> Option<()> {
        let document = dom::document()?;
        let form: HtmlElement = dom::by_id("bulk")?;
        let boxes = rows(&document);
        let label = document.create_element("label").ok()?;
        label.set_class_name("bulk-bar__all");
        let all: HtmlInputElement =
            wasm_bindgen::JsCast::dyn_into(document.create_element("input").ok()?).ok()?;
        all.set_type("checkbox");
        all.set_class_name("row-tick-all");
        label.append_with_node_1(&all).ok()?;
        let text = document.create_element("span").ok()?;
        text.set_text_content(Some(&words.tick_all));
        label.append_with_node_1(&text).ok()?;
        let status: Element = document.create_element("span").ok()?;
        status.set_class_name("bulk-bar__chosen");
        status.set_attribute("role", "status").ok()?;
        let acts: Element = dom::all(&form, ".bulk-bar__acts").into_iter().next()?;
        for element in [&label, &status] {
            form.insert_before(element, Some(&acts)).ok()?;
        }
        let chosen = words.chosen.clone();
        let count = {
            let (boxes, all, status) = (boxes.clone(), all.clone(), status);
            move || {
                let ticked = boxes.iter().filter(|row| row.checked()).count();
                all.set_checked(ticked > 0 && ticked == boxes.len());
                all.set_indeterminate(ticked > 0 && ticked < boxes.len());
                let text = (ticked > 0).then(|| chosen.replace("{n}", &ticked.to_string()));
                status.set_text_content(text.as_deref());
            }
        };
        // A page that the browser brings back may have rows ticked.
        count();
        let again = count.clone();
        let (boxes, every) = (boxes, all.clone());
        dom::listen(&all, "change", move |_| {
            for row in &boxes {
                row.set_checked(every.checked());
            }
            again();
        });
        dom::listen(&document, "change", move |event| {
            if dom::target(&event).is_some_and(|target| target.class_list().contains("row-tick")) {
                count();
            }
        });
        Some(())
    }
}

#[cfg(feature = "hydrate")]
mod keys {
    use crate::island::dom;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent};

    /// Whether somebody types here, or chooses from a list: keys belong to them then.
    fn takes_keys(element: &Element) -> bool {
        let name = element.tag_name().to_lowercase();
        let is_tick = element
            .get_attribute("type")
            .is_some_and(|kind| kind == "checkbox");
        (name == "input" && !is_tick)
            || matches!(name.as_str(), "textarea" | "select")
            || element
                .closest("[contenteditable]")
                .ok()
                .flatten()
                .is_some()
    }

    fn first(selector: &str) -> Option<HtmlElement> {
        let root = dom::document()?.document_element()?;
        dom::all(&root, selector).into_iter().next()
    }

    /// Moves the focus to the first link of the row after or before the one that has it.
    fn go(forward: bool) -> Option<()> {
        let root = dom::document()?.document_element()?;
        let rows: Vec<HtmlElement> = dom::all(&root, "main .table tbody tr");
        let here = dom::document()?
            .active_element()
            .and_then(|element| element.closest("tr").ok().flatten());
        let at = here.and_then(|here| rows.iter().position(|row| **row == here));
        let next = match (at, forward) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
        };
        let row = rows.get(next)?;
        let target: HtmlElement = dom::all(row, "a, .row-tick").into_iter().next()?;
        let target = dom::all(row, "th a").into_iter().next().unwrap_or(target);
        target.focus().ok()
    }

    fn tick() -> Option<()> {
        let here = dom::document()?.active_element()?.closest("tr").ok()??;
        let tick: HtmlInputElement = dom::all(&here, ".row-tick").into_iter().next()?;
        // Like a press of the mouse, so that whoever listens hears of it.
        tick.click();
        Some(())
    }

    fn press(selector: &str) -> Option<()> {
        first(selector)?.click();
        Some(())
    }

    /// Listens to single keys, never with another held down, and never where somebody types.
    pub(super) fn listen() {
        let Some(document) = dom::document() else {
            return;
        };
        dom::listen(&document, "keydown", |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let is_held = key.ctrl_key() || key.alt_key() || key.meta_key() || key.is_composing();
            let is_open = dom::by_id::<HtmlDialogElement>("desk-keys").is_some_and(|d| d.open());
            if is_held || is_open || dom::target(&event).is_some_and(|target| takes_keys(&target)) {
                return;
            }
            let done = match key.key().as_str() {
                "?" => {
                    dom::by_id::<HtmlDialogElement>("desk-keys").and_then(|d| d.show_modal().ok())
                }
                "j" => go(true),
                "k" => go(false),
                "x" => tick(),
                "a" => first(".bulk-bar__acts button").and_then(|button| button.focus().ok()),
                "/" => first("main input[type=search]").and_then(|field| field.focus().ok()),
                "n" => press("[data-key=n]"),
                "p" => press("[data-key=p]"),
                "u" => press("a.back"),
                _ => None,
            };
            if done.is_some() {
                event.prevent_default();
            }
        });
    }
}
