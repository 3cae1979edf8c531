//! The page on which somebody gives an address to sign in.

use super::api::AskToSignIn;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::kept::Place;

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
        let kept = match current.query("for").as_deref() {
            Some(crate::url::SHEET) => Some(words::account::confirm_sheet(lang).to_owned()),
            _ => kept(&current, &go_on).await,
        };
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

/// What somebody reads whose form waits for a sign-in: that nothing they typed is lost, and why they are asked.
async fn kept(current: &Current, go_on: &str) -> Option<String> {
    let (page, query) = go_on.split_once('?').unwrap_or((go_on, ""));
    let (_, id) = crate::url::pairs(query)
        .into_iter()
        .find(|(name, _)| name == "again")?;
    let place = Place {
        person: current.person.as_ref().map(|person| &person.id),
        page,
    };
    let error = match current.site.store.kept(&id, place, current.now).await {
        Ok((_, error)) => serde_json::from_str(&error).ok(),
        Err(_) => None,
    };
    Some(sentence(match error {
        Some(AppError::Confirm) => &AppError::Confirm,
        _ => &AppError::SignedOut,
    }))
}
