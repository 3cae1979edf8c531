//! The acts of a partner.
#![allow(missing_docs, clippy::too_many_arguments, reason = "the macro makes a struct of the arguments of each function")]

use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    super::open::{Open, facts},
    crate::{act, current::Current, mail, url},
    partnership::form::{Answers, Kind, Step},
    partnership::id::ApplicationId,
    partnership::invalid::Invalid,
};

/// Starts an application. `answers` is the query of the route advisor, whose answers carry over.
#[server(endpoint = "start_application")]
pub async fn start_application(
    #[server(default)] answers: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let profile = &current.site.profile;
        let said: Answers = url::pairs(&answers).into_iter().map(|(name, value)| (name, vec![value])).collect();
        let carried = partnership::route::carried(profile, &said);
        let by_step: Vec<(String, Answers)> = profile
            .form
            .steps()
            .map(|step| (step.slug.clone(), step.tidy(carried.clone())))
            .filter(|(_, answers)| !answers.is_empty())
            .collect();
        let start = store::application::Start {
            profile_version: profile.version,
            short_name: &profile.short_name,
            lang: current.lang,
            answers: &by_step,
        };
        let id = current.site.store.start(&asker, start, &key, current.now).await?;
        Ok(url::application(&id))
    }
    .await;
    act::answer("/applications", &[], done).await
}

/// Saves a step, right or wrong, and goes on: to the next step when it is clean, else back to it.
/// `then` is `later`, `add:<group>` or `remove:<group>:<number>` when another button was pressed.
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
    let page = ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::step(&id, &step));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let mut open = Open::find(&current, &id).await?;
        let form = &current.site.profile.form;
        let asked = form.step(&step).filter(|step| !step.is_signature()).ok_or(AppError::NotFound)?;
        let mut typed = asked.tidy(answers);
        let place = changed_group(asked, &mut typed, &then);
        let save = store::draft::Save { slug: &step, answers: &typed, seen, tab: &tab };
        let id = open.application.id.clone();
        if current.site.store.save_step(&open.asker, &id, save, current.now).await? == store::draft::Saved::Differs {
            return Ok(format!("{page}?differs=1"));
        }
        if then == "later" {
            return Ok(format!("{}?done=later", url::application(&id)));
        }
        let from_check = if from == "check" { "&from=check" } else { "" };
        if let Some(place) = place {
            return Ok(format!("{page}?group=1{from_check}#{place}"));
        }
        store_typed(&mut open, &step, typed);
        if !asked.problems(&open.answers, &facts(&current)).is_empty() {
            return Ok(format!("{page}?check=1{from_check}"));
        }
        Ok(onward(&current, &open, asked, from == "check"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// What an autosave tells the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autosaved {
    /// The version of the step, for the next save.
    pub seen: i64,
    /// When it was saved, as people read it.
    pub at: String,
    /// Whether another tab had saved something else; both texts are kept.
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
    let open = Open::find(&current, &id).await?;
    let form = &current.site.profile.form;
    let asked = form.step(&step).filter(|step| !step.is_signature()).ok_or(AppError::NotFound)?;
    let typed = asked.tidy(answers);
    let save = store::draft::Save { slug: &step, answers: &typed, seen, tab: &tab };
    let saved = current.site.store.save_step(&open.asker, &open.application.id, save, current.now).await?;
    let at = crate::ui::date::time(current.now, current.site.time_zone, current.lang);
    Ok(match saved {
        store::draft::Saved::Done(seen) => Autosaved { seen, at, differs: false },
        store::draft::Saved::Differs => Autosaved { seen, at, differs: true },
    })
}

/// Chooses between two texts of a step that were typed in two tabs.
#[server(endpoint = "choose_text")]
pub async fn choose_text(
    id: String,
    step: String,
    #[server(default)] take: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::step(&id, &step));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let open = Open::find(&current, &id).await?;
        let take_other = take == "other";
        current.site.store.choose(&open.asker, &open.application.id, &step, take_other, current.now).await?;
        Ok(page.clone())
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Signs and sends. Only here may nothing be missing.
#[server(endpoint = "submit_application")]
pub async fn submit_application(
    id: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::step(&id, "sign"));
    let name = answers.get("signature.name").and_then(|values| values.first()).cloned().unwrap_or_default();
    let consent = answers.get("signature.consent").and_then(|values| values.first()).cloned().unwrap_or_default();
    let done = async {
        let (current, _) = act::signed(&token)?;
        let mut open = Open::find(&current, &id).await?;
        let id = open.application.id.clone();
        if !open.application.stage.is_editable() {
            // Sent by the first of two clicks: the status page tells so.
            return Ok(url::status(&id));
        }
        let profile = &current.site.profile;
        if !open.gaps(&profile.form, &facts(&current)).is_empty() {
            return Ok(url::check(&id));
        }
        let step = profile.form.steps().find(|step| step.is_signature()).ok_or(AppError::NotFound)?;
        open.answers.merge(step.tidy(answers));
        act::sound(step.problems(&open.answers, &facts(&current)))?;
        send(&current, &open, step, (seen, &key)).await?;
        Ok(format!("{}?done=sent", url::status(&id)))
    }
    .await;
    act::answer(&page, &[("signature.name", &name), ("signature.consent", &consent)], done).await
}

/// Takes an application back.
#[server(endpoint = "withdraw_application")]
pub async fn withdraw_application(
    id: String,
    #[server(default)] reason: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::step(&id, "withdraw"));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let open = Open::find(&current, &id).await?;
        let mut invalid = Invalid::default();
        let reason = act::optional("reason", &reason, 2_000, &mut invalid);
        act::sound(invalid)?;
        let about = about(&open);
        let mails = if open.application.submitted_at.is_some() {
            vec![mail::partner::withdrawn(&current, about, &open.application.owner_email, current.lang)]
        } else {
            Vec::new()
        };
        let act = store::application::Act { key: &key, seen, at: current.now, mails: &mails };
        current.site.store.withdraw(&open.asker, &open.application.id, &reason, act).await?;
        Ok(format!("{}?done=withdrawn", url::status(&open.application.id)))
    }
    .await;
    act::answer(&page, &[("reason", &reason)], done).await
}

