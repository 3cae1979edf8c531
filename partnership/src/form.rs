//! Forms as data: a form has sections, a section has steps, a step asks questions. One engine runs
//! the application, the route advisor and every later survey.

pub mod again;
pub mod answers;
pub mod condition;
pub mod contact;
pub mod date;
pub mod ein;
pub mod field;
pub mod file;
pub mod grade;
pub mod judge;
pub mod key;
pub mod phone;
pub mod question;
pub mod schedule;
pub mod section;

pub use answers::Answers;
pub use condition::Condition;
pub use judge::Facts;
pub use question::{Choice, Kind, Question};

use crate::invalid::Invalid;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A form of a district. A published form never changes; a new version is a new file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Form {
    /// The sections, in the order of the task list.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
}

/// A section: one row of the task list, and the steps behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    /// Name in addresses.
    pub slug: String,
    /// Heading.
    pub title: Text,
    /// One sentence under the heading in the task list.
    #[serde(default)]
    pub hint: Text,
    /// The steps, in order.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// A step: one page with one question, or a few that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Step {
    /// Name in addresses, unique in the form.
    pub slug: String,
    /// Heading of the page, unique in the form.
    pub title: Text,
    /// Explanation above the questions.
    #[serde(default)]
    pub body: Text,
    /// When the step is asked.
    #[serde(default)]
    pub show_if: Condition,
    /// The questions, in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
}

impl Form {
    /// Every step, asked or not.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.sections.iter().flat_map(|section| &section.steps)
    }

    /// The step of a name, asked or not.
    #[must_use]
    pub fn step(&self, slug: &str) -> Option<&Step> {
        self.steps().find(|step| step.slug == slug)
    }

    /// The section a step belongs to.
    #[must_use]
    pub fn section_of(&self, step: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.steps.iter().any(|s| s.slug == step))
    }

    /// The steps asked, given the answers so far. A condition sees only answers to questions that are
    /// asked themselves: what is left over from a question no longer asked decides nothing.
    pub fn path<'a>(&'a self, answers: &Answers) -> impl Iterator<Item = &'a Step> + use<'a> {
        let kept = self.frozen(answers);
        self.steps().filter(move |step| step.show_if.holds(&kept))
    }

    /// The step asked after this one. `None` after the last, or when `slug` is no step.
    #[must_use]
    pub fn next_after(&self, slug: &str, answers: &Answers) -> Option<&Step> {
        let kept = self.frozen(answers);
        self.steps()
            .skip_while(|step| step.slug != slug)
            .skip(1)
            .find(|step| step.show_if.holds(&kept))
    }

    /// The step asked before this one. `None` before the first.
    #[must_use]
    pub fn step_before(&self, slug: &str, answers: &Answers) -> Option<&Step> {
        let kept = self.frozen(answers);
        self.steps()
            .take_while(|step| step.slug != slug)
            .filter(|step| step.show_if.holds(&kept))
            .last()
    }

    /// The first asked step that has a problem, leaving out the step that holds the signature.
    #[must_use]
    pub fn first_gap(&self, answers: &Answers, facts: &Facts<'_>) -> Option<&Step> {
        let kept = self.frozen(answers);
        self.path(&kept)
            .filter(|step| !step.is_signature())
            .find(|step| !step.problems(&kept, facts).is_empty())
    }

    /// The answered questions that make a condition hold, in the order of the form, each as far as the condition
    /// looks at it: what stands behind "because you said …".
    #[must_use]
    pub fn because(&self, condition: &Condition, answers: &Answers) -> Vec<Cow<'_, Question>> {
        let keys = condition.reasons(answers);
        self.steps()
            .flat_map(|step| &step.questions)
            .filter(|question| keys.iter().any(|key| question.is_named(key)))
            .filter(|question| question.is_answered(answers))
            .map(|question| question.looked_at(condition))
            .collect()
    }

    /// The answers to the questions actually asked, and nothing else: what is frozen when an application is sent.
    #[must_use]
    pub fn frozen(&self, answers: &Answers) -> Answers {
        // Conditions look back only, so what was kept up to a step is all that its condition can need.
        let mut kept = Answers::default();
        for step in self.steps() {
            if !step.show_if.holds(&kept) {
                continue;
            }
            for question in &step.questions {
                if !question.show_if.holds(&kept) {
                    continue;
                }
                for field in question.fields(answers) {
                    kept.set(&field, answers.all(&field).to_vec());
                }
            }
        }
        kept
    }
}

impl Step {
    /// The questions asked, given the answers so far.
    pub fn asked<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a Question> {
        self.questions
            .iter()
            .filter(move |question| question.show_if.holds(answers))
    }

    /// What is wrong with the answers to this step.
    #[must_use]
    pub fn problems(&self, answers: &Answers, facts: &Facts<'_>) -> Invalid {
        let mut invalid = Invalid::default();
        for question in self.asked(answers) {
            judge::judge(question, answers, facts, &mut invalid);
        }
        invalid
    }

    /// Whether an input name belongs to a question of this step. Any other name is dropped on arrival.
    #[must_use]
    pub fn owns(&self, field: &str) -> bool {
        self.questions.iter().any(|question| question.owns(field))
    }

    /// The question of this step, or of an item of one of its groups, that asks for files under this input name.
    #[must_use]
    pub fn file_question(&self, field: &str) -> Option<Question> {
        self.questions
            .iter()
            .find_map(|question| question.file_question(field))
    }

    /// Whether this is the step that signs: it is asked after the check page, not among the others.
    #[must_use]
    pub fn is_signature(&self) -> bool {
        self.questions
            .iter()
            .any(|question| matches!(question.kind, Kind::Signature { .. }))
    }

    /// What arrived for this step, made tidy: trimmed, one kind of line end, no blanks, no foreign names,
    /// no value twice, one value only where a question takes one, and else at most [`answers::MOST_VALUES`].
    #[must_use]
    pub fn tidy(&self, arrived: impl IntoIterator<Item = (String, Vec<String>)>) -> Answers {
        let mut tidy = Answers::default();
        for (field, values) in arrived {
            if field == section::COMPLETED {
                tidy.set(&field, section::completion(&values));
                continue;
            }
            let Some(question) = self.questions.iter().find(|question| question.owns(&field))
            else {
                continue;
            };
            // Files come another way; no value that somebody typed names one.
            if question.file_question(&field).is_some() {
                continue;
            }
            let most = if question.takes_many(&field) {
                answers::MOST_VALUES
            } else {
                1
            };
            let mut seen = BTreeSet::new();
            let kept = values
                .iter()
                .map(|value| answers::tidy_value(value))
                .filter(|value| !value.is_empty() && seen.insert(value.clone()))
                .take(most)
                .collect();
            tidy.set(&field, kept);
        }
        tidy
    }
}

#[cfg(test)]
mod tests;
