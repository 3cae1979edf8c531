//! Cards of the members' page: somebody who works on the application, and somebody who is invited to.

use super::api::{EndInvitation, HandOver, RemoveMember};
use super::place::Shared;
use crate::current::Current;
use crate::ui::*;
use crate::words::member as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::member::{Deed, Part};
use store::member::{Invited, Member};

/// Somebody who works on it, with what the asker may do about that.
pub(super) fn card(current: &Current, shared: &Shared, member: &Member) -> AnyView {
    let lang = current.lang;
    let name = if member.id == shared.asker.id {
        words::you(lang, member.shown())
    } else {
        member.shown().to_owned()
    };
    let address = (!member.name.is_empty()).then(|| view! { <p>{member.email.clone()}</p> });
    let part = match member.part {
        Part::Owner => words::owner(lang),
        Part::Member | Part::Starter => words::member(lang),
    };
    let day = member.since.with_timezone(&current.site.time_zone);
    let since = words::since(lang, date::day(day.date_naive(), lang));
    let is_other = member.part == Part::Member;
    let claim = member
        .claim
        .clone()
        .filter(|_| shared.side.may(Deed::HandOver));
    let claim = claim.map(|reason| {
        view! { <p><strong>{words::claims(lang)}</strong></p> {question::paragraphs(reason.into())} }
    });
    let make_owner = (is_other && shared.side.may(Deed::HandOver)).then(|| {
        let (name, text) = (member.shown(), words::make_owner_text(lang, member.shown()));
        folded(
            current,
            shared,
            member,
            HandOver::PATH,
            words::make_owner(lang),
            words::make_owner_of(lang, name),
            text,
        )
    });
    let remove = (is_other && shared.side.may(Deed::Remove)).then(|| {
        let (name, text) = (member.shown(), words::remove_text(lang, member.shown()));
        folded(
            current,
            shared,
            member,
            RemoveMember::PATH,
            words::remove(lang),
            words::remove_who(lang, name),
            text,
        )
    });
    view! {
        <li class="card">
            <h3>{name}</h3>
            {address}
            <p><span class="tag">{part}</span>" "{since}</p>
            {claim}
            {make_owner}
            {remove}
        </li>
    }
    .into_any()
}

/// An act on a member: folded, with what it means before the button.
fn folded(
    current: &Current,
    shared: &Shared,
    member: &Member,
    action: &'static str,
    summary: &'static str,
    button: String,
    text: String,
) -> AnyView {
    let (id, person) = (shared.application.id.to_string(), member.id.to_string());
    let kind = if action == RemoveMember::PATH {
        ButtonKind::Danger
    } else {
        ButtonKind::Secondary
    };
    view! {
        <details class="revoke">
            <summary>
                <span aria-hidden="true">{summary}</span>
                <span class="hidden-text">{button.clone()}</span>
            </summary>
            <PostForm action=action key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="person" value=person/>
                <p>{text}</p>
                <Button kind=kind>{button}</Button>
            </PostForm>
        </details>
    }
    .into_any()
}

/// An invitation that waits, with the way to take it back.
pub(super) fn waiting(current: &Current, shared: &Shared, invited: &Invited) -> AnyView {
    let lang = current.lang;
    let day = invited.expires_at.with_timezone(&current.site.time_zone);
    let until = words::invited_until(lang, date::day(day.date_naive(), lang));
    let (id, invitation) = (shared.application.id.to_string(), invited.id.clone());
    let label = words::end_invitation_of(lang, &invited.email);
    view! {
        <li class="card">
            <h3>{invited.email.clone()}</h3>
            <p>{until}</p>
            <PostForm action=EndInvitation::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="invitation" value=invitation/>
                <Button kind=ButtonKind::Secondary>
                    <span aria-hidden="true">{words::end_invitation(lang)}</span>
                    <span class="hidden-text">{label}</span>
                </Button>
            </PostForm>
        </li>
    }
    .into_any()
}
