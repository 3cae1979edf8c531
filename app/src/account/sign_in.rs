//! The page on which somebody gives an address to sign in.

use super::api::AskToSignIn;
use crate::act::Again;
use crate::current::current;
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Asks for an e-mail address. There are no passwords to forget.
#[component]
pub fn SignInPage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let again = Again::load(&current).await;
        let go_on = current.query("go-on").unwrap_or_default();
        let email = words::account::email(lang);
        let error = again
            .problem("email")
            .map(|problem| problem::sentence(&problem, email, lang));
        let link_failed = again.problem("link").is_some();
        let other = match &again.error {
            Some(AppError::Invalid(_)) | None => None,
            Some(AppError::TooMany) => Some(words::account::asked_often(lang).to_owned()),
            Some(error) => Some(sentence(error)),
        };
        let items = error
            .iter()
            .map(|text| ("email".to_owned(), text.clone()))
            .collect::<Vec<_>>();
        // Somebody whose sign-in ended while they typed is told that nothing is lost.
        let kept = crate::url::pairs(go_on.split_once('?').map_or("", |(_, query)| query));
        let kept = kept
            .iter()
            .any(|(name, _)| name == "again")
            .then(|| sentence(&AppError::SignedOut));
        Ok(view! {
            <Frame>
                <ErrorSummary items=items/>
                <PageHead title=words::account::sign_in_title(lang) lead=words::account::sign_in_lead(lang) error=again.error.is_some()/>
                {link_failed.then(|| view! {
                    <Notice kind=NoticeKind::Error title=words::account::link_used(lang) focus=true/>
                })}
                {other.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                {kept.map(|text| view! { <Notice kind=NoticeKind::Warning title=text focus=true/> })}
                <PostForm action=AskToSignIn::PATH key=store::fresh::id()>
                    <input type="hidden" name="go_on" value=go_on/>
                    <TextField
                        name="email"
                        label=email
                        hint=words::account::email_hint(lang)
                        value=again.typed("email").unwrap_or_default()
                        kind=FieldKind::Email
                        autocomplete="email"
                        error=error
                    />
                    <Button>{words::account::send_code(lang)}</Button>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}
