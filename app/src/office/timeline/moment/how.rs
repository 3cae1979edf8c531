//! How the page of a moment is made, said on the page itself.

use super::Then;
use crate::words::timeline as words;
use leptos::prelude::*;

impl Then {
    /// What on the page is frozen, what is put together, and what nobody knows.
    pub(super) fn how(&self) -> AnyView {
        let lang = self.current.lang;
        let gap = self
            .moment
            .since
            .filter(|since| *since > self.moment.event.at)
            .map(|since| view! { <li>{words::how_gap(lang, self.day(since))}</li> });
        view! {
            <section class="panel panel--quiet" aria-labelledby="how">
                <h2 class="panel__title" id="how">{words::how(lang)}</h2>
                <ul>
                    <li>{words::how_frozen(lang)}</li>
                    <li>{words::how_put(lang)}</li>
                    <li>{words::not_kept(lang)}</li>
                    <li>{words::how_names(lang)}</li>
                    {gap}
                </ul>
            </section>
        }
        .into_any()
    }
}
