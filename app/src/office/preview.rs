//! The last page before a decision: the mail that will go out, and what else will happen.

use super::api::Decide;
use super::decide::{Case, find, moved};
use super::decision::Written;
use super::desk::walk::onward;
use super::history::named;
use super::place::{at, parameter, problems};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{Drawn, go, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::{decide as words, term};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Action;
use partnership::district::Profile;
use partnership::text::Lang;

/// Shows the mail, which can still be edited, and takes the decision.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let (id, action) = (parameter("id"), parameter("action"));
    page(async move {
        let current = current();
        let case = match find(&current, &id, &action).await {
            Err(AppError::Refused) => return moved(&current, &id),
            found => found?,
        };
        let current = current.as_of(case.application.profile_version)?;
        let Some(written) = case
            .judged(&current)
            .ok()
            .filter(|_| case.is_ready(&current))
        else {
            let writing = url::decide(&case.application.id, case.action);
            return Ok(go(&onward(&current, &format!("{writing}?check=1"))));
        };
        let again = Again::load(&current).await;
        draw(&current, &case, &written, &again)
    })
}

const fn title(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::RequestChanges => words::preview_title_request_changes(lang),
        Action::Approve => words::preview_title_approve(lang),
        Action::Redirect => words::preview_title_redirect(lang),
        _ => words::preview_title_decline(lang),
    }
}

/// The button says the act.
const fn send(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::RequestChanges => words::send_request_changes(lang),
        Action::Approve => words::send_approve(lang),
        Action::Redirect => words::send_redirect(lang),
        _ => words::send_decline(lang),
    }
}

fn label(field: &str, lang: Lang) -> Option<String> {
    match field {
        "subject" => Some(words::subject(lang).to_owned()),
        "body" => Some(words::body(lang).to_owned()),
        _ => None,
    }
}

fn draw(current: &Current, case: &Case, written: &Written, again: &Again) -> Drawn {
    let lang = current.lang;
    let application = &case.application;
    let problems = problems(again, lang, |field| label(field, lang));
    let writing = onward(current, &url::decide(&application.id, case.action));
    let caption = format!("{} · {}", application.reference, application.organization);
    let refusal = again
        .error
        .as_ref()
        .filter(|_| problems.is_empty())
        .map(|error| {
            view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
        });
    let (title, error) = (title(case.action, lang), again.error.is_some());
    let form = form(current, case, written, again, &problems);
    Ok(view! {
        <Frame office=true back=Some((writing, words::change_decision(lang).to_owned()))>
            <ErrorSummary items=problems/>
            {refusal}
            <PageHead title=title caption=caption lead=words::preview_lead(lang) error=error/>
            {form}
        </Frame>
    }
    .into_any())
}

