//! Answering a consult.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{act, mail, url},
    partnership::invalid::Invalid,
    store::member::Press,
};

/// The longest answer.
#[cfg(feature = "ssr")]
const ANSWER: usize = 5_000;

/// Answers the question that the asker's address was asked. Whoever asked is told by mail.
#[server(endpoint = "answer_consult")]
pub async fn answer_consult(
    id: String,
    #[server(default)] answer: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), url::consult(&id));
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let store = &current.site.store;
        let asked = store.asked(&asker, &id).await?;
        let current = current.as_of(asked.profile_version)?;
        let mut invalid = Invalid::default();
        let text = act::needed("answer", &answer, ANSWER, &mut invalid);
        act::sound(invalid)?;
        let mails = [mail::consult::answered(&current, &asked)];
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store.answer_consult(&asker, &id, &text, press).await?;
        Ok(format!("{page}?done=answer"))
    }
    .await;
    act::answer(&page, &[("answer", &answer)], done).await
}
