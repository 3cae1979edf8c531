//! The browser's memory: a safety net for text that the server does not have yet, never the truth.

use super::dom;
use gloo_storage::{LocalStorage, Storage};
use partnership::form::Answers;
use serde::{Deserialize, Serialize};

/// How the names begin of what this district keeps: districts that share a host share the browser's memory.
fn beginning() -> String {
    format!("trellis{}/", dom::prefix())
}

/// Text that was typed and not yet saved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Unsaved {
    /// What was typed.
    pub(super) answers: Answers,
    /// When, by the browser's clock.
    pub(super) at: f64,
    /// Whether its form was sent since; then a page that comes from it is the proof that it arrived.
    pub(super) sent: bool,
}

/// Keeps text under the name of its page.
pub(super) fn keep(page: &str, answers: Answers, sent: bool) {
    let _ = LocalStorage::set(
        format!("{}{page}", beginning()),
        Unsaved {
            answers,
            at: dom::now(),
            sent,
        },
    );
}

/// The text kept under a name.
pub(super) fn kept(page: &str) -> Option<Unsaved> {
    LocalStorage::get(format!("{}{page}", beginning())).ok()
}

/// Forgets the text of a page.
pub(super) fn forget(page: &str) {
    LocalStorage::delete(format!("{}{page}", beginning()));
}

/// Forgets what was sent from the page that led to this one, since it has arrived, and what is older
/// than three days. Signing out empties the whole storage; this is for sign-ins that ran out. Any other page proves nothing: somebody may have gone there after a failed send.
pub(super) fn tidy(page: &str) {
    const DAYS: f64 = 3.0 * 24.0 * 3_600_000.0;
    let beginning = beginning();
    let own = format!("{beginning}{page}");
    let storage = LocalStorage::raw();
    let names: Vec<String> = (0..LocalStorage::length())
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|name| name.starts_with(&beginning) && *name != own)
        .collect();
    let before = dom::document()
        .map(|document| document.referrer())
        .unwrap_or_default();
    let before = before.split(['?', '#']).next().unwrap_or_default();
    for name in names {
        // `trellis/<person>/<application>/<step>` is `/applications/<application>/<step>`.
        let place = name
            .strip_prefix(&beginning)
            .and_then(|page| page.split_once('/'))
            .map_or("", |(_, place)| place);
        let led_here = before.ends_with(&format!("/applications/{place}"));
        let unsaved = LocalStorage::get::<Unsaved>(&name);
        if unsaved.is_ok_and(|unsaved| (unsaved.sent && led_here) || unsaved.at < dom::now() - DAYS)
        {
            LocalStorage::delete(&name);
        }
    }
}
