//! What an address of the office names: an application, a partnership, the result of the last act.

use crate::act::Again;
use crate::current::Current;
use crate::error::AppError;
use crate::ui::Said;
use crate::ui::problem::sentence;
use crate::url;
use crate::words::{consult, meeting, office as words, panel, term};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::id::{ApplicationId, PartnershipId};
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::application::Application;

/// A part of the path. Read before anything is waited for.
pub(super) fn parameter(name: &str) -> String {
    use_params_map()
        .read_untracked()
        .get(name)
        .unwrap_or_default()
}

/// The application of a text.
pub(super) fn application_id(text: &str) -> Result<ApplicationId, AppError> {
    ApplicationId::parse(text).ok_or(AppError::NotFound)
}

/// The partnership of a text.
pub(super) fn partnership_id(text: &str) -> Result<PartnershipId, AppError> {
    PartnershipId::parse(text).ok_or(AppError::NotFound)
}

/// The record page of an application, or the list when the text is no id.
pub(super) fn record(id: &str) -> String {
    ApplicationId::parse(id).map_or_else(
        || "/office/applications".to_owned(),
        |id| url::office_application(&id),
    )
}

/// The record page of a partnership, or the list when the text is no id.
pub(super) fn partnership_record(id: &str) -> String {
    PartnershipId::parse(id).map_or_else(
        || "/office/partnerships".to_owned(),
        |id| url::office_partnership(&id),
    )
}

/// An application that the asker may decide on. Nobody decides on their own, or with a conflict of interest.
pub(super) async fn decidable(
    current: &Current,
    asker: &Asker,
    id: &ApplicationId,
) -> Result<Application, AppError> {
    let application = current.site.store.application(asker, id).await?;
    let is_office = asker.may(Right::Decide) && application.part(&asker.id).is_none();
    if !is_office || application.submitted_at.is_none() {
        Err(AppError::NotFound)
    } else if application.has_conflict {
        Err(AppError::Refused)
    } else {
        Ok(application)
    }
}

/// The result of the last act, when the address names a known one.
pub(super) fn done(current: &Current) -> Option<&'static str> {
    let lang = current.lang;
    let is_held = current.query("held").is_some();
    Some(match current.query("done")?.as_str() {
        "request-changes" if is_held => words::held_request_changes(lang),
        "approve" if is_held => words::held_approve(lang),
        "decline" if is_held => words::held_decline(lang),
        "redirect" if is_held => words::held_redirect(lang),
        "start-review" => words::done_start_review(lang),
        "assign" => words::done_assign(lang),
        "judge" => words::done_judge(lang),
        "settle" => panel::done_settle(lang),
        "plan-meeting" => meeting::done_meeting(lang),
        "set-platform" => meeting::done_platform(lang),
        "ask-consult" => consult::done_ask(lang),
        "end-consult" => consult::done_end(lang),
        "add-reviewer" => panel::done_add(lang),
        "remove-reviewer" => panel::done_remove(lang),
        "declare-conflict" => panel::done_declare(lang),
        "note" => words::done_note(lang),
        "message" => words::done_message(lang),
        "request-changes" => words::done_request_changes(lang),
        "approve" => words::done_approve(lang),
        "decline" => words::done_decline(lang),
        "redirect" => words::done_redirect(lang),
        "record-agreement" => words::done_record_agreement(lang),
        "record-onboarding" => words::done_record_onboarding(lang),
        "end" => words::done_end(lang),
        "set-end" => term::done(lang),
        _ => return None,
    })
}

/// The problems of a refused form as the ids of fields and sentences. `label` names a field of the page.
pub(super) fn problems<T: Into<Said>>(
    again: &Again,
    lang: Lang,
    label: impl Fn(&str) -> Option<T>,
) -> Vec<(String, Said)> {
    let Some(AppError::Invalid(invalid)) = &again.error else {
        return Vec::new();
    };
    invalid
        .iter()
        .filter_map(|(field, problem)| {
            let label: Said = label(field)?.into();
            let sentence = label.within(|label| sentence(problem, label, lang));
            Some((field.to_owned(), sentence))
        })
        .collect()
}

/// The sentence at a field.
pub(super) fn at(problems: &[(String, Said)], field: &str) -> Option<Said> {
    problems
        .iter()
        .find(|(id, _)| id == field)
        .map(|(_, sentence)| sentence.clone())
}

/// The sentence at a day of three fields, and which of them is to be mended.
pub(super) fn at_day(problems: &[(String, Said)], fields: [&str; 3]) -> (Option<usize>, Said) {
    let found = problems.iter().find_map(|(id, sentence)| {
        let bad = fields.iter().position(|field| field == id)?;
        Some((bad, sentence.clone()))
    });
    found.map_or((None, Said::default()), |(bad, sentence)| {
        (Some(bad), sentence)
    })
}
