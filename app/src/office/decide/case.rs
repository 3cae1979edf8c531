//! A case: an application with the decision that is being written on it.

use crate::act::Again;
use crate::current::Current;
use crate::error::AppError;
use crate::mail::decision::Letter;
use crate::office::decision::{Written, fields, judge, readiness, tidy};
use crate::office::since::changed;
use crate::ui::Said;
use crate::ui::problem::sentence;
use crate::words::decide as words;
use crate::words::term;
use partnership::application::Action;
use partnership::district::{Criterion, Profile};
use partnership::form::{Answers, Facts};
use partnership::invalid::Invalid;
use partnership::proposal::Proposal;
use partnership::text::Lang;
use store::Asker;
use store::alike::Alike;
use store::application::{Application, Submission};
use store::mail::NewMail;
use store::review::Found;

/// An application, the decision on it as far as it is written, and what it is judged by.
#[derive(Debug, Clone)]
pub(in crate::office) struct Case {
    /// The application.
    pub(in crate::office) application: Application,
    /// Which decision.
    pub(in crate::office) action: Action,
    /// What was typed so far, right or wrong.
    pub(in crate::office) fields: Answers,
    /// The newest sent answers.
    pub(in crate::office) sent: Answers,
    /// The criteria, as places in the profile, whose answers changed after what counts for them was found.
    pub(in crate::office) outdated: Vec<usize>,
    /// What they propose.
    pub(in crate::office) proposal: Proposal,
    /// What was found for the criteria.
    pub(in crate::office) findings: Vec<Found>,
    /// The offices whose answer has to come before, by their values in the profile.
    pub(in crate::office) awaited: Vec<String>,
    /// The lead's name, where several review and the lead takes this decision, who is not the asker.
    pub(in crate::office) led_by: Option<String>,
    /// Other applications of what may be the same organization.
    pub(in crate::office) alike: Vec<Alike>,
}

impl Case {
    /// Loads what a decision needs. The caller has found the application for the asker before.
    pub(in crate::office) async fn load(
        current: &Current,
        asker: &Asker,
        application: Application,
        action: Action,
    ) -> Result<Self, AppError> {
        let store = &current.site.store;
        let fields = store
            .decision(asker, &application.id, action)
            .await?
            .into_iter()
            .collect();
        let all = store.submissions(&application).await?;
        let (findings, awaited, led_by) = if action == Action::RequestChanges {
            (Vec::new(), Vec::new(), None)
        } else {
            let judging = store.judging(asker, &application).await?;
            let led_by = judging.led_by(&asker.id, action).map(ToOwned::to_owned);
            let open = judging.consults.into_iter();
            let open = open.filter(|consult| consult.blocks && consult.is_open());
            (
                judging.counted,
                open.map(|consult| consult.office).collect(),
                led_by,
            )
        };
        let outdated = outdated(&current.site.profile, &all, &findings);
        let newest = all.into_iter().next().ok_or(AppError::NotFound)?;
        let alike = store.alike(asker, &application).await?;
        Ok(Self {
            application,
            action,
            fields,
            sent: newest.answers,
            outdated,
            proposal: newest.proposal,
            findings,
            awaited,
            led_by,
            alike,
        })
    }

    /// Takes over what a refused form held.
    pub(in crate::office) fn type_again(&mut self, again: &Again) {
        let typed = again.fields.iter().map(|(field, text)| {
            let values = if field == "steps" {
                text.lines().map(ToOwned::to_owned).collect()
            } else {
                vec![text.clone()]
            };
            (field.clone(), values)
        });
        self.fields.merge(tidy(self.action, typed.collect()));
    }

    /// The decision, or what is wrong with it.
    pub(in crate::office) fn judged(&self, current: &Current) -> Result<Written, Invalid> {
        let facts = Facts {
            profile: &current.site.profile,
            today: current.today,
        };
        judge(self.action, &self.fields, &self.sent, &facts)
    }

    /// Whether the asker can take the decision: nobody else leads, no answer of another office is awaited, and an
    /// approval needs every criterion met.
    pub(in crate::office) fn is_ready(&self, current: &Current) -> bool {
        self.led_by.is_none()
            && self.awaited.is_empty()
            && (self.action != Action::Approve
                || readiness(&current.site.profile, &self.findings).is_ok())
    }

