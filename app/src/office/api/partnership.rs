//! Acts on a partnership.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::office::place::{partnership_id, partnership_record},
    partnership::invalid::Invalid,
    partnership::partnership::Action,
    partnership::person::Right,
};

/// The longest reason for an end.
#[cfg(feature = "ssr")]
const REASON: usize = 2_000;

/// Moves a partnership on. An end needs its reason.
#[server(endpoint = "move_partnership")]
pub async fn move_partnership(
    id: String,
    action: String,
    #[server(default)] reason: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = partnership_record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let action = Action::from_word(&action).ok_or(AppError::NotFound)?;
        let mut invalid = Invalid::default();
        let reason = if action == Action::End {
            act::needed("reason", &reason, REASON, &mut invalid)
        } else {
            act::optional("reason", &reason, REASON, &mut invalid)
        };
        act::sound(invalid)?;
        let id = partnership_id(&id)?;
        current
            .site
            .store
            .move_partnership(&asker, &id, action, &reason, seen, &key, current.now)
            .await?;
        Ok(format!("{page}?done={}", action.word()))
    }
    .await;
    act::answer(&page, &[("reason", &reason)], done).await
}
