//! Acts of the office on consults: asking another office, and taking a question back.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::office::consult::judge,
    crate::office::place::{application_id, decidable, record},
    crate::{act, mail, url},
    partnership::id::ApplicationId,
    partnership::person::Right,
    store::consult::NewConsult,
    store::member::Press,
};

/// Asks another office. `answers` holds `office`, `email`, `question`, `sections`, `files`, `due` and `blocks`.
#[server(endpoint = "ask_consult")]
pub async fn ask_consult(
    id: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = ApplicationId::parse(&id).map_or_else(|| record(&id), |id| url::ask_consult(&id));
    let typed: Vec<(String, String)> = answers
        .iter()
        .map(|(field, values)| (field.clone(), values.join("\n")))
        .collect();
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let fields = answers.into_iter().collect();
        let asked = judge(&current, &fields).map_err(AppError::Invalid)?;
        let steps = asked.scope.steps(&current.site.profile.form);
        let new = NewConsult {
            office: &asked.office,
            email: &asked.email,
            question: &asked.question,
            scope: &asked.scope,
            steps: &steps,
            due_on: asked.due_on,
            blocks: asked.blocks,
        };
        let consult = store::fresh::id();
        let mails = [mail::consult::asked(&current, &application, &new, &consult)];
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        current
            .site
            .store
            .ask_consult(&asker, &application.id, &new, (&consult, press))
            .await?;
        Ok(format!("{}?done=ask-consult#consults", record(&id)))
    }
    .await;
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(field, text)| (field.as_str(), text.as_str()))
        .collect();
    act::answer(&page, &typed, done).await
}

/// Takes a question back. Whoever was asked is told by mail, and sees nothing of the application any more.
#[server(endpoint = "end_consult")]
pub async fn end_consult(
    id: String,
    #[server(default)] consult: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), record(&id));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let store = &current.site.store;
        let consults = store.consults(&asker, &application).await?;
        let mails: Vec<_> = consults
            .iter()
            .filter(|found| found.id == consult && found.is_open())
            .map(|found| mail::consult::ended(&current, &application, &found.email))
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        store
            .end_consult(&asker, &application.id, &consult, press)
            .await?;
        Ok(format!("{page}?done=end-consult#consults"))
    }
    .await;
    act::answer(&page, &[], done).await
}
