//! One step of the form: one page draws them all, whatever they ask.

use super::api::step::SaveStep;
use super::open::{Open, facts};
use super::{asked, completion, confirm, texts};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::island::step::{StepComfort, StepWords};
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::form::section::COMPLETED;
use partnership::form::{Form, Step};
use partnership::invalid::Invalid;

/// Asks the questions of a step, with what was typed before.
#[component]
pub fn StepPage() -> impl IntoView {
    let params = use_params_map();
    let id = params.read_untracked().get("id").unwrap_or_default();
    let slug = params.read_untracked().get("step").unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let mut open = Open::to_edit(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let form = &current.site.profile.form;
        let step = form
            .step(&slug)
            .filter(|step| !step.is_signature())
            .ok_or(AppError::NotFound)?;
        if !open.application.stage.is_editable() {
            return Ok(go(&url::status(&open.application.id)));
        }
        // A step that an earlier answer has closed is no error: the task list shows what is asked now.
        if !open.is_open(&current, &slug)
            || !form.path(&open.answers).any(|asked| asked.slug == slug)
        {
            return Ok(go(&url::application(&open.application.id)));
        }
        let again = Again::load(&current).await;
        // Where single questions were asked for, the others are shown, and not asked.
        let whole = step;
        let step = &open.narrowed(&current, whole);
        open.type_again(step, &again);
        let (invalid, other) = match again.error {
            Some(AppError::Invalid(invalid)) => (invalid, None),
            other if current.query("check").is_some() => {
                (step.problems(&open.answers, &facts(&current)), other)
            }
            other => (Invalid::default(), other),
        };
        let mut items = question::sentences(&step.questions, &open.answers, &invalid, lang);
        let is_unsaid = current.query("check").is_some()
            && open.asks_completion(form, &slug)
            && open.completion(form, &slug).is_empty();
        if is_unsaid {
            items.push((
                COMPLETED.to_owned(),
                words::application::completed_missing(lang).into(),
            ));
        }
        let has_problems = !items.is_empty();
        let as_heading = step.questions.len() == 1
            && step
                .questions
                .first()
                .is_some_and(|question| question.label == step.title);
        let head = if as_heading {
            view! { <PageTitle title=Said::of(&step.title, lang).words() error=has_problems/> }
                .into_any()
        } else {
            let caption = form
                .section_of(&slug)
                .map(|section| Said::of(&section.title, lang));
            view! { <PageHead title=Said::of(&step.title, lang) caption=caption error=has_problems/> }.into_any()
        };
        let back = back(&current, &open, form, &slug);
        let other_text = texts::choice(&current, &open, step);
        let origin = texts::origin(&current, &open, &slug);
        let news = news(&current).filter(|_| !has_problems);
        let asked = asked::notice(&current, &open);
        let others = closed(whole, step, &open, &current);
        let body = (!as_heading).then(|| question::paragraphs(Said::of(&step.body, lang)));
        let asked_first = confirm::question(&current, &open, step);
        let completed = completion::question(&current, &open, &slug, is_unsaid);
        let questions = form_of(&current, &open, step, invalid, as_heading, completed);
        Ok(view! {
            <Frame back=Some(back) form="step">
                <ErrorSummary items=items/>
                {other.map(|error| view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> })}
                {news}
                {asked_first}
                {other_text}
                {head}
                {asked}
                {origin}
                {body}
                {questions}
                {others}
            </Frame>
        }
        .into_any())
    })
}

/// The answers of the page that are not open now, as they were sent.
fn closed(whole: &Step, narrowed: &Step, open: &Open, current: &Current) -> Option<AnyView> {
    let mut others = whole.clone();
    let is_open = |key: &str| {
        narrowed
            .questions
            .iter()
            .any(|question| question.key == key)
    };
    others.questions.retain(|question| !is_open(&question.key));
    (!others.questions.is_empty()).then(|| {
        let lang = current.lang;
        let (steps, answers) = (vec![others], open.answers.clone());
        view! {
            <section class="panel panel--quiet" aria-labelledby="closed">
                <h2 id="closed">{words::application::closed_title(lang)}</h2>
                <p class="hint">{words::application::closed_text(lang)}</p>
                <AnswerList steps=steps answers=answers/>
            </section>
        }
        .into_any()
    })
}

