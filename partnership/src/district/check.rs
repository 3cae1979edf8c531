//! Checking a profile: every fault is found at once, each with where it is and how to mend it.

mod applies;
mod condition;
mod form;
mod grade;
mod judging;
mod look;
mod mail;
mod mark;
mod reach;
mod sample;
mod setting;

use super::{Criterion, Profile};
use crate::form::{Kind, Question, key};
use crate::id::DistrictId;
use condition::check_condition;
use form::check_form;
use grade::check_grades;
pub use sample::SAMPLES;
use std::collections::BTreeSet;

/// A fault of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Dotted name of what is wrong.
    pub at: String,
    /// What to do about it.
    pub mend: String,
}

impl Profile {
    /// Everything that is wrong with the profile; empty when it may be used.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        faults.unique("area", self.areas.iter().map(|a| a.slug.as_str()));
        for area in &self.areas {
            faults.unique(
                &format!("area.{}.service", area.slug),
                area.services.iter().map(|s| s.value.as_str()),
            );
            faults.when(
                area.services.is_empty(),
                &format!("area.{}.service", area.slug),
                "add at least one",
            );
        }
        faults.unique("level", self.levels.iter().map(|l| l.slug.as_str()));
        faults.unique(
            "agreement",
            self.agreements.iter().map(|a| a.value.as_str()),
        );
        faults.unique("school", self.schools.iter().map(|s| s.slug.as_str()));
        faults.unique("route", self.routes.iter().map(|r| r.slug.as_str()));
        faults.unique(
            "plan.goal",
            self.plan.goals.iter().map(|g| g.value.as_str()),
        );
        for (name, list) in [
            ("organization-kind", &self.organization_kinds),
            ("grade", &self.grades),
        ] {
            faults.unique(name, list.iter().map(|choice| choice.value.as_str()));
        }
        check_grades(self, &mut faults);
        for (name, is_empty) in [
            ("area", self.areas.is_empty()),
            ("criterion", self.criteria.is_empty()),
            ("process", self.process.is_empty()),
            ("level", self.levels.is_empty()),
            ("school", self.schools.is_empty()),
            ("route", self.routes.is_empty()),
        ] {
            faults.when(is_empty, name, "add at least one");
        }
        sample::check(self, &mut faults);
        mark::check(self, &mut faults);
        applies::check(self, &mut faults);
        for (at, step) in self.process.iter().enumerate() {
            faults.when(
                step.covers.parts().is_empty(),
                &format!("process.{}.covers", at + 1),
                "name the part of the process that it covers",
            );
        }
        faults.when(
            DistrictId::parse(self.id.as_str()).is_none(),
            "id",
            &format!(
                "write '{}' in at most 64 lower-case letters, digits and hyphens",
                self.id
            ),
        );
        reach::check(&self.office, "office", &mut faults);
        look::check(&self.look, &mut faults);
        mail::check(&self.mails, &mut faults);
        mail::check_reminder(&self.reminder, &mut faults);
        setting::check(self, &mut faults);
        judging::check(self, &mut faults);
        self.check_pages(&mut faults);
        check_form(&self.form, "form", &mut faults);
        check_form(&self.advisor, "advisor", &mut faults);
        self.check_keys(&mut faults);
        self.check_routes(&mut faults);
        self.check_criteria("criterion", &self.criteria, &mut faults);
        self.check_criteria("eligibility", &self.eligibility, &mut faults);
        faults.0
    }

    fn check_criteria(&self, name: &str, criteria: &[Criterion], faults: &mut Faults) {
        faults.unique(name, criteria.iter().map(|c| c.slug.as_str()));
        for criterion in criteria {
            for step in &criterion.steps {
                faults.when(
                    self.form.step(step).is_none(),
                    &format!("{name}.{}.steps", criterion.slug),
                    &format!("the form has no step '{step}'"),
                );
            }
        }
    }

    fn check_keys(&self, faults: &mut Faults) {
        let asked: BTreeSet<&str> = self
            .form
            .steps()
            .flat_map(|s| &s.questions)
            .map(|q| q.key.as_str())
            .collect();
        for required in key::REQUIRED {
            faults.when(
                !asked.contains(required),
                "form",
                &format!("ask the well-known question '{required}'"),
            );
        }
        for question in self.advisor.steps().flat_map(|s| &s.questions) {
            let has_choices = matches!(
                question.kind,
                Kind::YesNo | Kind::OneOf { .. } | Kind::ManyOf { .. }
            );
            faults.when(
                !has_choices,
                &format!("advisor.{}.kind", question.key),
                "the advisor can ask only yes-no, one-of and many-of",
            );
            if let Some(target) = &question.carries_to {
                faults.when(
                    !asked.contains(target.as_str()),
                    &format!("advisor.{}.carries-to", question.key),
                    &format!("the form has no question '{target}'"),
                );
            }
        }
    }

    fn check_pages(&self, faults: &mut Faults) {
        faults.unique("guide", self.guides.iter().map(|guide| guide.slug.as_str()));
        faults.unique("resource", self.resources.iter().map(|r| r.slug.as_str()));
        for resource in &self.resources {
            for area in &resource.areas {
                faults.when(
                    self.area(area).is_none(),
                    &format!("resource.{}.areas", resource.slug),
                    &format!("there is no area '{area}'"),
                );
            }
        }
        let of_guides = self.guides.iter().flat_map(|guide| {
            let links = guide.links.iter();
            links.map(|link| (format!("guide.{}.link", guide.slug), link.href.as_str()))
        });
        let of_resources = self.resources.iter().filter_map(|resource| {
            let link = resource.link.as_deref()?;
            Some((format!("resource.{}.link", resource.slug), link))
        });
        let of_routes = self.routes.iter().filter_map(|route| {
            Some((format!("route.{}.link", route.slug), route.link.as_deref()?))
        });
        for (at, href) in of_guides.chain(of_resources).chain(of_routes) {
            let is_web = href.starts_with("https://") || href.starts_with('/');
            faults.when(
                !is_web,
                &at,
                "write a web address that begins with https://",
            );
        }
    }

    fn check_routes(&self, faults: &mut Faults) {
        let questions: Vec<&Question> = self
            .advisor
            .steps()
            .flat_map(|step| &step.questions)
            .collect();
        for route in &self.routes {
            let at = format!("route.{}.when", route.slug);
            check_condition(&route.when, &questions, &at, faults);
            if let Some(contact) = &route.contact {
                reach::check(contact, &format!("route.{}.contact", route.slug), faults);
            }
            if let Some(agreement) = &route.agreement {
                faults.when(
                    self.agreement(agreement).is_none(),
                    &format!("route.{}.agreement", route.slug),
                    &format!("there is no agreement '{agreement}'"),
                );
            }
        }
        let questions: Vec<&Question> =
            self.form.steps().flat_map(|step| &step.questions).collect();
        let of_levels = self.levels.iter().map(|l| ("level", &l.slug, &l.when));
        let of_agreements = self
            .agreements
            .iter()
            .map(|kind| ("agreement", &kind.value, &kind.when));
        for (list, slug, when) in of_levels.chain(of_agreements) {
            if let Some(when) = when {
                check_condition(when, &questions, &format!("{list}.{slug}.when"), faults);
            }
        }
        faults.when(
            !self.routes.iter().any(|route| route.application),
            "route",
            "mark one with application = true, or nobody can apply",
        );
    }
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn when(&mut self, wrong: bool, at: &str, mend: &str) {
        if wrong {
            self.0.push(Fault {
                at: at.to_owned(),
                mend: mend.to_owned(),
            });
        }
    }

    fn unique<'a>(&mut self, at: &str, slugs: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for slug in slugs {
            self.when(
                !seen.insert(slug),
                at,
                &format!("'{slug}' stands twice; every one needs a name of its own"),
            );
            let plain = !slug.is_empty()
                && slug
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            self.when(
                !plain,
                at,
                &format!("write '{slug}' in lower-case letters, digits and hyphens"),
            );
        }
    }
}
