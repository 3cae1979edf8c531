//! What people do in many tests: fill in an application, send it, review it, decide.

use super::harness::{Answer, Client, World};
use partnership::form::Answers;
use partnership::form::Step;
use partnership::form::section::COMPLETED;
use partnership::person::{Email, Role};

/// The address of the partner in most stories.
pub const PARTNER: &str = "ana@quillfeather.example";
/// The address of the office in most stories.
pub const OFFICE: &str = "office@example.org";

/// The fields of a step as its page sends them.
pub fn typed(step: &Step, answers: &Answers) -> Vec<(String, String)> {
    let answers = step.tidy(answers.clone());
    let fields = answers
        .iter()
        .map(|(field, values)| (field.to_owned(), values.to_vec()));
    fields
        .flat_map(|(field, values)| {
            values
                .into_iter()
                .map(move |value| (format!("answers[{field}][]"), value))
        })
        .collect()
}

/// Borrowed pairs.
pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

impl World {
    /// A partner with an application that was sent: the browser, and its id.
    pub async fn sent(&self) -> (Client, String) {
        self.sent_by(PARTNER, &self.answers()).await
    }

    /// The same for somebody, with these answers.
    pub async fn sent_by(&self, email: &str, answers: &Answers) -> (Client, String) {
        let partner = self.person(email, &[]).await;
        let id = partner.draft(self, answers).await;
        partner.submit(&id).await;
        (partner, id)
    }

    /// Somebody of the office.
    pub async fn office(&self) -> Client {
        self.person(OFFICE, &[Role::Office]).await
    }

    /// The id of somebody, as forms name them.
    pub async fn id_of(&self, email: &str) -> String {
        let email = Email::parse(email).unwrap();
        let person = self.store.person_of(&email).await.unwrap();
        person.id.to_string()
    }

    /// A partner, somebody of the office, and an application that is in review with everything met.
    pub async fn ready(&self) -> (Client, Client, String) {
        let (partner, id) = self.sent().await;
        let office = self.office().await;
        office.take_up(&id).await;
        office.judge(self, &id, "met").await;
        (partner, office, id)
    }
}

impl Client {
    /// Starts an application. Gives its id.
    pub async fn start(&self) -> String {
        let started = self
            .send("/applications", "/api/start_application", &[])
            .await;
        started
            .location()
            .strip_prefix("/applications/")
            .unwrap()
            .to_owned()
    }

    /// Starts an application and types every step that is asked; it is ready to be signed.
    pub async fn draft(&self, world: &World, answers: &Answers) -> String {
        let id = self.start().await;
        for step in world
            .profile
            .form
            .path(answers)
            .filter(|step| !step.is_signature())
        {
            let mut own = answers.clone();
            if !world.profile.form.closes_section(&step.slug, answers) {
                own.set(COMPLETED, Vec::new());
            }
            let saved = self.save(&id, step, &own).await;
            assert!(
                !saved.location().contains("check="),
                "step {} was not clean: {:?}",
                step.slug,
                self.get(&saved.location()).await.mistakes()
            );
        }
        id
    }

    /// Types a step and presses Continue.
    pub async fn save(&self, id: &str, step: &Step, answers: &Answers) -> Answer {
        let fields = typed(step, answers);
        let takes_files = step.questions.iter().any(|question| question.takes_files());
        let act = if takes_files {
            app::url::SAVE_STEP_WITH_FILES
        } else {
            "/api/save_step"
        };
        self.send(
            &format!("/applications/{id}/{}", step.slug),
            act,
            &borrowed(&fields),
        )
        .await
    }

    /// Types some fields of a step, by their keys, and presses Continue.
    pub async fn type_into(&self, id: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
        let named: Vec<(String, &str)> = fields
            .iter()
            .map(|(key, value)| (format!("answers[{key}][]"), *value))
            .collect();
        let fields: Vec<(&str, &str)> = named
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        self.send(
            &format!("/applications/{id}/{step}"),
            "/api/save_step",
            &fields,
        )
        .await
    }

    /// Signs and sends an application that is ready.
    pub async fn submit(&self, id: &str) -> Answer {
        let sent = self
            .send(
                &format!("/applications/{id}/sign"),
                "/api/submit_application",
                &SIGNED,
            )
            .await;
        assert_eq!(
            sent.location(),
            format!("/applications/{id}/status?done=sent"),
            "signing"
        );
        sent
    }

    /// The office takes up the review.
    pub async fn take_up(&self, id: &str) -> Answer {
        let record = format!("/office/applications/{id}");
        let taken = self.send(&record, "/api/start_review", &[]).await;
        assert_eq!(
            taken.location(),
            format!("{record}?done=start-review"),
            "taking up the review"
        );
        taken
    }

    /// The office finds the same for every criterion.
    pub async fn judge(&self, world: &World, id: &str, finding: &str) -> Answer {
        let names: Vec<String> = world
            .profile
            .criteria
            .iter()
            .map(|c| format!("answers[finding.{}][]", c.slug))
            .collect();
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), finding)).collect();
        let record = format!("/office/applications/{id}");
        let judged = self.send(&record, "/api/judge_application", &fields).await;
        assert_eq!(
            judged.location(),
            format!("{record}?done=judge#checklist"),
            "judging"
        );
        judged
    }

    /// The office puts somebody on as a reviewer.
    pub async fn put_on(&self, world: &World, id: &str, email: &str) -> Answer {
        let record = format!("/office/applications/{id}");
        let person = world.id_of(email).await;
        let page = self.get(&record).await;
        // Of the two forms that may be there, the one with the list.
        let form = page.form("/api/add_reviewer").with(&[("person", &person)]);
        let added = self.post("/api/add_reviewer", &form).await;
        assert_eq!(
            added.location(),
            format!("{record}?done=add-reviewer#panel"),
            "adding a reviewer"
        );
        added
    }

    /// The office writes a decision and goes on. Gives where that leads.
    pub async fn write(&self, id: &str, action: &str, fields: &[(&str, &str)]) -> String {
        let named: Vec<(String, &str)> = fields
            .iter()
            .map(|(field, value)| (format!("answers[{field}][]"), *value))
            .collect();
        let typed: Vec<(&str, &str)> = named
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        let route = fields
            .iter()
            .find(|(field, _)| *field == "route")
            .map_or(String::new(), |(_, slug)| format!("?route={slug}"));
        let page = format!("/office/applications/{id}/decide/{action}{route}");
        self.send(&page, "/api/save_decision", &typed)
            .await
            .location()
    }

    /// The office writes a decision, reads the mail and sends it as it is.
    pub async fn decide(&self, id: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let preview = self.write(id, action, fields).await;
        assert_eq!(
            preview,
            format!("/office/applications/{id}/decide/{action}/preview"),
            "writing {action}"
        );
        let decided = self.send(&preview, "/api/decide", &[]).await;
        assert_eq!(
            decided.location(),
            format!("/office/applications/{id}?done={action}"),
            "deciding {action}"
        );
        decided
    }
}

/// What a partner types to sign.
pub const SIGNED: [(&str, &str); 2] = [
    ("answers[signature.name][]", "Ana Gil"),
    ("answers[signature.consent][]", "yes"),
];

/// An approval as most stories write it.
pub const APPROVAL: [(&str, &str); 3] = [
    ("level", "on-going"),
    ("agreement", "moa"),
    ("conditions", ""),
];
