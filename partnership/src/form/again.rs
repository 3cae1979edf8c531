//! Answers about the organization are given once, and offered again in its next application.

use super::{Answers, Form, Step};

/// How the keys of questions about the organization itself begin. Every other question is about one program,
/// one year or one signature, and is asked anew.
pub const ABOUT_ORGANIZATION: [&str; 2] = ["organization.", "contact."];

impl Step {
    /// Whether all that the step asks is about the organization.
    #[must_use]
    pub fn is_about_organization(&self) -> bool {
        !self.questions.is_empty()
            && self.questions.iter().all(|question| {
                // The parts of an answer begin as the question does: `contact` is `contact.name` and others.
                let name = format!("{}.", question.key);
                ABOUT_ORGANIZATION
                    .iter()
                    .any(|start| name.starts_with(start))
            })
    }
}

impl Form {
    /// The answers of an application that was sent, as far as they are about the organization and this form asks
    /// for them, by step. A step without an answer is left out.
    #[must_use]
    pub fn offered_again(&self, sent: &Answers) -> Vec<(String, Answers)> {
        self.steps()
            .filter(|step| step.is_about_organization())
            .map(|step| (step.slug.clone(), step.tidy(sent.clone())))
            .filter(|(_, answers)| !answers.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let text = r#"
            [[section]]
            slug = "a"
            title = "A"
            [[section.step]]
            slug = "organization"
            title = "Organization"
            question = [
                { key = "organization.name", label = "Name", kind = "short-text" },
                { key = "organization.address", label = "Address", kind = "address" },
            ]
            [[section.step]]
            slug = "contact"
            title = "Contact"
            question = [{ key = "contact.email", label = "Mail", kind = "email" }]
            [[section.step]]
            slug = "mixed"
            title = "Mixed"
            question = [
                { key = "organization.about", label = "About", kind = "short-text" },
                { key = "program.title", label = "Title", kind = "short-text" },
            ]
            [[section.step]]
            slug = "empty"
            title = "Nothing is asked"
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
    fn a_step_is_about_the_organization_when_all_that_it_asks_is() {
        let form = form();
        let about: Vec<&str> = form
            .steps()
            .filter(|step| step.is_about_organization())
            .map(|step| step.slug.as_str())
            .collect();
        assert_eq!(about, ["organization", "contact"]);
    }

    #[test]
    fn only_what_the_form_still_asks_about_the_organization_is_offered() {
        let sent = answers(&[
            ("organization.name", "Quillfeather Guild"),
            ("organization.address.city", "Durham"),
            ("organization.ein", "no longer asked"),
            ("organization.about", "asked beside something else"),
            ("program.title", "Chess"),
        ]);
        let offered = form().offered_again(&sent);
        let expected = answers(&[
            ("organization.name", "Quillfeather Guild"),
            ("organization.address.city", "Durham"),
        ]);
        assert_eq!(offered, [("organization".to_owned(), expected)]);
        assert_eq!(form().offered_again(&Answers::default()), []);
    }
}
