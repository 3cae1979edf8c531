//! Acts of judging: what a reviewer finds, and what the lead of several settles.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::current::Current,
    crate::office::place::{application_id, decidable, record},
    partnership::district::Profile,
    partnership::evidence::{Evidence, MOST},
    partnership::form::answers::tidy_value,
    partnership::invalid::{Invalid, Problem},
    partnership::panel::Given,
    partnership::person::Right,
    partnership::review::Finding,
    store::Asker,
    store::application::Application,
    store::review::Judged,
    store::review::panel::Judging,
};

/// The longest note on a criterion.
#[cfg(feature = "ssr")]
const NOTE: usize = 2_000;

/// Stores what the asker found for the criteria. `answers` holds `finding.`, `note.`, `evidence.`, `file.`, `points.`
/// and `seen.` with the slug of the criterion; a criterion without a finding, a note and evidence stays as it is.
#[server(endpoint = "judge_application")]
pub async fn judge_application(
    id: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = record(&id);
    let done = async {
        let (current, asker, application) = reviewed(&token, &id).await?;
        let found = findings(&current.site.profile, &answers, &OWN).map_err(AppError::Invalid)?;
        current
            .site
            .store
            .judge(&asker, &application.id, &found, current.now)
            .await?;
        Ok(format!("{page}?done=judge#checklist"))
    }
    .await;
    answer(&page, &answers, done).await
}

/// Stores which finding counts for the criteria, as the lead of several reviewers settles it. `answers` holds
/// `settled.`, `why.` and `state.` with the slug of the criterion.
#[server(endpoint = "settle_findings")]
pub async fn settle_findings(
    id: String,
    #[server(default)] token: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    let page = record(&id);
    let done = async {
        let (current, asker, application) = reviewed(&token, &id).await?;
        let store = &current.site.store;
        let found =
            findings(&current.site.profile, &answers, &SETTLED).map_err(AppError::Invalid)?;
        let judging = store.judging(&asker, &application).await?;
        act::sound(unreasoned(&judging, &found))?;
        store
            .settle_findings(&asker, &application.id, &found, current.now)
            .await?;
        Ok(format!("{page}?done=settle#found"))
    }
    .await;
    answer(&page, &answers, done).await
}

/// Who asks, and the application with the profile it began with.
#[cfg(feature = "ssr")]
async fn reviewed(token: &str, id: &str) -> Result<(Current, Asker, Application), AppError> {
    let (current, asker) = act::with_right(token, Right::Decide)?;
    let application = decidable(&current, &asker, &application_id(id)?).await?;
    let current = current.as_of(application.profile_version)?;
    Ok((current, asker, application))
}

/// Ends the act, with what was typed.
#[cfg(feature = "ssr")]
async fn answer(
    page: &str,
    answers: &BTreeMap<String, Vec<String>>,
    done: Result<String, AppError>,
) -> Result<(), AppError> {
    let is_typed = |field: &str| !field.starts_with("seen.") && !field.starts_with("state.");
    let typed: Vec<(&str, String)> = answers
        .iter()
        .filter(|(field, _)| is_typed(field))
        .map(|(field, values)| (field.as_str(), values.join("\n")))
        .collect();
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(field, text)| (*field, text.as_str()))
        .collect();
    act::answer(page, &typed, done).await
}

/// The beginnings of the names of a form's fields: finding, note, and what was seen.
#[cfg(feature = "ssr")]
type Names = [&'static str; 3];
#[cfg(feature = "ssr")]
const OWN: Names = ["finding", "note", "seen"];
#[cfg(feature = "ssr")]
const SETTLED: Names = ["settled", "why", "state"];

/// The findings of a form. A note or evidence without a finding has to be completed.
#[cfg(feature = "ssr")]
fn findings(
    profile: &Profile,
    answers: &BTreeMap<String, Vec<String>>,
    [finding, note, seen]: &Names,
) -> Result<Vec<Judged>, Invalid> {
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
        let field = format!("{finding}.{slug}");
        let note_field = format!("{note}.{slug}");
        let word = value(&field);
        let text = act::optional(&note_field, &value(&note_field), NOTE, &mut invalid);
        let evidence = evidence(slug, answers, &mut invalid);
        let points = points(
            profile,
            slug,
            &value(&format!("points.{slug}")),
            &mut invalid,
        );
        if word.is_empty() && text.is_empty() && evidence.is_empty() && points.is_none() {
            continue;
        }
        match Finding::from_word(&word) {
            Some(Finding::DoesNotApply) if !criterion.may_not_apply => {
                invalid.add(field, Problem::NotChoice);
            }
            // Nobody could tell later why it was left out.
            Some(Finding::DoesNotApply) if text.is_empty() => {
                invalid.add(note_field, Problem::Missing);
            }
            Some(finding) => found.push(Judged {
                criterion: slug.clone(),
                finding,
                note: text,
                evidence,
                points,
                seen: value(&format!("{seen}.{slug}")).parse().unwrap_or(0),
            }),
            None if word.is_empty() => invalid.add(field, Problem::Missing),
            None => invalid.add(field, Problem::NotChoice),
        }
    }
    invalid.into_result().map(|()| found)
}

