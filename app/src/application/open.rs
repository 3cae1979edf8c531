//! Opening an application that one works on: what every page of the wizard begins with.

use crate::act::Again;
use crate::current::Current;
use crate::error::AppError;
use partnership::application::{Side, Stage};
use partnership::form::section::COMPLETED;
use partnership::form::{Answers, Facts, Form, Step};
use partnership::id::ApplicationId;
use partnership::member::Deed;
use store::Asker;
use store::application::Application;
use store::draft::{Draft, Origin};

/// An application that the person who asks works on, with everything typed so far.
#[derive(Debug, Clone)]
pub struct Open {
    /// Who asks.
    pub asker: Asker,
    /// The side of whoever asks: owner or member.
    pub side: Side,
    /// The application.
    pub application: Application,
    /// What was typed.
    pub draft: Draft,
    /// All answers together.
    pub answers: Answers,
    /// What was sent last, where [`Self::to_edit`] needs it to tell which steps are open; else nothing.
    sent: Answers,
}

impl Open {
    /// Finds the application by the text of its id. Anybody else's is not found.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], [`AppError::NotFound`].
    pub async fn find(current: &Current, id: &str) -> Result<Self, AppError> {
        let asker = current.asker()?;
        let id = ApplicationId::parse(id).ok_or(AppError::NotFound)?;
        let application = current.site.store.application(&asker, &id).await?;
        let part = application.part(&asker.id).ok_or(AppError::NotFound)?;
        let draft = current.site.store.draft(&asker, &application).await?;
        let answers = draft.answers();
        Ok(Self {
            asker,
            side: part.side(),
            application,
            draft,
            answers,
            sent: Answers::default(),
        })
    }

