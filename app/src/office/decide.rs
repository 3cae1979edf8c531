//! The page on which a decision is written. Nothing is sent from here: next comes the mail.

mod approve;
mod case;
mod form;

pub(super) use case::{Case, approval_names};

use super::alike;
use super::api::SaveDecision;
use super::decision::action_at;
use super::desk::walk::onward;
use super::place::{application_id, decidable, parameter, record};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{Drawn, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::decide as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Action;
use partnership::person::Right;
use partnership::text::Lang;
use store::application::Application;

/// The page that shows the mail of a decision, after the page it is written on.
pub(super) fn preview(page: &str) -> String {
    format!("{page}/preview")
}

/// The name of a decision.
pub(super) const fn title(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::RequestChanges => words::request_changes_title(lang),
        Action::Approve => words::approve_title(lang),
        Action::Redirect => words::redirect_title(lang),
        _ => words::decline_title(lang),
    }
}

/// The decision that the address names, or the page that says why it cannot be taken.
pub(super) async fn find(current: &Current, id: &str, action: &str) -> Result<Case, AppError> {
    let asker = current.asker_with(Right::Decide)?;
    let application = decidable(current, &asker, &application_id(id)?).await?;
    let current = &current.as_of(application.profile_version)?;
    let action = action_at(application.stage, action)?;
    Case::load(current, &asker, application, action).await
}

/// Says that the application has moved on, with the way back to it.
pub(super) fn moved(current: &Current, id: &str) -> Drawn {
    let lang = current.lang;
    Ok(view! {
        <Frame office=true back=Some((onward(current, &record(id)), words::cancel(lang).to_owned()))>
            <PageHead title=words::moved_title(lang)/>
            <Notice kind=NoticeKind::Warning title=sentence(&AppError::Refused)/>
        </Frame>
    }
    .into_any())
}

/// Writes a decision: ask for changes, approve, decline, or send to another process.
#[component]
pub fn DecidePage() -> impl IntoView {
    let (id, action) = (parameter("id"), parameter("action"));
    page(async move {
        let current = current();
        let mut case = match find(&current, &id, &action).await {
            Err(AppError::Refused) => return moved(&current, &id),
            found => found?,
        };
        let current = current.as_of(case.application.profile_version)?;
        let again = Again::load(&current).await;
        case.type_again(&again);
        draw(&current, &case, &again)
    })
}

fn draw(current: &Current, case: &Case, again: &Again) -> Drawn {
    let lang = current.lang;
    let application = &case.application;
    let problems = if current.query("check").is_some() && case.led_by.is_none() {
        case.problems(current)
    } else {
        Vec::new()
    };
    let back = onward(current, &url::office_application(&application.id));
    let caption = format!("{} · {}", application.reference, application.organization);
    let refusal = again.error.as_ref().map(|error| {
        view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
    });
    let body = if let Some(lead) = &case.led_by {
        led(current, &case.application, lead)
    } else if !case.awaited.is_empty() {
        awaited(current, case)
    } else if case.action == Action::Approve && !case.is_ready(current) {
        form::not_ready(current, case)
    } else if case.action == Action::Redirect && form::route(current, case).is_none() {
        form::routes(current, case, &problems)
    } else {
        form(current, case, &problems)
    };
    // Who may not decide is told of no mail that comes next.
    let next = case.led_by.is_none().then(|| words::lead(lang));
    let title = title(case.action, lang);
    let alike = alike::section(current, &case.alike, None);
    let error = !problems.is_empty() || again.error.is_some();
    Ok(view! {
        <Frame office=true back=Some((back, words::cancel(lang).to_owned()))>
            <ErrorSummary items=problems/>
            {refusal}
            <PageHead title=title caption=caption lead=next.unwrap_or_default() error=error/>
            {body}
            {alike}
        </Frame>
    }
    .into_any())
}

/// That the lead takes the decision, with the way to take the lead over.
fn led(current: &Current, application: &Application, lead: &str) -> AnyView {
    use crate::words::panel as words;
    let lang = current.lang;
    let back = format!("{}#assignment", url::office_application(&application.id));
    let back = onward(current, &back);
    view! {
        <Notice kind=NoticeKind::Warning title=words::led_title(lang, lead)>
            <p>{words::led_body(lang)}</p>
        </Notice>
        <div class="actions"><LinkButton href=back>{words::led_way(lang)}</LinkButton></div>
    }
    .into_any()
}

/// That an answer of another office comes first, with the way to it.
fn awaited(current: &Current, case: &Case) -> AnyView {
    use crate::words::consult as words;
    let lang = current.lang;
    let offices: Vec<AnyView> = case
        .awaited
        .iter()
        .map(|value| {
            let choices = current.site.profile.consult.iter();
            let mut found = choices.filter(|choice| choice.value == *value);
            let name: Said = found.next().map_or_else(
                || value.as_str().into(),
                |choice| Said::of(&choice.label, lang),
            );
            view! { <li>{name.view()}</li> }.into_any()
        })
        .collect();
    let back = format!("{}#consults", url::office_application(&case.application.id));
    let back = onward(current, &back);
    view! {
        <Notice kind=NoticeKind::Warning title=words::blocked_title(lang)>
            <p>{words::blocked_body(lang)}</p>
            <ul class="bullets">{offices}</ul>
        </Notice>
        <div class="actions"><LinkButton href=back>{words::title(lang)}</LinkButton></div>
    }
    .into_any()
}

fn form(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
    let lang = current.lang;
    let application = &case.application;
    let (id, action) = (application.id.to_string(), case.action.word());
    let fields = form::fields(current, case, problems);
    let reads = words::reads(lang, application.lang.own_name());
    let record = onward(current, &url::office_application(&application.id));
    view! {
        <PostForm action=SaveDecision::url() token=current.token() class="decision">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="action" value=action/>
            {fields}
            <p class="hint reads">{icon(Icon::Globe)}{reads}</p>
            <div class="actions">
                <Button>{words::go_on(lang)}</Button>
                <a href=record>{words::cancel(lang)}</a>
            </div>
        </PostForm>
    }
    .into_any()
}