/// Sends a message to the office.
#[server(endpoint = "send_message_to_office")]
pub async fn send_message_to_office(
    id: String,
    #[server(default)] body: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = ApplicationId::parse(&id).map_or("/applications".to_owned(), |id| url::status(&id));
    let done = async {
        let (current, _) = act::signed(&token)?;
        let open = Open::find(&current, &id).await?;
        let mut invalid = Invalid::default();
        let text = act::needed("body", &body, 5_000, &mut invalid);
        act::sound(invalid)?;
        let about = about(&open);
        let to = current.site.store.addresses_for(&open.application).await?;
        let mails: Vec<_> =
            to.iter().map(|address| mail::partner::message_to_office(&current, about, address)).collect();
        let store = &current.site.store;
        store.add_message(&open.asker, &open.application.id, &text, &mails, &key, current.now).await?;
        Ok(format!("{page}?done=message#messages"))
    }
    .await;
    act::answer(&page, &[("body", &body)], done).await
}

/// Adds or removes an item of a group, when that button was pressed. Gives the place to go back to.
#[cfg(feature = "ssr")]
fn changed_group(step: &Step, typed: &mut Answers, then: &str) -> Option<String> {
    let (action, rest) = then.split_once(':')?;
    let (group, number) = match action {
        "add" => (rest, None),
        "remove" => rest.rsplit_once(':').map(|(group, number)| (group, number.parse().ok()))?,
        _ => return None,
    };
    let question = step.questions.iter().find(|question| question.key == group)?;
    let Kind::Group { min, max, .. } = question.kind else { return None };
    match number {
        None => {
            typed.add_item(group, min, max);
            Some(format!("{group}.{}", typed.items(group, min, max)))
        }
        Some(number) => {
            typed.remove_item(group, number, min, max);
            Some(group.to_owned())
        }
    }
}

/// Puts what was just saved in the place of what the step held before.
#[cfg(feature = "ssr")]
fn store_typed(open: &mut Open, slug: &str, typed: Answers) {
    let saved = store::draft::SavedStep {
        answers: typed,
        version: 0,
        saved_at: chrono::DateTime::UNIX_EPOCH,
        other: None,
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
    let section = form.section_of(&step.slug).map(|section| section.slug.as_str());
    form.next_after(&step.slug, &open.answers)
        .filter(|next| form.section_of(&next.slug).map(|s| s.slug.as_str()) == section && open.is_open(&next.slug))
        .map_or_else(|| url::application(id), |next| url::step(id, &next.slug))
}

#[cfg(feature = "ssr")]
fn about(open: &Open) -> mail::partner::About<'_> {
    mail::partner::About {
        id: &open.application.id,
        reference: &open.application.reference,
        organization: &open.application.organization,
    }
}

/// Freezes the answers and records the signed application.
#[cfg(feature = "ssr")]
async fn send(current: &Current, open: &Open, step: &Step, (seen, key): (i64, &str)) -> Result<(), AppError> {
    let profile = &current.site.profile;
    let store = &current.site.store;
    let frozen = profile.form.frozen(&open.answers);
    let unsigned = |answers: &Answers| -> Answers {
        answers
            .iter()
            .filter(|(field, _)| !step.owns(field))
            .map(|(field, values)| (field.to_owned(), values.to_vec()))
            .collect()
    };
    if let Some(last) = store.submissions(&open.application).await?.first()
        && unsigned(&last.answers) == unsigned(&frozen)
    {
        return Err(AppError::Unchanged);
    }
    let proposal = partnership::proposal::Proposal::read(profile, &frozen);
    let statement = step.questions.iter().find_map(|question| match &question.kind {
        Kind::Signature { statement } => Some(statement.get(current.lang)),
        _ => None,
    });
    let about = mail::partner::About { organization: &proposal.organization, ..about(open) };
    let mut mails = vec![mail::partner::submitted(current, about, &open.application.owner_email, current.lang)];
    for address in store.addresses_for(&open.application).await? {
        mails.push(mail::partner::arrived(current, about, &address));
    }
    let due_on = current.today + chrono::Days::new(u64::from(profile.setting.review_days));
    let sent = store::application::Sent {
        answers: &frozen,
        proposal: &proposal,
        lang: current.lang,
        signed_name: frozen.text("signature.name"),
        statement: statement.unwrap_or_default(),
        device: &current.device,
        due_on,
    };
    let act = store::application::Act { key, seen, at: current.now, mails: &mails };
    Ok(store.submit(&open.asker, &open.application.id, sent, act).await?)
}
