//! The acts of signing in and out.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

/// Mails a one-time code and a link to an address. The answer is the same whether the address is
/// known or not.
#[server(endpoint = "ask_to_sign_in")]
pub async fn ask_to_sign_in(
    email: String,
    #[server(default)] go_on: String,
    #[server(default)] key: String,
) -> Result<(), AppError> {
    use crate::{act, current, mail, url};
    use partnership::id::PersonId;
    use partnership::invalid::{Invalid, Problem};
    use partnership::person::Email;
    let current = current::current();
    let page = url::sign_in(&go_on);
    let done = async {
        let address = Email::parse(&email).ok_or_else(|| {
            let mut invalid = Invalid::default();
            let problem = if email.trim().is_empty() {
                Problem::Missing
            } else {
                Problem::NotEmail
            };
            invalid.add("email", problem);
            AppError::Invalid(invalid)
        })?;
        // The form's key names the request, so that a double click asks once.
        let request = PersonId::parse(&key).map_or_else(store::fresh::id, |key| key.to_string());
        let (code, link) = (store::fresh::code(), store::fresh::secret());
        let letter = mail::partner::sign_in(&current, address.as_str(), &code, &link);
        let go_on = if go_on.is_empty() {
            String::new()
        } else {
            url::own_path(&go_on)
        };
        let asked = current
            .site
            .store
            .ask_to_sign_in(
                &request,
                &address,
                (&code, &link),
                &go_on,
                letter,
                current.now,
            )
            .await;
        match asked {
            // Asked before with this very form: the first mail holds.
            Ok(()) | Err(store::Error::Stale) => Ok(format!("/sign-in/code?request={request}")),
            Err(error) => Err(error.into()),
        }
    }
    .await;
    act::answer(&page, &[("email", &email)], done).await
}

/// Signs in with the code of a mail.
#[server(endpoint = "sign_in_with_code")]
pub async fn sign_in_with_code(
    #[server(default)] request: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let page = format!("/sign-in/code?request={}", crate::url::encoded(&request));
    // People copy codes with spaces in them.
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let done = begin(
        store::sign_in::Proof::Code {
            request: &request,
            code: &digits,
        },
        "code",
    )
    .await;
    crate::act::answer(&page, &[], done).await
}

/// Signs in with the link of a mail. Opening the link changes nothing; only this act uses it up.
#[server(endpoint = "sign_in_with_link")]
pub async fn sign_in_with_link(#[server(default)] secret: String) -> Result<(), AppError> {
    let done = begin(store::sign_in::Proof::Link(&secret), "link").await;
    crate::act::answer("/sign-in", &[], done).await
}

/// Signs this browser out, and asks it to forget what it stored.
#[server(endpoint = "sign_out")]
pub async fn sign_out(#[server(default)] token: String) -> Result<(), AppError> {
    use axum::http::{HeaderName, HeaderValue};
    let done = async {
        let (current, asker) = crate::act::signed(&token)?;
        let sign_in = current
            .person
            .as_ref()
            .map(|person| person.sign_in.clone())
            .unwrap_or_default();
        current
            .site
            .store
            .sign_out(&asker.id, &sign_in, current.now)
            .await?;
        set_cookie(&current, "", 0);
        expect_context::<leptos_axum::ResponseOptions>().insert_header(
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"storage\""),
        );
        Ok("/".to_owned())
    }
    .await;
    crate::act::answer("/account", &[], done).await
}

/// Keeps the sign-in alive: asking is enough, because every request counts as use.
#[server(endpoint = "stay_signed_in")]
pub async fn stay_signed_in(#[server(default)] token: String) -> Result<(), AppError> {
    crate::act::signed(&token).map(drop)
}

/// Signs another browser of the same person out. Whoever does it has signed in within the last quarter of an
/// hour, so that nobody at a desk that was left shuts its owner out.
#[server(endpoint = "end_sign_in")]
pub async fn end_sign_in(id: String, #[server(default)] token: String) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = crate::act::signed(&token)?;
        crate::act::fresh(&current)?;
        current
            .site
            .store
            .sign_out(&asker.id, &id, current.now)
            .await?;
        Ok("/account?done=ended".to_owned())
    }
    .await;
    crate::act::answer("/account", &[], done).await
}

/// Signs every other browser of the same person out, with the same proof.
#[server(endpoint = "end_other_sign_ins")]
pub async fn end_other_sign_ins(#[server(default)] token: String) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = crate::act::signed(&token)?;
        crate::act::fresh(&current)?;
        let this = current.person.as_ref().ok_or(AppError::SignedOut)?;
        current
            .site
            .store
            .sign_out_others(&asker.id, &this.sign_in, current.now)
            .await?;
        Ok("/account?done=others".to_owned())
    }
    .await;
    crate::act::answer("/account", &[], done).await
}

/// Sets the name that others see.
#[server(endpoint = "rename")]
pub async fn rename(name: String, #[server(default)] token: String) -> Result<(), AppError> {
    use partnership::invalid::Invalid;
    let done = async {
        let (current, asker) = crate::act::signed(&token)?;
        let mut invalid = Invalid::default();
        let text = crate::act::needed("name", &name, 120, &mut invalid);
        crate::act::sound(invalid)?;
        current.site.store.rename(&asker.id, &text).await?;
        Ok("/account?done=name".to_owned())
    }
    .await;
    crate::act::answer("/account", &[("name", &name)], done).await
}

/// Turns the single keys of the office's pages on or off.
#[server(endpoint = "set_keys")]
pub async fn set_keys(
    #[server(default)] on: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = crate::act::signed(&token)?;
        let store = &current.site.store;
        store.set_keys(&asker.id, !on.is_empty()).await?;
        Ok("/account?done=keys#keys".to_owned())
    }
    .await;
    crate::act::answer("/account", &[], done).await
}

/// Consumes the proof, gives the browser a new cookie, and ends the sign-in it had before.
#[cfg(feature = "ssr")]
async fn begin(proof: store::sign_in::Proof<'_>, field: &str) -> Result<String, AppError> {
    use partnership::invalid::{Invalid, Problem};
    let current = crate::current::current();
    let store = &current.site.store;
    let begun = store
        .sign_in(proof, &current.device, current.lang, current.now)
        .await;
    super::noted::sign_in(&current, proof, field, &begun).await;
    let begun = begun.map_err(|error| match error {
        store::Error::NotFound => {
            let mut invalid = Invalid::default();
            invalid.add(field, Problem::NotChoice);
            AppError::Invalid(invalid)
        }
        error => error.into(),
    })?;
    if let Some(person) = &current.person {
        let _ = store
            .sign_out(&person.id, &person.sign_in, current.now)
            .await;
    }
    set_cookie(&current, &begun.token, store::sign_in::LONGEST_HOURS * 3600);
    if !begun.go_on.is_empty() {
        return Ok(crate::url::own_path(&begun.go_on));
    }
    let roles = store.signed_in(&begun.token, current.now).await?.roles;
    let is_staff = partnership::person::may(&roles, partnership::person::Right::ReadFigures);
    Ok(if is_staff { "/office" } else { "/applications" }.to_owned())
}

#[cfg(feature = "ssr")]
fn set_cookie(current: &crate::current::Current, value: &str, seconds: i64) {
    use axum::http::{HeaderValue, header};
    let secure = if current.site.is_https() {
        "; Secure"
    } else {
        ""
    };
    let name = current.site.sign_in_cookie();
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let (Some(options), Ok(cookie)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        HeaderValue::from_str(&text),
    ) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}
