//! Checking that what is marked as sample is there: a mark on nothing would say that something is still open.

use super::{Faults, Profile};

/// Checks the marks on what a profile may leave out.
pub(super) fn check(profile: &Profile, faults: &mut Faults) {
    let left_out = [
        ("consult", profile.consult.is_empty()),
        ("eligibility", profile.eligibility.is_empty()),
        ("grade-band", profile.grade_bands.is_empty()),
        ("guide", profile.guides.is_empty()),
        (
            "guide.link",
            profile.guides.iter().all(|guide| guide.links.is_empty()),
        ),
        ("mail", profile.mails.is_empty()),
        ("office.email", profile.office.email.is_none()),
        ("office.phone", profile.office.phone.is_none()),
        ("page.needed", profile.page.needed.is_empty()),
        ("party", profile.parties.is_empty()),
        ("resource", profile.resources.is_empty()),
        (
            "route.contact",
            profile.routes.iter().all(|route| route.contact.is_none()),
        ),
        (
            "route.link",
            profile.routes.iter().all(|route| route.link.is_none()),
        ),
    ];
    for name in &profile.sample {
        let is_left_out = left_out.iter().any(|(part, is)| *is && part == name);
        faults.when(
            is_left_out,
            "sample",
            &format!("'{name}' marks nothing: the profile has none; take the mark out"),
        );
    }
}
