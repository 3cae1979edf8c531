//! Acts on the record of an application: taking it up, giving it away.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::office::place::{application_id, record},
    partnership::id::PersonId,
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
