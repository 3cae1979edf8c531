//! Opening one's own application: what every page of the wizard begins with.

use crate::current::Current;
use crate::error::AppError;
use partnership::form::{Answers, Facts, Form};
use partnership::id::ApplicationId;
use store::Asker;
use store::application::Application;
use store::draft::Draft;

/// An application of the person who asks, with everything typed so far.
#[derive(Debug, Clone)]
pub struct Open {
    /// Who asks.
    pub asker: Asker,
    /// The application.
    pub application: Application,
    /// What was typed.
    pub draft: Draft,
    /// All answers together.
    pub answers: Answers,
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
        let draft = current.site.store.draft(&asker, &application).await?;
        let answers = draft.answers();
        Ok(Self {
            asker,
            application,
            draft,
            answers,
        })
    }

    /// Whether the step can be edited now.
    #[must_use]
    pub fn is_open(&self, step: &str) -> bool {
        self.draft.is_open(self.application.stage, step)
    }

    /// The steps that still have a gap, the signature left out: title and slug.
    #[must_use]
    pub fn gaps<'a>(
        &'a self,
        form: &'a Form,
        facts: &Facts<'_>,
    ) -> Vec<&'a partnership::form::Step> {
        form.path(&self.answers)
            .filter(|step| !step.is_signature() && !step.problems(&self.answers, facts).is_empty())
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
