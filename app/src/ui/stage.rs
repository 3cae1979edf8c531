//! Where things stand, in words: stages, acts, findings, roles, and the way through the process.

pub mod task;
pub mod tracker;

pub use task::{StatusWord, TaskList, TaskRow, TaskStatus};
pub use tracker::{TrackState, TrackStep, Tracker};

use super::lang;
use crate::words::stage as words;
use leptos::prelude::*;
use partnership::person::Role;
use partnership::review::Finding;
use partnership::text::Lang;
use partnership::{application, partnership as life};

/// The name of a stage of an application.
#[must_use]
pub const fn application(stage: application::Stage, lang: Lang) -> &'static str {
    use application::Stage;
    match stage {
        Stage::Draft => words::draft(lang),
        Stage::Submitted => words::submitted(lang),
        Stage::InReview => words::in_review(lang),
        Stage::ChangesRequested => words::changes_requested(lang),
        Stage::Approved => words::approved(lang),
        Stage::Declined => words::declined(lang),
        Stage::Redirected => words::redirected(lang),
        Stage::Withdrawn => words::withdrawn(lang),
    }
}

/// The name of a stage of a partnership.
#[must_use]
pub const fn partnership(stage: life::Stage, lang: Lang) -> &'static str {
    use life::Stage;
    match stage {
        Stage::Agreement => words::agreement(lang),
        Stage::Onboarding => words::onboarding(lang),
        Stage::Active => words::active(lang),
        Stage::Ended => words::ended(lang),
    }
}

/// What a button that moves an application says.
#[must_use]
pub const fn action(action: application::Action, lang: Lang) -> &'static str {
    use application::Action;
    match action {
        Action::Submit => words::submit(lang),
        Action::Withdraw => words::withdraw(lang),
        Action::StartReview => words::start_review(lang),
        Action::RequestChanges => words::request_changes(lang),
        Action::Approve => words::approve(lang),
        Action::Decline => words::decline(lang),
        Action::Redirect => words::redirect(lang),
    }
}

/// What a button that moves a partnership says.
#[must_use]
pub const fn partnership_action(action: life::Action, lang: Lang) -> &'static str {
    use life::Action;
    match action {
        Action::RecordAgreement => words::record_agreement(lang),
        Action::RecordOnboarding => words::record_onboarding(lang),
        Action::End => words::end(lang),
    }
}

/// The name of a finding.
#[must_use]
pub const fn finding(finding: Finding, lang: Lang) -> &'static str {
    match finding {
        Finding::Met => words::met(lang),
        Finding::NotMet => words::not_met(lang),
        Finding::NeedsMore => words::needs_more(lang),
        Finding::DoesNotApply => words::does_not_apply(lang),
    }
}

/// The name of a role.
#[must_use]
pub const fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Partner => words::partner(lang),
        Role::Liaison => words::liaison(lang),
        Role::Office => words::office(lang),
        Role::Signer => words::signer(lang),
        Role::Analyst => words::analyst(lang),
        Role::Administrator => words::administrator(lang),
    }
}

/// The stage of an application.
#[component]
pub fn StageTag(
    /// The stage.
    stage: application::Stage,
) -> impl IntoView {
    use application::Stage;
    let class = match stage {
        Stage::Draft | Stage::Withdrawn => "tag tag--quiet",
        Stage::Submitted => "tag tag--new",
        Stage::InReview => "tag tag--busy",
        Stage::ChangesRequested => "tag tag--waiting",
        Stage::Approved => "tag tag--good",
        Stage::Declined => "tag tag--bad",
        Stage::Redirected => "tag tag--moved",
    };
    view! { <span class=class>{application(stage, lang())}</span> }
}

/// The stage of a partnership.
#[component]
pub fn PartnershipTag(
    /// The stage.
    stage: life::Stage,
) -> impl IntoView {
    use life::Stage;
    let class = match stage {
        Stage::Agreement => "tag tag--waiting",
        Stage::Onboarding => "tag tag--busy",
        Stage::Active => "tag tag--good",
        Stage::Ended => "tag tag--quiet",
    };
    view! { <span class=class>{partnership(stage, lang())}</span> }
}
