//! Sections: when the partner alone can tell that one is complete, and what a changed answer closes.

use super::{Answers, Condition, Form, Kind, Question, Section, Step};

/// The name under which a step keeps the answer to "have you completed this section?": `yes` or `no`.
/// It is no question of the form, and is never sent.
pub const COMPLETED: &str = "completed";

/// What arrived under [`COMPLETED`], made tidy: `yes` or `no`, and nothing else.
pub(super) fn completion(values: &[String]) -> Vec<String> {
    let said = ["yes", "no"]
        .into_iter()
        .find(|word| values.iter().any(|value| value == word));
    said.map(str::to_owned).into_iter().collect()
}

impl Section {
    /// Whether the partner is asked at its end if the section is complete. Where an answer may stay blank
    /// or is a long text, nobody else can tell.
    #[must_use]
    pub fn asks_completion(&self) -> bool {
        fn is_open_ended(question: &Question) -> bool {
            question.optional
                || match &question.kind {
                    Kind::LongText { .. } => true,
                    Kind::Group { questions, .. } => questions.iter().any(is_open_ended),
                    _ => false,
                }
        }
        self.steps
            .iter()
            .flat_map(|step| &step.questions)
            .any(is_open_ended)
    }
}

/// A step that is no longer asked, or some of whose questions are not, with the fields that hold answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed<'a> {
    /// The step.
    pub step: &'a Step,
    /// Names of its answered fields that would not be sent.
    pub fields: Vec<String>,
}

impl Form {
    /// Whether this is the last step asked of a section that asks if it is complete.
    #[must_use]
    pub fn closes_section(&self, slug: &str, answers: &Answers) -> bool {
        self.section_of(slug).is_some_and(|section| {
            section.asks_completion()
                && self
                    .path(answers)
                    .filter(|step| section.steps.iter().any(|own| own.slug == step.slug))
                    .last()
                    .is_some_and(|last| last.slug == slug)
        })
    }

    /// The answers of later steps that would not be sent because of what was answered in this step:
    /// the partner is asked before they go.
    #[must_use]
    pub fn closed_by(&self, slug: &str, answers: &Answers) -> Vec<Closed<'_>> {
        let kept = self.frozen(answers);
        let mut steps = self.steps().skip_while(|step| step.slug != slug);
        let Some(changed) = steps.next() else {
            return Vec::new();
        };
        // Everything that hangs on an answer of the step, directly or by way of another question.
        let mut hangs: Vec<&Question> = changed.questions.iter().collect();
        let mut closed = Vec::new();
        for step in steps {
            let step_hangs = reads(&step.show_if, &hangs);
            let is_asked = step.show_if.holds(&kept);
            let mut fields = Vec::new();
            for question in &step.questions {
                if !step_hangs && !reads(&question.show_if, &hangs) {
                    continue;
                }
                if !is_asked || !question.show_if.holds(&kept) {
                    let answered = question.fields(answers).into_iter();
                    fields.extend(answered.filter(|field| answers.one(field).is_some()));
                }
                hangs.push(question);
            }
            if !fields.is_empty() {
                closed.push(Closed { step, fields });
            }
        }
        closed
    }
}

