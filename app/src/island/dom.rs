//! Small reaches into the page: elements, listeners, timers.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, Window};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// The path under which the district's pages are, such as `/durham`; mostly empty.
pub(super) fn prefix() -> String {
    document()
        .and_then(|document| document.document_element()?.get_attribute("data-prefix"))
        .unwrap_or_default()
}

/// How wide the window is: its class alone, and never its size. Blank when nobody knows.
pub(super) fn width() -> String {
    let pixels = window().and_then(|window| window.inner_width().ok()?.as_f64());
    pixels.map_or_else(String::new, |pixels| {
        partnership::width::Width::of(pixels).word().to_owned()
    })
}

/// All elements below `root` that fit the selector.
pub(super) fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.item(at)?.dyn_into().ok())
        .collect()
}

/// The element of an id.
pub(super) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Listens for as long as the page lives.
pub(super) fn listen(target: &EventTarget, name: &str, act: impl FnMut(Event) + 'static) {
    let act = Closure::<dyn FnMut(Event)>::new(act);
    let _ = target.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
    act.forget();
}

/// The target of an event as an element.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Milliseconds since 1970 by the browser's clock.
pub(super) fn now() -> f64 {
    js_sys::Date::now()
}

/// The text of a JavaScript value; empty for anything else.
pub(super) fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

thread_local! {
    /// When the server last heard from this page.
    static USED: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
}

/// Notes that the server has just heard from this page.
pub(super) fn used() {
    USED.set(now());
}

/// When the server last heard from this page.
pub(super) fn last_used() -> f64 {
    USED.get()
}
