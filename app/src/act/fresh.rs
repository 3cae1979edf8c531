//! Acts that ask who it is once more: a sign-in of the last quarter of an hour.

use super::with_right;
use crate::current::Current;
use crate::error::AppError;
use partnership::person::Right;
use store::Asker;

/// The signed-in person with a right behind a form that gives somebody power: whoever does it has signed in
/// within the last quarter of an hour, so that nobody does it at a desk that was left.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`], [`AppError::Confirm`].
pub fn with_fresh(token: &str, right: Right) -> Result<(Current, Asker), AppError> {
    let (current, asker) = with_right(token, right)?;
    fresh(&current)?;
    Ok((current, asker))
}

/// Asks for a sign-in of the last quarter of an hour.
///
/// # Errors
/// [`AppError::Confirm`].
pub fn fresh(current: &Current) -> Result<(), AppError> {
    let is_fresh = current.is_fresh().then_some(());
    is_fresh.ok_or(AppError::Confirm)
}
