//! Where somebody is in the advisor: read from the address, and written back into it.

use crate::url;
use partnership::district::Profile;
use partnership::form::{Answers, Question, Step};
use partnership::route;

/// The step whose form was sent.
const ASKED: &str = "asked";
/// A step to answer again.
const AT: &str = "at";

/// What was said so far, and what comes now.
#[derive(Debug)]
pub(super) struct Way<'a> {
    /// The answers that count: what the advisor does not ask or offer is not among them.
    pub(super) answers: Answers,
    /// The step to ask; `None` when enough was said.
    pub(super) step: Option<&'a Step>,
    /// Whether the step's form was sent without an answer.
    pub(super) missing: bool,
}

impl<'a> Way<'a> {
    /// Reads the way from the names and values of an address, where anyone may write anything.
    pub(super) fn read(profile: &'a Profile, pairs: &[(String, String)]) -> Self {
        let answers = heard(profile, pairs);
        let named = |name: &str| {
            pairs
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, value)| value.as_str())
        };
        let next = route::next_step(profile, &answers);
        let again = named(AT).and_then(|slug| {
            profile
                .advisor
                .path(&answers)
                .find(|step| step.slug == slug)
        });
        Self {
            missing: again.is_none()
                && next.is_some_and(|step| named(ASKED) == Some(step.slug.as_str())),
            step: again.or(next),
            answers,
        }
    }

    /// The answers to keep while a step is asked, as names and values: all but the step's own.
    pub(super) fn others(&self, step: &Step) -> Vec<(String, String)> {
        pairs(&self.answers, |key| {
            step.questions.iter().any(|question| question.key == key)
        })
    }

    /// What the form of a step says about itself.
    pub(super) fn mark(step: &Step) -> (&'static str, String) {
        (ASKED, step.slug.clone())
    }

    /// The answers as a query, without a question mark.
    pub(super) fn carried(&self) -> String {
        query(&[], &pairs(&self.answers, |_| false))
            .trim_start_matches('?')
            .to_owned()
    }

    /// The address of this result.
    pub(super) fn here(&self) -> String {
        format!("/start{}", query(&[], &pairs(&self.answers, |_| false)))
    }

    /// The address that asks a question again and keeps every answer.
    pub(super) fn again(&self, profile: &Profile, question: &Question) -> String {
        let step = profile
            .advisor
            .steps()
            .find(|step| step.questions.iter().any(|q| q.key == question.key));
        let at = step.map_or("", |step| step.slug.as_str());
        format!(
            "/start{}",
            query(&[(AT, at)], &pairs(&self.answers, |_| false))
        )
    }

    /// The address of the question before: with its answer still chosen, and without those that came later.
    pub(super) fn back(&self, profile: &Profile) -> Option<String> {
        let before = match self.step {
            Some(step) => profile.advisor.step_before(&step.slug, &self.answers)?,
            None => profile.advisor.path(&self.answers).last()?,
        };
        let later = |key: &str| {
            let steps = profile
                .advisor
                .steps()
                .skip_while(|step| step.slug != before.slug)
                .skip(1);
            steps
                .flat_map(|step| &step.questions)
                .any(|question| question.key == key)
        };
        Some(format!(
            "/start{}",
            query(&[(AT, &before.slug)], &pairs(&self.answers, later))
        ))
    }
}

/// The values of the advisor's questions that it really offers.
fn heard(profile: &Profile, pairs: &[(String, String)]) -> Answers {
    let said: Answers = profile
        .advisor
        .steps()
        .flat_map(|step| &step.questions)
        .map(|question| {
            let values = pairs
                .iter()
                .filter(|(name, _)| *name == question.key)
                .map(|(_, value)| value.clone());
            (question, question.key.clone(), values.collect::<Vec<_>>())
        })
        .map(|(question, key, values)| (question, [(key, values)].into_iter().collect::<Answers>()))
        .filter(|(question, answers)| question.is_answered_with(answers))
        .flat_map(|(_, answers)| answers)
        .collect();
    profile.advisor.frozen(&said)
}

fn pairs(answers: &Answers, left_out: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    answers
        .iter()
        .filter(|(key, _)| !left_out(key))
        .flat_map(|(key, values)| {
            values
                .iter()
                .map(move |value| (key.to_owned(), value.clone()))
        })
        .collect()
}

fn query(first: &[(&str, &str)], pairs: &[(String, String)]) -> String {
    let all: Vec<(&str, &str)> = first
        .iter()
        .copied()
        .chain(
            pairs
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        )
        .collect();
    url::query(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    fn way<'a>(profile: &'a Profile, query: &str) -> Way<'a> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Way::read(profile, &pairs)
    }

    fn asked(query: &str) -> (Option<String>, bool) {
        let profile = profile();
        let way = way(&profile, query);
        (way.step.map(|step| step.slug.clone()), way.missing)
    }

    #[test]
    fn each_answer_leads_to_the_next_question_or_to_the_end() {
        assert_eq!(asked(""), (Some("funding".into()), false));
        assert_eq!(
            asked("funding=no&asked=funding"),
            (Some("kind".into()), false)
        );
        assert_eq!(
            asked("funding=no&kind=business&asked=kind"),
            (Some("frequency".into()), false)
        );
        assert_eq!(asked("funding=yes&asked=funding"), (None, false));
        assert_eq!(asked("funding=no&kind=person"), (None, false));
    }

    #[test]
    fn a_form_without_a_choice_is_asked_again() {
        assert_eq!(asked("asked=funding"), (Some("funding".into()), true));
        assert_eq!(asked("funding=no&asked=kind"), (Some("kind".into()), true));
        assert_eq!(
            asked("funding=no&kind=&asked=kind"),
            (Some("kind".into()), true)
        );
    }

    #[test]
    fn what_the_advisor_does_not_offer_is_not_heard() {
        assert_eq!(asked("funding=perhaps"), (Some("funding".into()), false));
        assert_eq!(
            asked("funding=no&funding=yes"),
            (Some("funding".into()), false)
        );
        assert_eq!(
            asked("asked=nothing&at=nowhere&x=y"),
            (Some("funding".into()), false)
        );
        // Left over from before the first answer was changed.
        let profile = profile();
        assert_eq!(
            way(&profile, "funding=yes&kind=business&frequency=once").carried(),
            "funding=yes"
        );
    }

    #[test]
    fn a_question_is_asked_again_with_every_other_answer_kept() {
        let profile = profile();
        let way = way(
            &profile,
            "funding=no&kind=business&frequency=ongoing&agreed=yes&at=kind",
        );
        let step = way.step.unwrap();
        assert_eq!(step.slug, "kind");
        assert_eq!(way.answers.text("kind"), "business");
        let kept: Vec<String> = way
            .others(step)
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(kept, ["agreed=yes", "frequency=ongoing", "funding=no"]);
        assert_eq!(way.back(&profile).unwrap(), "/start?at=funding&funding=no");
    }

    #[test]
    fn back_leads_to_the_question_before() {
        let profile = profile();
        assert_eq!(way(&profile, "").back(&profile), None);
        assert_eq!(
            way(&profile, "funding=no&asked=kind")
                .back(&profile)
                .unwrap(),
            "/start?at=funding&funding=no"
        );
        let end = way(&profile, "funding=no&kind=business&frequency=once");
        assert_eq!(
            end.back(&profile).unwrap(),
            "/start?at=frequency&frequency=once&funding=no&kind=business"
        );
        assert_eq!(end.here(), "/start?frequency=once&funding=no&kind=business");
    }
}
