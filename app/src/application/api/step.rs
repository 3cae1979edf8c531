//! The acts on one step of the form: saving it, saving it in between, choosing between two texts.
#![allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::application::open::Open,
    crate::application::saving::{Sent, page_of, saved},
};

/// Saves a step, right or wrong, and goes on: to the next step when it is clean, else back to it.
/// `then` says which other button was pressed: `later`, `add:<group>`, `remove:<group>:<number>` (asks
/// first), `removed:<group>:<number>`, `drop` (answers that this step closes), `lang:<code>`.
#[server(endpoint = "save_step")]
pub async fn save_step(
    id: String,
    step: String,
    #[server(default)] seen: i64,
    #[server(default)] tab: String,
    #[server(default)] then: String,
    #[server(default)] from: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = page_of(&crate::current::current(), &id, &step);
    let tab = act::tab(&tab);
    let sent = Sent {
        id,
        step,
        seen,
        tab,
        then,
        from,
        answers,
    };
    // Shown again should it not be saved.
    let kept = sent.typed();
    let done = async {
        let (current, _) = act::signed(&token)?;
        saved(&current, sent, None).await
    }
    .await;
    let kept: Vec<(&str, &str)> = kept
        .iter()
        .map(|(field, text)| (field.as_str(), text.as_str()))
        .collect();
    act::answer(&page, &kept, done).await
}

/// What an autosave tells the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autosaved {
    /// The version of the step, for the next save.
    pub seen: i64,
    /// When it was saved, as people read it.
    pub at: String,
    /// Whether something else had been saved, in another tab or by somebody else; all texts are kept.
    pub differs: bool,
}

/// Saves a step in between, without going anywhere. `width` is the class of the window: narrow, middle or wide.
#[server(endpoint = "autosave_step")]
pub async fn autosave_step(
    id: String,
    step: String,
    #[server(default)] seen: i64,
    #[server(default)] tab: String,
    #[server(default)] token: String,
    #[server(default)] width: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<Autosaved, AppError> {
    let (current, _) = act::signed(&token)?;
    let tab = act::tab(&tab);
    let open = Open::to_save(&current, &id).await?;
    let current = current.as_of(open.application.profile_version)?;
    let form = &current.site.profile.form;
    let asked = form
        .step(&step)
        .filter(|step| !step.is_signature())
        .ok_or(AppError::NotFound)?;
    let narrowed = open.narrowed(&current, asked);
    let mut typed = narrowed.tidy(answers);
    typed.merge(partnership::change::kept(asked, &narrowed, &open.answers));
    act::sound(typed.oversized())?;
    let save = store::draft::Save {
        slug: &step,
        answers: &typed,
        seen,
        tab: &tab,
        open: open.is_open(&current, &step),
    };
    let saved = current
        .site
        .store
        .save_in_between(
            &open.asker,
            &open.application.id,
            save,
            partnership::width::Width::from_word(&width),
            current.now,
        )
        .await?;
    let at = crate::ui::date::time(current.now, current.site.time_zone, current.lang);
    Ok(match saved {
        store::draft::Saved::Done(seen) => Autosaved {
            seen,
            at,
            differs: false,
        },
        store::draft::Saved::Differs => Autosaved {
            seen,
            at,
            differs: true,
        },
    })
}

/// Chooses between the texts of a step that were typed in several tabs or by several people. `take` is the
/// name of another text, or `stored`; `seen` and `shown` say which texts the page showed.
#[server(endpoint = "choose_text")]
pub async fn choose_text(
    id: String,
    step: String,
    #[server(default)] take: String,
    #[server(default)] seen: i64,
    #[server(default)] shown: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = page_of(&crate::current::current(), &id, &step);
    let done = async {
        let (current, _) = act::signed(&token)?;
        let open = Open::to_edit(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let shown: Vec<&str> = shown.split(' ').take(SHOWN).collect();
        let choice = store::draft::Choice {
            slug: &step,
            open: open.is_open(&current, &step),
            take: (take != "stored").then_some(take.as_str()),
            seen,
            shown: &shown,
        };
        current
            .site
            .store
            .choose(&open.asker, &open.application.id, choice, current.now)
            .await?;
        Ok(page.clone())
    }
    .await;
    act::answer(&page, &[], done).await
}

/// More texts than ever wait for a choice.
#[cfg(feature = "ssr")]
const SHOWN: usize = 100;
