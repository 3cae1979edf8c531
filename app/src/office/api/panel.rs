//! Acts on who reviews an application: putting somebody on, taking them off, declaring a conflict of interest.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::office::place::{application_id, decidable, record},
    crate::{act, mail},
    partnership::id::PersonId,
    partnership::invalid::Invalid,
    partnership::person::Right,
    store::member::Press,
};

/// The longest reason.
#[cfg(feature = "ssr")]
const REASON: usize = 2_000;

/// Puts somebody on an application as a reviewer. A colleague is told by mail.
#[server(endpoint = "add_reviewer")]
pub async fn add_reviewer(
    id: String,
    #[server(default)] person: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), record(&id));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        act::needed("person", &person, 64, &mut invalid);
        act::sound(invalid)?;
        let person = PersonId::parse(&person).ok_or(AppError::NotFound)?;
        let store = &current.site.store;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let staff = if person == asker.id {
            Vec::new()
        } else {
            store.deciders(&asker).await?
        };
        let added = staff.iter().find(|colleague| colleague.id == person);
        let mails: Vec<_> = added
            .map(|colleague| mail::panel::added(&current, &application, colleague.email.as_str()))
            .into_iter()
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .add_reviewer(&asker, &application.id, &person, press)
            .await?;
        Ok(format!("{page}?done=add-reviewer#panel"))
    }
    .await;
    act::answer(&page, &[("person", &person)], done).await
}

/// Takes a reviewer off. What they found is kept, and counts no longer.
#[server(endpoint = "remove_reviewer")]
pub async fn remove_reviewer(
    id: String,
    #[server(default)] person: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), record(&id));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let person = PersonId::parse(&person).ok_or(AppError::NotFound)?;
        let press = Press {
            key: &key,
            at: current.now,
            mails: &[],
        };
        current
            .site
            .store
            .remove_reviewer(&asker, &application.id, &person, press)
            .await?;
        Ok(format!("{page}?done=remove-reviewer#panel"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Declares a conflict of interest of the asker, with a reason. Whoever vets the application, or else the office, is
/// told by mail.
#[server(endpoint = "declare_conflict")]
pub async fn declare_conflict(
    id: String,
    #[server(default)] conflict: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), record(&id));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let store = &current.site.store;
        // Not whether it may be decided on: the second of two clicks finds that it may not any more.
        let application = store.application(&asker, &application_id(&id)?).await?;
        let mut invalid = Invalid::default();
        let reason = act::needed("conflict", &conflict, REASON, &mut invalid);
        act::sound(invalid)?;
        let own = current.person.as_ref().map(|person| person.email.as_str());
        let mut addresses = store.addresses_for(&application).await?;
        addresses.retain(|address| Some(address.as_str()) != own);
        let mails: Vec<_> = addresses
            .iter()
            .map(|address| mail::panel::conflict(&current, &application, address))
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .declare_conflict(&asker, &application.id, &reason, press)
            .await?;
        Ok(format!("{page}?done=declare-conflict"))
    }
    .await;
    act::answer(&page, &[("conflict", &conflict)], done).await
}
