//! The kinds of agreement: which of them the answers of an application propose, and why. A person decides.

use crate::district::{Agreement, Profile};
use crate::form::{Answers, Question};
use std::borrow::Cow;

/// A kind of agreement that the answers propose, and the questions whose answers say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed<'a> {
    /// The kind.
    pub kind: &'a Agreement,
    /// The answered questions that made its condition hold, in the order of the form.
    pub because: Vec<Cow<'a, Question>>,
}

/// The kinds whose condition the answers meet, in the order of the profile; empty where the profile gives
/// no conditions. Several may apply to one application (Seattle: a contract because the school pays, and
/// an agreement because the partner leases space).
#[must_use]
pub fn proposed<'a>(profile: &'a Profile, answers: &Answers) -> Vec<Proposed<'a>> {
    let kept = profile.form.frozen(answers);
    profile
        .agreements
        .iter()
        .filter_map(|kind| {
            let when = kind.when.as_ref()?;
            when.holds(&kept).then(|| Proposed {
                kind,
                because: profile.form.because(when, &kept),
            })
        })
        .collect()
}

/// Whether a kind was chosen against what level and answers propose, so that whoever chose it has to say why. At a level
/// that needs an agreement, that is the last kind, which stands for none (Durham: the memorandum is for on-going
/// commitments), and any that is not among the kinds that the answers propose, where they propose one. At a level that
/// needs none, every kind is as good.
#[must_use]
pub fn departs(profile: &Profile, level: &str, answers: &Answers, chosen: &str) -> bool {
    if !profile.needs_agreement(level) {
        return false;
    }
    let none = profile.agreements.last().map(|kind| kind.value.as_str());
    let proposed = proposed(profile, answers);
    let mut real = proposed
        .iter()
        .map(|one| one.kind.value.as_str())
        .filter(|kind| Some(*kind) != none)
        .peekable();
    none == Some(chosen) || real.peek().is_some() && real.all(|kind| kind != chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_conditions_no_kind_is_proposed_and_none_at_all_departs_where_one_is_needed() {
        let text = include_str!("../../server/profiles/durham-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        let answers: Answers = [("program.frequency".to_owned(), vec!["ongoing".to_owned()])]
            .into_iter()
            .collect();
        assert_eq!(proposed(&profile, &answers), []);
        let departs = |level, chosen| departs(&profile, level, &answers, chosen);
        assert!(!departs("on-going", "moa"));
        assert!(departs("on-going", "none"));
        assert!(!departs("one-time", "none") && !departs("one-time", "moa"));
    }

    #[test]
    fn none_at_a_level_that_needs_one_departs_also_where_the_answers_propose_none() {
        let text = include_str!("../../server/profiles/charlotte-mecklenburg-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        let once: Answers = [
            ("program.frequency".to_owned(), vec!["once".to_owned()]),
            ("initiative.linked".to_owned(), vec!["no".to_owned()]),
        ]
        .into_iter()
        .collect();
        let kinds: Vec<&str> = proposed(&profile, &once)
            .iter()
            .map(|one| one.kind.value.as_str())
            .collect();
        assert_eq!(kinds, ["none"]);
        let departs = |level, chosen| departs(&profile, level, &once, chosen);
        assert!(departs("on-going", "none") && !departs("on-going", "partnership"));
        assert!(!departs("one-time", "none"));
    }

    #[test]
    fn another_kind_than_any_that_is_proposed_departs_from_the_proposal() {
        let text = include_str!("../../server/profiles/seattle-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        let paid: Answers = [
            ("money.payer".to_owned(), vec!["district".to_owned()]),
            ("space.lease".to_owned(), vec!["yes".to_owned()]),
        ]
        .into_iter()
        .collect();
        for (chosen, expected) in [("psc", false), ("alignment", false), ("mou", true)] {
            assert_eq!(
                departs(&profile, "serves-students", &paid, chosen),
                expected,
                "{chosen}"
            );
        }
    }
}