    /// The same, for an act that not everybody who works on it may do: to the others there is no such act.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], [`AppError::NotFound`].
    pub async fn to(current: &Current, id: &str, deed: Deed) -> Result<Self, AppError> {
        let open = Self::find(current, id).await?;
        if open.side.may(deed) {
            Ok(open)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// The same, for pages and acts that edit it.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], [`AppError::NotFound`].
    pub async fn to_edit(current: &Current, id: &str) -> Result<Self, AppError> {
        let mut open = Self::find(current, id).await?;
        if open.application.stage == Stage::ChangesRequested {
            let sent = current.site.store.submissions(&open.application).await?;
            open.sent = sent
                .into_iter()
                .next()
                .map(|sent| sent.answers)
                .unwrap_or_default();
        }
        Ok(open)
    }

    /// The same, for a save in between. What else was typed is read only where it says which steps are open:
    /// a draft is open as a whole, and has the answers of no step here.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], [`AppError::NotFound`].
    pub async fn to_save(current: &Current, id: &str) -> Result<Self, AppError> {
        let asker = current.asker()?;
        let found = ApplicationId::parse(id).ok_or(AppError::NotFound)?;
        let application = current.site.store.application(&asker, &found).await?;
        if application.stage != Stage::Draft {
            return Self::to_edit(current, id).await;
        }
        let part = application.part(&asker.id).ok_or(AppError::NotFound)?;
        Ok(Self {
            side: part.side(),
            asker,
            application,
            draft: Draft::default(),
            answers: Answers::default(),
            sent: Answers::default(),
        })
    }

    /// Whether the step can be edited now. Where changes were asked for, that is a step that was asked for,
    /// and one without which nothing could be sent: a step that an answer has opened since, that has a gap, or
    /// whose texts wait for a choice.
    #[must_use]
    pub fn is_open(&self, current: &Current, slug: &str) -> bool {
        let stage = self.application.stage;
        if self.draft.is_open(stage, slug) {
            return true;
        }
        let form = &current.site.profile.form;
        let is_needed = |step: &Step| {
            !form.path(&self.sent).any(|sent| sent.slug == step.slug)
                || self.awaits_choice(&step.slug)
                || !step.problems(&self.answers, &facts(current)).is_empty()
        };
        stage == Stage::ChangesRequested
            && form
                .path(&self.answers)
                .any(|step| step.slug == slug && !step.is_signature() && is_needed(step))
    }

    /// The step with the questions alone that are open now: all of a draft; where changes were asked for, those that
    /// were asked for, and those without which nothing could be sent.
    #[must_use]
    pub fn narrowed(&self, current: &Current, step: &Step) -> Step {
        match &self.draft.asked {
            Some(request) if self.application.stage == Stage::ChangesRequested => {
                let asked = &request.asked;
                asked.narrowed(step, &self.sent, &self.answers, &facts(current))
            }
            _ => step.clone(),
        }
    }

    /// Takes over what a form of the step held that could not be saved.
    pub fn type_again(&mut self, step: &Step, again: &Again) {
        if again.fields.is_empty() {
            return;
        }
        let takes_many = |field: &str| {
            step.questions
                .iter()
                .any(|question| question.owns(field) && question.takes_many(field))
        };
        let typed = again.fields.iter().map(|(field, text)| {
            let values = if takes_many(field) {
                text.lines().map(ToOwned::to_owned).collect()
            } else {
                vec![text.clone()]
            };
            (field.clone(), values)
        });
        let typed = step.tidy(typed.collect::<Answers>());
        for field in typed_fields(step, &self.answers) {
            self.answers.set(&field, Vec::new());
        }
        self.answers.merge(typed);
    }

    /// Whether the partner has to say on this step if its section is complete: on the last step of a
    /// section that asks so, as long as the application was never sent.
    #[must_use]
    pub fn asks_completion(&self, form: &Form, slug: &str) -> bool {
        self.application.stage == Stage::Draft && form.closes_section(slug, &self.answers)
    }

    /// What the partner said about the section of this step: `yes`, `no` or nothing. What was said on the
    /// step itself counts before what was said on another that closed the section then.
    #[must_use]
    pub fn completion(&self, form: &Form, slug: &str) -> &str {
        let said = |slug: &str| {
            let saved = self.draft.steps.get(slug);
            saved.map_or("", |saved| saved.answers.text(COMPLETED))
        };
        let others = form
            .section_of(slug)
            .into_iter()
            .flat_map(|section| &section.steps);
        std::iter::once(said(slug))
            .chain(others.map(|step| said(&step.slug)))
            .find(|said| !said.is_empty())
            .unwrap_or_default()
    }

    /// Whether the section that this step closes is not yet said to be complete.
    #[must_use]
    pub fn awaits_completion(&self, form: &Form, slug: &str) -> bool {
        self.asks_completion(form, slug) && self.completion(form, slug) != "yes"
    }

    /// Where the answers of a step come from, as long as the partner has not looked at them and saved them.
    #[must_use]
    pub fn origin(&self, slug: &str) -> Option<Origin> {
        self.draft.steps.get(slug)?.origin
    }

    /// Whether several texts of a step wait for a choice.
    #[must_use]
    pub fn awaits_choice(&self, slug: &str) -> bool {
        let saved = self.draft.steps.get(slug);
        saved.is_some_and(|saved| !saved.others.is_empty())
    }

    /// The steps that still need the partner, the signature left out: those with a gap, those where two
    /// texts wait for a choice, those with answers from elsewhere to be checked, and those whose section is not said to be complete.
    #[must_use]
    pub fn gaps<'a>(&'a self, form: &'a Form, facts: &Facts<'_>) -> Vec<&'a Step> {
        form.path(&self.answers)
            .filter(|step| !step.is_signature())
            .filter(|step| {
                self.awaits_choice(&step.slug)
                    || self.origin(&step.slug).is_some()
                    || self.awaits_completion(form, &step.slug)
                    || !step.problems(&self.answers, facts).is_empty()
            })
            .collect()
    }
}

/// What judging an answer needs to know.
#[must_use]
pub fn facts(current: &Current) -> Facts<'_> {
    Facts {
        profile: &current.site.profile,
        today: current.today,
    }
}

/// The input names of a step that are typed into: all but those of its files.
pub fn typed_fields(step: &Step, answers: &Answers) -> Vec<String> {
    let fields = step.questions.iter().flat_map(|q| q.fields(answers));
    fields
        .filter(|field| step.file_question(field).is_none())
        .collect()
}
