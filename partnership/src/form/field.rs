//! The input names that a question owns.

use super::contact::PERSON_PARTS;
use super::schedule::TIME_PARTS;
use super::{Answers, Condition, Kind, Question};
use std::borrow::Cow;

/// The parts of a day, in the order US readers type them.
pub const DATE_PARTS: [&str; 3] = ["month", "day", "year"];
/// The parts of an address.
pub const ADDRESS_PARTS: [&str; 4] = ["street", "city", "state", "zip"];
/// The parts of a signature.
pub const SIGNATURE_PARTS: [&str; 2] = ["name", "consent"];

impl Question {
    /// The names of the parts of the answer; empty when it is stored under the key itself.
    #[must_use]
    pub const fn parts(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Date { .. } => &DATE_PARTS,
            Kind::Address => &ADDRESS_PARTS,
            Kind::Signature { .. } => &SIGNATURE_PARTS,
            Kind::Person { .. } => &PERSON_PARTS,
            _ => &[],
        }
    }

    /// The fewest and the most items, of a question that is answered once for each of several things.
    #[must_use]
    pub const fn repeats(&self) -> Option<(usize, usize)> {
        match self.kind {
            Kind::Group { min, max, .. } => Some((min, max)),
            Kind::Schedule { max } => Some((1, max)),
            _ => None,
        }
    }

    /// Whether it, or a question of the group that it is, is answered with files, which come another way than
    /// typed answers.
    #[must_use]
    pub fn takes_files(&self) -> bool {
        match &self.kind {
            Kind::File { .. } => true,
            Kind::Group { questions, .. } => questions.iter().any(Self::takes_files),
            _ => false,
        }
    }

    /// The question that asks for files under this input name: this one, or one of an item of the group that
    /// it is.
    #[must_use]
    pub fn file_question(&self, field: &str) -> Option<Self> {
        if !self.owns(field) {
            return None;
        }
        match &self.kind {
            Kind::File { .. } => Some(self.clone()),
            Kind::Group { questions, .. } => {
                let rest = field.strip_prefix(&self.key)?.strip_prefix('.')?;
                let (number, inner) = rest.split_once('.')?;
                let question = questions
                    .iter()
                    .find(|q| q.owns(inner) && q.takes_files())?;
                Some(question.within(&self.key, number.parse().ok()?))
            }
            _ => None,
        }
    }

    /// Whether an input name belongs to this question.
    #[must_use]
    pub fn owns(&self, field: &str) -> bool {
        let Some(rest) = field.strip_prefix(&self.key) else {
            return false;
        };
        if let Some((_, max)) = self.repeats() {
            let Some(rest) = rest.strip_prefix('.') else {
                return false;
            };
            if rest == "items" {
                return true;
            }
            let Some((number, inner)) = rest.split_once('.') else {
                return false;
            };
            let is_item = number
                .parse::<usize>()
                .is_ok_and(|n| (1..=max).contains(&n) && n.to_string() == number);
            return is_item
                && match &self.kind {
                    Kind::Group { questions, .. } => questions.iter().any(|q| q.owns(inner)),
                    _ => TIME_PARTS.contains(&inner),
                };
        }
        if self.parts().is_empty() {
            return rest.is_empty();
        }
        rest.strip_prefix('.')
            .is_some_and(|part| self.parts().contains(&part))
    }

    /// Whether a condition that reads this key reads this question: its own key, or that of one of its inputs.
    #[must_use]
    pub fn is_named(&self, key: &str) -> bool {
        self.key == key || self.owns(key)
    }

    /// This question as a condition looks at it: of a group, only the questions that it reads within it.
    #[must_use]
    pub fn looked_at(&self, condition: &Condition) -> Cow<'_, Self> {
        let read = condition.keys_within(&self.key);
        let mut question = Cow::Borrowed(self);
        if !read.is_empty()
            && let Kind::Group { questions, .. } = &mut question.to_mut().kind
        {
            questions.retain(|inner| read.iter().any(|key| inner.is_named(key)));
        }
        question
    }

    /// Whether an input of this question can hold several values.
    #[must_use]
    pub fn takes_many(&self, field: &str) -> bool {
        let within = || {
            let rest = field.strip_prefix(&self.key)?.strip_prefix('.')?;
            Some(rest.split_once('.')?.1)
        };
        match &self.kind {
            Kind::ManyOf { .. }
            | Kind::Areas
            | Kind::Schools
            | Kind::Grades
            | Kind::File { .. } => true,
            Kind::Schedule { .. } => within() == Some("days"),
            Kind::Group { questions, .. } => within().is_some_and(|inner| {
                questions
                    .iter()
                    .any(|q| q.owns(inner) && q.takes_many(inner))
            }),
            _ => false,
        }
    }

    /// The input names of this question, given how many items a group has.
    #[must_use]
    pub fn fields(&self, answers: &Answers) -> Vec<String> {
        let items = |(min, max)| 1..=answers.items(&self.key, min, max);
        match (&self.kind, self.repeats()) {
            (Kind::Group { questions, .. }, Some(range)) => items(range)
                .flat_map(|n| {
                    questions
                        .iter()
                        .flat_map(move |q| q.within(&self.key, n).fields(answers))
                })
                .collect(),
            (_, Some(range)) => items(range)
                .flat_map(|n| TIME_PARTS.map(|part| format!("{}.{n}.{part}", self.key)))
                .collect(),
            _ if self.parts().is_empty() => vec![self.key.clone()],
            _ => self
                .parts()
                .iter()
                .map(|part| format!("{}.{part}", self.key))
                .collect(),
        }
    }

    /// This question as the one of the `number`th item (from 1) of a group.
    #[must_use]
    pub fn within(&self, group: &str, number: usize) -> Self {
        Self {
            key: format!("{group}.{number}.{}", self.key),
            ..self.clone()
        }
    }

    /// Whether anything was answered.
    #[must_use]
    pub fn is_answered(&self, answers: &Answers) -> bool {
        self.fields(answers)
            .iter()
            .any(|field| answers.one(field).is_some())
    }
}
