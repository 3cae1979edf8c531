//! States, acts and histories of mails in words.

use crate::current::Current;
use crate::ui::date;
use crate::words::{mail_kind as kinds, outbox as words};
use leptos::prelude::*;
use partnership::mail::{Secret, State};
use partnership::text::Lang;
use serde_json::Value;
use store::event::Event;
use store::mail::Posted;

/// A state.
pub(super) const fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Waiting => words::state_waiting(lang),
        State::Failed => words::state_failed(lang),
        State::Held => words::state_held(lang),
        State::GivenUp => words::state_given_up(lang),
        State::Sent => words::state_sent(lang),
    }
}

/// A state as a coloured word.
pub(super) fn tag(of: State, lang: Lang) -> AnyView {
    let class = match of {
        State::Waiting => "tag tag--new",
        State::Failed => "tag tag--waiting",
        State::Held => "tag tag--busy",
        State::GivenUp => "tag tag--bad",
        State::Sent => "tag tag--good",
    };
    view! { <span class=class>{state(of, lang)}</span> }.into_any()
}

/// What a mail is about, by the act that caused it.
pub(super) fn kind(act: &str, lang: Lang) -> &'static str {
    match act {
        "sign-in" => words::kind_sign_in(lang),
        "invite" => words::kind_invite(lang),
        "invite-member" => words::kind_invite_member(lang),
        "submit" => words::kind_submit(lang),
        "withdraw" => words::kind_withdraw(lang),
        "request-changes" => words::kind_request_changes(lang),
        "approve" => words::kind_approve(lang),
        "decline" => words::kind_decline(lang),
        "redirect" => words::kind_redirect(lang),
        "message" => words::kind_message(lang),
        "remind-draft" | "remind-changes" | "remind-review" => {
            crate::words::remind_mail::kind(lang)
        }
        "digest" => words::kind_digest(lang),
        "mention" => kinds::mention(lang),
        "ask-consult" => kinds::ask_consult(lang),
        "answer-consult" => kinds::answer_consult(lang),
        "end-consult" => kinds::end_consult(lang),
        "plan-meeting" => kinds::plan_meeting(lang),
        "set-platform" => kinds::set_platform(lang),
        "add-reviewer" => kinds::add_reviewer(lang),
        "remove-reviewer" => kinds::remove_reviewer(lang),
        "declare-conflict" => kinds::declare_conflict(lang),
        "set-due" => kinds::set_due(lang),
        "remind" => kinds::remind(lang),
        "join" | "leave" | "remove-member" | "hand-over" | "claim" | "settle-claim"
        | "refuse-claim" | "take-over" | "ask-for-partner" => words::kind_member(lang),
        _ => words::kind_other(lang),
    }
}

/// The subject, or that it is not shown.
pub(super) fn subject(mail: &Posted, lang: Lang) -> String {
    match mail.secret {
        Secret::None if mail.subject.is_empty() => kind(&mail.act, lang).to_owned(),
        Secret::None => mail.subject.clone(),
        Secret::Code => words::code_hidden(lang).to_owned(),
        Secret::Link => words::link_hidden(lang).to_owned(),
        Secret::Draft => words::draft_hidden(lang).to_owned(),
        Secret::Digest => words::digest_hidden(lang).to_owned(),
    }
}

/// Why nobody but its reader sees it.
pub(super) const fn why(secret: Secret, lang: Lang) -> Option<&'static str> {
    match secret {
        Secret::None => None,
        Secret::Code => Some(words::code_why(lang)),
        Secret::Link => Some(words::link_why(lang)),
        Secret::Draft => Some(words::draft_why(lang)),
        Secret::Digest => Some(words::digest_why(lang)),
    }
}

/// More on where a mail stands: when it was sent, is tried again, was given up, or why it is held.
pub(super) fn standing(current: &Current, mail: &Posted) -> String {
    let lang = current.lang;
    let at = |at| date::instant(at, current.site.time_zone, lang);
    if mail.is_going {
        return words::going(lang).to_owned();
    }
    match mail.state {
        State::Waiting => words::waits(lang).to_owned(),
        State::Failed => words::tries_again(lang, at(mail.next_at)),
        State::Held if mail.held_for == "by-hand" => words::held_office(lang).to_owned(),
        State::Held => words::held_missing(lang, format!("{{{}}}", mail.held_for)),
        State::GivenUp => words::given_up_at(lang, at(mail.dead_at.unwrap_or(mail.next_at))),
        State::Sent => words::sent_at(lang, at(mail.sent_at.unwrap_or(mail.next_at))),
    }
}

/// What was done with a mail.
fn did(act: &str, lang: Lang) -> &str {
    match act {
        "hold-mail" => words::did_hold(lang),
        "release-mail" => words::did_release(lang),
        "resend-mail" => words::did_resend(lang),
        "give-up-mail" => words::did_give_up(lang),
        "edit-mail" => words::did_edit(lang),
        act => act,
    }
}

/// The history of a mail, newest first, with each text as it was and as it became.
pub(super) fn history(current: &Current, events: &[Event]) -> AnyView {
    let lang = current.lang;
    let lines: Vec<AnyView> = events
        .iter()
        .map(|event| {
            let who = event.who.clone();
            let who = who.unwrap_or_else(|| words::by_program(lang).to_owned());
            let when = date::instant(event.at, current.site.time_zone, lang);
            let texts = ["subject", "text"].into_iter().filter_map(|name| {
                let change = event.detail.get(name)?;
                let part = |part| change.get(part).and_then(Value::as_str);
                let before = words::before(lang, part("before")?);
                Some(format!("{before}\n{}", words::after(lang, part("after")?)))
            });
            let texts: Vec<String> = texts.collect();
            let texts = (!texts.is_empty())
                .then(|| view! { <div class="timeline__why">{texts.join("\n\n")}</div> });
            view! {
                <li>
                    <p class="timeline__when">{words::by_at(lang, when, who)}</p>
                    <p class="timeline__what">{did(&event.act, lang).to_owned()}</p>
                    {texts}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="timeline">{lines}</ol> }.into_any()
}
