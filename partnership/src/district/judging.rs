//! The parts of a profile that say how a district judges: scores, whom it consults, what a planning meeting agrees.

use crate::form::Choice;
use serde::{Deserialize, Serialize};

/// Weighted scores beside the findings, for a district that asks for them. A score decides nothing by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scoring {
    /// The most points for a criterion; the least are none.
    pub scale: u16,
    /// The weights. A criterion without one gets no points.
    #[serde(rename = "weight")]
    pub weights: Vec<Weight>,
}

/// How much a criterion counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Weight {
    /// The criterion, by slug.
    pub criterion: String,
    /// How often its points count, from 1.
    pub weight: u16,
}

/// What a planning meeting of staff with the partner goes through (Charlotte-Mecklenburg: a team of staff meets the
/// prospective partner to review the logistics of the program).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Planning {
    /// What the partner commits to, one after the other.
    #[serde(rename = "commitment")]
    pub commitments: Vec<Choice>,
    /// Whether link and password of a platform are kept for the staff who are named.
    #[serde(default)]
    pub with_platform: bool,
}
