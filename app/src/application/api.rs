//! The acts of a partner on a whole application: starting, sending, withdrawing.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

pub mod step;

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    super::open::{Open, facts},
    super::send::{about, send},
    crate::{act, mail, url},
    partnership::form::Answers,
    partnership::id::ApplicationId,
    partnership::invalid::Invalid,
    partnership::member::Deed,
    store::once::Form,
    store::start::Again,
};

/// Starts an application. `answers` is the query of the route advisor, whose answers carry over. `like` is the
/// application whose answers about the organization are offered again: blank for the last that was sent,
/// `none` for none.
#[server(endpoint = "start_application")]
pub async fn start_application(
    #[server(default)] answers: String,
    #[server(default)] like: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::signed(&token)?;
        current.site.store.may_start(&asker, current.now).await?;
        let profile = &current.site.profile;
        let carried = partnership::route::carried(profile, &advised(&answers)?);
        let by_step: Vec<(String, Answers)> = profile
            .form
            .steps()
            .map(|step| (step.slug.clone(), step.tidy(carried.clone())))
            .filter(|(_, answers)| !answers.is_empty())
            .collect();
        let start = store::application::Start {
            profile_version: profile.version,
            short_name: &profile.short_name,
            lang: current.lang,
            answers: &by_step,
        };
        let store = &current.site.store;
        let of = ApplicationId::parse(&like);
        let last = match like.as_str() {
            NONE => None,
            _ => store.last_sent(&asker, of.as_ref()).await.ok(),
        };
        let offered = last.map(|last| (profile.form.offered_again(&last.answers), last.at));
        let again = offered.as_ref().map(|(answers, sent_at)| Again {
            answers,
            sent_at: *sent_at,
        });
        let id = store
            .start_again(&asker, start, again, &key, current.now)
            .await?;
        Ok(url::application(&id))
    }
    .await;
    act::answer("/applications", &[], done).await
}

/// The word for no application whose answers are offered again.
#[cfg(feature = "ssr")]
pub(super) const NONE: &str = "none";

/// The longest query of the route advisor, in bytes.
#[cfg(feature = "ssr")]
const QUERY: usize = 4 * 1024;
/// The most answers in it.
#[cfg(feature = "ssr")]
const PAIRS: usize = 50;

/// The answers in a query of the route advisor. One that holds far more than the advisor asks is none.
#[cfg(feature = "ssr")]
fn advised(query: &str) -> Result<Answers, AppError> {
    if query.len() > QUERY {
        return Err(AppError::Transport);
    }
    let pairs = url::pairs(query);
    if pairs.len() > PAIRS {
        return Err(AppError::Transport);
    }
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        said.entry(name).or_default().push(value);
    }
    Ok(said.into_iter().collect())
}

/// Signs and sends. Only here may nothing be missing.
#[server(endpoint = "submit_application")]
pub async fn submit_application(
    id: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page =
        ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::step(&id, "sign"));
    let name = answers
        .get("signature.name")
        .and_then(|values| values.first())
        .cloned()
        .unwrap_or_default();
    let consent = answers
        .get("signature.consent")
        .and_then(|values| values.first())
        .cloned()
        .unwrap_or_default();
    let done = async {
        let (current, _) = act::signed(&token)?;
        let mut open = Open::to(&current, &id, Deed::Send).await?;
        let current = current.as_of(open.application.profile_version)?;
        let id = open.application.id.clone();
        if !open.application.stage.is_editable() {
            // Sent by the first of two clicks: the status page tells so.
            return Ok(url::status(&id));
        }
        if current
            .site
            .store
            .was_done(&open.asker, Form::Submit, &key)
            .await?
        {
            // A page of before, sent again: it sent the application then, and does not send it now.
            return Ok(url::status(&id));
        }
        let profile = &current.site.profile;
        if !open.gaps(&profile.form, &facts(&current)).is_empty() {
            return Ok(url::check(&id));
        }
        let step = profile
            .form
            .steps()
            .find(|step| step.is_signature())
            .ok_or(AppError::NotFound)?;
        open.answers.merge(step.tidy(answers));
        act::sound(step.problems(&open.answers, &facts(&current)))?;
        let done = format!("{}?done=sent", url::status(&id));
        match send(&current, &open, step, (seen, &key)).await {
            Ok(()) => Ok(done),
            Err(error) => {
                let store = &current.site.store;
                // The first of two clicks has sent it while this one was looking.
                if store.was_done(&open.asker, Form::Submit, &key).await? {
                    return Ok(done);
                }
                Err(error)
            }
        }
    }
    .await;
    act::answer(
        &page,
        &[("signature.name", &name), ("signature.consent", &consent)],
        done,
    )
    .await
}

/// Takes an application back.
#[server(endpoint = "withdraw_application")]
pub async fn withdraw_application(
    id: String,
    #[server(default)] reason: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = ApplicationId::parse(&id)
        .map_or("/applications".to_owned(), |id| url::step(&id, "withdraw"));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let open = Open::to(&current, &id, Deed::Withdraw).await?;
        let current = current.as_of(open.application.profile_version)?;
        let mut invalid = Invalid::default();
        let reason = act::optional("reason", &reason, 2_000, &mut invalid);
        act::sound(invalid)?;
        let about = about(&open);
        let mails = if open.application.submitted_at.is_some() {
            vec![mail::partner::withdrawn(
                &current,
                about,
                &open.application.owner_email,
                current.lang,
            )]
        } else {
            Vec::new()
        };
        let act = store::application::Act {
            key: &key,
            seen,
            at: current.now,
            mails: &mails,
        };
        current
            .site
            .store
            .withdraw(&open.asker, &open.application.id, &reason, act)
            .await?;
        Ok(format!(
            "{}?done=withdrawn",
            url::status(&open.application.id)
        ))
    }
    .await;
    act::answer(&page, &[("reason", &reason)], done).await
}
