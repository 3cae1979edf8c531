//! Acts on the record of an application: taking it up, giving it away, writing.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::office::decision::TEXT,
    crate::office::place::{application_id, decidable, record},
    crate::{act, mail::decision::Letter},
    partnership::id::PersonId,
    partnership::invalid::Invalid,
    partnership::person::Right,
};

/// Takes up the review. An application that nobody has becomes the asker's.
#[server(endpoint = "start_review")]
pub async fn start_review(
    id: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let act = store::application::Act {
            key: &key,
            seen,
            at: current.now,
            mails: &[],
        };
        current
            .site
            .store
            .start_review(&asker, &application_id(&id)?, act)
            .await?;
        Ok(format!("{page}?done=start-review"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Gives the application to somebody who decides, or, with a blank name, to nobody.
#[server(endpoint = "assign_application")]
pub async fn assign_application(
    id: String,
    #[server(default)] to: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let id = application_id(&id)?;
        let to = (!to.is_empty())
            .then(|| PersonId::parse(&to).ok_or(AppError::NotFound))
            .transpose()?;
        current
            .site
            .store
            .assign(&asker, &id, to.as_ref(), current.now)
            .await?;
        Ok(format!("{page}?done=assign"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Writes a note that only the office reads.
#[server(endpoint = "add_note")]
pub async fn add_note(
    id: String,
    #[server(default)] note: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let text = act::needed("note", &note, TEXT, &mut invalid);
        act::sound(invalid)?;
        current
            .site
            .store
            .add_note(&asker, &application_id(&id)?, &text, &key, current.now)
            .await?;
        Ok(format!("{page}?done=note#notes"))
    }
    .await;
    act::answer(&page, &[("note", &note)], done).await
}

/// Sends a message to the partner, with a mail in the partner's language.
#[server(endpoint = "send_message")]
pub async fn send_message(
    id: String,
    #[server(default)] message: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let text = act::needed("message", &message, TEXT, &mut invalid);
        act::sound(invalid)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let mails = [Letter::to_partner(&current.site, &application).message(&text)];
        current
            .site
            .store
            .add_message(&asker, &application.id, &text, &mails, &key, current.now)
            .await?;
        Ok(format!("{page}?done=message#messages"))
    }
    .await;
    act::answer(&page, &[("message", &message)], done).await
}
