//! What every act has in common: who does it, and how a plain form goes on after it.
//!
//! A server function is a public endpoint. Its first line asks [`signed`] or [`with_right`], and its
//! last hands the result to [`answer`]: on success the browser goes on to the next page; on failure
//! what was typed is kept and shown again where it was typed.

use crate::current::{Current, current};
use crate::error::AppError;
use leptos::prelude::*;
use partnership::id::PersonId;
use partnership::invalid::{Invalid, Problem};
use partnership::person::Right;
use std::collections::BTreeMap;
use store::Asker;

/// The signed-in person behind a form. The form's token must be that of their sign-in.
///
/// # Errors
/// [`AppError::SignedOut`].
pub fn signed(token: &str) -> Result<(Current, Asker), AppError> {
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

/// The same, for an act that gives somebody power: whoever does it has signed in within the last quarter
/// of an hour, so that nobody does it at a desk that was left.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`], [`AppError::Confirm`].
pub fn with_fresh(token: &str, right: Right) -> Result<(Current, Asker), AppError> {
    let (current, asker) = with_right(token, right)?;
    if current.is_fresh() {
        Ok((current, asker))
    } else {
        Err(AppError::Confirm)
    }
}

/// The reason in an address when the disk is full.
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
                FULL => Some(AppError::Full),
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
        match current.site.store.kept(&id, current.now).await {
            Ok((fields, error)) => Self {
                fields,
                // Whoever has signed in since is not told that they are signed out.
                error: serde_json::from_str(&error)
                    .ok()
                    .filter(|error| match error {
                        AppError::SignedOut => current.person.is_none(),
                        AppError::Confirm => !current.is_fresh(),
                        _ => true,
                    }),
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

/// Ends a server function. `page` is where the form stood, `typed` what it held.
///
/// # Errors
/// The error itself, when the request came from the browser program and not from a plain form.
pub async fn answer(
    page: &str,
    typed: &[(&str, &str)],
    result: Result<String, AppError>,
) -> Result<(), AppError> {
    match result {
        Ok(next) => {
            leptos_axum::redirect(&crate::url::sendable(&next));
            Ok(())
        }
        Err(error) if is_plain_form() => {
            let next = again(page, typed, &error).await;
            let next = next.unwrap_or_else(|unkept| failed(page, &unkept));
            leptos_axum::redirect(&crate::url::sendable(&next));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// The address of `page` with what was typed kept behind it. Whoever is signed out signs in first.
async fn again(page: &str, typed: &[(&str, &str)], error: &AppError) -> Result<String, AppError> {
    let current = current();
    let fields = typed
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let error_text = serde_json::to_string(error).map_err(|_| AppError::Transport)?;
    let kept = current
        .site
        .store
        .keep(&fields, &error_text, current.now)
        .await?;
    let page = with(page, "again", &kept);
    Ok(
        if matches!(error, AppError::SignedOut | AppError::Confirm) {
            crate::url::sign_in(&page)
        } else {
            page
        },
    )
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

/// A text that must not be blank and has at most `limit` characters.
pub fn needed(field: &str, typed: &str, limit: usize, invalid: &mut Invalid) -> String {
    let text = partnership::form::answers::tidy_value(typed);
    if text.is_empty() {
        invalid.add(field, Problem::Missing);
    }
    within(field, text, limit, invalid)
}

/// A text that may be blank and has at most `limit` characters.
pub fn optional(field: &str, typed: &str, limit: usize, invalid: &mut Invalid) -> String {
    within(
        field,
        partnership::form::answers::tidy_value(typed),
        limit,
        invalid,
    )
}

fn within(field: &str, text: String, limit: usize, invalid: &mut Invalid) -> String {
    let length = text.chars().count();
    if length > limit {
        invalid.add(
            field,
            Problem::TooLong {
                over: length - limit,
                limit,
            },
        );
    }
    text
}

/// `Err` with the problems, when there are any.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn sound(invalid: Invalid) -> Result<(), AppError> {
    invalid.into_result().map_err(AppError::Invalid)
}
