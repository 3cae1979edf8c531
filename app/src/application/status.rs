//! Where a sent application stands: who has it, what comes next, messages.

use super::open::Open;
use crate::act::Again;
use crate::current::{Current, current};
use crate::page::{go, page, sentence};
use crate::tracker::tracker;
use crate::ui::talk::{FilesBeside, attached, files_of, new_mark};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::application::Stage;
use store::event::Event;
use store::partnership::Partnership;
use store::talk::Entry;

/// Reference, stage, tracker, decision, messages, and what the partner can do now.
#[component]
pub fn StatusPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let open = Open::find(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let application = open.application.clone();
        let id = application.id.clone();
        if application.stage == Stage::Draft {
            return Ok(go(&url::application(&id)));
        }
        let again = Again::load(&current).await;
        let store = &current.site.store;
        let became = if application.stage == Stage::Approved {
            store.partnership_of(&id).await.ok()
        } else {
            None
        };
        let outcome = store.outcome(&application).await?;
        let entries = store.entries(&open.asker, &application).await?;
        crate::act::read(&current, &open.asker, &id, &entries);
        let label = words::application::message(lang);
        let files = files_of("body");
        let wrong = |field: &str, label: &str| {
            let problem = again.problem(field)?;
            Some(problem::sentence(&problem, label, lang))
        };
        let error = wrong("body", label);
        let files_error = wrong(&files, words::talk::attach(lang));
        let items = [("body".to_owned(), &error), (files, &files_error)]
            .into_iter()
            .filter_map(|(field, text)| Some((field, text.clone()?)))
            .collect::<Vec<_>>();
        let refused = match &again.error {
            Some(crate::error::AppError::Invalid(_)) | None => None,
            Some(crate::error::AppError::TooMany) => Some(words::application::too_many_messages(
                lang,
                store::talk::MESSAGES_PER_HOUR,
            )),
            Some(error) => Some(sentence(error)),
        };
        let stage_now = application.stage;
        let due = application
            .due_on
            .map(|day| date::day(day, lang))
            .unwrap_or_default();
        let title = match application.stage {
            Stage::Draft | Stage::Submitted | Stage::InReview => {
                words::application::status_sent(lang)
            }
            Stage::ChangesRequested => words::application::status_changes(lang),
            Stage::Approved => words::application::status_approved(lang),
            Stage::Declined => words::application::status_declined(lang),
            Stage::Redirected => words::application::status_redirected(lang),
            Stage::Withdrawn => words::application::status_withdrawn(lang),
        };
        let next = match application.stage {
            Stage::Submitted | Stage::InReview => words::application::next_review(lang, due),
            Stage::ChangesRequested => words::application::next_changes(lang, due),
            Stage::Approved => words::application::next_approved(lang).to_owned(),
            Stage::Draft | Stage::Declined | Stage::Redirected | Stage::Withdrawn => {
                words::application::next_none(lang).to_owned()
            }
        };
        let can_withdraw = application
            .stage
            .after(partnership::application::Action::Withdraw, open.side)
            .is_ok();
        let until = became.as_ref().and_then(|became| until(&current, became));
        let stage = became.as_ref().map(|partnership| partnership.stage);
        let done = done(&current);
        let decision = outcome.and_then(|outcome| decision(&current, stage_now, &outcome));
        let track = tracker(&current, stage_now, stage);
        let list = messages(&current, entries);
        let token = current.token();
        let name = if application.title.is_empty() {
            application.organization.clone()
        } else {
            format!("{} – {}", application.organization, application.title)
        };
        let typed = again.typed("body").unwrap_or_default();
        let has_error = again.error.is_some();
        Ok(view! {
            <Frame back=Some(("/applications".to_owned(), words::application::own_title(lang).to_owned()))>
                <ErrorSummary items=items/>
                {done}
                {refused.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                <PageHead title=title caption=application.reference lead=next error=has_error/>
                <p><StageTag stage=stage_now/>" "{name}</p>
                {until}
                {decision}
                {track}
                <div class="actions">
                    {(stage_now == Stage::ChangesRequested).then(|| view! {
                        <LinkButton href=url::application(&id)>{words::application::make_changes(lang)}</LinkButton>
                    })}
                    <LinkButton href=url::copy(&id) kind=ButtonKind::Secondary>{words::application::see_copy(lang)}</LinkButton>
                    <LinkButton href=url::members(&id) kind=ButtonKind::Quiet>{words::member::link(lang)}</LinkButton>
                    {can_withdraw.then(|| view! {
                        <LinkButton href=url::step(&id, "withdraw") kind=ButtonKind::Quiet>{words::application::withdraw_link(lang)}</LinkButton>
                    })}
                </div>
                <section id="messages">
                    <h2>{words::application::messages(lang)}</h2>
                    {list}
                    <PostForm action=url::SEND_MESSAGE_TO_OFFICE key=store::fresh::id() token=token files=true>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <TextArea name="body" label=label value=typed limit=Some(5_000) error=error/>
                        <FilesBeside of="body" error=files_error.unwrap_or_default()/>
                        <Button kind=ButtonKind::Secondary>{words::application::send_message(lang)}</Button>
                    </PostForm>
                </section>
            </Frame>
        }
        .into_any())
    })
}

