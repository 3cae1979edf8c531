//! The parts of a profile that come in lists: criteria, areas, steps of the process, levels, schools, routes.

use super::{Coverage, Office};
use crate::form::{Choice, Condition};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A criterion, as the district words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Criterion {
    /// Name in tables.
    pub slug: String,
    /// A few words for headings.
    pub name: Text,
    /// The district's own sentence.
    pub text: Text,
    /// The steps of the form that speak to it.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Whether the office may find that it does not apply, with a note that says why.
    #[serde(default)]
    pub may_not_apply: bool,
    /// Whether the office vets it and no page for everybody shows it among the criteria: "confirm if the partner
    /// meets the CMS Eligibility Criteria".
    #[serde(default)]
    pub for_office: bool,
}

/// A support area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Area {
    /// Name in tables and addresses.
    pub slug: String,
    /// Name people read.
    pub name: Text,
    /// The services of the area.
    #[serde(rename = "service")]
    pub services: Vec<Choice>,
}

/// A band of grades.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GradeBand {
    /// What is stored.
    pub value: String,
    /// Name people read.
    pub label: Text,
    /// The grades of the band, by their values.
    pub grades: Vec<String>,
}

/// A step of the district's process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ProcessStep {
    /// Which part of the life it covers, or a list of several.
    pub covers: Coverage,
    /// Heading.
    pub title: Text,
    /// What happens.
    pub body: Text,
    /// Who has it.
    pub owner: Text,
}

/// A party of a partnership and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Party {
    /// Heading.
    pub title: Text,
    /// What it does.
    pub duties: Vec<Text>,
}

/// A level of partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Level {
    /// Name in tables.
    pub slug: String,
    /// Name people read.
    pub name: Text,
    /// What it means.
    pub text: Text,
    /// Whether it needs a formal agreement.
    pub needs_agreement: bool,
    /// When the answers of an application propose it; without one it is never proposed.
    #[serde(default)]
    pub when: Option<Condition>,
    /// What speaks for it, where no answer can tell: the office reads it when it decides (Providence: kind of
    /// organization, intensity, alignment, integration).
    #[serde(default)]
    pub signs: Vec<Text>,
}

/// A kind of agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Agreement {
    /// Name in tables.
    pub value: String,
    /// Name people read.
    pub label: Text,
    /// One short sentence on when it is made.
    #[serde(default)]
    pub hint: Text,
    /// When the answers of an application propose it; without one they never do.
    #[serde(default)]
    pub when: Option<Condition>,
}

/// A school or department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct School {
    /// Name in tables and addresses.
    pub slug: String,
    /// Name people read.
    pub name: String,
    /// Elementary, middle, high or department.
    pub kind: SchoolKind,
}

/// What a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SchoolKind {
    /// An elementary school.
    Elementary,
    /// A middle school.
    Middle,
    /// A high school.
    High,
    /// A department of the district.
    Department,
}

impl SchoolKind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Elementary, Self::Middle, Self::High, Self::Department];
}

/// An end of the route advisor: one of the district's processes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Route {
    /// Name in addresses.
    pub slug: String,
    /// Heading.
    pub title: Text,
    /// When it applies.
    pub when: Condition,
    /// What it means for the organization.
    pub body: Text,
    /// What to do next.
    pub next: Text,
    /// Who answers.
    pub owner: Text,
    /// The office that answers and how to reach it, where it is not the office of partnerships
    /// (Charlotte-Mecklenburg names one for each of its processes).
    #[serde(default)]
    pub contact: Option<Office>,
    /// What the process asks of the organization.
    #[serde(default)]
    pub needs: Vec<Text>,
    /// The kind of agreement it ends in, as a value of the profile.
    #[serde(default)]
    pub agreement: Option<String>,
    /// A web address to go on with.
    #[serde(default)]
    pub link: Option<String>,
    /// What the link is called.
    #[serde(default)]
    pub link_label: Text,
    /// Whether the way on is the application of this program.
    #[serde(default)]
    pub application: bool,
}

/// Whom a page of guidance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Anyone.
    Public,
    /// Partners and those who want to become one.
    Partner,
    /// Schools and other staff of the district.
    School,
}

impl Audience {
    /// Every audience, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Public, Self::Partner, Self::School];
}

/// A page of guidance: what the district says on one matter, such as background checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Guide {
    /// Name in addresses.
    pub slug: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Heading.
    pub title: Text,
    /// What there is to say; each line is a paragraph.
    pub body: Text,
    /// Points of a list below it.
    #[serde(default, rename = "point")]
    pub points: Vec<Text>,
    /// Where to go on.
    #[serde(default, rename = "link")]
    pub links: Vec<Link>,
}

/// A web address and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Link {
    /// What it is called.
    pub label: Text,
    /// The address.
    pub href: String,
}

/// A resource of the community that is open to schools and families (Providence: an interactive and
/// comprehensive list of available community resources).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Resource {
    /// Name in tables.
    pub slug: String,
    /// Who offers it.
    pub name: Text,
    /// What it is.
    pub text: Text,
    /// The support areas it belongs to, by slug.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Where to read more.
    #[serde(default)]
    pub link: Option<String>,
}
