//! Beginning an application for a partner, and asking the office to find one.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::member::place::{Shared, may_begin, page_of},
    crate::{act, mail, url},
    partnership::application::Side,
    partnership::member::Deed,
    store::member::Press,
};

/// Begins an application for a partner.
#[server(endpoint = "start_for_partner")]
pub async fn start_for_partner(
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::signed(&token)?;
        if !may_begin(&current) {
            return Err(AppError::NotFound);
        }
        let profile = &current.site.profile;
        let start = store::application::Start {
            profile_version: profile.version,
            short_name: &profile.short_name,
            lang: current.lang,
            answers: &[],
        };
        let store = &current.site.store;
        let id = store
            .start_for_partner(&asker, start, &key, current.now)
            .await?;
        Ok(url::application(&id))
    }
    .await;
    act::answer(url::BEGUN, &[], done).await
}

/// Asks the office to find a partner for what a school has begun.
#[server(endpoint = "ask_for_partner")]
pub async fn ask_for_partner(
    id: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let shared = Shared::to(&current, &id, Deed::Invite).await?;
        if shared.side != Side::Starter {
            return Err(AppError::NotFound);
        }
        let store = &current.site.store;
        let to = store.addresses_for(&shared.application).await?;
        let mails: Vec<_> = to
            .iter()
            .map(|address| {
                mail::member::looking(&current, shared.about(), &shared.application.title, address)
            })
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .ask_for_partner(&shared.asker, &shared.application.id, press)
            .await?;
        Ok(format!("{page}?done=asked"))
    }
    .await;
    act::answer(&page, &[], done).await
}
