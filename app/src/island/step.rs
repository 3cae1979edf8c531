//! Comfort on a step of the form: saving in between, counting, filtering, showing and hiding.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of the island"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words that the island says, in the language of the page. `{n}` and `{time}` are filled in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StepWords {
    pub at_first: String,
    pub saving: String,
    pub saved: String,
    pub failed: String,
    pub signed_out: String,
    pub differs: String,
    pub left_over: String,
    pub take: String,
    pub drop: String,
    pub over: String,
    pub left: String,
    pub matching: String,
}

/// How saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As the server drew it.
    AtFirst,
    /// A save is on its way.
    Saving,
    /// Saved: the sentence with the time.
    Saved(String),
    /// The server could not be reached; it is tried again.
    Failed,
    /// The sign-in has ended.
    SignedOut,
    /// Another tab saved something else.
    Differs,
}

/// The save line above the buttons, and all that wakes up around it. `page` names the page in the
/// browser's memory.
#[island]
pub fn StepComfort(words: StepWords, page: String) -> impl IntoView {
    let state = RwSignal::new(State::AtFirst);
    let offered = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    let (take, discard) = wake(words.clone(), page, state, offered);
    #[cfg(not(feature = "hydrate"))]
    let (take, discard) = {
        let _ = page;
        (|| (), || ())
    };
    let StepWords {
        at_first,
        saving,
        failed,
        signed_out,
        differs,
        left_over,
        take: take_word,
        drop: drop_word,
        ..
    } = words;
    let line = move || match state.get() {
        State::AtFirst => at_first.clone(),
        State::Saving => saving.clone(),
        State::Saved(line) => line,
        State::Failed => failed.clone(),
        State::SignedOut => signed_out.clone(),
        State::Differs => differs.clone(),
    };
    // Only troubles are announced, not every save.
    let trouble = {
        let line = line.clone();
        move || {
            if matches!(
                state.get(),
                State::Failed | State::SignedOut | State::Differs
            ) {
                line()
            } else {
                String::new()
            }
        }
    };
    view! {
        <span class="save-line__text">{line}</span>
        <span role="status" class="hidden-text">{trouble}</span>
        <span class="save-line__offer" hidden=move || !offered.get()>
            <span>{left_over}</span>
            <button type="button" class="button button--quiet" on:click=move |_| take()>{take_word}</button>
            <button type="button" class="button button--quiet" on:click=move |_| discard()>{drop_word}</button>
        </span>
    }
}

/// Starts everything around the line. Gives what to do with text that an earlier visit left unsaved:
/// take it, or drop it.
#[cfg(feature = "hydrate")]
fn wake(
    words: StepWords,
    page: String,
    state: RwSignal<State>,
    offered: RwSignal<bool>,
) -> (impl Fn() + Clone + 'static, impl Fn() + Clone + 'static) {
    use super::{count, dom, filter, memory, save, when};
    let form: Option<web_sys::HtmlFormElement> = dom::by_id("step");
    let left_over = form.clone().and_then(|form| {
        when::apply(&form);
        count::start(&form, &words);
        filter::apply(&form, &words);
        let (typed, said) = (form.clone(), words.clone());
        dom::listen(&form, "input", move |_| {
            when::apply(&typed);
            count::apply(&typed, &said);
        });
        save::start(form, page.clone(), words, state)
    });
    // A task later: what is drawn first has to be what the server drew, or it stays so.
    let is_left_over = left_over.is_some();
    leptos::task::spawn_local(async move { offered.set(is_left_over) });
    let take = move || {
        if let (Some(form), Some(left_over)) = (&form, &left_over) {
            save::take(form, left_over);
        }
        offered.set(false);
    };
    let discard = move || {
        memory::forget(&page);
        offered.set(false);
    };
    (take, discard)
}
