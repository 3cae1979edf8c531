//! One mail: where it stands, its exact text, what can be done with it, and what was.

use super::api::{EditMail, HandleMail};
use super::listing::{Listing, opened};
use super::told::{history, kind, standing, subject, tag, why};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::outbox as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::mail::{Deed, Secret, State};
use partnership::person::Right;
use store::event::Event;
use store::mail::Posted;

/// A mail of the out-box.
#[component]
pub fn MailPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("mail")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let posts = &current.site.store;
        let mail = posts.posted(&asker, &id, current.now).await?;
        let mut events = posts.history("mail", &mail.id).await?;
        // That it was written stands beside it already.
        events.retain(|event| event.act != store::mail::MAIL_WRITTEN);
        let again = Again::load(&current).await;
        Ok(draw(&current, &mail, &events, &again))
    })
}

fn draw(current: &Current, mail: &Posted, events: &[Event], again: &Again) -> AnyView {
    let lang = current.lang;
    let items: Vec<(String, String)> = [
        ("subject", words::subject(lang)),
        ("body", words::text(lang)),
    ]
    .into_iter()
    .filter_map(|(field, label)| {
        let problem = again.problem(field)?;
        Some((field.to_owned(), problem::sentence(&problem, label, lang)))
    })
    .collect();
    let past = (!events.is_empty()).then(|| {
        view! {
            <section aria-labelledby="history">
                <h2 id="history">{words::history(lang)}</h2>
                {history(current, events)}
            </section>
        }
    });
    let main = (
        text(current, mail),
        edit(current, mail, again, &items),
        past,
    );
    let side = (facts(current, mail), acts(current, mail));
    let head = (subject(mail, lang), kind(&mail.act, lang));
    let news = news(current, again);
    let error = again.error.is_some();
    let back = Some((
        Listing::opened_from(&from(current)),
        words::back(lang).to_owned(),
    ));
    view! {
        <Frame office=true back=back>
            <ErrorSummary items=items/>
            {news}
            <PageHead title=head.0 caption=head.1 error=error/>
            <div class="split">
                <div class="split__main">{main}</div>
                <aside class="split__side" aria-label=words::state(lang)>{side}</aside>
            </div>
        </Frame>
    }
    .into_any()
}

/// What the address says of the list that the mail was opened from.
fn from(current: &Current) -> String {
    current.query("from").unwrap_or_default()
}

/// The result of the last act, or why it was refused when no field is to blame.
fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    match &again.error {
        Some(AppError::Invalid(_)) => return None,
        Some(AppError::Stale | AppError::Refused) => {
            return Some(
                view! {
                    <Notice kind=NoticeKind::Warning title=words::stale_title(lang) focus=true>
                        <p>{words::stale_body(lang)}</p>
                    </Notice>
                }
                .into_any(),
            );
        }
        Some(error) => {
            let title = sentence(error);
            return Some(
                view! { <Notice kind=NoticeKind::Error title=title focus=true/> }.into_any(),
            );
        }
        None => {}
    }
    let title = match Deed::from_word(&current.query("done")?)? {
        Deed::Hold => words::done_hold(lang),
        Deed::Release => words::done_release(lang),
        Deed::Resend => words::done_resend(lang),
        Deed::GiveUp => words::done_give_up(lang),
        Deed::Edit => words::done_edit(lang),
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

/// The mail as its reader gets it, or why nobody else sees it.
fn text(current: &Current, mail: &Posted) -> AnyView {
    let lang = current.lang;
    let head = view! {
        <dl class="mail-preview__head">
            <div><dt>{words::to(lang)}</dt><dd>{mail.recipient.clone()}</dd></div>
            <div><dt>{words::subject(lang)}</dt><dd>{subject(mail, lang)}</dd></div>
        </dl>
    };
    let body = match why(mail.secret, lang) {
        Some(why) => {
            view! { <p class="mail-preview__body">{icon(Icon::Lock)}" "{why}</p> }.into_any()
        }
        None => view! { <pre class="mail-preview__text">{mail.body.clone()}</pre> }.into_any(),
    };
    view! {
        <section class="mail-preview" aria-label=words::text(lang)>
            {head}
            {body}
        </section>
    }
    .into_any()
}

fn facts(current: &Current, mail: &Posted) -> AnyView {
    let lang = current.lang;
    let mut facts: Vec<AnyView> = Vec::new();
    let mut fact = |name: &'static str, value: AnyView| {
        facts.push(view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any());
    };
    let tried = (mail.attempts > 0).then(|| {
        let tried = words::tried(lang, usize::try_from(mail.attempts).unwrap_or_default());
        view! { <p class="hint">{tried}</p> }
    });
    fact(
        words::state(lang),
        view! { {tag(mail.state, lang)}<p>{standing(current, mail)}</p>{tried} }.into_any(),
    );
    if let Some(place) = mail.missing.as_ref().filter(|_| mail.state != State::Sent) {
        let mend = words::mend_missing(lang, format!("{{{place}}}"));
        fact(words::missing(lang), view! { {mend} }.into_any());
    }
    if let Some(error) = mail.error.clone().filter(|_| mail.state != State::Sent) {
        fact(words::error(lang), view! { {error} }.into_any());
    }
    let written = date::instant(mail.created_at, current.site.time_zone, lang);
    fact(words::written(lang), view! { {written} }.into_any());
    if !mail.organization.is_empty() {
        fact(
            words::organization(lang),
            view! { {mail.organization.clone()} }.into_any(),
        );
    }
    if let Some(id) = &mail.application {
        let href = url::office_application(id);
        fact(
            words::application(lang),
            view! { <a href=href>{words::application(lang)}</a> }.into_any(),
        );
    }
    if let Some(before) = &mail.again_of {
        let href = opened(before, "", &from(current));
        fact(
            words::again_of(lang),
            view! { <a href=href>{words::again_of_link(lang)}</a> }.into_any(),
        );
    }
    view! { <dl class="facts panel">{facts}</dl> }.into_any()
}

