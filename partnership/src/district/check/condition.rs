//! Checking a condition of a profile: it looks back, and only at answers that it can compare.

use super::Faults;
use crate::form::{Condition, Kind, Question};

/// Checks a condition against the questions asked before it.
pub(super) fn check_condition(
    condition: &Condition,
    before: &[&Question],
    at: &str,
    faults: &mut Faults,
) {
    Reader {
        questions: before,
        group: None,
        at,
    }
    .check(condition, faults);
}

/// What a condition may look at: the questions asked before it or, within a group, those of the group.
struct Reader<'a> {
    questions: &'a [&'a Question],
    group: Option<&'a str>,
    at: &'a str,
}

impl Reader<'_> {
    fn check(&self, condition: &Condition, faults: &mut Faults) {
        match condition {
            Condition::Always => {}
            Condition::All(conditions) | Condition::Any(conditions) => {
                for condition in conditions {
                    self.check(condition, faults);
                }
            }
            Condition::Not(condition) => self.check(condition, faults),
            Condition::Answered(key) => {
                self.whole(key, faults);
            }
            Condition::Is(key, value) | Condition::Includes(key, value) => {
                if let Some(question) = self.whole(key, faults) {
                    faults.when(
                        !can_be(question, value),
                        self.at,
                        &format!("'{value}' is no answer to '{key}'"),
                    );
                }
            }
            Condition::AtLeast(key, _) => {
                // Of a group the things are counted.
                if self
                    .asked(key, faults)
                    .is_some_and(|q| q.repeats().is_none())
                {
                    self.whole(key, faults);
                }
            }
            Condition::Item(key, condition) => self.item(key, condition, faults),
        }
    }

    /// The question of a key; a fault where it is not asked before.
    fn asked(&self, key: &str, faults: &mut Faults) -> Option<&Question> {
        let found = self.questions.iter().find(|question| question.key == key);
        let mend = match self.group {
            None => {
                format!("'{key}' is asked nowhere before this; a condition can only look back")
            }
            Some(group) => format!("the group '{group}' has no question '{key}'"),
        };
        faults.when(found.is_none(), self.at, &mend);
        found.copied()
    }

    /// The question of a key whose answer is one whole; a fault where it is not, or is none.
    fn whole(&self, key: &str, faults: &mut Faults) -> Option<&Question> {
        let question = self.asked(key, faults)?;
        let mend = match question.kind {
            Kind::Group { .. } => format!(
                "'{key}' is a group; write {{ item = [\"{key}\", …] }} to look into it, or at-least to count its things"
            ),
            Kind::File { .. } => format!("'{key}' asks for files; a condition cannot look at them"),
            _ => format!("the answer to '{key}' is in parts; a condition can look at none of them"),
        };
        let is_whole = question.parts().is_empty()
            && question.repeats().is_none()
            && !matches!(question.kind, Kind::File { .. });
        faults.when(!is_whole, self.at, &mend);
        Some(question)
    }

    fn item(&self, key: &str, condition: &Condition, faults: &mut Faults) {
        let Some(question) = self.asked(key, faults) else {
            return;
        };
        let Kind::Group { questions, .. } = &question.kind else {
            let mend = format!("'{key}' is no group; item looks at the things of one");
            faults.when(true, self.at, &mend);
            return;
        };
        let questions: Vec<&Question> = questions.iter().collect();
        Reader {
            questions: &questions,
            group: Some(key),
            at: self.at,
        }
        .check(condition, faults);
    }
}

fn can_be(question: &Question, value: &str) -> bool {
    match &question.kind {
        Kind::YesNo => matches!(value, "yes" | "no"),
        Kind::OneOf { .. } | Kind::ManyOf { .. } => question
            .choices()
            .iter()
            .any(|choice| choice.value == value),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a condition that reads an organization's kind, its members and its files.
    fn faults(condition: &str) -> Vec<String> {
        #[derive(serde::Deserialize)]
        struct Asked {
            question: Vec<Question>,
            when: Condition,
        }
        let kinds =
            r#"[{ value = "college", label = "College" }, { value = "museum", label = "Museum" }]"#;
        let text = format!(
            r#"
            when = {condition}
            [[question]]
            key = "kind"
            label = "Kind"
            kind = "one-of"
            choices = {kinds}
            [[question]]
            key = "members"
            label = "Members"
            kind = "group"
            item = "Member"
            [[question.question]]
            key = "kind"
            label = "Kind"
            kind = "one-of"
            choices = {kinds}
            [[question.question]]
            key = "since"
            label = "Since"
            kind = "date"
            [[question.question]]
            key = "proof"
            label = "Proof"
            kind = "file"
            [[question]]
            key = "week"
            label = "Week"
            kind = "schedule"
            "#
        );
        let asked: Asked = toml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let before: Vec<&Question> = asked.question.iter().collect();
        let mut faults = Faults::default();
        check_condition(&asked.when, &before, "level.all.when", &mut faults);
        assert!(faults.0.iter().all(|fault| fault.at == "level.all.when"));
        faults.0.into_iter().map(|fault| fault.mend).collect()
    }

    #[test]
    fn a_condition_that_looks_into_a_group_is_sound() {
        for sound in [
            r#"{ item = ["members", { is = ["kind", "museum"] }] }"#,
            r#"{ not = { item = ["members", { not = { any = [{ is = ["kind", "museum"] }, { answered = "kind" }] } }] } }"#,
            r#"{ at-least = ["members", 2] }"#,
            r#"{ at-least = ["week", 2] }"#,
        ] {
            assert_eq!(faults(sound), Vec::<String>::new(), "{sound}");
        }
    }

    #[test]
    fn each_way_to_look_amiss_is_told() {
        for (condition, expected) in [
            (
                r#"{ item = ["partners", { is = ["kind", "museum"] }] }"#,
                "'partners' is asked nowhere before this",
            ),
            (
                r#"{ item = ["members", { is = ["sort", "museum"] }] }"#,
                "the group 'members' has no question 'sort'",
            ),
            (
                r#"{ item = ["members", { is = ["kind", "library"] }] }"#,
                "'library' is no answer to 'kind'",
            ),
            (
                r#"{ item = ["members", { answered = "since" }] }"#,
                "the answer to 'since' is in parts",
            ),
            (
                r#"{ item = ["members", { answered = "proof" }] }"#,
                "'proof' asks for files",
            ),
            // What is asked outside is not seen from within.
            (
                r#"{ item = ["members", { answered = "week" }] }"#,
                "the group 'members' has no question 'week'",
            ),
            (
                r#"{ item = ["kind", { is = ["kind", "museum"] }] }"#,
                "'kind' is no group",
            ),
            (r#"{ item = ["week", "always"] }"#, "'week' is no group"),
            (r#"{ answered = "members" }"#, "'members' is a group"),
            (
                r#"{ is = ["members.kind", "museum"] }"#,
                "'members.kind' is asked nowhere before",
            ),
            (
                r#"{ is = ["week", "monday"] }"#,
                "the answer to 'week' is in parts",
            ),
            (
                r#"{ at-least = ["places", 2] }"#,
                "'places' is asked nowhere before",
            ),
        ] {
            let found = faults(condition);
            assert!(
                found.len() == 1 && found.iter().all(|mend| mend.starts_with(expected)),
                "{condition} should give '{expected}', but gave {found:?}"
            );
        }
    }
}
