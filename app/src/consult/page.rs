//! The question, what may be seen of the application, and the form for the answer.

use super::api::AnswerConsult;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::words::consult as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::consult::State;
use std::sync::Arc;
use store::consult::Asked;

/// A consult, for the person whose address is asked: that is their right to see it, whatever their roles.
#[component]
pub fn ConsultPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let asker = current.asker()?;
        let asked = current.site.store.asked(&asker, &id).await?;
        let current = current.as_of(asked.profile_version)?;
        let again = Again::load(&current).await;
        Ok(draw(&current, &asked, &again))
    })
}

fn draw(current: &Current, asked: &Asked, again: &Again) -> AnyView {
    let lang = current.lang;
    let consult = &asked.consult;
    let problem = again
        .problem("answer")
        .map(|problem| problem::sentence(&problem, words::answer(lang), lang));
    let problems: Vec<(String, String)> = problem
        .iter()
        .map(|sentence| ("answer".to_owned(), sentence.clone()))
        .collect();
    let refusal = match &again.error {
        None | Some(AppError::Invalid(_)) => None,
        Some(error) => {
            Some(view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> })
        }
    };
    let news = (current.query("done").as_deref() == Some("answer")).then(
        || view! { <Notice kind=NoticeKind::Success title=words::done_answer(lang) focus=true/> },
    );
    let title = words::page_title(lang, &asked.organization);
    let caption = format!("{} · {}", asked.reference, asked.title);
    let office = current.site.profile.consult.iter();
    let office = office
        .filter(|choice| choice.value == consult.office)
        .map(|choice| Said::of(&choice.label, lang))
        .next()
        .unwrap_or_else(|| consult.office.as_str().into());
    let lead = office.within(|office| words::page_lead(lang, &consult.by, office));
    let is_open = consult.is_open() && !asked.is_decided;
    let below = if is_open {
        open(current, asked, again, problem)
    } else {
        over(current, asked)
    };
    let error = again.error.is_some();
    let question = consult.question.clone();
    view! {
        <Frame>
            <ErrorSummary items=problems/>
            {refusal}
            {news}
            <PageHead title=title caption=caption lead=lead error=error/>
            <section aria-labelledby="question">
                <h2 id="question">{words::question(lang)}</h2>
                <blockquote class="quote">{question}</blockquote>
            </section>
            {below}
        </Frame>
    }
    .into_any()
}

/// Due day, what may be seen, and the form.
fn open(current: &Current, asked: &Asked, again: &Again, problem: Option<String>) -> AnyView {
    let lang = current.lang;
    let consult = &asked.consult;
    let profile = &current.site.profile;
    let due = words::due_by(lang, date::day(consult.due_on, lang));
    let state = State::of(false, false, consult.due_on, current.today);
    let late = (state == State::Overdue)
        .then(|| view! { " "<span class="tag tag--bad">{words::overdue(lang)}</span> });
    let (sections, answers) = consult.scope.shown(&profile.form, &asked.sent);
    let answers = Arc::new(answers);
    let parts: Vec<AnyView> = sections
        .into_iter()
        .map(|section| {
            let title = Said::of(&section.title, lang);
            view! {
                <section class="answer-section">
                    <h3>{title.view()}</h3>
                    <AnswerList steps=section.steps answers=answers.clone()/>
                </section>
            }
            .into_any()
        })
        .collect();
    let seen = (!parts.is_empty()).then(|| {
        view! {
            <section aria-labelledby="seen">
                <h2 id="seen">{words::seen(lang)}</h2>
                <p class="hint">{words::seen_lead(lang)}</p>
                {parts}
            </section>
        }
    });
    let typed = again.typed("answer").unwrap_or_default();
    let id = consult.id.clone();
    view! {
        <p class="standing__due">{icon(Icon::Clock)}{due}{late}</p>
        {seen}
        <section aria-labelledby="answer-title">
            <h2 id="answer-title">{words::answer_title(lang)}</h2>
            <PostForm action=AnswerConsult::url() key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <TextArea
                    name="answer" label=words::answer(lang) hint=words::answer_hint(lang) rows=8 limit=Some(5_000)
                    value=typed error=problem
                />
                <Button>{words::send_answer(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The own answer, or that none is needed any more. Nothing of the application is shown then.
fn over(current: &Current, asked: &Asked) -> AnyView {
    let lang = current.lang;
    if asked.consult.answer.is_empty() {
        return view! { <Notice title=words::over(lang)/> }.into_any();
    }
    view! {
        <section aria-labelledby="answer-title">
            <h2 id="answer-title">{words::your_answer(lang)}</h2>
            <p class="plain-text">{asked.consult.answer.clone()}</p>
            <p class="hint">{words::answered_lead(lang)}</p>
        </section>
    }
    .into_any()
}
