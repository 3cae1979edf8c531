//! Checking how a district judges: scores, whom it consults, what a planning meeting agrees.

use super::{Faults, Profile};

/// Checks scores, consults and planning.
pub(super) fn check(profile: &Profile, faults: &mut Faults) {
    faults.unique("consult", profile.consult.iter().map(|c| c.value.as_str()));
    if let Some(scoring) = &profile.scoring {
        faults.when(
            !(1..=100).contains(&scoring.scale),
            "scoring.scale",
            "write a number of points from 1 to 100",
        );
        faults.when(
            scoring.weights.is_empty(),
            "scoring.weight",
            "add at least one",
        );
        faults.unique(
            "scoring.weight",
            scoring.weights.iter().map(|w| w.criterion.as_str()),
        );
        for weight in &scoring.weights {
            let at = format!("scoring.weight.{}", weight.criterion);
            faults.when(
                profile.criterion(&weight.criterion).is_none(),
                &at,
                &format!("there is no criterion '{}'", weight.criterion),
            );
            faults.when(
                !(1..=100).contains(&weight.weight),
                &at,
                "write a weight from 1 to 100",
            );
        }
    }
    if let Some(planning) = &profile.planning {
        let commitments = &planning.commitments;
        faults.unique(
            "planning.commitment",
            commitments.iter().map(|c| c.value.as_str()),
        );
        faults.when(
            commitments.is_empty(),
            "planning.commitment",
            "add at least one",
        );
    }
}
