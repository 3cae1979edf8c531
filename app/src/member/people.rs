//! The page of those who work on an application.

use super::api::claim::ClaimOwnership;
use super::api::{InviteMember, LeaveApplication};
use super::card::{card, waiting};
use super::offer::parts;
use super::place::Shared;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::{application as more, member as words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::application::Side;
use partnership::member::{Deed, INVITATION_DAYS, MOST};
use store::member::{Members, PER_DAY};

/// Who works on it and who is invited; for the owner the ways to change that, for a member the ways to leave
/// and to become the owner.
#[component]
pub fn MembersPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let shared = Shared::find(&current, &id).await?;
        let members = shared.members(&current).await?;
        let again = Again::load(&current).await;
        let problems = problems(&current, &again);
        if shared.side == Side::Starter {
            return Ok(offer(&current, &shared, &members, &again));
        }
        let owner = members
            .people
            .first()
            .map(|owner| owner.shown().to_owned())
            .unwrap_or_default();
        let lead = if shared.side.may(Deed::Send) {
            words::lead_owner(lang).to_owned()
        } else {
            words::lead_member(lang, owner)
        };
        let cards: Vec<AnyView> = members
            .people
            .iter()
            .map(|member| card(&current, &shared, member))
            .collect();
        let invited = (!members.invited.is_empty() && shared.side.may(Deed::Invite)).then(|| {
            let rows: Vec<AnyView> = members
                .invited
                .iter()
                .map(|invited| waiting(&current, &shared, invited))
                .collect();
            view! {
                <section>
                    <h2>{words::invited(lang)}</h2>
                    <ul class="card-list">{rows}</ul>
                </section>
            }
        });
        let own = members
            .people
            .iter()
            .find(|member| member.id == shared.asker.id);
        let claimed = own.is_some_and(|own| own.claim.is_some());
        let invite = shared
            .side
            .may(Deed::Invite)
            .then(|| invite(&current, &shared, &again, &problems));
        let claim = shared
            .side
            .may(Deed::Claim)
            .then(|| claim(&current, &shared, &again, &problems, claimed));
        let leave = shared
            .side
            .may(Deed::Leave)
            .then(|| leave(&current, &shared));
        let news = news(&current, &again);
        let back = (
            url::application(&shared.application.id),
            more::back_to_application(lang).to_owned(),
        );
        let error = again.error.is_some();
        Ok(view! {
            <Frame back=Some(back)>
                <ErrorSummary items=problems/>
                {news}
                <PageHead title=words::title(lang) caption=shared.application.reference.clone() lead=lead error=error/>
                <section>
                    <h2>{words::people(lang)}</h2>
                    <ul class="card-list">{cards}</ul>
                </section>
                {invited}
                {invite}
                {claim}
                {leave}
            </Frame>
        }
        .into_any())
    })
}

/// The same page for whoever began the application for a partner.
fn offer(current: &Current, shared: &Shared, members: &Members, again: &Again) -> AnyView {
    let lang = current.lang;
    let problems = problems(current, again);
    let error = at(&problems, "email");
    let back = (
        url::application(&shared.application.id),
        more::back_to_application(lang).to_owned(),
    );
    let (news, has_error) = (news(current, again), again.error.is_some());
    let reference = shared.application.reference.clone();
    let parts = parts(current, shared, members, again, error);
    view! {
        <Frame back=Some(back)>
            <ErrorSummary items=problems/>
            {news}
            <PageHead
                title=words::offer_title(lang) caption=reference lead=words::offer_caption_lead(lang) error=has_error
            />
            {parts}
        </Frame>
    }
    .into_any()
}

/// The result of the last act, or why it was refused where no field is to blame.
fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    let refused = match &again.error {
        Some(AppError::Invalid(_)) => return None,
        Some(AppError::TooMany) => Some(words::too_many(lang, PER_DAY, MOST)),
        Some(AppError::Stale) => Some(words::gone(lang).to_owned()),
        Some(error) => Some(sentence(error)),
        None => None,
    };
    if let Some(title) = refused {
        return Some(view! { <Notice kind=NoticeKind::Error title=title focus=true/> }.into_any());
    }
    let title = match current.query("done")?.as_str() {
        "invite" => words::done_invite(lang),
        "offer" => words::done_offer(lang),
        "asked" => words::done_asked(lang),
        "end" => words::done_end(lang),
        "remove" => words::done_remove(lang),
        "hand-over" => words::done_hand_over(lang),
        "claim" => words::done_claim(lang),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

fn problems(current: &Current, again: &Again) -> Vec<(String, String)> {
    let lang = current.lang;
    [
        ("email", words::email(lang)),
        ("reason", words::claim_reason(lang)),
    ]
    .into_iter()
    .filter_map(|(field, label)| {
        let problem = again.problem(field)?;
        Some((field.to_owned(), problem::sentence(&problem, label, lang)))
    })
    .collect()
}

fn at(problems: &[(String, String)], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|(id, _)| id == field)
        .map(|(_, sentence)| sentence.clone())
}

fn invite(
    current: &Current,
    shared: &Shared,
    again: &Again,
    problems: &[(String, String)],
) -> AnyView {
    let lang = current.lang;
    let id = shared.application.id.to_string();
    let (typed, error) = (
        again.typed("email").unwrap_or_default(),
        at(problems, "email"),
    );
    view! {
        <section>
            <h2>{words::invite(lang)}</h2>
            <p>{words::invite_lead(lang, INVITATION_DAYS)}</p>
            <PostForm action=InviteMember::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <TextField
                    name="email" label=words::email(lang) hint=words::email_hint(lang) kind=FieldKind::Email
                    value=typed error=error
                />
                <Button>{icon(Icon::Mail)}{words::send(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}

fn claim(
    current: &Current,
    shared: &Shared,
    again: &Again,
    problems: &[(String, String)],
    claimed: bool,
) -> AnyView {
    let lang = current.lang;
    let id = shared.application.id.to_string();
    let (typed, error) = (
        again.typed("reason").unwrap_or_default(),
        at(problems, "reason"),
    );
    let claimed = claimed.then(|| view! { <p>{words::claimed(lang)}</p> });
    view! {
        <section>
            <h2>{words::claim(lang)}</h2>
            <p>{words::claim_lead(lang)}</p>
            {claimed}
            <PostForm action=ClaimOwnership::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <TextArea name="reason" label=words::claim_reason(lang) limit=Some(2_000) value=typed error=error/>
                <Button kind=ButtonKind::Secondary>{words::claim_send(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}

fn leave(current: &Current, shared: &Shared) -> AnyView {
    let lang = current.lang;
    let id = shared.application.id.to_string();
    view! {
        <details class="revoke">
            <summary>{words::leave(lang)}</summary>
            <PostForm action=LeaveApplication::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <p>{words::leave_text(lang)}</p>
                <Button kind=ButtonKind::Danger>{words::leave_button(lang)}</Button>
            </PostForm>
        </details>
    }
    .into_any()
}
