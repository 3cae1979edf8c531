//! Whom to tell of a fault in security: the page that those who look for faults know, RFC 9116.

use crate::Server;
use anyhow::bail;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{SecondsFormat, TimeDelta};
use partnership::person::Email;

/// For how many days whoever reads the page may rely on it.
const DAYS: i64 = 90;

/// Answers with the contact of the settings; nothing is here when they name none.
pub async fn security(State(server): State<Server>) -> Response {
    let Some(contact) = address(&server.config.security_contact) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let expires = server.clock.now() + TimeDelta::days(DAYS);
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: en, es\n",
        expires.to_rfc3339_opts(SecondsFormat::Secs, true)
    );
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (kind, text).into_response()
}

/// The contact as an address to open; `None` when it is none.
fn address(contact: &str) -> Option<String> {
    if let Some(email) = Email::parse(contact.strip_prefix("mailto:").unwrap_or(contact)) {
        return Some(format!("mailto:{}", email.as_str()));
    }
    let is_plain = contact.bytes().all(|byte| byte.is_ascii_graphic());
    let host = contact.strip_prefix("https://")?;
    (is_plain && host.contains('.')).then(|| contact.to_owned())
}

/// Whether the contact of the settings can be named; none is one, too.
///
/// # Errors
/// One sentence that names the setting.
pub fn check(contact: &str) -> anyhow::Result<()> {
    if !contact.is_empty() && address(contact).is_none() {
        bail!(
            "TRELLIS_SECURITY_CONTACT: '{contact}' is no address; write one such as security@example.org or https://example.org/security"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_mail_or_web_address() {
        for (contact, named) in [
            ("security@example.org", Some("mailto:security@example.org")),
            (
                "mailto:security@example.org",
                Some("mailto:security@example.org"),
            ),
            (
                "https://example.org/security",
                Some("https://example.org/security"),
            ),
            ("http://example.org", None),
            (
                "https://example.org/a\nContact: mailto:eve@example.org",
                None,
            ),
            ("security@example.org\nExpires: never", None),
            ("call us", None),
            ("", None),
        ] {
            assert_eq!(address(contact).as_deref(), named, "{contact:?}");
            assert_eq!(
                check(contact).is_ok(),
                named.is_some() || contact.is_empty()
            );
        }
    }
}