/// A button for each deed that is possible now.
fn acts(current: &Current, mail: &Posted) -> AnyView {
    let lang = current.lang;
    if mail.is_going {
        return ().into_any();
    }
    let possible = |deed| mail.takes(deed);
    let buttons: Vec<AnyView> = [Deed::Release, Deed::Resend, Deed::Hold, Deed::GiveUp]
        .into_iter()
        .filter(|deed| possible(*deed))
        .map(|deed| {
            let (label, kind) = match deed {
                Deed::Release => (words::act_release(lang), ButtonKind::Primary),
                Deed::Resend if mail.state == State::Sent => {
                    (words::act_resend_sent(lang), ButtonKind::Secondary)
                }
                Deed::Resend => (words::act_resend(lang), ButtonKind::Secondary),
                Deed::GiveUp => (words::act_give_up(lang), ButtonKind::Danger),
                Deed::Hold | Deed::Edit => (words::act_hold(lang), ButtonKind::Secondary),
            };
            let (id, seen) = (mail.id.clone(), mail.version.to_string());
            let from = from(current);
            view! {
                <PostForm action=HandleMail::url() key=store::fresh::id() token=current.token()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="seen" value=seen/>
                    <input type="hidden" name="from" value=from/>
                    <Button kind=kind name="deed" value=deed.word()>{label}</Button>
                </PostForm>
            }
            .into_any()
        })
        .collect();
    let hint = (possible(Deed::Hold) && mail.secret == Secret::None)
        .then(|| view! { <p class="hint">{words::edit_hold_first(lang)}</p> });
    view! { <div class="actions">{buttons}</div>{hint} }.into_any()
}

/// The form that changes subject and text, where that is possible.
fn edit(
    current: &Current,
    mail: &Posted,
    again: &Again,
    problems: &[(String, String)],
) -> Option<AnyView> {
    let lang = current.lang;
    if mail.is_going || !mail.takes(Deed::Edit) {
        return None;
    }
    let at = |field: &str| {
        let found = problems.iter().find(|(known, _)| known == field);
        found.map(|(_, sentence)| sentence.clone())
    };
    let (subject_error, body_error) = (at("subject"), at("body"));
    let is_open = !problems.is_empty() || again.typed("body").is_some();
    let (id, seen) = (mail.id.clone(), mail.version.to_string());
    let title = again
        .typed("subject")
        .unwrap_or_else(|| mail.subject.clone());
    let body = again.typed("body").unwrap_or_else(|| mail.body.clone());
    Some(
        view! {
            <details class="panel" open=is_open>
                <summary>{words::act_edit(lang)}</summary>
                <PostForm action=EditMail::url() key=store::fresh::id() token=current.token()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="seen" value=seen/>
                    <TextField name="subject" label=words::subject(lang) value=title error=subject_error/>
                    <TextArea
                        name="body" label=words::text(lang) rows=16 hint=words::edit_hint(lang) value=body
                        error=body_error
                    />
                    <Button>{words::save(lang)}</Button>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}