/// Until when a partnership runs, or ran.
fn until(current: &Current, became: &Partnership) -> Option<AnyView> {
    let lang = current.lang;
    if became.stage == partnership::partnership::Stage::Ended {
        return None;
    }
    let last = became.ends_on?;
    let day = date::day(last, lang);
    let said = if last < current.today {
        words::term::ran_until(lang, day)
    } else {
        words::term::runs_until(lang, day)
    };
    Some(view! { <p>{said}</p> }.into_any())
}

fn done(current: &Current) -> Option<AnyView> {
    let lang = current.lang;
    let title = match current.query("done").as_deref() {
        Some("sent") => words::application::done_sent(lang),
        Some("message") => words::application::done_message(lang),
        Some("withdrawn") => words::application::done_withdrawn(lang),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

/// What the office decided, in the words it wrote.
fn decision(current: &Current, stage: Stage, outcome: &Event) -> Option<AnyView> {
    let lang = current.lang;
    let text = |name: &str| outcome.text(name).to_owned();
    let (title, body) = match stage {
        Stage::ChangesRequested => (words::application::asked_title(lang), text("body")),
        Stage::Declined => (words::application::reason_title(lang), text("body")),
        Stage::Redirected => {
            let route = text("route");
            let title = current
                .site
                .profile
                .route(&route)
                .map(|route| Said::of(&route.title, lang));
            let body = question::paragraphs(text("body").into());
            return Some(
                view! {
                    <Notice title=title>{body}</Notice>
                }
                .into_any(),
            );
        }
        Stage::Approved => (
            words::application::conditions_title(lang),
            text("conditions"),
        ),
        Stage::Draft | Stage::Submitted | Stage::InReview | Stage::Withdrawn => return None,
    };
    (!body.is_empty()).then(|| {
        view! { <Notice title=title>{question::paragraphs(body.into())}</Notice> }.into_any()
    })
}

fn messages(current: &Current, entries: Vec<Entry>) -> AnyView {
    let lang = current.lang;
    if entries.is_empty() {
        return view! { <p>{words::application::no_messages(lang)}</p> }.into_any();
    }
    let rows: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            let who = if entry.from_office {
                current.text(&current.site.profile.office.name)
            } else {
                entry.by.into()
            };
            let at = date::instant(entry.at, current.site.time_zone, lang);
            view! {
                <li class="message message--partner">
                    <p><strong>{who.view()}</strong>" · "{at}{new_mark(entry.is_new, lang)}</p>
                    {question::paragraphs(entry.body.into())}
                    {attached(&entry.files, lang)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="message-list">{rows}</ol> }.into_any()
}
