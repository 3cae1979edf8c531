//! What the office decides with an approval.

use ::partnership::proposal::Proposal;
use chrono::NaiveDate;

/// What an approval makes of an application.
#[derive(Debug, Clone)]
pub struct Approval<'a> {
    /// The level, as a slug of the profile.
    pub level: &'a str,
    /// The level that the answers propose, as a slug; empty for none.
    pub proposed: &'a str,
    /// Why it is another level than the proposed one; empty when it is not.
    pub why_level: &'a str,
    /// The kind of agreement; empty for none.
    pub agreement: &'a str,
    /// Why it is another kind than level and answers propose; empty when it is not.
    pub why_agreement: &'a str,
    /// The last day; none for no end.
    pub ends_on: Option<NaiveDate>,
    /// Conditions; empty for none.
    pub conditions: &'a str,
    /// What was proposed.
    pub proposal: &'a Proposal,
    /// Whether the level needs an agreement.
    pub needs_agreement: bool,
    /// The criteria that have to be found met when it is recorded, by slug.
    pub criteria: &'a [&'a str],
    /// Names of the schools and departments, for searching.
    pub places: &'a str,
    /// Names of areas and services, for searching.
    pub services: &'a str,
}
