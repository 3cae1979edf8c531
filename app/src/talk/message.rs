//! A message to the other side, with the mail that says so.

use super::Case;
use crate::error::AppError;
use crate::mail;
use crate::mail::decision::Letter;
use crate::mail::partner::About;
use crate::words::talk as words;
use store::talk::{Beside, NewMessage, Written};

/// To the partner: the mail holds the text, and the names of the files, which are read on the page.
pub(super) async fn to_partner(
    case: Case<'_>,
    body: &str,
    names: &[String],
    beside: Beside,
) -> Result<Written, AppError> {
    let told = if names.is_empty() {
        body.to_owned()
    } else {
        let lang = case.application.lang;
        let files = words::mail_files(lang, names.len(), names.join(", "));
        format!("{body}\n\n{files}")
    };
    let letter = Letter::to_partner(&case.current.site, case.application);
    write(case, body, &[letter.message(&told)], beside).await
}

/// To the office: the mail holds nothing of the text.
pub(super) async fn to_office(
    case: Case<'_>,
    body: &str,
    beside: Beside,
) -> Result<Written, AppError> {
    let store = &case.current.site.store;
    let about = About {
        id: &case.application.id,
        reference: &case.application.reference,
        organization: &case.application.organization,
    };
    let to = store.addresses_for(case.application).await?;
    let mails: Vec<_> = to
        .iter()
        .map(|address| mail::partner::message_to_office(case.current, about, address))
        .collect();
    write(case, body, &mails, beside).await
}

async fn write(
    case: Case<'_>,
    body: &str,
    mails: &[store::mail::NewMail],
    beside: Beside,
) -> Result<Written, AppError> {
    let message = NewMessage {
        body,
        mails,
        beside,
    };
    let (id, now) = (&case.application.id, case.current.now);
    let store = &case.current.site.store;
    Ok(store
        .write_message(case.asker, id, message, case.key, now)
        .await?)
}
