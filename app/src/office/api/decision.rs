//! Acts of deciding: keeping what was written, and the decision itself with its mail.
#![allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::office::decide::{Case, approval_names, preview},
    crate::office::decision::{Written, action_at, tidy},
    crate::office::place::{application_id, decidable, record},
    crate::{current::Current, url},
    partnership::application::Action,
    partnership::id::ApplicationId,
    partnership::invalid::Invalid,
    partnership::level,
    partnership::person::Right,
    store::Asker,
    store::mail::NewMail,
    store::once::Form,
};

/// The longest subject of a mail.
#[cfg(feature = "ssr")]
const SUBJECT: usize = 200;
/// The longest text of a mail.
#[cfg(feature = "ssr")]
const BODY: usize = 10_000;

/// The page on which a decision is written, or the record when the address names none.
#[cfg(feature = "ssr")]
fn writing_page(id: &str, action: &str) -> String {
    match (ApplicationId::parse(id), Action::from_word(action)) {
        (Some(id), Some(action)) => url::decide(&id, action),
        _ => record(id),
    }
}

/// Keeps a decision as it was typed, right or wrong, and goes on: to the mail when it is clean, else
/// back to it.
#[server(endpoint = "save_decision")]
pub async fn save_decision(
    id: String,
    action: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = writing_page(&id, &action);
    let typed: Vec<(String, String)> = answers
        .iter()
        .map(|(field, values)| (field.clone(), values.join("\n")))
        .collect();
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let action = action_at(application.stage, &action)?;
        let written = tidy(action, answers);
        act::sound(written.oversized())?;
        let fields = written.into_iter().collect();
        current
            .site
            .store
            .save_decision(&asker, &application.id, action, &fields, current.now)
            .await?;
        let case = Case::load(&current, &asker, application, action).await?;
        Ok(match case.judged(&current) {
            Ok(_) if case.is_ready(&current) => preview(&page),
            _ => format!("{page}?check=1"),
        })
    }
    .await;
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(field, value)| (field.as_str(), value.as_str()))
        .collect();
    act::answer(&page, &typed, done).await
}

/// Decides, and sends the mail as it was edited. The stored decision is judged again; it is gone when the
/// first of two clicks took it, and then the second one only shows the result.
#[server(endpoint = "decide")]
pub async fn decide(
    id: String,
    action: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] hold: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let is_held = !hold.is_empty();
    let page = writing_page(&id, &action);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let result = format!(
            "{}?done={}{}",
            url::office_application(&application.id),
            url::encoded(&action),
            if is_held { "&held=yes" } else { "" }
        );
        let act = Press {
            subject: &subject,
            body: &body,
            is_held,
            seen,
            key: &key,
        };
        match take(&current, &asker, application, &action, act).await {
            Ok(Taken::Done) => Ok(result),
            other => {
                if current
                    .site
                    .store
                    .was_done(&asker, Form::Decide, &key)
                    .await?
                {
                    return Ok(result);
                }
                other.map(|_| format!("{page}?check=1"))
            }
        }
    }
    .await;
    // What can be mended is mended at the mail; for everything else the record shows how things are.
    let back = match &done {
        Err(AppError::Stale | AppError::Refused | AppError::Led | AppError::NotFound) => {
            record(&id)
        }
        _ => preview(&page),
    };
    let typed = [("subject", &*subject), ("body", &body), ("hold", &hold)];
    act::answer(&back, &typed, done).await
}

/// What came with the press of the button.
#[cfg(feature = "ssr")]
struct Press<'a> {
    subject: &'a str,
    body: &'a str,
    is_held: bool,
    seen: i64,
    key: &'a str,
}

/// What became of a press.
#[cfg(feature = "ssr")]
enum Taken {
    /// The decision is taken.
    Done,
    /// What was written is not complete.
    Incomplete,
}

#[cfg(feature = "ssr")]
async fn take(
    current: &Current,
    asker: &Asker,
    application: store::application::Application,
    action: &str,
    press: Press<'_>,
) -> Result<Taken, AppError> {
    let action = action_at(application.stage, action)?;
    let case = Case::load(current, asker, application, action).await?;
    let Some(written) = case.judged(current).ok().filter(|_| case.is_ready(current)) else {
        return Ok(Taken::Incomplete);
    };
    let mut invalid = Invalid::default();
    let subject = act::needed("subject", press.subject, SUBJECT, &mut invalid);
    let body = act::needed("body", press.body, BODY, &mut invalid);
    act::sound(invalid)?;
    let mail = NewMail {
        recipient: case.application.owner_email.clone(),
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body,
        is_held: press.is_held,
    };
    let (places, services) = approval_names(&current.site.profile, &case.proposal);
    let criteria: Vec<&str> = current
        .site
        .profile
        .criteria
        .iter()
        .map(|criterion| criterion.slug.as_str())
        .collect();
    let decision = match &written {
        Written::RequestChanges {
            asked,
            body,
            due_on,
        } => store::decision::Decision::RequestChanges {
            asked,
            body,
            due_on: *due_on,
        },
        Written::Approve {
            level,
            why_level,
            agreement,
            why_agreement,
            ends_on,
            conditions,
        } => store::decision::Decision::Approve(store::partnership::Approval {
            level,
            proposed: level::proposed(&current.site.profile, &case.sent)
                .map_or("", |proposal| proposal.level.slug.as_str()),
            why_level,
            agreement,
            why_agreement,
            ends_on: *ends_on,
            conditions,
            proposal: &case.proposal,
            needs_agreement: current.site.profile.needs_agreement(level),
            criteria: &criteria,
            places: &places,
            services: &services,
        }),
        Written::Decline { reason } => store::decision::Decision::Decline { reason },
        Written::Redirect { route, body } => store::decision::Decision::Redirect { route, body },
    };
    let mails = [mail];
    let act = store::application::Act {
        key: press.key,
        seen: press.seen,
        at: current.now,
        mails: &mails,
    };
    current
        .site
        .store
        .decide(asker, &case.application.id, decision, act)
        .await?;
    Ok(Taken::Done)
}
