//! What the office asks a partner to change: whole pages of the form, or single questions of them.

use crate::form::{Answers, Facts, Form, Question, Step};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Pages that are open again, and questions of them. A page of which no question is named is open as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Asked {
    /// Slugs of the pages.
    pub steps: Vec<String>,
    /// Keys of questions.
    #[serde(default)]
    pub questions: Vec<String>,
}

impl Asked {
    /// Reads choices as a form sends them: `page` for a whole page, `page/question` for one question of it.
    /// Whoever chooses both means the whole page. `questions_of` gives the keys of a page.
    #[must_use]
    pub fn of_choices(choices: &[String]) -> Self {
        let mut asked = Self::default();
        let whole: Vec<&str> = choices
            .iter()
            .map(String::as_str)
            .filter(|choice| !choice.contains('/'))
            .collect();
        for choice in choices {
            let (step, question) = match choice.split_once('/') {
                Some((step, question)) => (step, Some(question)),
                None => (choice.as_str(), None),
            };
            if asked.steps.iter().all(|known| known != step) {
                asked.steps.push(step.to_owned());
            }
            if let Some(question) = question.filter(|_| !whole.contains(&step)) {
                asked.questions.push(question.to_owned());
            }
        }
        asked
    }

    /// What is asked for in words: the title of each page, and behind it the questions of it that are named.
    #[must_use]
    pub fn names(&self, form: &Form, lang: Lang) -> Vec<String> {
        let name = |slug: &String| {
            let Some(step) = form.step(slug) else {
                return slug.clone();
            };
            let named: Vec<&str> = step
                .questions
                .iter()
                .filter(|question| self.questions.contains(&question.key))
                .map(|question| question.label.get(lang))
                .collect();
            let title = step.title.get(lang);
            if named.is_empty() {
                title.to_owned()
            } else {
                format!("{title} ({})", named.join("; "))
            }
        };
        self.steps.iter().map(name).collect()
    }

    /// Whether a page is open.
    #[must_use]
    pub fn opens(&self, slug: &str) -> bool {
        self.steps.iter().any(|step| step == slug)
    }

    /// The page with the questions alone that are open now: those asked for; those without which nothing could be
    /// sent, with a gap or not asked when it was sent; those changed since; and those that one of these depends on.
    /// A page that is not among those asked for is open for such a reason, and as a whole.
    #[must_use]
    pub fn narrowed(
        &self,
        step: &Step,
        sent: &Answers,
        answers: &Answers,
        facts: &Facts<'_>,
    ) -> Step {
        let named = |question: &Question| self.questions.contains(&question.key);
        if !self.opens(&step.slug) || !step.questions.iter().any(named) {
            return step.clone();
        }
        let problems = step.problems(answers, facts);
        let was_asked: Vec<&str> = step.asked(sent).map(|q| q.key.as_str()).collect();
        let is_open = |question: &Question| {
            let fields = question.fields(answers);
            named(question)
                || (question.show_if.holds(answers) && !was_asked.contains(&question.key.as_str()))
                || problems.iter().any(|(field, _)| question.owns(field))
                || fields
                    .iter()
                    .any(|field| sent.all(field) != answers.all(field))
        };
        let mut keys: Vec<String> = Vec::new();
        // A condition looks back: what it needs comes before it.
        for question in step.questions.iter().rev() {
            if is_open(question) || keys.contains(&question.key) {
                keys.push(question.key.clone());
                keys.extend(question.show_if.keys().into_iter().map(ToOwned::to_owned));
            }
        }
        let mut narrowed = step.clone();
        narrowed
            .questions
            .retain(|question| keys.contains(&question.key));
        narrowed
    }
}

/// What the questions of a page hold that are not in its narrowed form: it is kept when the others are saved.
#[must_use]
pub fn kept(step: &Step, narrowed: &Step, answers: &Answers) -> Answers {
    let is_open = |question: &&Question| narrowed.questions.iter().any(|q| q.key == question.key);
    let closed = step.questions.iter().filter(|question| !is_open(question));
    let mut kept = Answers::default();
    for question in closed {
        for (field, values) in answers.iter() {
            if question.owns(field) && question.file_question(field).is_none() {
                kept.set(field, values.to_vec());
            }
        }
    }
    kept
}

