//! The page behind the link of an invitation. Opening it changes nothing, so that mail scanners can.

use super::api::AcceptInvitation;
use crate::act::Again;
use crate::current::{Current, current};
use crate::mail::member::called;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::member as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::member::Invitation;

/// Who invites to what, and the button that accepts, for whoever is signed in with the invited address.
#[component]
pub fn InvitationPage() -> impl IntoView {
    page(async move {
        let current = current();
        let again = Again::load(&current).await;
        let secret = current.query("secret").unwrap_or_default();
        let found = current.site.store.invitation(&secret, current.now).await;
        let found = match found {
            Ok(found) => found,
            Err(store::Error::NotFound) => return Ok(over(&current)),
            Err(error) => return Err(error.into()),
        };
        let lang = current.lang;
        let called = called(&found.organization, &found.reference, lang);
        let error = again.error.map(|error| {
            view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> }
        });
        let (title, lead) = if found.hands_over {
            (
                words::take_title(lang, called),
                words::take_lead(lang, &found.by),
            )
        } else {
            (
                words::accept_title(lang, called),
                words::accept_lead(lang, &found.by),
            )
        };
        let way = way(&current, &found, secret);
        Ok(view! {
            <Frame>
                {error}
                <PageHead title=title lead=lead/>
                {way}
            </Frame>
        }
        .into_any())
    })
}

/// What to do: sign in, sign in with the other address, or accept.
fn way(current: &Current, found: &Invitation, secret: String) -> AnyView {
    let lang = current.lang;
    let sign_in = url::sign_in(&url::invitation(&secret));
    match &current.person {
        None => view! {
            <p>{words::accept_sign_in(lang, &found.email)}</p>
            <div class="actions"><LinkButton href=sign_in>{words::accept_sign_in_button(lang)}</LinkButton></div>
        }
        .into_any(),
        Some(person) if person.email.as_str() != found.email => {
            let text = words::accept_other(lang, person.email.as_str());
            view! {
                <Notice kind=NoticeKind::Warning title=words::accept_other_title(lang, &found.email)>
                    <p>{text}</p>
                    <div class="actions"><LinkButton href=sign_in>{words::accept_other_button(lang)}</LinkButton></div>
                </Notice>
            }
            .into_any()
        }
        Some(_) => {
            let label = if found.hands_over {
                words::take_button(lang)
            } else {
                words::accept_button(lang)
            };
            view! {
            <PostForm action=AcceptInvitation::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="secret" value=secret/>
                <Button>{label}</Button>
            </PostForm>
            }
            .into_any()
        }
    }
}

fn over(current: &Current) -> AnyView {
    let lang = current.lang;
    view! {
        <Frame>
            <PageHead title=words::over_title(lang) lead=words::over(lang)/>
            <p><a href="/applications">{words::over_link(lang)}</a></p>
        </Frame>
    }
    .into_any()
}
