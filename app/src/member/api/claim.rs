//! Asking to become the owner, and the office's answer.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::member::claims::field,
    crate::member::place::{Shared, own_name, page_of},
    crate::{act, mail, url},
    partnership::invalid::Invalid,
    partnership::member::Deed,
    partnership::person::Right,
    partnership::text::Lang,
    store::member::Press,
};

/// The longest reason.
#[cfg(feature = "ssr")]
const REASON: usize = 2_000;

/// Asks the owner and the office to become the owner.
#[server(endpoint = "claim_ownership")]
pub async fn claim_ownership(
    id: String,
    #[server(default)] reason: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let shared = Shared::to(&current, &id, Deed::Claim).await?;
        let mut invalid = Invalid::default();
        let text = act::needed("reason", &reason, REASON, &mut invalid);
        act::sound(invalid)?;
        let store = &current.site.store;
        let application = &shared.application;
        let (name, about) = (own_name(&current), shared.about());
        let said = (name.as_str(), text.as_str());
        let owner = (application.owner_email.as_str(), application.lang);
        let mut mails = vec![mail::member::claim(&current, about, said, &page, owner)];
        for address in store.addresses_for(application).await? {
            let reader = (address.as_str(), Lang::En);
            mails.push(mail::member::claim(
                &current,
                about,
                said,
                url::CLAIMS,
                reader,
            ));
        }
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .claim(&shared.asker, &application.id, &text, press)
            .await?;
        Ok(format!("{page}?done=claim"))
    }
    .await;
    act::answer(&page, &[("reason", &reason)], done).await
}

/// The office answers: whoever asked becomes the owner, or not. `answers` holds the reason.
#[server(endpoint = "settle_claim")]
pub async fn settle_claim(
    #[server(default)] claim: String,
    #[server(default)] give: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), url::CLAIMS);
    let field = field(&claim);
    let reason = answers.get(&field).and_then(|values| values.first());
    let reason = reason.cloned().unwrap_or_default();
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let text = act::needed(&field, &reason, REASON, &mut invalid);
        act::sound(invalid)?;
        let store = &current.site.store;
        let give = give == "yes";
        let done = format!("{page}?done={}", if give { "give" } else { "refuse" });
        let claims = store.claims(&asker).await?;
        let mails = claims.iter().find(|found| found.id == claim).map(|found| {
            let about = mail::partner::About {
                id: &found.application,
                reference: &found.reference,
                organization: &found.organization,
            };
            let (_, name, address) = &found.by;
            let to = (address.as_str(), found.lang);
            if !give {
                return vec![mail::member::refused(&current, about, &text, to)];
            }
            let before = (found.owner.1.as_str(), found.lang);
            let said = (name.as_str(), text.as_str());
            vec![
                mail::member::owner(&current, about, to),
                mail::member::was_owner(&current, about, said, before),
            ]
        });
        let mails = mails.unwrap_or_default();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .settle_claim(&asker, &claim, (give, &text), press)
            .await?;
        Ok(done)
    }
    .await;
    act::answer(page, &[(&field, &reason), ("claim", &claim)], done).await
}
