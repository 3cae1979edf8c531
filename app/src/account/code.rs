//! The page on which somebody types the code of the mail.

use super::api::SignInWithCode;
use crate::act::Again;
use crate::current::current;
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Asks for the six digits, in one field that takes a paste.
#[component]
pub fn CodePage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let again = Again::load(&current).await;
        let request = current.query("request").unwrap_or_default();
        let error = again
            .problem("code")
            .map(|_| words::account::code_wrong(lang).to_owned());
        let other = match &again.error {
            Some(AppError::Invalid(_)) | None => None,
            Some(AppError::TooMany) => Some(words::account::use_link(lang).to_owned()),
            Some(error) => Some(sentence(error)),
        };
        let items = error
            .iter()
            .map(|text| ("code".to_owned(), text.clone()))
            .collect::<Vec<_>>();
        Ok(view! {
            <Frame back=Some((url::sign_in(""), words::account::other_address(lang).to_owned()))>
                <ErrorSummary items=items/>
                <PageHead title=words::account::code_title(lang) lead=words::account::code_lead(lang) error=again.error.is_some()/>
                {other.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                <PostForm action=SignInWithCode::PATH>
                    <input type="hidden" name="request" value=request/>
                    <TextField
                        name="code"
                        label=words::account::code(lang)
                        hint=words::account::code_hint(lang)
                        kind=FieldKind::Code
                        autocomplete="one-time-code"
                        width=10
                        error=error
                    />
                    <Button>{words::account::sign_in(lang)}</Button>
                </PostForm>
                <p>{words::account::no_mail(lang)}</p>
                {current.site.is_development.then(|| view! {
                    <p><a href="/dev/mail">"/dev/mail"</a></p>
                })}
            </Frame>
        }
        .into_any())
    })
}
