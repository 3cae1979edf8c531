//! The task list: the sections of the form in any order, each with how far it is.

use super::asked;
use super::open::{Open, facts};
use crate::act::Again;
use crate::current::{Current, current};
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::application::{Side, Stage};
use partnership::form::{Section, Step};
use partnership::member::Deed;

/// What is to do, and what is done.
#[component]
pub fn TaskListPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let open = Open::to_edit(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        if !open.application.stage.is_editable() {
            return Ok(go(&url::status(&open.application.id)));
        }
        let again = Again::load(&current).await;
        let profile = &current.site.profile;
        let mut rows: Vec<TaskRow> = profile
            .form
            .sections
            .iter()
            .filter(|section| section.steps.iter().any(|step| !step.is_signature()))
            .filter_map(|section| row(&current, &open, section))
            .collect();
        let done = rows
            .iter()
            .filter(|row| row.status == TaskStatus::Completed)
            .count();
        let total = rows.len();
        let is_ready = open.gaps(&profile.form, &facts(&current)).is_empty();
        rows.push(TaskRow {
            title: words::application::check_task(lang).into(),
            hint: words::application::check_hint(lang).into(),
            href: Some(url::check(&open.application.id)),
            status: if is_ready {
                TaskStatus::NotStarted
            } else {
                TaskStatus::CannotStart
            },
        });
        let title = if open.application.organization.is_empty() {
            Said::of(&profile.page.application, lang)
        } else {
            open.application.organization.as_str().into()
        };
        let draft_days = profile.setting.draft_days;
        let later = (current.query("done").as_deref() == Some("later")).then(|| {
            view! {
                <Notice kind=NoticeKind::Success title=words::application::kept_title(lang) focus=true>
                    <p>{words::application::kept(lang, draft_days)}</p>
                </Notice>
            }
        });
        let asked = asked::notice(&current, &open);
        let withdraw = open.side.may(Deed::Withdraw).then(|| {
            let href = url::step(&open.application.id, "withdraw");
            view! { <p><a href=href>{words::application::withdraw_link(lang)}</a></p> }
        });
        let joined = (current.query("done").as_deref() == Some("join")).then(|| {
            view! { <Notice kind=NoticeKind::Success title=words::member::done_join(lang) focus=true/> }
        });
        let starter = (open.side == Side::Starter).then(|| {
            let href = url::members(&open.application.id);
            view! {
                <Notice title=words::member::starter_title(lang)>
                    <p>{words::member::starter(lang)}</p>
                    <p><a href=href>{words::member::starter_link(lang)}</a></p>
                </Notice>
            }
        });
        let shared = (open.side == Side::Member)
            .then(|| view! { <p>{words::member::shared(lang, &open.application.owner_email)}</p> });
        let members = (open.side != Side::Starter).then(|| {
            let href = url::members(&open.application.id);
            view! { <p><a href=href>{words::member::link(lang)}</a></p> }
        });
        let back = if open.side == Side::Starter {
            (url::BEGUN, words::member::begun_title(lang))
        } else {
            ("/applications", words::application::own_title(lang))
        };
        let back = (back.0.to_owned(), back.1.to_owned());
        let reference = open.application.reference;
        Ok(view! {
            <Frame back=Some(back)>
                <PageHead title=title caption=reference.clone() kind=reference lead=words::application::done_count(lang, done, total)/>
                {again.error.map(|error| view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> })}
                {later}
                {joined}
                {asked}
                {shared}
                {starter}
                <TaskList rows=rows/>
                <p>{words::application::any_order(lang, draft_days)}</p>
                {members}
                {withdraw}
            </Frame>
        }
        .into_any())
    })
}

/// The row of a section; none for a section that is not asked.
fn row(current: &Current, open: &Open, section: &Section) -> Option<TaskRow> {
    let lang = current.lang;
    let asked: Vec<&Step> = section
        .steps
        .iter()
        .filter(|step| {
            !step.is_signature()
                && current
                    .site
                    .profile
                    .form
                    .path(&open.answers)
                    .any(|s| s.slug == step.slug)
        })
        .collect();
    if asked.is_empty() {
        return None;
    }
    let returned = open.application.stage == Stage::ChangesRequested;
    let editable: Vec<&&Step> = asked
        .iter()
        .filter(|step| open.is_open(current, &step.slug))
        .collect();
    let is_done = |step: &Step| {
        let saved = open.draft.steps.get(&step.slug);
        let since = open.draft.asked.as_ref().map(|asked| asked.asked_at);
        saved.is_some_and(|saved| !returned || since.is_none_or(|since| saved.saved_at > since))
            && open.origin(&step.slug).is_none()
            && !open.awaits_completion(&current.site.profile.form, &step.slug)
            && step.problems(&open.answers, &facts(current)).is_empty()
    };
    let first_open = editable
        .iter()
        .find(|step| !is_done(step))
        .or(editable.first());
    let begun = asked
        .iter()
        .any(|step| open.draft.steps.contains_key(&step.slug));
    let status = if editable.iter().all(|step| is_done(step)) {
        TaskStatus::Completed
    } else if returned {
        TaskStatus::Problem
    } else if begun {
        TaskStatus::InProgress
    } else {
        TaskStatus::NotStarted
    };
    let hint = match (returned, editable.is_empty()) {
        (true, true) => words::application::as_sent(lang).into(),
        (true, false) => words::application::change_here(lang).into(),
        (false, _) if asked.iter().any(|step| open.origin(&step.slug).is_some()) => {
            words::application::check_origin(lang).into()
        }
        (false, _) => saved_by(current, open, &asked)
            .map_or_else(|| Said::of(&section.hint, lang), Into::into),
    };
    Some(TaskRow {
        title: Said::of(&section.title, lang),
        hint,
        href: first_open.map(|step| url::step(&open.application.id, &step.slug)),
        status,
    })
}

/// Who saved a page of the section last, when that was somebody else.
fn saved_by(current: &Current, open: &Open, steps: &[&Step]) -> Option<String> {
    let saved = steps
        .iter()
        .filter_map(|step| open.draft.steps.get(&step.slug))
        .max_by_key(|saved| saved.saved_at)?;
    let who = super::texts::somebody_else(open, saved)?;
    let at = date::instant(saved.saved_at, current.site.time_zone, current.lang);
    Some(words::application::saved_here(current.lang, at, who))
}