/// The points for a criterion, where the district gives some.
#[cfg(feature = "ssr")]
fn points(profile: &Profile, slug: &str, typed: &str, invalid: &mut Invalid) -> Option<u16> {
    let scoring = profile.scoring.as_ref()?;
    let is_weighed = scoring.weights.iter().any(|w| w.criterion == slug);
    if typed.is_empty() || !is_weighed {
        return None;
    }
    let points = typed.parse().ok().filter(|points| *points <= scoring.scale);
    if points.is_none() {
        invalid.add(format!("points.{slug}"), Problem::NotChoice);
    }
    points
}

/// The evidence of a criterion: an address on each line, and the files that were chosen.
#[cfg(feature = "ssr")]
fn evidence(
    slug: &str,
    answers: &BTreeMap<String, Vec<String>>,
    invalid: &mut Invalid,
) -> Vec<String> {
    let field = format!("evidence.{slug}");
    let values = |name: &str| answers.get(name).map(Vec::as_slice).unwrap_or_default();
    let lines = values(&field).iter().flat_map(|value| value.lines());
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    let mut evidence = Vec::new();
    for line in lines {
        match Evidence::read(line) {
            Some(Evidence::Web(address)) => evidence.push(address),
            _ => {
                invalid.add(field.as_str(), Problem::NotWeb);
                return evidence;
            }
        }
    }
    let files = values(&format!("file.{slug}")).iter();
    evidence.extend(files.filter(|id| !id.is_empty()).cloned());
    if evidence.len() > MOST {
        invalid.add(field.as_str(), Problem::TooMany { max: MOST });
    }
    evidence
}

/// The reasons that are missing: where those who found something differ, or found something else.
#[cfg(feature = "ssr")]
fn unreasoned(judging: &Judging, found: &[Judged]) -> Invalid {
    let mut invalid = Invalid::default();
    for judged in found.iter().filter(|judged| judged.note.is_empty()) {
        let given: Vec<Given<'_>> = judging
            .given_on(&judged.criterion)
            .map(|found| Given {
                by: &found.person,
                finding: found.finding,
            })
            .collect();
        if judging.panel.needs_reason(&given, judged.finding) {
            invalid.add(format!("why.{}", judged.criterion), Problem::Missing);
        }
    }
    invalid
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
            findings(&profile(), &form, &OWN),
            Ok(vec![
                Judged::from((
                    "formal-agreement".to_owned(),
                    Finding::Met,
                    "As signed".to_owned(),
                    3
                )),
                Judged::from((
                    "joint-deliverables".to_owned(),
                    Finding::NeedsMore,
                    String::new(),
                    0
                )),
            ])
        );
        assert_eq!(findings(&profile(), &BTreeMap::new(), &OWN), Ok(vec![]));
    }

    #[test]
    fn what_does_not_apply_is_allowed_by_its_criterion_and_says_why() {
        let mut profile = profile();
        let form = |note: &str| {
            typed(&[
                ("finding.formal-agreement", "does-not-apply"),
                ("note.formal-agreement", note),
            ])
        };
        let refused = |profile: &Profile, note: &str| {
            let invalid = findings(profile, &form(note), &OWN).unwrap_err();
            let (field, problem) = invalid.iter().next().unwrap();
            (field.to_owned(), problem.clone())
        };
        assert_eq!(
            refused(&profile, "A single day"),
            ("finding.formal-agreement".to_owned(), Problem::NotChoice)
        );
        for criterion in &mut profile.criteria {
            criterion.may_not_apply = true;
        }
        assert_eq!(
            refused(&profile, " "),
            ("note.formal-agreement".to_owned(), Problem::Missing)
        );
        let found = findings(&profile, &form("A single day"), &OWN).unwrap();
        assert_eq!(found[0].finding, Finding::DoesNotApply);
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
            let invalid = findings(&profile(), &typed(form), &OWN).unwrap_err();
            assert_eq!(invalid.iter().collect::<Vec<_>>(), [(field, &problem)]);
        }
    }

    #[test]
    fn evidence_is_an_address_or_a_file_of_the_application() {
        let id = "abcdefghjkmnpqrstuvw";
        let mut form = typed(&[
            ("finding.formal-agreement", "met"),
            (
                "evidence.formal-agreement",
                "https://example.org/letter \r\n\r\nhttps://example.org/map",
            ),
        ]);
        form.insert("file.formal-agreement".into(), vec![id.into()]);
        let found = findings(&profile(), &form, &OWN).unwrap();
        assert_eq!(
            found[0].evidence,
            ["https://example.org/letter", "https://example.org/map", id]
        );
        for (bad, problem) in [
            ("http://example.org", Problem::NotWeb),
            (id, Problem::NotWeb),
            ("javascript:alert(1)", Problem::NotWeb),
        ] {
            form.insert("evidence.formal-agreement".into(), vec![bad.into()]);
            let invalid = findings(&profile(), &form, &OWN).unwrap_err();
            assert_eq!(
                invalid.iter().collect::<Vec<_>>(),
                [("evidence.formal-agreement", &problem)]
            );
        }
        let many = "https://example.org/\n".repeat(11);
        form.insert("evidence.formal-agreement".into(), vec![many]);
        let invalid = findings(&profile(), &form, &OWN).unwrap_err();
        assert_eq!(
            invalid.of("evidence.formal-agreement"),
            Some(&Problem::TooMany { max: 10 })
        );
    }
}
