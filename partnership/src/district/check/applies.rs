//! Checking where a district lets its office find that a criterion does not apply, and what only the office vets.

use super::{Faults, Profile};

/// Only the criteria of the checklist are found on one by one, and one of them at least has to be met.
pub(super) fn check(profile: &Profile, faults: &mut Faults) {
    for criterion in profile.eligibility.iter().filter(|c| c.may_not_apply) {
        faults.when(
            true,
            &format!("eligibility.{}.may-not-apply", criterion.slug),
            "take it out: only a criterion can be found not to apply, because eligibility is confirmed as a whole",
        );
    }
    for criterion in profile.eligibility.iter().filter(|c| c.for_office) {
        faults.when(
            true,
            &format!("eligibility.{}.for-office", criterion.slug),
            "take it out: everybody reads who may be a partner; write a criterion that says it is confirmed",
        );
    }
    if let Some(first) = profile.criteria.first() {
        faults.when(
            profile
                .criteria
                .iter()
                .all(|criterion| criterion.for_office),
            &format!("criterion.{}.for-office", first.slug),
            "take it out here or at another criterion: partners have to read what is vetted",
        );
    }
    let (criteria, mut may_not) = (&profile.criteria, profile.criteria.iter());
    if let Some(last) = criteria.last() {
        faults.when(
            may_not.all(|criterion| criterion.may_not_apply),
            &format!("criterion.{}.may-not-apply", last.slug),
            "take it out here or at another criterion: if none had to apply, nothing would be vetted",
        );
    }
}
