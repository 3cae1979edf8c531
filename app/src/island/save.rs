//! Saving in between: soon after the last key, and again when the connection is back.

use super::memory::{self, Unsaved};
use super::step::{State, StepWords};
use super::{dom, fields};
use crate::application::api::step::autosave_step;
use crate::error::AppError;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlFormElement;

/// How long after the last key a save begins.
const PAUSE: u32 = 1_500;
/// How often a failed save is tried again.
const RETRY: u32 = 15_000;

/// Begins to save what is typed into the form; gives what an earlier visit left unsaved.
pub(super) fn start(
    form: HtmlFormElement,
    page: String,
    words: StepWords,
    state: RwSignal<State>,
) -> Option<Unsaved> {
    memory::tidy(&page);
    let shown = fields::read(&form);
    let left_over = memory::kept(&page).filter(|unsaved| unsaved.answers != shown);
    if left_over.is_none() {
        memory::forget(&page);
    }
    let saver = Rc::new(Saver {
        form: form.clone(),
        page: page.clone(),
        words,
        state,
        waiting: RefCell::new(None),
    });
    dom::listen(&form, "input", {
        let saver = saver.clone();
        move |_| saver.typed()
    });
    dom::listen(&form, "change", {
        let saver = saver.clone();
        move |_| saver.typed()
    });
    dom::listen(&form, "submit", {
        let saver = saver.clone();
        move |event| {
            if !event.default_prevented() {
                saver.waiting.replace(None);
                memory::keep(&saver.page, fields::read(&saver.form), true);
            }
        }
    });
    if let Some(window) = dom::window() {
        let saver = saver.clone();
        dom::listen(&window, "online", move |_| saver.clone().save());
    }
    // What was typed before the program arrived.
    if fields::is_touched(&form) {
        saver.typed();
    }
    Interval::new(RETRY, move || {
        if saver
            .state
            .with_untracked(|state| matches!(state, State::Failed))
        {
            saver.clone().save();
        }
    })
    .forget();
    left_over
}

/// Takes the text that an earlier visit left unsaved.
pub(super) fn take(form: &HtmlFormElement, unsaved: &Unsaved) {
    fields::write(form, &unsaved.answers);
    if let Ok(event) = web_sys::Event::new("input") {
        let _ = form.dispatch_event(&event);
    }
}

struct Saver {
    form: HtmlFormElement,
    page: String,
    words: StepWords,
    state: RwSignal<State>,
    waiting: RefCell<Option<Timeout>>,
}

impl Saver {
    /// Something was typed: it goes into the browser's memory at once, and to the server soon.
    fn typed(self: &Rc<Self>) {
        memory::keep(&self.page, fields::read(&self.form), false);
        let saver = self.clone();
        self.waiting
            .replace(Some(Timeout::new(PAUSE, move || saver.save())));
    }

    fn save(self: Rc<Self>) {
        let typed = fields::read(&self.form);
        let value = |name: &str| fields::value(&self.form, name);
        let save = autosave_step(
            value("id"),
            value("step"),
            value("seen").parse().unwrap_or(0),
            value("tab"),
            value("token"),
            dom::width(),
            fields::raw(&self.form),
        );
        if !self
            .state
            .with_untracked(|state| matches!(state, State::Failed))
        {
            self.state.set(State::Saving);
        }
        leptos::task::spawn_local(async move {
            let state = match save.await {
                Ok(saved) if saved.differs => State::Differs,
                Ok(saved) => {
                    dom::used();
                    fields::set_value(&self.form, "seen", &saved.seen.to_string());
                    // What was typed while the save was on its way is not saved yet.
                    if fields::read(&self.form) == typed {
                        memory::forget(&self.page);
                    }
                    State::Saved(self.words.saved.replace("{time}", &saved.at))
                }
                Err(AppError::SignedOut) => State::SignedOut,
                Err(_) => State::Failed,
            };
            self.state.set(state);
        });
    }
}
