//! Giving roles and taking them away.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{act, mail::decision::invitation},
    partnership::id::PersonId,
    partnership::invalid::{Invalid, Problem},
    partnership::person::{Email, Right, Role},
    partnership::text::Lang,
};

/// Where people stand.
#[cfg(feature = "ssr")]
const PAGE: &str = "/office/people";

/// Gives a role to the person of an address, who is made when unknown, with a mail that says so.
#[server(endpoint = "grant_role")]
pub async fn grant_role(
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] lang: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::with_fresh(&token, Right::ManagePeople)?;
        let (address, given) = grant(&email, &role).map_err(AppError::Invalid)?;
        let lang = Lang::from_code(&lang).unwrap_or(current.lang);
        let mails = [invitation(&current.site, address.as_str(), given, lang)];
        current
            .site
            .store
            .grant(Some(&asker), &address, given, &mails, &key, current.now)
            .await?;
        Ok(format!("{PAGE}?done=grant"))
    }
    .await;
    act::answer(
        PAGE,
        &[("email", &email), ("role", &role), ("lang", &lang)],
        done,
    )
    .await
}

/// The address and the role of an invitation.
#[cfg(feature = "ssr")]
fn grant(email: &str, role: &str) -> Result<(Email, Role), Invalid> {
    let mut invalid = Invalid::default();
    let address = Email::parse(email);
    if address.is_none() {
        invalid.add("email", not_address(email));
    }
    let given = Role::from_word(role);
    if given.is_none() {
        invalid.add(
            "role",
            if role.is_empty() {
                Problem::Missing
            } else {
                Problem::NotChoice
            },
        );
    }
    address.zip(given).ok_or(invalid)
}

/// Takes a role away. The last administrator stays. A role that is gone already stays gone.
#[server(endpoint = "revoke_role")]
pub async fn revoke_role(
    #[server(default)] person: String,
    #[server(default)] role: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = act::with_fresh(&token, Right::ManagePeople)?;
        let id = PersonId::parse(&person).ok_or(AppError::NotFound)?;
        let taken = Role::from_word(&role).ok_or(AppError::NotFound)?;
        match current
            .site
            .store
            .revoke(&asker, &id, taken, current.now)
            .await
        {
            Ok(()) | Err(store::Error::NotFound) => Ok(format!("{PAGE}?done=revoke")),
            Err(error) => Err(error.into()),
        }
    }
    .await;
    act::answer(PAGE, &[], done).await
}

/// Signs the person of an address out everywhere. The answer is the same when nobody has the address.
#[server(endpoint = "end_sign_ins")]
pub async fn end_sign_ins(
    #[server(default)] of: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = async {
        let (current, asker) = act::with_right(&token, Right::ManagePeople)?;
        let address = Email::parse(&of).ok_or_else(|| {
            let mut invalid = Invalid::default();
            invalid.add("of", not_address(&of));
            AppError::Invalid(invalid)
        })?;
        let store = &current.site.store;
        match store.end_sign_ins(&asker, &address, current.now).await {
            Ok(()) | Err(store::Error::NotFound) => Ok(format!("{PAGE}?done=end")),
            Err(error) => Err(error.into()),
        }
    }
    .await;
    act::answer(PAGE, &[("of", &of)], done).await
}

/// What is wrong with a text that is no address.
#[cfg(feature = "ssr")]
fn not_address(text: &str) -> Problem {
    if text.trim().is_empty() {
        Problem::Missing
    } else {
        Problem::NotEmail
    }
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;

    /// The address and the role as typed, and what is wrong.
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, Problem)]);

    #[test]
    fn an_invitation_needs_an_address_and_a_role() {
        let good = grant(" Ana@Example.org ", "office").unwrap();
        assert_eq!((good.0.as_str(), good.1), ("ana@example.org", Role::Office));
        let cases: [Case<'_>; 4] = [
            (
                "",
                "",
                &[("email", Problem::Missing), ("role", Problem::Missing)],
            ),
            ("ana", "office", &[("email", Problem::NotEmail)]),
            (
                "ana@b.org\r\nBcc: c@d.org",
                "office",
                &[("email", Problem::NotEmail)],
            ),
            ("ana@b.org", "principal", &[("role", Problem::NotChoice)]),
        ];
        for (email, role, problems) in cases {
            let invalid = grant(email, role).unwrap_err();
            let found: Vec<(&str, Problem)> = invalid.iter().map(|(f, p)| (f, p.clone())).collect();
            assert_eq!(found, problems, "{email:?} {role:?}");
        }
    }
}
