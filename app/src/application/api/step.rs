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
    crate::application::group::{Place, changed_group},
    crate::application::open::{Open, facts},
    crate::{act, current::Current, url},
    partnership::form::{Answers, Step},
    partnership::id::ApplicationId,
    partnership::text::Lang,
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
    let page = page_of(&id, &step);
    let tab = act::tab(&tab);
    // Shown again should it not be saved.
    let kept: Vec<(String, String)> = answers
        .iter()
        .map(|(field, values)| (field.clone(), values.join("\n")))
        .collect();
    let done = async {
        let (current, _) = act::signed(&token)?;
        let mut open = Open::to_edit(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let form = &current.site.profile.form;
        let asked = form
            .step(&step)
            .filter(|step| !step.is_signature())
            .ok_or(AppError::NotFound)?;
        let mut typed = asked.tidy(answers);
        let place = changed_group(asked, &mut typed, &then);
        act::sound(typed.oversized())?;
        let save = store::draft::Save {
            slug: &step,
            answers: &typed,
            seen,
            tab: &tab,
            open: open.is_open(&current, &step),
        };
        let id = open.application.id.clone();
        if current
            .site
            .store
            .save_step(&open.asker, &id, save, current.now)
            .await?
            == store::draft::Saved::Differs
        {
            return Ok(format!("{page}?differs=1"));
        }
        if then == "later" {
            return Ok(format!("{}?done=later", url::application(&id)));
        }
        let from_check = if from == "check" { "&from=check" } else { "" };
        if let Some(lang) = then.strip_prefix("lang:").and_then(Lang::from_code) {
            return Ok(format!("{page}?lang={}{from_check}", lang.code()));
        }
        if let Some(place) = place {
            return Ok(match place {
                Place::At(place) => format!("{page}?group=1{from_check}#{place}"),
                Place::Ask(item) => format!("{page}?remove={item}{from_check}"),
            });
        }
        store_typed(&mut open, &step, typed);
        let asks_completion = open.asks_completion(form, &step);
        let completion = open.completion(form, &step).to_owned();
        let is_for_later = asks_completion && completion == "no";
        let is_clean = asked.problems(&open.answers, &facts(&current)).is_empty()
            && !(asks_completion && completion.is_empty());
        if !is_clean && !is_for_later {
            return Ok(format!("{page}?check=1{from_check}"));
        }
        let closed = form.closed_by(&step, &open.answers);
        if then == "drop" {
            let fields = closed
                .iter()
                .map(|closed| (closed.step.slug.as_str(), closed.fields.as_slice()));
            let fields: Vec<_> = fields.collect();
            let store = &current.site.store;
            store
                .drop_answers(&open.asker, &id, &fields, current.now)
                .await?;
            open = Open::to_edit(&current, id.as_str()).await?;
        } else if !closed.is_empty() {
            return Ok(format!("{page}?closes=1{from_check}"));
        }
        if is_for_later {
            return Ok(format!("{}?done=later", url::application(&id)));
        }
        Ok(onward(&current, &open, asked, from == "check"))
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

/// Saves a step in between, without going anywhere.
#[server(endpoint = "autosave_step")]
pub async fn autosave_step(
    id: String,
    step: String,
    #[server(default)] seen: i64,
    #[server(default)] tab: String,
    #[server(default)] token: String,
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
    let typed = asked.tidy(answers);
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
        .save_step(&open.asker, &open.application.id, save, current.now)
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
    let page = page_of(&id, &step);
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

/// The page of a step. What is no application or no step may hold anything, and leads to the list of
/// applications.
#[cfg(feature = "ssr")]
fn page_of(id: &str, slug: &str) -> String {
    let current = crate::current::current();
    // Which version is known only when the application is found: any will do to tell a step from anything else.
    let step = current
        .site
        .published
        .versions()
        .iter()
        .find_map(|profile| profile.form.step(slug));
    match (ApplicationId::parse(id), step) {
        (Some(id), Some(step)) => url::step(&id, &step.slug),
        _ => "/applications".to_owned(),
    }
}

/// Puts what was just saved in the place of what the step held before.
#[cfg(feature = "ssr")]
fn store_typed(open: &mut Open, slug: &str, typed: Answers) {
    let saved = store::draft::SavedStep {
        answers: typed,
        version: 0,
        saved_at: chrono::DateTime::UNIX_EPOCH,
        saved_by: None,
        origin: None,
        others: Vec::new(),
    };
    open.draft.steps.insert(slug.to_owned(), saved);
    open.answers = open.draft.answers();
}

/// Where a clean step leads: back to the check page when it came from there and opened no new gap,
/// to the next step of its section, or to the task list.
#[cfg(feature = "ssr")]
fn onward(current: &Current, open: &Open, step: &Step, from_check: bool) -> String {
    let form = &current.site.profile.form;
    let id = &open.application.id;
    if from_check {
        return match form.first_gap(&open.answers, &facts(current)) {
            Some(gap) => format!("{}?from=check", url::step(id, &gap.slug)),
            None => url::check(id),
        };
    }
    let section = form
        .section_of(&step.slug)
        .map(|section| section.slug.as_str());
    form.next_after(&step.slug, &open.answers)
        .filter(|next| {
            form.section_of(&next.slug).map(|s| s.slug.as_str()) == section
                && open.is_open(current, &next.slug)
        })
        .map_or_else(|| url::application(id), |next| url::step(id, &next.slug))
}
