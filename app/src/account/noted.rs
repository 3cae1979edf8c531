//! Signing in, as the log tells it: that it worked or was refused, by code or link, and whose it is.

use crate::current::Current;
use store::Error;
use store::sign_in::{Begun, Proof};

/// Notes a sign-in that has begun or was refused, under the number of the request and the id of the person:
/// never with the address, nor with what was typed. Whose code is guessed at is known only when the address
/// has a person already; whose link, never.
pub async fn sign_in(
    current: &Current,
    proof: Proof<'_>,
    with: &str,
    begun: &Result<Begun, Error>,
) {
    let request = current.request.as_str();
    let error = match begun {
        Ok(begun) => {
            tracing::info!(
                request,
                person = begun.person.as_str(),
                with,
                "a sign-in began"
            );
            return;
        }
        Err(error) => error,
    };
    let reason = match error {
        Error::NotFound => "wrong, used or too old",
        Error::TooMany => "too many wrong ones",
        _ => return,
    };
    let person = match proof {
        Proof::Code { request, .. } => current.site.store.person_of_request(request).await,
        Proof::Link(_) => Ok(None),
    };
    let person = person.ok().flatten();
    let person = person.as_ref().map(|person| person.as_str());
    tracing::warn!(request, person, with, reason, "a sign-in was refused");
}
