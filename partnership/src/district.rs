//! The profile of a district: everything in the program that is the district's own, as data.

pub mod check;
pub mod coverage;
pub mod difference;
pub mod judging;
pub mod office;
pub mod part;
pub mod reminder;
pub mod version;

pub use coverage::{Coverage, Covers};
pub use office::{Office, Setting};
pub use part::{
    Agreement, Area, Audience, Criterion, GradeBand, Guide, Level, Link, Party, ProcessStep,
    Resource, Route, School, SchoolKind,
};

use self::reminder::Reminder;
use crate::form::question::Choices;
use crate::form::{Choice, Form, Kind, Question};
use crate::id::DistrictId;
use crate::look::Look;
use crate::mail::template::{Kind as MailKind, Template};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A published version of a district's profile. It never changes; a new version is a new file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    /// The district's id, such as `durham`.
    pub id: DistrictId,
    /// The version of this profile, from 1.
    pub version: u32,
    /// The district's name.
    pub name: Text,
    /// The short name people use, such as `DPS`.
    pub short_name: String,
    /// IANA time zone of the district: its days begin and end there.
    pub time_zone: String,
    /// Dotted names of the values that the district's document leaves open and that are examples only.
    #[serde(default)]
    pub sample: Vec<String>,
    /// Colours and logo.
    #[serde(default)]
    pub look: Look,
    /// Working rules that are numbers.
    pub setting: Setting,
    /// The office that runs partnerships.
    pub office: Office,
    /// The words of the public pages.
    pub page: Page,
    /// The strategic plan and its goals.
    pub plan: Plan,
    /// What makes a partnership a partnership: the checklist of the vetting.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// Who may be a partner: shown to applicants, confirmed by the office.
    #[serde(default, rename = "eligibility")]
    pub eligibility: Vec<Criterion>,
    /// Support areas with their services.
    #[serde(rename = "area")]
    pub areas: Vec<Area>,
    /// The steps of the district's process.
    #[serde(rename = "process")]
    pub process: Vec<ProcessStep>,
    /// What each party of a partnership does.
    #[serde(default, rename = "party")]
    pub parties: Vec<Party>,
    /// Levels of partnership.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// Weighted scores beside the findings, where the district asks for them.
    #[serde(default)]
    pub scoring: Option<judging::Scoring>,
    /// The offices that a review may be referred to with a question.
    #[serde(default)]
    pub consult: Vec<Choice>,
    /// What a planning meeting goes through.
    #[serde(default)]
    pub planning: Option<judging::Planning>,
    /// Kinds of agreement; the last one stands for none.
    #[serde(rename = "agreement")]
    pub agreements: Vec<Agreement>,
    /// Kinds of organization.
    #[serde(rename = "organization-kind")]
    pub organization_kinds: Vec<Choice>,
    /// Grades.
    #[serde(rename = "grade")]
    pub grades: Vec<Choice>,
    /// Bands of grades, such as those of an elementary school.
    #[serde(default, rename = "grade-band")]
    pub grade_bands: Vec<GradeBand>,
    /// Schools and departments.
    #[serde(rename = "school")]
    pub schools: Vec<School>,
    /// The questions of the route advisor.
    pub advisor: Form,
    /// Where the route advisor leads.
    #[serde(rename = "route")]
    pub routes: Vec<Route>,
    /// Pages of guidance.
    #[serde(default, rename = "guide")]
    pub guides: Vec<Guide>,
    /// The district's own words for mails; the program has words for all that it does not word.
    #[serde(default, rename = "mail")]
    pub mails: Vec<Template>,
    /// When people are reminded.
    #[serde(default)]
    pub reminder: Reminder,
    /// Resources of the community.
    #[serde(default, rename = "resource")]
    pub resources: Vec<Resource>,
    /// The application form.
    pub form: Form,
}

