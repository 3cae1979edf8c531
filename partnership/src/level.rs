//! The level of a partnership: what the answers of an application propose, and why. A person decides.

use crate::district::{Level, Profile};
use crate::form::{Answers, Question};
use std::borrow::Cow;

/// A level that the answers propose, and the questions whose answers say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed<'a> {
    /// The level.
    pub level: &'a Level,
    /// The answered questions that made its condition hold, in the order of the form.
    pub because: Vec<Cow<'a, Question>>,
}

/// The first level of the profile whose condition the answers meet (Charlotte-Mecklenburg: a one-time event,
/// or an on-going commitment by frequency, by the number of places or by a strategic initiative).
#[must_use]
pub fn proposed<'a>(profile: &'a Profile, answers: &Answers) -> Option<Proposed<'a>> {
    let kept = profile.form.frozen(answers);
    let (level, when) = profile.levels.iter().find_map(|level| {
        let when = level.when.as_ref()?;
        when.holds(&kept).then_some((level, when))
    })?;
    let because = profile.form.because(when, &kept);
    Some(Proposed { level, because })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn durham() -> Profile {
        let text = include_str!("../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    #[test]
    fn the_first_level_whose_condition_holds_is_proposed_with_its_reasons() {
        let profile = durham();
        for (frequency, level) in [("once", "one-time"), ("ongoing", "on-going")] {
            let answers: Answers = [("program.frequency".to_owned(), vec![frequency.to_owned()])]
                .into_iter()
                .collect();
            let proposed = proposed(&profile, &answers).unwrap();
            assert_eq!(proposed.level.slug, level);
            let because: Vec<&str> = proposed.because.iter().map(|q| q.key.as_str()).collect();
            assert_eq!(because, ["program.frequency"]);
        }
        assert_eq!(proposed(&profile, &Answers::default()), None);
    }
}