/// What became of the files, after a button that was only for them.
fn news(current: &Current) -> Option<AnyView> {
    let title = match current.query("files").as_deref() {
        Some("added") => words::file::added(current.lang),
        Some("removed") => words::file::removed(current.lang),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

fn form_of(
    current: &Current,
    open: &Open,
    step: &Step,
    invalid: Invalid,
    as_heading: bool,
    completed: Option<AnyView>,
) -> AnyView {
    let lang = current.lang;
    let saved = open.draft.steps.get(&step.slug);
    let seen = saved.map_or(0, |saved| saved.version);
    let saved_line = saved.map_or_else(
        || words::application::saved_automatically(lang).to_owned(),
        |saved| {
            let time = date::time(saved.saved_at, current.site.time_zone, lang);
            match texts::somebody_else(open, saved) {
                Some(who) => words::application::saved_by(lang, time, who),
                None => words::application::saved_at(lang, time),
            }
        },
    );
    let answers = std::sync::Arc::new(open.answers.clone());
    let invalid = std::sync::Arc::new(invalid);
    let questions: Vec<AnyView> = step
        .questions
        .iter()
        .map(|question| {
            let (question, answers, invalid) = (question.clone(), answers.clone(), invalid.clone());
            let body = if as_heading { Said::of(&step.body, lang) } else { Said::default() };
            view! { <QuestionField question=question answers=answers invalid=invalid as_heading=as_heading body=body/> }.into_any()
        })
        .collect();
    let person = current
        .person
        .as_ref()
        .map(|person| person.id.to_string())
        .unwrap_or_default();
    let id = open.application.id.to_string();
    let memory = format!("{person}/{id}/{}", step.slug);
    let slug = step.slug.clone();
    let from = current
        .query("from")
        .filter(|from| from == "check")
        .unwrap_or_default();
    let said = StepWords {
        at_first: saved_line,
        saving: words::application::saving(lang).to_owned(),
        saved: words::application::saved_at(lang, "{time}"),
        failed: words::application::not_saved(lang).to_owned(),
        signed_out: words::trouble::signed_out(lang).to_owned(),
        differs: words::application::differs_now(lang).to_owned(),
        left_over: words::application::left_over(lang).to_owned(),
        take: words::application::left_over_take(lang).to_owned(),
        drop: words::application::left_over_drop(lang).to_owned(),
        over: words::application::over_limit(lang, "{n}"),
        left: words::application::left_in_limit(lang, "{n}"),
        matching: words::application::matching(lang, "{n}"),
    };
    // One form for everything on the page: whichever button is pressed, nothing that was typed or chosen is lost.
    let takes_files = step.questions.iter().any(|question| question.takes_files());
    let action = if takes_files {
        url::SAVE_STEP_WITH_FILES
    } else {
        SaveStep::PATH
    };
    view! {
        <PostForm action=action key=store::fresh::id() token=current.token() id="step" enter_continues=true files=takes_files>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="step" value=slug/>
            <input type="hidden" name="seen" value=seen.to_string()/>
            <input type="hidden" name="tab" value=store::fresh::id()/>
            <input type="hidden" name="from" value=from/>
            {questions}
            {completed}
            <div class="save-line" id="save-line">
                <StepComfort words=said page=memory/>
            </div>
            <div class="actions">
                <Button described_by="save-line">{words::application::go_on(lang)}</Button>
                <Button kind=ButtonKind::Secondary name="then" value="later">{words::application::later(lang)}</Button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Where Back leads: to the check page when the step was opened there, to the step before in the
/// section, or to the task list.
fn back(current: &Current, open: &Open, form: &Form, slug: &str) -> (String, Said) {
    let lang = current.lang;
    let id = &open.application.id;
    if current.query("from").as_deref() == Some("check") {
        return (url::check(id), words::application::check_task(lang).into());
    }
    let section = |slug: &str| form.section_of(slug).map(|section| section.slug.clone());
    form.step_before(slug, &open.answers)
        .filter(|before| {
            section(&before.slug) == section(slug) && open.is_open(current, &before.slug)
        })
        .map_or_else(
            || {
                (
                    url::application(id),
                    words::application::task_list(lang).into(),
                )
            },
            |before| (url::step(id, &before.slug), Said::of(&before.title, lang)),
        )
}