/// The words of the public pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    /// Name of the application, such as "Partnership Engagement Application".
    pub application: Text,
    /// The heading of the first page.
    pub title: Text,
    /// The welcome.
    pub welcome: Text,
    /// What a partnership is.
    pub definition: Text,
    /// Whom the application is for.
    pub audience: Text,
    /// What to have at hand before starting.
    #[serde(default)]
    pub needed: Vec<Text>,
    /// How what is written will be used.
    pub data_use: Text,
    /// What applicants agree to when they sign.
    pub monitoring: Text,
}

/// A named and dated strategic plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Plan {
    /// Name with its years.
    pub name: Text,
    /// Its goals.
    #[serde(rename = "goal")]
    pub goals: Vec<Choice>,
}

impl Profile {
    /// Puts the lists named by `choices = "goals"` and the like into the questions.
    #[must_use]
    pub fn resolved(mut self) -> Self {
        let lists = [
            ("goals", self.plan.goals.clone()),
            ("organization-kinds", self.organization_kinds.clone()),
            ("grades", self.grades.clone()),
        ];
        for form in [&mut self.advisor, &mut self.form] {
            for step in form
                .sections
                .iter_mut()
                .flat_map(|section| &mut section.steps)
            {
                resolve(&mut step.questions, &lists);
            }
        }
        self
    }

    /// The area of a slug.
    #[must_use]
    pub fn area(&self, slug: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.slug == slug)
    }

    /// Area and service of a value such as `academics/tutoring`.
    #[must_use]
    pub fn service(&self, value: &str) -> Option<(&Area, &Choice)> {
        let (area, service) = value.split_once('/')?;
        let area = self.area(area)?;
        Some((
            area,
            area.services
                .iter()
                .find(|choice| choice.value == service)?,
        ))
    }

    /// The school or department of a slug.
    #[must_use]
    pub fn school(&self, slug: &str) -> Option<&School> {
        self.schools.iter().find(|school| school.slug == slug)
    }

    /// The level of a slug.
    #[must_use]
    pub fn level(&self, slug: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.slug == slug)
    }

    /// The kind of agreement of a slug.
    #[must_use]
    pub fn agreement(&self, slug: &str) -> Option<&Agreement> {
        self.agreements.iter().find(|kind| kind.value == slug)
    }

    /// The kind of organization of a slug.
    #[must_use]
    pub fn organization_kind(&self, slug: &str) -> Option<&Choice> {
        self.organization_kinds
            .iter()
            .find(|choice| choice.value == slug)
    }

    /// The route of a slug.
    #[must_use]
    pub fn route(&self, slug: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.slug == slug)
    }

    /// The page of guidance of a slug.
    #[must_use]
    pub fn guide(&self, slug: &str) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.slug == slug)
    }

    /// The district's own words for a kind of mail.
    #[must_use]
    pub fn mail(&self, kind: MailKind) -> Option<&Template> {
        self.mails.iter().find(|template| template.act == kind)
    }

    /// The criterion of a slug.
    #[must_use]
    pub fn criterion(&self, slug: &str) -> Option<&Criterion> {
        self.criteria
            .iter()
            .find(|criterion| criterion.slug == slug)
    }

    /// The agreement a level proposes: the first kind, when the level needs one.
    #[must_use]
    pub fn needs_agreement(&self, level: &str) -> bool {
        self.level(level).is_some_and(|level| level.needs_agreement)
    }
}

fn resolve(questions: &mut [Question], lists: &[(&str, Vec<Choice>)]) {
    for question in questions {
        match &mut question.kind {
            Kind::OneOf { choices } | Kind::ManyOf { choices, .. } => {
                if let Choices::From(name) = choices
                    && let Some((_, list)) = lists.iter().find(|(known, _)| known == name)
                {
                    *choices = Choices::Here(list.clone());
                }
            }
            Kind::Group { questions, .. } => resolve(questions, lists),
            _ => {}
        }
    }
}