fn form(
    current: &Current,
    case: &Case,
    written: &Written,
    again: &Again,
    problems: &[(String, Said)],
) -> AnyView {
    let lang = current.lang;
    let application = &case.application;
    let mail = mail(current, case, written, again, problems);
    let also: Vec<AnyView> = consequences(current, case, written)
        .into_iter()
        .map(|line| view! { <li>{line.view()}</li> }.into_any())
        .collect();
    let kind = if case.action == Action::Decline {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    let label = send(case.action, lang);
    let writing = onward(current, &url::decide(&application.id, case.action));
    let side = view! {
        <section class="panel" aria-labelledby="also">
            <h2 class="panel__title" id="also">{words::also_title(lang)}</h2>
            <ul class="bullets">{also}</ul>
        </section>
        {warning(current, case, written)}
        <input type="hidden" name="id" value=application.id.to_string()/>
        <input type="hidden" name="action" value=case.action.word()/>
        <input type="hidden" name="seen" value=application.version.to_string()/>
        <Button kind=kind>{label}</Button>
        <p><a href=writing>{words::change_decision(lang)}</a></p>
    }
    .into_any();
    view! {
        <PostForm action=Decide::url() key=store::fresh::id() token=current.token() class="split">
            <div class="split__main">{mail}</div>
            <div class="split__side decision-side">{side}</div>
        </PostForm>
    }
    .into_any()
}

/// The mail, to read and to edit.
fn mail(
    current: &Current,
    case: &Case,
    written: &Written,
    again: &Again,
    problems: &[(String, Said)],
) -> AnyView {
    let lang = current.lang;
    let mail = case.mail(current, written);
    view! {
        <section class="mail-preview" aria-labelledby="mail">
            <div class="mail-preview__head">
                <h2 class="mail-preview__title" id="mail">{icon(Icon::Mail)}{words::mail(lang)}</h2>
                <dl><div><dt>{words::to(lang)}</dt><dd>{mail.recipient}</dd></div></dl>
                <p class="hint">{words::reads(lang, case.application.lang.own_name())}</p>
            </div>
            <div class="mail-preview__body mail-preview__body--form">
                <TextField
                    name="subject" label=words::subject(lang)
                    value=again.typed("subject").unwrap_or(mail.subject)
                    error=at(problems, "subject")
                />
                <TextArea
                    name="body" label=words::body(lang) rows=16 hint=words::mail_only(lang)
                    value=again.typed("body").unwrap_or(mail.body)
                    error=at(problems, "body")
                />
                <Tick
                    name="hold" label=words::hold(lang) hint=words::hold_hint(lang)
                    checked=again.typed("hold").is_some_and(|typed| !typed.is_empty())
                />
            </div>
        </section>
    }
    .into_any()
}

/// What happens beside the mail, a sentence each.
fn consequences(current: &Current, case: &Case, written: &Written) -> Vec<Said> {
    let lang = current.lang;
    let profile = &current.site.profile;
    let mut lines = match written {
        Written::RequestChanges { asked, due_on, .. } => {
            let names = named(asked, &profile.form, lang);
            vec![
                names.within(|names| words::then_reopens(lang, names)),
                words::then_due(lang, date::day(*due_on, lang)).into(),
            ]
        }
        Written::Approve {
            level,
            agreement,
            ends_on,
            ..
        } => {
            let sites: Vec<&str> = case
                .proposal
                .sites
                .iter()
                .filter_map(|slug| profile.school(slug))
                .map(|school| school.name.as_str())
                .collect();
            let kind = kind(profile, agreement, lang);
            let begins = if profile.needs_agreement(level) {
                kind.within(|kind| words::then_agreement(lang, kind))
            } else {
                words::then_onboarding(lang).into()
            };
            let until = ends_on.map_or_else(
                || term::then_open(lang).to_owned(),
                |day| term::then_until(lang, date::day(day, lang)),
            );
            let listed = if case.proposal.listed {
                words::then_listed(lang)
            } else {
                words::then_not_listed(lang)
            };
            vec![
                words::then_partnership(lang, sites.len(), sites.join(", ")).into(),
                begins,
                until.into(),
                listed.into(),
            ]
        }
        Written::Decline { .. } => vec![words::then_ends(lang).into()],
        Written::Redirect { route, .. } => {
            let title = profile.route(route).map_or_else(
                || route.as_str().into(),
                |route| Said::of(&route.title, lang),
            );
            vec![title.within(|title| words::then_moves(lang, title))]
        }
    };
    lines.push(words::then_history(lang).into());
    lines
}

/// The name of a kind of agreement.
fn kind(profile: &Profile, agreement: &str, lang: Lang) -> Said {
    let kind = profile.agreement(agreement);
    kind.map_or_else(|| agreement.into(), |kind| Said::of(&kind.label, lang))
}

/// That the level needs an agreement and a kind was chosen that nothing proposes.
fn warning(current: &Current, case: &Case, written: &Written) -> Option<AnyView> {
    let lang = current.lang;
    let profile = &current.site.profile;
    let Written::Approve {
        level, agreement, ..
    } = written
    else {
        return None;
    };
    let usual = super::decision::proposed_agreement(profile, profile.level(level), &case.sent);
    let is_proposed = partnership::agreement::proposed(profile, &case.sent)
        .iter()
        .any(|proposed| proposed.kind.value == *agreement);
    if !profile.needs_agreement(level) || agreement == usual || is_proposed {
        return None;
    }
    let title =
        kind(profile, agreement, lang).within(|kind| words::no_agreement_warning(lang, kind));
    Some(view! { <Notice kind=NoticeKind::Warning title=title/> }.into_any())
}
