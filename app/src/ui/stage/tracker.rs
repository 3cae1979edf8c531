//! The way of an application through the process.

use crate::ui::{Icon, Said, icon, lang};
use crate::words::stage as words;
use leptos::prelude::*;

/// How far a step of the process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackState {
    /// Behind us.
    Done,
    /// Where it is now.
    Current,
    /// Still to come.
    Ahead,
    /// It ended here.
    Stopped,
}

/// A step of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackStep {
    /// What happens.
    pub title: Said,
    /// Who has it.
    pub owner: Said,
    /// How far it is.
    pub state: TrackState,
    /// When it was done, when it should be done, or what is waited for; may be empty.
    pub note: Said,
}

/// The way through the process: where it is now and who has it.
#[component]
pub fn Tracker(
    /// The steps.
    steps: Vec<TrackStep>,
) -> impl IntoView {
    let lang = lang();
    let steps: Vec<AnyView> = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let (class, word, sign) = match step.state {
                TrackState::Done => ("tracker__step tracker__step--done", words::track_done(lang), Some(Icon::Check)),
                TrackState::Current => ("tracker__step tracker__step--current", words::track_current(lang), None),
                TrackState::Ahead => ("tracker__step tracker__step--ahead", words::track_ahead(lang), None),
                TrackState::Stopped => ("tracker__step tracker__step--stopped", words::track_stopped(lang), Some(Icon::Close)),
            };
            let sign = sign.map_or_else(|| (at + 1).to_string().into_any(), icon);
            let owner = (!step.owner.is_empty())
                .then(|| view! { <p class="tracker__owner">{icon(Icon::Person)}<span>{step.owner.view()}</span></p> });
            let note = (!step.note.is_empty()).then(|| view! { <p class="tracker__note">{step.note.view()}</p> });
            view! {
                <li class=class aria-current=(step.state == TrackState::Current).then_some("step")>
                    <span class="tracker__sign" aria-hidden="true">{sign}</span>
                    <div class="tracker__body">
                        <p class="tracker__state">{word}</p>
                        <p class="tracker__title">{step.title.view()}</p>
                        {owner}
                        {note}
                    </div>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="tracker">{steps}</ol> }
}
