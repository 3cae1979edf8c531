//! The page behind the link of a mail. Opening it changes nothing, so that mail scanners can.

use super::api::SignInWithLink;
use crate::current::current;
use crate::page::page;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Shows the button that signs in.
#[component]
pub fn LinkPage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let secret = current.query("secret").unwrap_or_default();
        // Somebody's own link, sent to another person, would sign that person in as its sender.
        let address = current
            .site
            .store
            .address_of_link(&secret, current.now)
            .await?
            .map(|email| view! { <p>{words::account::link_address(lang, email.as_str())}</p> });
        Ok(view! {
            <Frame>
                <PageHead title=words::account::link_title(lang) lead=words::account::link_lead(lang)/>
                {address}
                <PostForm action=SignInWithLink::PATH>
                    <input type="hidden" name="secret" value=secret/>
                    <Button>{words::account::sign_in(lang)}</Button>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}