    /// What is wrong, as ids of fields and sentences.
    pub(super) fn problems(&self, current: &Current) -> Vec<(String, Said)> {
        let Err(invalid) = self.judged(current) else {
            return Vec::new();
        };
        invalid
            .iter()
            .map(|(field, problem)| {
                (
                    field.to_owned(),
                    sentence(
                        problem,
                        label(self.action, field, current.lang),
                        current.lang,
                    )
                    .into(),
                )
            })
            .collect()
    }

    /// The mail that tells the partner, in the partner's language.
    pub(in crate::office) fn mail(&self, current: &Current, written: &Written) -> NewMail {
        let letter = Letter::to_partner(&current.site, &self.application);
        match written {
            Written::RequestChanges {
                asked,
                body,
                due_on,
            } => {
                let names = asked.names(&current.site.profile.form, self.application.lang);
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                letter.changes(&names, body, *due_on)
            }
            Written::Approve {
                level,
                agreement,
                ends_on,
                conditions,
                ..
            } => letter.approved(level, agreement, *ends_on, conditions),
            Written::Decline { reason } => letter.declined(reason),
            Written::Redirect { route, body } => letter.redirected(route, body),
        }
    }
}

/// The criteria whose answers changed after what counts for them was found.
fn outdated(profile: &Profile, sent: &[Submission], findings: &[Found]) -> Vec<usize> {
    let is_outdated = |criterion: &Criterion| {
        let found = findings
            .iter()
            .find(|found| found.criterion == criterion.slug);
        found.is_some_and(|found| !changed(&profile.form, criterion, sent, found).is_empty())
    };
    let criteria = profile.criteria.iter().enumerate();
    criteria
        .filter(|(_, criterion)| is_outdated(criterion))
        .map(|(at, _)| at)
        .collect()
}

/// What a field of a decision is called.
pub(super) fn label(action: Action, field: &str, lang: Lang) -> &'static str {
    debug_assert!(fields(action).contains(&field), "{field} is no field");
    match (action, field) {
        (_, "steps") => words::steps(lang),
        (_, "level") => words::level(lang),
        (_, "why-level") => words::why_level(lang),
        (_, "why-agreement") => words::why_agreement(lang),
        (_, "agreement") => words::agreement(lang),
        (_, "ends.month" | "ends.day" | "ends.year") => term::ends(lang),
        (_, "conditions") => words::conditions(lang),
        (_, "reason") => words::reason(lang),
        (_, "route") => words::route(lang),
        (Action::Redirect, _) => words::redirect_body(lang),
        (_, "body") => words::changes_body(lang),
        _ => words::due(lang),
    }
}

/// The names by which the directory finds a partnership: its schools, and its areas and services in
/// every language.
pub(in crate::office) fn approval_names(
    profile: &Profile,
    proposal: &Proposal,
) -> (String, String) {
    let places: Vec<&str> = proposal
        .sites
        .iter()
        .filter_map(|slug| profile.school(slug))
        .map(|school| school.name.as_str())
        .collect();
    let mut services: Vec<&str> = Vec::new();
    for (area, service) in &proposal.services {
        let Some((area, service)) = profile.service(&format!("{area}/{service}")) else {
            continue;
        };
        for name in Lang::ALL
            .into_iter()
            .flat_map(|lang| [area.name.get(lang), service.label.get(lang)])
        {
            if !services.contains(&name) {
                services.push(name);
            }
        }
    }
    (places.join(" "), services.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partnership_is_found_by_its_schools_and_services_in_both_languages() {
        let text = include_str!("../../../../server/profiles/durham-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        let pair = |area: &str, service: &str| (area.to_owned(), service.to_owned());
        let proposal = Proposal {
            sites: vec!["cedar-ford".into(), "gone".into(), "catalpa".into()],
            services: vec![
                pair("academics", "tutoring"),
                pair("academics", "magic"),
                pair("academics", "academic-interventions"),
            ],
            ..Proposal::default()
        };
        let (places, services) = approval_names(&profile, &proposal);
        assert_eq!(places, "Cedar Ford Elementary School Catalpa High School");
        assert_eq!(
            services,
            "Academics Tutoring Apoyo académico Tutoría Academic interventions Intervenciones académicas"
        );
    }

    #[test]
    fn every_field_of_a_decision_has_a_name() {
        for action in Action::ALL {
            for field in fields(action) {
                for lang in Lang::ALL {
                    assert!(!label(action, field, lang).is_empty(), "{action:?} {field}");
                }
            }
        }
    }
}
