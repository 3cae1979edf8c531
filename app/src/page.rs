//! A page: loads what it shows, and says in a sentence when it cannot.

use crate::current::current;
use crate::error::AppError;
use crate::ui::layout::{Frame, PageHead};
use crate::{url, words};
use leptos::prelude::*;
use std::future::Future;

/// What a page loads and draws.
pub type Drawn = Result<AnyView, AppError>;

/// Draws a page when it has loaded. Whoever must sign in first is sent there and comes back;
/// a thing that is not there, or may not be seen, gives the same "not found".
pub fn page<F>(load: F) -> AnyView
where
    F: Future<Output = Drawn> + Send + 'static,
{
    // Not in a closure: Leptos would call it several times, and the future can be awaited once only.
    let drawn = Suspend::new(async move {
        load.await.unwrap_or_else(|error| {
            error.note("page", Some(&current()));
            problem(error)
        })
    });
    view! { <Suspense>{drawn}</Suspense> }.into_any()
}

/// Goes on to another page instead of drawing this one.
pub fn go(path: &str) -> AnyView {
    if let (Some(options), Ok(location)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        axum::http::HeaderValue::from_str(&url::sendable(path)),
    ) {
        options.insert_header(axum::http::header::LOCATION, location);
        options.set_status(axum::http::StatusCode::FOUND);
    }
    ().into_any()
}

/// The page for what cannot be shown.
pub fn problem(error: AppError) -> AnyView {
    let current = current();
    let lang = current.lang;
    if error == AppError::SignedOut {
        return go(&url::sign_in(&current.path));
    }
    let (status, title) = match error {
        AppError::NotFound => (404, words::trouble::not_found_title(lang)),
        AppError::TooMany => (429, words::trouble::too_many_title(lang)),
        AppError::Full => (503, words::trouble::full_title(lang)),
        _ => (500, words::trouble::internal_title(lang)),
    };
    if let (Some(options), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        axum::http::StatusCode::from_u16(status),
    ) {
        options.set_status(status);
    }
    view! {
        <Frame>
            <PageHead title=title/>
            <p>{sentence(&error)}</p>
            <p><a href="/">{words::trouble::home(lang)}</a></p>
        </Frame>
    }
    .into_any()
}

/// An error as a sentence that says what to do. Fields have their own sentences.
#[must_use]
pub fn sentence(error: &AppError) -> String {
    let lang = current().lang;
    match error {
        AppError::SignedOut => words::trouble::signed_out(lang).to_owned(),
        AppError::Confirm => words::trouble::confirm(lang).to_owned(),
        AppError::NotFound => words::trouble::not_found(lang).to_owned(),
        AppError::Stale => words::trouble::stale(lang).to_owned(),
        AppError::Refused => words::trouble::refused(lang).to_owned(),
        AppError::Led => words::trouble::led(lang).to_owned(),
        AppError::Invalid(_) => words::trouble::fields(lang).to_owned(),
        AppError::NotKept(cause) => {
            format!("{} {}", sentence(cause), words::trouble::not_kept(lang))
        }
        AppError::Unchanged => words::trouble::unchanged(lang).to_owned(),
        AppError::TooMany => words::trouble::too_many(lang).to_owned(),
        AppError::Full => words::trouble::full(lang).to_owned(),
        AppError::Internal(request) => words::trouble::internal(lang, request),
        AppError::Transport => words::trouble::transport(lang).to_owned(),
    }
}
