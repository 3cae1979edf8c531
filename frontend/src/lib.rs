//! The browser program: it wakes up the islands of a page, and does nothing else, ever.

pub use app;

/// Called by the page's script when the program has loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    app::island::begin();
    leptos::mount::hydrate_islands();
}
