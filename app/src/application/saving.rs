//! Saving a step, with files or without: right or wrong, and then on to the next page or back to it.

use super::files::{Beside, Done};
use super::group::{Place, changed_group};
use super::open::{Open, facts};
use crate::current::Current;
use crate::error::AppError;
use crate::{act, url};
use partnership::change::kept;
use partnership::form::{Answers, Step};
use partnership::id::ApplicationId;
use partnership::text::Lang;
use std::collections::BTreeMap;

/// A step as its page sends it.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) id: String,
    pub(super) step: String,
    pub(super) seen: i64,
    pub(super) tab: String,
    pub(super) then: String,
    pub(super) from: String,
    pub(super) answers: BTreeMap<String, Vec<String>>,
}

impl Sent {
    /// What was typed, to be shown again.
    pub(super) fn typed(&self) -> Vec<(String, String)> {
        self.answers
            .iter()
            .map(|(field, values)| (field.clone(), values.join("\n")))
            .collect()
    }
}

/// Saves what was typed, and the files beside it. Gives the page to go on to.
pub(super) async fn saved(
    current: &Current,
    sent: Sent,
    beside: Option<Beside>,
) -> Result<String, AppError> {
    let Sent {
        id,
        step,
        seen,
        tab,
        then,
        from,
        answers,
    } = sent;
    let page = page_of(current, &id, &step);
    let mut open = Open::to_edit(current, &id).await?;
    let current = &current.as_of(open.application.profile_version)?;
    let form = &current.site.profile.form;
    let asked = form
        .step(&step)
        .filter(|step| !step.is_signature())
        .ok_or(AppError::NotFound)?;
    let narrowed = open.narrowed(current, asked);
    let mut typed = narrowed.tidy(answers);
    typed.merge(kept(asked, &narrowed, &open.answers));
    let place = changed_group(asked, &mut typed, &open.answers, &then);
    let gone = match &place {
        Some(Place::Gone(item)) => Some(item),
        _ => None,
    };
    act::sound(typed.oversized())?;
    let save = store::draft::Save {
        slug: &step,
        answers: &typed,
        seen,
        tab: &tab,
        open: open.is_open(current, &step),
    };
    let id = open.application.id.clone();
    let store = &current.site.store;
    let saved = store
        .save_step_without(&open.asker, &id, save, gone, current.now)
        .await?;
    let from_check = if from == "check" { "&from=check" } else { "" };
    let beside = beside.map(|beside| beside.without(gone));
    if let Some(beside) = beside
        && let Done::Changed { place } = beside.settle(current, &open, asked, &then).await?
    {
        open = Open::to_edit(current, id.as_str()).await?;
        if let Some((query, anchor)) = place.as_deref().and_then(|place| place.split_once('#'))
            && saved != store::draft::Saved::Differs
        {
            return Ok(format!("{page}?{query}{from_check}#{anchor}"));
        }
    }
    if saved == store::draft::Saved::Differs {
        return Ok(format!("{page}?differs=1"));
    }
    if then == "later" {
        return Ok(format!("{}?done=later", url::application(&id)));
    }
    if let Some(lang) = then.strip_prefix("lang:").and_then(Lang::from_code) {
        return Ok(format!("{page}?lang={}{from_check}", lang.code()));
    }
    if let Some(place) = place {
        return Ok(match place {
            Place::At(place) => format!("{page}?group=1{from_check}#{place}"),
            Place::Ask(item) => format!("{page}?remove={item}{from_check}"),
            Place::Gone(item) => format!("{page}?group=1{from_check}#{}", item.group),
        });
    }
    store_typed(&mut open, asked, typed);
    let asks_completion = open.asks_completion(form, &step);
    let completion = open.completion(form, &step).to_owned();
    let is_for_later = asks_completion && completion == "no";
    let is_clean = asked.problems(&open.answers, &facts(current)).is_empty()
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
        store
            .drop_answers(&open.asker, &id, &fields, current.now)
            .await?;
        open = Open::to_edit(current, id.as_str()).await?;
    } else if !closed.is_empty() {
        return Ok(format!("{page}?closes=1{from_check}"));
    }
    if is_for_later {
        return Ok(format!("{}?done=later", url::application(&id)));
    }
    Ok(onward(current, &open, asked, from == "check"))
}

/// The page of a step. What is no application or no step may hold anything, and leads to the list of
/// applications.
pub(super) fn page_of(current: &Current, id: &str, slug: &str) -> String {
    // Which version is known only when the application is found: any will do to tell a step from anything else.
    let mut versions = current.site.published.versions().iter();
    let step = versions.find_map(|profile| profile.form.step(slug));
    match (ApplicationId::parse(id), step) {
        (Some(id), Some(step)) => url::step(&id, &step.slug),
        _ => "/applications".to_owned(),
    }
}

/// Puts what was just saved in the place of what the step held before. Its files stay.
fn store_typed(open: &mut Open, step: &Step, mut typed: Answers) {
    for (field, values) in open.answers.iter() {
        if step.file_question(field).is_some() {
            typed.set(field, values.to_vec());
        }
    }
    let saved = store::draft::SavedStep {
        answers: typed,
        version: 0,
        saved_at: chrono::DateTime::UNIX_EPOCH,
        saved_by: None,
        origin: None,
        others: Vec::new(),
    };
    open.draft.steps.insert(step.slug.clone(), saved);
    open.answers = open.draft.answers();
}

/// Where a clean step leads: back to the check page when it came from there and opened no new gap,
/// to the next step of its section, or to the task list.
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
