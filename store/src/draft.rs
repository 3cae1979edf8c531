//! Drafts: what a partner typed, step by step, right or wrong.

mod save;
mod settle;

pub use save::{Item, MOST_OTHERS, Save, Saved};
pub(crate) use save::{STORED, TOUCH, Typed, WRITE, write_step};
pub use settle::Choice;

use crate::application::Application;
use crate::change::ChangeRequest;
use crate::person::person_id;
use crate::time::{instant, instant_opt};
use crate::{Asker, Error, Result, Store, upload};
use ::partnership::application::Stage;
use ::partnership::form::Answers;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::member::Deed;
use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeMap;

/// A step as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedStep {
    /// What was typed.
    pub answers: Answers,
    /// Grows with every save.
    pub version: i64,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// By whom: id, and name or address.
    pub saved_by: Option<(PersonId, String)>,
    /// Where the answers come from, as long as nobody has looked at them and saved them here.
    pub origin: Option<Origin>,
    /// Other texts for the same step, typed in another tab or by somebody else, the oldest first: the partner
    /// has to choose.
    pub others: Vec<Other>,
}

/// Where answers come from that nobody typed into the application itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An application that was sent before, and when.
    Sent(DateTime<Utc>),
    /// Staff of the district who began the application for the partner, and when they typed it.
    District(DateTime<Utc>),
}

impl Origin {
    fn read(word: Option<&str>, at: Option<DateTime<Utc>>) -> Option<Self> {
        match word? {
            "sent" => at.map(Self::Sent),
            _ => at.map(Self::District),
        }
    }
}

/// Another text for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Its name, which changes with the text.
    pub id: String,
    /// What was typed.
    pub answers: Answers,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: id, and name or address.
    pub by: (PersonId, String),
}

/// Everything a partner typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Step → what was saved.
    pub steps: BTreeMap<String, SavedStep>,
    /// The open request for changes, when there is one.
    pub asked: Option<ChangeRequest>,
}

impl Draft {
    /// All answers together.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let mut all = Answers::default();
        for step in self.steps.values() {
            all.merge(step.answers.clone());
        }
        all
    }

    /// Which state of the draft this is: it grows with every save of any step, and with every other text.
    #[must_use]
    pub fn version(&self) -> i64 {
        let others = |step: &SavedStep| i64::try_from(step.others.len()).unwrap_or(i64::MAX);
        let steps = self.steps.values();
        steps.map(|step| step.version + others(step)).sum()
    }

    /// Whether a step can be edited: all of a new draft, only the asked-for ones of a returned application.
    #[must_use]
    pub fn is_open(&self, application: Stage, slug: &str) -> bool {
        match application {
            Stage::Draft => true,
            Stage::ChangesRequested => self
                .asked
                .as_ref()
                .is_some_and(|request| request.asked.opens(slug)),
            _ => false,
        }
    }
}

impl Store {
    /// What the partner typed so far. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it.
    pub async fn draft(&self, asker: &Asker, application: &Application) -> Result<Draft> {
        if application.part(&asker.id).is_none() {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select s.slug, s.answers, s.version, s.saved_at, p.id, coalesce(nullif(p.name, ''), p.email),
                (select json_group_array(json_array(t.id, t.answers, t.typed_at, t.typed_by, coalesce(nullif(o.name, ''), o.email)))
                 from (select * from other_text t where t.application_id = s.application_id and t.slug = s.slug
                       order by t.typed_at, t.id) t join person o on o.id = t.typed_by),
                s.origin, s.origin_at,
                (select json_group_array(json_array(f.field, f.id, f.size, f.name))
                 from (select * from upload u
                       where u.application_id = s.application_id and u.slug = s.slug and u.removed_at is null
                       order by u.added_at, u.rowid) f)
             from application_step s left join person p on p.id = s.saved_by where s.application_id = $1",
        )
        .bind(application.id.as_str())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut draft = Draft::default();
        for row in rows {
            let by: Option<String> = row.try_get(4)?;
            let by = by.map(|id| person_id(&id)).transpose()?;
            let others: Vec<(String, String, i64, String, String)> =
                serde_json::from_str(row.try_get(6)?)?;
            let others = others.into_iter().map(|(id, answers, at, by, name)| {
                Ok(Other {
                    id,
                    answers: serde_json::from_str(&answers)?,
                    at: instant(at)?,
                    by: (person_id(&by)?, name),
                })
            });
            let mut answers: Answers = serde_json::from_str(row.try_get(1)?)?;
            upload::read_files(row.try_get(9)?, &mut answers)?;
            let step = SavedStep {
                answers,
                version: row.try_get(2)?,
                saved_at: instant(row.try_get(3)?)?,
                saved_by: by.zip(row.try_get::<Option<String>, _>(5)?),
                origin: Origin::read(row.try_get(7)?, instant_opt(row.try_get(8)?)?),
                others: others.collect::<Result<_>>()?,
            };
            draft.steps.insert(row.try_get(0)?, step);
        }
        if application.stage == Stage::ChangesRequested {
            draft.asked = self.change_request(application).await?;
        }
        Ok(draft)
    }

    /// Fails unless the asker works on the application and the step is open.
    pub(crate) async fn find_open(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
        slug: &str,
        needed: bool,
    ) -> Result<()> {
        let (stage, side, _) = self.find_for_act(&mut *tx, asker, id).await?;
        if !side.may(Deed::Edit) {
            return Err(Error::NotFound);
        }
        match stage {
            Stage::Draft => Ok(()),
            Stage::ChangesRequested if needed => Ok(()),
            Stage::ChangesRequested => {
                let steps: Option<String> = sqlx::query_scalar(
                    "select steps from change_request where application_id = $1 and answered_at is null order by asked_at desc limit 1",
                )
                .bind(id.as_str())
                .fetch_optional(tx)
                .await?;
                let steps: Vec<String> = steps
                    .map(|s| serde_json::from_str(&s))
                    .transpose()?
                    .unwrap_or_default();
                if steps.iter().any(|step| step == slug) {
                    Ok(())
                } else {
                    Err(Error::Refused)
                }
            }
            _ => Err(Error::Refused),
        }
    }
}
