//! Acts on a mail of the out-box.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::listing::{opened, place},
    crate::act,
    partnership::invalid::Invalid,
    partnership::mail::Deed,
    partnership::person::Right,
    store::mail::Handled,
};

/// The longest subject of a mail.
#[cfg(feature = "ssr")]
const SUBJECT: usize = 200;
/// The longest text of a mail.
#[cfg(feature = "ssr")]
const BODY: usize = 10_000;

/// Holds a mail, lets it go, sends it now or once more, or gives it up. Leads to the mail, which once more is another,
/// with the list `from` which it was opened.
#[server(endpoint = "handle_mail")]
pub async fn handle_mail(
    id: String,
    #[server(default)] deed: String,
    #[server(default)] seen: i64,
    #[server(default)] from: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let known = Deed::from_word(&deed).filter(|deed| *deed != Deed::Edit);
        let deed = known.ok_or(AppError::NotFound)?;
        let act = Handled {
            id: &id,
            seen,
            key: &key,
            at: current.now,
        };
        let next = current.site.store.handle_mail(&asker, deed, act).await?;
        Ok(opened(&next, deed.word(), &from))
    }
    .await;
    act::answer(&place(&id), &[], done).await
}

/// Changes subject and text of a mail that is held or was given up.
#[server(endpoint = "edit_mail")]
pub async fn edit_mail(
    id: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let title = act::needed("subject", &subject, SUBJECT, &mut invalid);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = act::needed("body", &body, BODY, &mut invalid);
        // What may not be seen does not exist, whatever is typed for it.
        current.site.store.posted(&asker, &id, current.now).await?;
        act::sound(invalid)?;
        let act = Handled {
            id: &id,
            seen,
            key: &key,
            at: current.now,
        };
        let text = (title.as_str(), text.as_str());
        current.site.store.edit_mail(&asker, text, act).await?;
        Ok(format!("{}?done=edit", place(&id)))
    }
    .await;
    act::answer(&place(&id), &[("subject", &subject), ("body", &body)], done).await
}