/// Whether what a page asks and holds differs between two states of the answers, so that what the office found on the
/// one may not hold for the other.
#[must_use]
pub fn differs(step: &Step, before: &Answers, after: &Answers) -> bool {
    let told = |answers: &Answers| -> Vec<(String, Vec<String>)> {
        let asked = |field: &str| {
            let of = step.questions.iter().find(|question| question.owns(field));
            of.is_some_and(|question| question.show_if.holds(answers))
        };
        let fields = answers.iter().filter(|(field, values)| {
            let is_blank = values.iter().all(|value| value.trim().is_empty());
            !is_blank && asked(field)
        });
        let shown = fields.filter(|_| step.show_if.holds(answers));
        shown
            .map(|(field, values)| (field.to_owned(), values.to_vec()))
            .collect()
    };
    told(before) != told(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::district::Profile;
    use chrono::NaiveDate;

    fn step() -> Step {
        toml::from_str(
            r#"
            slug = "about"
            title = { en = "About" }
            [[question]]
            key = "has"
            label = { en = "Has it?" }
            kind = "yes-no"
            [[question]]
            key = "what"
            label = { en = "What?" }
            kind = "short-text"
            show-if = { is = ["has", "yes"] }
            [[question]]
            key = "who"
            label = { en = "Who?" }
            kind = "short-text"
            [[question]]
            key = "where"
            label = { en = "Where?" }
            kind = "short-text"
            "#,
        )
        .unwrap()
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        let pairs = pairs.iter();
        pairs
            .map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]))
            .collect()
    }

    #[test]
    fn a_page_differs_when_an_answer_that_it_asks_for_does() {
        let before = answers(&SENT);
        let differs = |pairs: &[(&str, &str)]| super::differs(&step(), &before, &answers(pairs));
        let whole = [("has", "no"), ("who", "Ana"), ("where", "Here")];
        for (after, expected) in [
            (&whole[..], false),
            (&[("has", "no"), ("who", "Ana"), ("where", "There")], true),
            (&[("has", "no"), ("who", "Ana")], true),
            (&[("has", "yes"), ("who", "Ana"), ("where", "Here")], true),
        ] {
            assert_eq!(differs(after), expected, "{after:?}");
        }
        // What is not asked, what another page asks, and what is blank make no difference.
        for more in [("what", "A thing"), ("other", "x"), ("whom", " ")] {
            let after = [&whole[..], &[more]].concat();
            assert!(!differs(&after), "{more:?}");
        }
    }

    const SENT: [(&str, &str); 3] = [("has", "no"), ("who", "Ana"), ("where", "Here")];

    /// The keys that are open after a choice and a change.
    fn open(choices: &[&str], changed: &[(&str, &str)]) -> Vec<String> {
        let choices: Vec<String> = choices.iter().map(|c| (*c).to_owned()).collect();
        let text = include_str!("../../server/profiles/durham-1.toml");
        let profile: Profile = toml::from_str(text).unwrap();
        let facts = Facts {
            profile: &profile,
            today: NaiveDate::default(),
        };
        let sent = answers(&SENT);
        let mut now = sent.clone();
        now.merge(answers(changed));
        let narrowed = Asked::of_choices(&choices).narrowed(&step(), &sent, &now, &facts);
        narrowed.questions.into_iter().map(|q| q.key).collect()
    }

    #[test]
    fn a_whole_page_is_open_as_a_whole_and_a_named_question_alone() {
        let all = ["has", "what", "who", "where"];
        assert_eq!(open(&["about"], &[]), all);
        assert_eq!(open(&["about/who"], &[]), ["who"]);
        assert_eq!(
            open(&["about/what"], &[]),
            ["has", "what"],
            "with what it depends on"
        );
        assert_eq!(open(&["about/who", "about"], &[]), all);
        assert_eq!(open(&["other/else"], &[]), all);
    }

    #[test]
    fn what_is_needed_or_was_changed_stays_open() {
        // An answer taken away is a gap; one that was changed can be changed again.
        assert!(open(&["about/who"], &[("where", "There")]).contains(&"where".to_owned()));
        let sent = answers(&SENT);
        let step = step();
        let mut narrowed = step.clone();
        narrowed.questions.retain(|question| question.key == "who");
        let kept = kept(&step, &narrowed, &sent);
        assert_eq!(kept, answers(&[("has", "no"), ("where", "Here")]));
    }
}
