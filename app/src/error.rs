//! What a server function can answer instead of a result: data, never text, so that it can be translated.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use partnership::invalid::Invalid;
use serde::{Deserialize, Serialize};

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppError {
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// The sign-in is too old for this act: who asks has to prove anew who they are.
    Confirm,
    /// There is no such thing, or it may not be seen: the two are never told apart.
    NotFound,
    /// Somebody else changed the thing in the meantime.
    Stale,
    /// The act is not possible at this stage.
    Refused,
    /// Several review the application, and somebody else leads: the lead takes the decision.
    Led,
    /// What was typed has to be mended.
    Invalid(Invalid),
    /// The form could not be taken for this reason, and held too much to be shown again.
    NotKept(Box<AppError>),
    /// Nothing was changed that could be sent again.
    Unchanged,
    /// Too many in a short time.
    TooMany,
    /// Nothing can be written now, as when the disk is full; reading works.
    Full,
    /// Something failed inside; the log tells what, under this request id.
    Internal(String),
    /// The request did not arrive, or not as it was sent.
    Transport,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Transport
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// Notes in the log that somebody was refused `what`, such as a page: with the number of the request and
    /// the id of the person, when somebody is signed in. What was typed is never noted, and what failed inside
    /// was noted where it did.
    pub fn note(&self, what: &'static str, current: Option<&crate::current::Current>) {
        if matches!(self, Self::Internal(_) | Self::Full) {
            return;
        }
        let person = current.and_then(|current| current.person.as_ref());
        let person = person.map(|person| person.id.as_str());
        let request = current.map(|current| current.request.as_str());
        tracing::info!(request, person, what, reason = self.reason(), "refused");
    }

    /// The status of the answer to whoever asked by program. A browser is sent on to a page instead.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut | Self::Confirm => 401,
            Self::NotFound => 404,
            Self::Stale | Self::Refused | Self::Led | Self::Unchanged => 409,
            Self::Invalid(_) => 422,
            Self::NotKept(cause) => cause.status(),
            Self::TooMany => 429,
            Self::Full => 503,
            Self::Internal(_) => 500,
            Self::Transport => 400,
        }
    }

    const fn reason(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed out",
            Self::Confirm => "signed in too long ago",
            Self::NotFound => "not there, or not theirs",
            Self::Stale => "changed meanwhile",
            Self::Refused => "not possible at this stage",
            Self::Led => "the lead decides",
            Self::Invalid(_) | Self::NotKept(_) => "input",
            Self::Unchanged => "nothing changed",
            Self::TooMany => "too many",
            Self::Full => "nothing can be written",
            Self::Internal(_) => "a failure",
            Self::Transport => "not understood",
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Stale => Self::Stale,
            store::Error::Refused => Self::Refused,
            store::Error::Led => Self::Led,
            store::Error::TooMany => Self::TooMany,
            store::Error::Taken(field) => {
                let mut invalid = Invalid::default();
                invalid.add(field, partnership::invalid::Problem::NotChoice);
                Self::Invalid(invalid)
            }
            error if error.is_unwritable() => {
                tracing::error!(%error, "nothing can be written");
                Self::Full
            }
            error => {
                let request = use_context::<crate::current::Current>()
                    .map(|c| c.request)
                    .unwrap_or_default();
                tracing::error!(%error, request, "the store failed");
                Self::Internal(request)
            }
        }
    }
}
