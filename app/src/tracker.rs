//! The tracker: the steps of the district's process, how far each is and who has it now.

use crate::current::Current;
use crate::ui::stage::{TrackState, TrackStep, Tracker};
use crate::ui::*;
use leptos::prelude::*;
use partnership::progress::{Progress, progress};
use partnership::{application, partnership as life};

/// Draws the process with the place where this application, or the partnership it became, stands.
pub fn tracker(
    current: &Current,
    stage: application::Stage,
    became: Option<life::Stage>,
) -> AnyView {
    let process = &current.site.profile.process;
    let states = progress(process.iter().map(|step| &step.covers), stage, became);
    let steps = process
        .iter()
        .zip(states)
        .map(|(step, state)| TrackStep {
            title: Said::of(&step.title, current.lang),
            owner: Said::of(&step.owner, current.lang),
            state: match state {
                Progress::Done => TrackState::Done,
                Progress::Current => TrackState::Current,
                Progress::Ahead => TrackState::Ahead,
                Progress::Stopped => TrackState::Stopped,
            },
            note: Said::default(),
        })
        .collect::<Vec<_>>();
    view! { <Tracker steps=steps/> }.into_any()
}
