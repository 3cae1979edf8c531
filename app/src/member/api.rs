//! The acts on who works on an application: inviting, accepting, taking away, leaving, handing over.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

pub mod begun;
pub mod claim;

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::place::{Shared, own_name, page_of},
    crate::{act, mail, url},
    partnership::application::Side,
    partnership::id::PersonId,
    partnership::invalid::{Invalid, Problem},
    partnership::member::Deed,
    partnership::person::Email,
    store::member::Press,
};

/// Invites an address to work on an application. The answer is the same whether anybody has the address.
#[server(endpoint = "invite_member")]
pub async fn invite_member(
    id: String,
    #[server(default)] email: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let shared = Shared::to(&current, &id, Deed::Invite).await?;
        let address = Email::parse(&email).ok_or_else(|| {
            let mut invalid = Invalid::default();
            let is_blank = email.trim().is_empty();
            let problem = if is_blank {
                Problem::Missing
            } else {
                Problem::NotEmail
            };
            invalid.add("email", problem);
            AppError::Invalid(invalid)
        })?;
        let link = store::fresh::secret();
        let hands_over = shared.side == Side::Starter;
        let mails = [mail::member::invite(
            &current,
            shared.about(),
            (address.as_str(), &link),
            hands_over,
        )];
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        let store = &current.site.store;
        store
            .invite(
                &shared.asker,
                &shared.application.id,
                (&address, &link),
                press,
            )
            .await?;
        let done = if hands_over { "offer" } else { "invite" };
        Ok(format!("{page}?done={done}"))
    }
    .await;
    act::answer(&page, &[("email", &email)], done).await
}

/// Takes an invitation back. One that is over already stays so.
#[server(endpoint = "end_invitation")]
pub async fn end_invitation(
    id: String,
    #[server(default)] invitation: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let shared = Shared::to(&current, &id, Deed::Invite).await?;
        let press = Press {
            key: &key,
            at: current.now,
            mails: &[],
        };
        let store = &current.site.store;
        store
            .end_invitation(&shared.asker, &shared.application.id, &invitation, press)
            .await?;
        Ok(format!("{page}?done=end"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Accepts an invitation. Opening its link changes nothing; only this act uses it up.
#[server(endpoint = "accept_invitation")]
pub async fn accept_invitation(
    #[server(default)] secret: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), url::invitation(&secret));
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let store = &current.site.store;
        let found = store.invitation(&secret, current.now).await;
        let mails = found.iter().map(|found| {
            let about = mail::partner::About {
                id: &found.application,
                reference: &found.reference,
                organization: &found.organization,
            };
            let (owner, lang) = &found.owner;
            let (name, reader) = (own_name(&current), (owner.as_str(), *lang));
            if found.hands_over {
                mail::member::took_over(&current, about, &name, reader)
            } else {
                mail::member::joined(&current, about, &name, reader)
            }
        });
        let mails: Vec<_> = mails.collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        match store.accept(&asker, (&secret, current.lang), press).await {
            Ok(id) => Ok(format!("{}?done=join", url::application(&id))),
            // The page says that it is over, or whom it is for.
            Err(store::Error::NotFound | store::Error::Refused) => Ok(page.clone()),
            Err(error) => Err(error.into()),
        }
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Takes a member away, with a mail that says so.
#[server(endpoint = "remove_member")]
pub async fn remove_member(
    id: String,
    #[server(default)] person: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let shared = Shared::to(&current, &id, Deed::Remove).await?;
        let person = PersonId::parse(&person).ok_or(AppError::Transport)?;
        let lang = shared.application.lang;
        let member = shared.member(&current, &person).await?;
        let mails: Vec<_> = member
            .iter()
            .map(|member| mail::member::removed(&current, shared.about(), (&member.email, lang)))
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        let store = &current.site.store;
        store
            .remove_member(&shared.asker, &shared.application.id, &person, press)
            .await?;
        Ok(format!("{page}?done=remove"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Works on an application no longer.
#[server(endpoint = "leave_application")]
pub async fn leave_application(
    id: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let store = &current.site.store;
        let left = "/applications?done=leave".to_owned();
        if store
            .was_done(&asker, store::once::Form::Leave, &key)
            .await?
        {
            return Ok(left);
        }
        let shared = Shared::to(&current, &id, Deed::Leave).await?;
        let application = &shared.application;
        let to = (application.owner_email.as_str(), application.lang);
        let mails = [mail::member::left(
            &current,
            shared.about(),
            &own_name(&current),
            to,
        )];
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store.leave(&asker, &application.id, press).await?;
        Ok(left)
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Makes a member the owner in one's own place.
#[server(endpoint = "hand_over")]
pub async fn hand_over(
    id: String,
    #[server(default)] person: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let store = &current.site.store;
        let done = format!("{page}?done=hand-over");
        if store
            .was_done(&asker, store::once::Form::HandOver, &key)
            .await?
        {
            return Ok(done);
        }
        let shared = Shared::to(&current, &id, Deed::HandOver).await?;
        let to = PersonId::parse(&person).ok_or(AppError::Stale)?;
        let member = shared.member(&current, &to).await?.ok_or(AppError::Stale)?;
        let reader = (member.email.as_str(), shared.application.lang);
        let mails = [mail::member::owner(&current, shared.about(), reader)];
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .hand_over(&shared.asker, &shared.application.id, &to, press)
            .await?;
        Ok(done)
    }
    .await;
    act::answer(&page, &[], done).await
}