fn reads(condition: &Condition, questions: &[&Question]) -> bool {
    condition
        .keys()
        .iter()
        .any(|key| questions.iter().any(|question| question.is_named(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three sections: one that only ticks, one with a long text whose last page hangs on its first,
    /// and one whose page hangs on the page before.
    fn form() -> Form {
        let text = r#"
            [[section]]
            slug = "a"
            title = "A"
            [[section.step]]
            slug = "kind"
            title = "Kind"
            question = [{ key = "kind", label = "Kind", kind = "yes-no" }]

            [[section]]
            slug = "b"
            title = "B"
            [[section.step]]
            slug = "why"
            title = "Why"
            question = [
                { key = "why", label = "Why", kind = "long-text" },
                { key = "more", label = "More", kind = "yes-no", show-if = { is = ["kind", "yes"] } },
            ]
            [[section.step]]
            slug = "detail"
            title = "Detail"
            show-if = { is = ["more", "yes"] }
            question = [{ key = "detail", label = "Detail", kind = "short-text" }]

            [[section]]
            slug = "c"
            title = "C"
            [[section.step]]
            slug = "end"
            title = "End"
            show-if = { answered = "detail" }
            question = [{ key = "end", label = "End", kind = "short-text" }]
        "#;
        toml::from_str(text).unwrap()
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]))
            .collect()
    }

    #[test]
    fn only_a_section_with_optional_or_long_answers_asks_whether_it_is_complete() {
        let form = form();
        let asks: Vec<bool> = form.sections.iter().map(Section::asks_completion).collect();
        assert_eq!(asks, [false, true, false]);
    }

    #[test]
    fn the_last_step_asked_closes_the_section() {
        let form = form();
        let short = answers(&[("kind", "no")]);
        assert!(form.closes_section("why", &short));
        assert!(!form.closes_section("detail", &short), "it is not asked");
        let long = answers(&[("kind", "yes"), ("more", "yes")]);
        assert!(!form.closes_section("why", &long));
        assert!(form.closes_section("detail", &long));
        assert!(
            !form.closes_section("kind", &long),
            "its section never asks"
        );
    }

    #[test]
    fn a_changed_answer_closes_what_hangs_on_it_directly_and_by_way_of_others() {
        let form = form();
        let full = [("why", "w"), ("more", "yes"), ("detail", "d"), ("end", "e")];
        let before: Vec<_> = [&[("kind", "yes")], &full[..]].concat();
        assert_eq!(form.closed_by("kind", &answers(&before)), []);
        let after: Vec<_> = [&[("kind", "no")], &full[..]].concat();
        let closed: Vec<(String, Vec<String>)> = form
            .closed_by("kind", &answers(&after))
            .into_iter()
            .map(|closed| (closed.step.slug.clone(), closed.fields))
            .collect();
        let expected = [("why", "more"), ("detail", "detail"), ("end", "end")]
            .map(|(step, field)| (step.to_owned(), vec![field.to_owned()]));
        assert_eq!(closed, expected);
    }

    #[test]
    fn what_another_answer_closed_is_not_asked_about_here() {
        let form = form();
        let after = answers(&[
            ("kind", "no"),
            ("why", "w"),
            ("more", "yes"),
            ("detail", "d"),
        ]);
        assert_eq!(form.closed_by("end", &after), []);
        assert_eq!(form.closed_by("nowhere", &after), []);
    }

    #[test]
    fn what_hangs_on_a_thing_of_a_group_is_asked_and_closed_with_it() {
        let text = r#"
            [[section]]
            slug = "a"
            title = "A"
            [[section.step]]
            slug = "members"
            title = "Members"
            [[section.step.question]]
            key = "members"
            label = "Members"
            kind = "group"
            item = "Member"
            [[section.step.question.question]]
            key = "paid"
            label = "Paid"
            kind = "yes-no"
            [[section.step]]
            slug = "price"
            title = "Price"
            show-if = { item = ["members", { is = ["paid", "yes"] }] }
            question = [{ key = "price", label = "Price", kind = "money" }]
        "#;
        let form: Form = toml::from_str(text).unwrap();
        let asked = |said: &[(&str, &str)]| form.path(&answers(said)).count();
        assert_eq!(asked(&[]), 1);
        assert_eq!(asked(&[("members.1.paid", "no")]), 1);
        assert_eq!(
            asked(&[("members.1.paid", "no"), ("members.2.paid", "yes")]),
            2
        );
        let changed = answers(&[("members.1.paid", "no"), ("price", "7")]);
        let closed = form.closed_by("members", &changed);
        let fields: Vec<&str> = closed
            .iter()
            .flat_map(|closed| &closed.fields)
            .map(String::as_str)
            .collect();
        assert_eq!(fields, ["price"]);
    }
}
