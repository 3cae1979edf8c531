//! The reasons for deciding against what answers and level propose: then, and only then, there has to be one.

use super::CONDITIONS;
use crate::act::needed;
use partnership as rules;
use partnership::district::Profile;
use partnership::form::Answers;
use partnership::invalid::Invalid;

/// The reason for another level than the answers propose: then, and only then, there has to be one.
pub(super) fn level(
    fields: &Answers,
    sent: &Answers,
    profile: &Profile,
    invalid: &mut Invalid,
) -> String {
    let proposed =
        rules::level::proposed(profile, sent).map(|proposal| proposal.level.slug.as_str());
    let chosen = fields.text("level");
    if profile.level(chosen).is_none() || proposed.is_none_or(|slug| slug == chosen) {
        return String::new();
    }
    needed("why-level", fields.text("why-level"), CONDITIONS, invalid)
}

/// The reason for another kind of agreement than level and answers propose.
pub(super) fn agreement(
    fields: &Answers,
    sent: &Answers,
    profile: &Profile,
    invalid: &mut Invalid,
) -> String {
    let chosen = fields.text("agreement");
    let is_kind = profile.agreement(chosen).is_some();
    if !is_kind || !rules::agreement::departs(profile, fields.text("level"), sent, chosen) {
        return String::new();
    }
    needed(
        "why-agreement",
        fields.text("why-agreement"),
        CONDITIONS,
        invalid,
    )
}
