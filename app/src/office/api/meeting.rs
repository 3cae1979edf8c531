//! Acts on the planning meeting: what was agreed, and the platform with its password.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::office::meeting::judge,
    crate::office::place::{application_id, decidable, record},
    crate::{act, mail, url},
    partnership::evidence::Evidence,
    partnership::id::ApplicationId,
    partnership::invalid::{Invalid, Problem},
    partnership::person::{Email, Right},
    store::meeting::Platform,
    store::member::Press,
};

/// How many people may be named at most.
#[cfg(feature = "ssr")]
const NAMED: usize = 20;

#[cfg(feature = "ssr")]
fn page_of(id: &str) -> String {
    ApplicationId::parse(id).map_or_else(|| record(id), |id| url::meeting(&id))
}

/// Writes down the planning meeting. `answers` holds `held`, `time`, `place`, `people`, `department`, `agreed`, `notes`
/// and the version that was `seen`.
#[server(endpoint = "plan_meeting")]
pub async fn plan_meeting(
    id: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let typed: Vec<(String, String)> = answers
        .iter()
        .filter(|(field, _)| *field != "seen")
        .map(|(field, values)| (field.clone(), values.join("\n")))
        .collect();
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        if current.site.profile.planning.is_none() {
            return Err(AppError::NotFound);
        }
        let fields = answers.into_iter().collect();
        let meeting = judge(&current, &fields).map_err(AppError::Invalid)?;
        let press = Press {
            key: &key,
            at: current.now,
            mails: &[],
        };
        current
            .site
            .store
            .plan_meeting(&asker, &application.id, &meeting, press)
            .await?;
        Ok(format!("{}?done=plan-meeting#meeting", record(&id)))
    }
    .await;
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(field, text)| (field.as_str(), text.as_str()))
        .collect();
    act::answer(&page, &typed, done).await
}

/// Stores link and password of a platform for the people who are named, or removes them. Whoever is named is told by
/// mail where to see them; the mail holds neither. Link and password are never kept for a form that is refused.
#[server(endpoint = "set_platform")]
pub async fn set_platform(
    id: String,
    #[server(default)] link: String,
    #[server(default)] password: String,
    #[server(default)] named: String,
    #[server(default)] remove: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (key, page) = (act::key(&key), page_of(&id));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let planning = current.site.profile.planning.as_ref();
        if !planning.is_some_and(|planning| planning.with_platform) {
            return Err(AppError::NotFound);
        }
        let mut people = Vec::new();
        let mut platform = Platform {
            link: String::new(),
            password: String::new(),
        };
        if remove != "yes" {
            let mut invalid = Invalid::default();
            platform.link = act::needed("link", &link, 500, &mut invalid);
            let is_web = matches!(Evidence::read(&platform.link), Some(Evidence::Web(_)));
            if !platform.link.is_empty() && !is_web {
                invalid.add("link", Problem::NotWeb);
            }
            platform.password = act::needed("password", &password, 200, &mut invalid);
            act::needed("named", &named, 5_000, &mut invalid);
            for line in named.lines().map(str::trim).filter(|line| !line.is_empty()) {
                match Email::parse(line) {
                    Some(email) if !people.contains(&email) => people.push(email),
                    Some(_) => {}
                    None => {
                        invalid.add("named", Problem::NotEmail);
                        break;
                    }
                }
            }
            if people.len() > NAMED {
                invalid.add("named", Problem::TooMany { max: NAMED });
            }
            act::sound(invalid)?;
        }
        let mails: Vec<_> = people
            .iter()
            .map(|email| mail::meeting::named(&current, &application, email.as_str()))
            .collect();
        let press = Press {
            key: &key,
            at: current.now,
            mails: &mails,
        };
        current
            .site
            .store
            .set_platform(&asker, &application.id, (&platform, &people), press)
            .await?;
        Ok(format!("{page}?done=set-platform#platform"))
    }
    .await;
    act::answer(&page, &[("named", &named)], done).await
}
