//! What every act has in common: who does it, and how a plain form goes on after it.
//!
//! A server function is a public endpoint. Its first line asks [`signed`] or [`with_right`], and its
//! last hands the result to [`answer`]: on success the browser goes on to the next page; on failure
//! what was typed is kept and shown again where it was typed.

mod came;
mod field;
mod fresh;
mod from;
mod mark;
mod read;

pub use came::{Came, Form};
pub use field::{needed, optional};
pub use fresh::{fresh, with_fresh};
pub use from::{KEPT, with as with_list};
pub use mark::{key, tab};
pub use read::read;

use crate::current::{Current, current};
use crate::error::AppError;
use leptos::prelude::*;
use partnership::id::PersonId;
use partnership::invalid::{Invalid, Problem};
use partnership::person::Right;
use std::collections::BTreeMap;
use store::Asker;
use store::kept::{Place, fits};

/// The signed-in person behind a form. The form's token must be that of their sign-in.
///
/// # Errors
/// [`AppError::SignedOut`].
pub fn signed(token: &str) -> Result<(Current, Asker), AppError> {
    // Should the form not be taken, what was typed is kept for whoever it was drawn for.
    provide_context(FormToken(token.to_owned()));
    let current = current();
    let asker = current.asker()?;
    if current.token().as_deref() == Some(token) {
        Ok((current, asker))
    } else {
        Err(AppError::SignedOut)
    }
}

/// The same, for somebody with a right. Whoever has not, finds nothing here.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`].
pub fn with_right(token: &str, right: Right) -> Result<(Current, Asker), AppError> {
    let (current, asker) = signed(token)?;
    if asker.may(right) {
        Ok((current, asker))
    } else {
        Err(AppError::NotFound)
    }
}

/// The token that came with the form which is being answered.
#[derive(Debug, Clone)]
struct FormToken(String);

/// The reason in an address when nothing can be written.
const FULL: &str = "full";

/// What was typed into a form that could not be taken, and why.
#[derive(Debug, Clone, Default)]
pub struct Again {
    /// What was typed.
    pub fields: BTreeMap<String, String>,
    /// Why it could not be taken.
    pub error: Option<AppError>,
}

impl Again {
    /// What was kept for this page, when its address carries `again`. When nothing could be kept, it
    /// carries `failed` with the reason: a full disk, or the number of the request that failed.
    pub async fn load(current: &Current) -> Self {
        if let Some(reason) = current.query("failed") {
            let error = match reason.as_str() {
                FULL => {
                    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
                        options.set_status(axum::http::StatusCode::SERVICE_UNAVAILABLE);
                    }
                    Some(AppError::Full)
                }
                // Anyone may write anything into an address: only what looks like a number is shown.
                number => {
                    PersonId::parse(number).map(|number| AppError::Internal(number.to_string()))
                }
            };
            return Self {
                fields: BTreeMap::new(),
                error,
            };
        }
        let Some(id) = current.query("again") else {
            return Self::default();
        };
        let place = Place {
            person: current.person.as_ref().map(|person| &person.id),
            page: current.path_only(),
        };
        match current.site.store.kept(&id, place, current.now).await {
            Ok((fields, error)) => Self {
                fields,
                error: serde_json::from_str(&error)
                    .ok()
                    .and_then(|error| since(error, current)),
            },
            Err(_) => Self::default(),
        }
    }

    /// What was typed into a field.
    #[must_use]
    pub fn typed(&self, field: &str) -> Option<String> {
        self.fields.get(field).cloned()
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<Problem> {
        match &self.error {
            Some(AppError::Invalid(invalid)) => invalid.of(field).cloned(),
            _ => None,
        }
    }
}

/// Whoever has signed in since is not told that they are signed out, or that they have to sign in again.
fn since(error: AppError, current: &Current) -> Option<AppError> {
    let is_over = |error: &AppError| match error {
        AppError::SignedOut => current.person.is_some(),
        AppError::Confirm => current.is_fresh(),
        _ => false,
    };
    match error {
        AppError::NotKept(cause) if is_over(&cause) => {
            Some(AppError::NotKept(Box::new(AppError::Transport)))
        }
        error => Some(error).filter(|error| !is_over(error)),
    }
}

