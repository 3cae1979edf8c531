//! Acts on the record of an application: taking it up, giving it away, judging, writing.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::office::decision::TEXT,
    crate::office::place::{application_id, decidable, record},
    crate::{act, mail::decision::Letter},
    partnership::district::Profile,
    partnership::form::answers::tidy_value,
    partnership::id::PersonId,
    partnership::invalid::{Invalid, Problem},
    partnership::person::Right,
    partnership::review::Finding,
};

/// The longest note on a criterion.
#[cfg(feature = "ssr")]
const NOTE: usize = 2_000;

/// Takes up the review. An application that nobody has becomes the asker's.
#[server(endpoint = "start_review")]
pub async fn start_review(
    id: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let act = store::application::Act {
            key: &key,
            seen,
            at: current.now,
            mails: &[],
        };
        current
            .site
            .store
            .start_review(&asker, &application_id(&id)?, act)
            .await?;
        Ok(format!("{page}?done=start-review"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Gives the application to somebody who decides, or, with a blank name, to nobody.
#[server(endpoint = "assign_application")]
pub async fn assign_application(
    id: String,
    #[server(default)] to: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let id = application_id(&id)?;
        let to = (!to.is_empty())
            .then(|| PersonId::parse(&to).ok_or(AppError::NotFound))
            .transpose()?;
        current
            .site
            .store
            .assign(&asker, &id, to.as_ref(), current.now)
            .await?;
        Ok(format!("{page}?done=assign"))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Stores what was found for the criteria. `answers` holds `finding.`, `note.` and `seen.` with the slug
/// of the criterion; a criterion without any of them stays as it is.
#[server(endpoint = "judge_application")]
pub async fn judge_application(
    id: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = record(&id);
    let typed: Vec<(&str, &str)> = answers
        .iter()
        .filter(|(field, _)| !field.starts_with("seen."))
        .filter_map(|(field, values)| Some((field.as_str(), values.first()?.as_str())))
        .collect();
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let findings = findings(&current.site.profile, &answers).map_err(AppError::Invalid)?;
        current
            .site
            .store
            .judge(&asker, &application.id, &findings, current.now)
            .await?;
        Ok(format!("{page}?done=judge#checklist"))
    }
    .await;
    act::answer(&page, &typed, done).await
}

/// The findings of a form: criterion, finding, note and the version that was seen. A note without a
/// finding has to be completed.
#[cfg(feature = "ssr")]
fn findings(
    profile: &Profile,
    answers: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<(String, Finding, String, i64)>, Invalid> {
    let mut invalid = Invalid::default();
    let mut found = Vec::new();
    let value = |field: &str| {
        answers
            .get(field)
            .and_then(|values| values.first())
            .map(|value| tidy_value(value))
            .unwrap_or_default()
    };
    for criterion in &profile.criteria {
        let slug = &criterion.slug;
        let field = format!("finding.{slug}");
        let (word, note) = (value(&field), value(&format!("note.{slug}")));
        if word.is_empty() && note.is_empty() {
            continue;
        }
        let length = note.chars().count();
        if length > NOTE {
            invalid.add(
                format!("note.{slug}"),
                Problem::TooLong {
                    over: length - NOTE,
                    limit: NOTE,
                },
            );
        }
        match Finding::from_word(&word) {
            Some(Finding::DoesNotApply) if !criterion.may_not_apply => {
                invalid.add(field, Problem::NotChoice);
            }
            // Nobody can tell later why it was left out.
            Some(Finding::DoesNotApply) if note.is_empty() => {
                invalid.add(format!("note.{slug}"), Problem::Missing);
            }
            Some(finding) => {
                let seen = value(&format!("seen.{slug}")).parse().unwrap_or(0);
                found.push((slug.clone(), finding, note, seen));
            }
            None if word.is_empty() => invalid.add(field, Problem::Missing),
            None => invalid.add(field, Problem::NotChoice),
        }
    }
    invalid.into_result().map(|()| found)
}

/// Writes a note that only the office reads.
#[server(endpoint = "add_note")]
pub async fn add_note(
    id: String,
    #[server(default)] note: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let text = act::needed("note", &note, TEXT, &mut invalid);
        act::sound(invalid)?;
        current
            .site
            .store
            .add_note(&asker, &application_id(&id)?, &text, &key, current.now)
            .await?;
        Ok(format!("{page}?done=note#notes"))
    }
    .await;
    act::answer(&page, &[("note", &note)], done).await
}

/// Sends a message to the partner, with a mail in the partner's language.
#[server(endpoint = "send_message")]
pub async fn send_message(
    id: String,
    #[server(default)] message: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let mut invalid = Invalid::default();
        let text = act::needed("message", &message, TEXT, &mut invalid);
        act::sound(invalid)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        let mails = [Letter::to_partner(&current.site, &application).message(&text)];
        current
            .site
            .store
            .add_message(&asker, &application.id, &text, &mails, &key, current.now)
            .await?;
        Ok(format!("{page}?done=message#messages"))
    }
    .await;
    act::answer(&page, &[("message", &message)], done).await
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;

    /// What was typed, the field to blame, and why.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, Problem);

    fn profile() -> Profile {
        let text = include_str!("../../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
        pairs
            .iter()
            .map(|(field, value)| ((*field).to_owned(), vec![(*value).to_owned()]))
            .collect()
    }

    #[test]
    fn findings_are_read_criterion_by_criterion() {
        let form = typed(&[
            ("finding.formal-agreement", "met"),
            ("seen.formal-agreement", "3"),
            ("note.formal-agreement", " As signed \r\n"),
            ("finding.joint-deliverables", "needs-more"),
            ("seen.strategic-link", "2"),
            ("finding.unknown", "met"),
        ]);
        assert_eq!(
            findings(&profile(), &form),
            Ok(vec![
                (
                    "formal-agreement".into(),
                    Finding::Met,
                    "As signed".into(),
                    3
                ),
                (
                    "joint-deliverables".into(),
                    Finding::NeedsMore,
                    String::new(),
                    0
                ),
            ])
        );
        assert_eq!(findings(&profile(), &BTreeMap::new()), Ok(vec![]));
    }

    #[test]
    fn what_does_not_apply_is_allowed_by_its_criterion_and_says_why() {
        let mut profile = profile();
        let slug = "formal-agreement";
        let form = |note| {
            typed(&[
                ("finding.formal-agreement", "does-not-apply"),
                ("note.formal-agreement", note),
            ])
        };
        let refused = |profile: &Profile, note| {
            let invalid = findings(profile, &form(note)).unwrap_err();
            let (field, problem) = invalid.iter().next().unwrap();
            (field.to_owned(), problem.clone())
        };
        assert_eq!(
            refused(&profile, "A single day"),
            (format!("finding.{slug}"), Problem::NotChoice)
        );
        let criterion = profile.criteria.iter_mut().find(|c| c.slug == slug);
        criterion.unwrap().may_not_apply = true;
        assert_eq!(
            refused(&profile, " "),
            (format!("note.{slug}"), Problem::Missing)
        );
        assert_eq!(
            findings(&profile, &form("A single day")).unwrap(),
            [(slug.into(), Finding::DoesNotApply, "A single day".into(), 0)]
        );
    }

    #[test]
    fn a_bad_finding_is_named_at_its_field() {
        let long = "x".repeat(NOTE + 1);
        let cases: [Case<'_>; 3] = [
            (
                &[("note.formal-agreement", "Why?")],
                "finding.formal-agreement",
                Problem::Missing,
            ),
            (
                &[("finding.formal-agreement", "maybe")],
                "finding.formal-agreement",
                Problem::NotChoice,
            ),
            (
                &[
                    ("finding.formal-agreement", "met"),
                    ("note.formal-agreement", &long),
                ],
                "note.formal-agreement",
                Problem::TooLong {
                    over: 1,
                    limit: NOTE,
                },
            ),
        ];
        for (form, field, problem) in cases {
            let invalid = findings(&profile(), &typed(form)).unwrap_err();
            assert_eq!(invalid.iter().collect::<Vec<_>>(), [(field, &problem)]);
        }
    }
}
