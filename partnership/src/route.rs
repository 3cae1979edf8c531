//! The route advisor: from a few plain answers to the district's processes that apply, each with its reasons.

use crate::district::{Profile, Route};
use crate::form::{Answers, Form, Kind, Question, Step};
use std::borrow::Cow;

/// A process that applies, and the answers that made it apply.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice<'a> {
    /// The process.
    pub route: &'a Route,
    /// The questions whose answers made it apply, for "because you said …".
    pub because: Vec<Cow<'a, Question>>,
}

/// The processes that apply to these answers, in the order of the profile.
#[must_use]
pub fn advise<'a>(profile: &'a Profile, answers: &Answers) -> Vec<Advice<'a>> {
    let heard = heard(profile, answers);
    profile
        .routes
        .iter()
        .filter(|route| route.when.holds(&heard))
        .map(|route| Advice {
            route,
            because: profile.advisor.because(&route.when, &heard),
        })
        .collect()
}

/// The next question to ask, or `None` when enough was said.
#[must_use]
pub fn next_step<'a>(profile: &'a Profile, answers: &Answers) -> Option<&'a Step> {
    let heard = heard(profile, answers);
    profile.advisor.path(&heard).find(|step| {
        step.asked(&heard)
            .any(|q| !q.optional && !q.is_answered(&heard))
    })
}

/// The answers that are carried over into an application: those that its own question offers too.
#[must_use]
pub fn carried(profile: &Profile, answers: &Answers) -> Answers {
    let heard = heard(profile, answers);
    let mut carried = Answers::default();
    for question in questions(&profile.advisor) {
        let Some(target) = &question.carries_to else {
            continue;
        };
        let mut one = Answers::default();
        one.set(target, heard.all(&question.key).to_vec());
        if questions(&profile.form).any(|q| q.key == *target && q.is_answered_with(&one)) {
            carried.merge(one);
        }
    }
    carried
}

/// The answers that count: to questions that are asked, and such as they offer. The advisor's answers
/// travel in the address, where anyone may write anything.
fn heard(profile: &Profile, answers: &Answers) -> Answers {
    let offered = questions(&profile.advisor)
        .filter(|question| question.is_answered_with(answers))
        .map(|question| (question.key.clone(), answers.all(&question.key).to_vec()))
        .collect();
    profile.advisor.frozen(&offered)
}

fn questions(form: &Form) -> impl Iterator<Item = &Question> {
    form.steps().flat_map(|step| &step.questions)
}

impl Question {
    /// Whether the answer is one that the question offers: one of a list, or some where it takes some.
    #[must_use]
    pub fn is_answered_with(&self, answers: &Answers) -> bool {
        let values = answers.all(&self.key);
        let known = |value: &String| match self.kind {
            Kind::YesNo => matches!(value.as_str(), "yes" | "no"),
            _ => self.choices().iter().any(|choice| choice.value == *value),
        };
        let fits = values.len() == 1 || (!values.is_empty() && self.takes_many(&self.key));
        fits && values.iter().all(known)
    }
}