/// Ends a server function. `page` is where the form stood, `typed` what it held.
///
/// # Errors
/// The error itself, when the request came from the browser program and not from a plain form.
pub async fn answer(
    page: &str,
    typed: &[(&str, &str)],
    result: Result<String, AppError>,
) -> Result<(), AppError> {
    if let Err(error) = &result {
        error.note("act", use_context::<Current>().as_ref());
    }
    match result {
        Ok(next) => {
            leptos_axum::redirect(&crate::url::sendable(&from::kept(&next)));
            Ok(())
        }
        Err(error) if is_plain_form() => {
            let token = use_context::<FormToken>().map(|token| token.0);
            let next = next_after(&current(), token.as_deref(), page, typed, &error).await;
            leptos_axum::redirect(&crate::url::sendable(&from::kept(&next)));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Where a plain form with this `token` goes on that could not be taken: back to `page`, with what was typed.
pub async fn next_after(
    current: &Current,
    token: Option<&str>,
    page: &str,
    typed: &[(&str, &str)],
    error: &AppError,
) -> String {
    let next = again(current, token, page, typed, error).await;
    next.unwrap_or_else(|unkept| failed(page, &unkept))
}

/// The address of `page` with what was typed kept behind it. Whoever is signed out signs in first.
async fn again(
    current: &Current,
    token: Option<&str>,
    page: &str,
    typed: &[(&str, &str)],
    error: &AppError,
) -> Result<String, AppError> {
    let page = match keep(current, token, page, typed, error).await? {
        Some(kept) => with(page, "again", &kept),
        None => page.to_owned(),
    };
    Ok(
        if matches!(error, AppError::SignedOut | AppError::Confirm) {
            crate::url::sign_in(&page)
        } else {
            page
        },
    )
}

/// Keeps what was typed for whoever typed it. `None` when that is nobody known and the page is one for
/// people who are: nobody could be shown it again.
async fn keep(
    current: &Current,
    token: Option<&str>,
    page: &str,
    typed: &[(&str, &str)],
    error: &AppError,
) -> Result<Option<String>, AppError> {
    let store = &current.site.store;
    let person = match (token, &current.person) {
        (Some(token), Some(person)) if person.token == token => Some(person.id.clone()),
        (Some(token), person) => store
            .person_of_form(token)
            .await?
            .or_else(|| person.as_ref().map(|person| person.id.clone())),
        (None, person) => person.as_ref().map(|person| person.id.clone()),
    };
    let path = page.split(['?', '#']).next().unwrap_or_default();
    if person.is_none() && !is_for_anybody(path) {
        return Ok(None);
    }
    let fields = typed
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let (fields, error) = if fits(&fields, person.is_some()) {
        (fields, error.clone())
    } else {
        (BTreeMap::new(), AppError::NotKept(Box::new(error.clone())))
    };
    let error = serde_json::to_string(&error).map_err(|_| AppError::Transport)?;
    let place = Place {
        person: person.as_ref(),
        page: path,
    };
    Ok(Some(store.keep(place, &fields, &error, current.now).await?))
}

/// Whether a page has a form for people who are not signed in.
fn is_for_anybody(path: &str) -> bool {
    path == "/sign-in" || path.starts_with("/sign-in/")
}

/// The address of `page` when nothing could be kept, with the reason.
fn failed(page: &str, error: &AppError) -> String {
    match error {
        AppError::Internal(number) => with(page, "failed", number),
        _ => with(page, "failed", FULL),
    }
}

fn with(page: &str, name: &str, value: &str) -> String {
    let (page, place) = page
        .split_once('#')
        .map_or((page, String::new()), |(page, place)| {
            (page, format!("#{place}"))
        });
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{name}={value}{place}")
}

/// Whether the request is a form that the browser itself sent, to be answered with a page.
fn is_plain_form() -> bool {
    use_context::<axum::http::request::Parts>().is_some_and(|parts| {
        parts
            .headers
            .get(axum::http::header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"))
    })
}

/// `Err` with the problems, when there are any.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn sound(invalid: Invalid) -> Result<(), AppError> {
    invalid.into_result().map_err(AppError::Invalid)
}
