//! The members' page of an application that staff began: to whom it is offered, and asking for a partner.

use super::api::InviteMember;
use super::api::begun::AskForPartner;
use super::card::waiting;
use super::place::Shared;
use crate::act::Again;
use crate::current::Current;
use crate::ui::*;
use crate::words::member as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::member::INVITATION_DAYS;
use partnership::person::Right;
use store::member::Members;

/// The offer that waits, the form for an offer and, for a school, the way to ask the office.
pub(super) fn parts(
    current: &Current,
    shared: &Shared,
    members: &Members,
    again: &Again,
    error: Option<String>,
) -> AnyView {
    let lang = current.lang;
    let waiting: Vec<AnyView> = members
        .invited
        .iter()
        .map(|invited| waiting(current, shared, invited))
        .collect();
    let waiting = (!waiting.is_empty()).then(|| {
        view! {
            <section>
                <h2>{words::offered(lang)}</h2>
                <ul class="card-list">{waiting}</ul>
            </section>
        }
    });
    let typed = again.typed("email").unwrap_or_default();
    let id = shared.application.id.to_string();
    let asks = (!current.may(Right::Decide)).then(|| {
        let id = id.clone();
        view! {
            <section>
                <h2>{words::ask_partner(lang)}</h2>
                <p>{words::ask_partner_lead(lang)}</p>
                <PostForm action=AskForPartner::PATH key=store::fresh::id() token=current.token()>
                    <input type="hidden" name="id" value=id/>
                    <Button kind=ButtonKind::Secondary>{words::ask_partner_send(lang)}</Button>
                </PostForm>
            </section>
        }
    });
    view! {
        {waiting}
        <section>
            <h2>{words::offer(lang)}</h2>
            <p>{words::offer_lead(lang, INVITATION_DAYS)}</p>
            <PostForm action=InviteMember::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="id" value=id/>
                <TextField
                    name="email" label=words::email(lang) hint=words::offer_hint(lang) kind=FieldKind::Email
                    value=typed error=error
                />
                <Button>{icon(Icon::Mail)}{words::offer_send(lang)}</Button>
            </PostForm>
        </section>
        {asks}
    }
    .into_any()
}
