//! Consults: a question to another office, and exactly what its reader may see of an application.

use crate::form::{Answers, Condition, Form, Kind, Section};
use chrono::NaiveDate;

/// Where a consult stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Asked, and still in time.
    Asked,
    /// Asked, and its day has gone by.
    Overdue,
    /// Answered.
    Answered,
    /// Taken back before it was answered.
    TakenBack,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Overdue, Self::Answered, Self::TakenBack];

    /// The state of a consult that was answered or taken back or not, due on this day.
    #[must_use]
    pub fn of(is_answered: bool, is_ended: bool, due_on: NaiveDate, today: NaiveDate) -> Self {
        match (is_answered, is_ended) {
            (true, _) => Self::Answered,
            (false, true) => Self::TakenBack,
            (false, false) if due_on < today => Self::Overdue,
            (false, false) => Self::Asked,
        }
    }

    /// Whether an answer is waited for.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Overdue)
    }
}

/// What somebody who is asked may see of an application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The sections of the form, by slug.
    pub sections: Vec<String>,
    /// Whether their files, too.
    pub with_files: bool,
}

impl Scope {
    /// What the scope lets through of what was sent: its sections with the questions that were asked, and their
    /// answers. Nothing of any other section comes along, and no file unless files are in the scope.
    #[must_use]
    pub fn shown(&self, form: &Form, sent: &Answers) -> (Vec<Section>, Answers) {
        let mut sections = Vec::new();
        let mut answers = Answers::default();
        for section in &form.sections {
            if !self.sections.contains(&section.slug) {
                continue;
            }
            let mut kept = Section {
                steps: Vec::new(),
                ..section.clone()
            };
            for step in section.steps.iter().filter(|step| step.show_if.holds(sent)) {
                let mut step = step.clone();
                step.show_if = Condition::Always;
                step.questions.retain(|question| {
                    let is_file = matches!(question.kind, Kind::File { .. });
                    question.show_if.holds(sent) && (self.with_files || !is_file)
                });
                for question in &mut step.questions {
                    question.show_if = Condition::Always;
                    for field in question.fields(sent) {
                        answers.set(&field, sent.all(&field).to_vec());
                    }
                }
                if !step.questions.is_empty() {
                    kept.steps.push(step);
                }
            }
            if !kept.steps.is_empty() {
                sections.push(kept);
            }
        }
        (sections, answers)
    }

    /// The steps of the scope's sections, by slug.
    #[must_use]
    pub fn steps(&self, form: &Form) -> Vec<String> {
        let sections = form.sections.iter();
        let own = sections.filter(|section| self.sections.contains(&section.slug));
        let steps = own.flat_map(|section| &section.steps);
        steps.map(|step| step.slug.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::district::Profile;
    use proptest::prelude::*;

    /// A form that asks everything.
    fn form() -> Form {
        let text = include_str!("../../server/profiles/saint-paul-1.toml");
        let mut form = toml::from_str::<Profile>(text).unwrap().resolved().form;
        for step in form.sections.iter_mut().flat_map(|s| &mut s.steps) {
            step.show_if = Condition::Always;
            for question in &mut step.questions {
                question.show_if = Condition::Always;
            }
        }
        form
    }

    /// An answer to every question, with a mark of its own.
    fn sent(form: &Form) -> Answers {
        let mut answers = Answers::default();
        for question in form.steps().flat_map(|step| &step.questions) {
            for field in question.fields(&Answers::default()) {
                answers.set(&field, vec![format!("mark of {field}")]);
            }
        }
        answers
    }

    #[test]
    fn a_consult_is_open_until_it_is_answered_or_taken_back() {
        let day = |day| NaiveDate::from_ymd_opt(2027, 1, day).unwrap();
        assert_eq!(State::of(false, false, day(5), day(5)), State::Asked);
        assert_eq!(State::of(false, false, day(5), day(6)), State::Overdue);
        assert_eq!(State::of(true, false, day(5), day(6)), State::Answered);
        assert_eq!(State::of(false, true, day(5), day(6)), State::TakenBack);
        let open: Vec<bool> = State::ALL.iter().map(|state| state.is_open()).collect();
        assert_eq!(open, [true, true, false, false]);
    }

    #[test]
    fn files_are_shown_only_where_the_scope_says_so() {
        let form = form();
        let sent = sent(&form);
        let all = |with_files| Scope {
            sections: form.sections.iter().map(|s| s.slug.clone()).collect(),
            with_files,
        };
        let files = |scope: &Scope| {
            let (sections, _) = scope.shown(&form, &sent);
            let steps = sections.into_iter().flat_map(|section| section.steps);
            let questions = steps.flat_map(|step| step.questions);
            questions
                .filter(|question| matches!(question.kind, Kind::File { .. }))
                .count()
        };
        assert_eq!(files(&all(false)), 0);
        assert!(
            files(&all(true)) > 0,
            "the profile has a question for files"
        );
    }

    proptest! {
        #[test]
        fn nothing_of_another_section_is_ever_shown(picks in prop::collection::vec(any::<bool>(), 12), with_files: bool) {
            let form = form();
            let sent = sent(&form);
            let chosen = form.sections.iter().zip(picks).filter(|(_, pick)| *pick);
            let scope = Scope {
                sections: chosen.map(|(section, _)| section.slug.clone()).collect(),
                with_files,
            };
            let (sections, answers) = scope.shown(&form, &sent);
            prop_assert!(sections.iter().all(|section| scope.sections.contains(&section.slug)));
            let own: Vec<String> = form
                .sections
                .iter()
                .filter(|section| scope.sections.contains(&section.slug))
                .flat_map(|section| &section.steps)
                .flat_map(|step| &step.questions)
                .flat_map(|question| question.fields(&sent))
                .collect();
            for (field, _) in answers.iter() {
                prop_assert!(own.iter().any(|known| known == field), "{field} is shown");
            }
        }
    }
}
