//! Comfort on every page: no form is sent twice by a double click, and nobody is signed out unawares.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of the island"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words of the warning before a sign-in ends, and how long it lasts without use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TimeLimit {
    pub title: String,
    pub text: String,
    pub stay: String,
    pub token: String,
    /// Minutes without use after which the sign-in ends.
    pub minutes: u32,
}

/// Guards the page's forms, and warns before the sign-in ends when somebody is signed in.
#[island]
pub fn PageComfort(limit: Option<TimeLimit>) -> impl IntoView {
    let warned = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        guard();
        if let Some(limit) = &limit {
            warn_in_time(limit.minutes, warned);
        }
    }
    let Some(limit) = limit else {
        return view! { <span hidden></span> }.into_any();
    };
    let token = limit.token.clone();
    let stay = move |_| {
        let token = token.clone();
        leptos::task::spawn_local(async move {
            if crate::account::api::stay_signed_in(token).await.is_ok() {
                #[cfg(feature = "hydrate")]
                super::dom::used();
                warned.set(false);
            }
        });
    };
    view! {
        <div class="time-limit" role="alertdialog" aria-labelledby="time-limit-title" aria-describedby="time-limit-text" hidden=move || !warned.get()>
            <p id="time-limit-title"><strong>{limit.title}</strong></p>
            <p id="time-limit-text">{limit.text}</p>
            <button type="button" class="button" id="time-limit-stay" on:click=stay>{limit.stay}</button>
        </div>
    }
    .into_any()
}

/// A second send within a second is a double click.
#[cfg(feature = "hydrate")]
fn guard() {
    use super::dom;
    let Some(document) = dom::document() else {
        return;
    };
    let last = std::cell::Cell::new(0.0);
    dom::listen(&document, "submit", move |event| {
        let is_guarded = dom::target(&event).is_some_and(|form| form.has_attribute("data-guard"));
        if is_guarded && dom::now() - last.get() < 1_000.0 {
            event.prevent_default();
        } else if is_guarded {
            last.set(dom::now());
        }
    });
}

/// Shows the warning two minutes before the sign-in ends, and moves the focus to it. Every save and
/// every "stay signed in" begins the time anew.
#[cfg(feature = "hydrate")]
fn warn_in_time(minutes: u32, warned: RwSignal<bool>) {
    use super::dom;
    use gloo_timers::callback::{Interval, Timeout};
    dom::used();
    Interval::new(5_000, move || {
        let left = f64::from(minutes) * 60_000.0 - (dom::now() - dom::last_used());
        let is_time = left < 120_000.0;
        if is_time != warned.get_untracked() {
            warned.set(is_time);
            if is_time {
                // Later: what is hidden takes no focus.
                Timeout::new(50, || {
                    if let Some(button) = dom::by_id::<web_sys::HtmlElement>("time-limit-stay") {
                        let _ = button.focus();
                    }
                })
                .forget();
            }
        }
    })
    .forget();
}
