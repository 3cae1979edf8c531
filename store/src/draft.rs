//! Drafts: what a partner typed, step by step, right or wrong, and what happens when two tabs differ.

mod settle;

use crate::application::{Application, listed, names};
use crate::change::ChangeRequest;
use crate::time::{instant, instant_opt, micros};
use crate::{Asker, Error, Result, Store, upload};
use ::partnership::application::{Side, Stage};
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
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
    /// Another text for the same step, typed in another tab, and when: the partner has to choose.
    pub other: Option<(Answers, DateTime<Utc>)>,
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

    /// Which state of the draft this is: it grows with every save of any step.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.steps.values().map(|step| step.version).sum()
    }

    /// Whether a step can be edited: all of a new draft, only the asked-for ones of a returned application.
    #[must_use]
    pub fn is_open(&self, application: Stage, slug: &str) -> bool {
        match application {
            Stage::Draft => true,
            Stage::ChangesRequested => self
                .asked
                .as_ref()
                .is_some_and(|asked| asked.steps.iter().any(|step| step == slug)),
            _ => false,
        }
    }
}

/// What became of a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is stored, as this version.
    Done(i64),
    /// Another tab had saved something else; both texts are kept.
    Differs,
}

/// What is saved for a step.
#[derive(Debug, Clone)]
pub struct Save<'a> {
    /// The step.
    pub slug: &'a str,
    /// What was typed.
    pub answers: &'a Answers,
    /// The version of the step that the page showed; 0 for none.
    pub seen: i64,
    /// The page that saves; its own earlier saves are never "another tab".
    pub tab: &'a str,
    /// Whether the step is open where changes were asked for, although it is not among those asked for:
    /// without it nothing could be sent.
    pub open: bool,
}

/// Everything of a draft, the files of each step beside what was typed.
const DRAFT: &str = "select slug, answers, version, saved_at, other, other_at, (
        select json_group_array(json_array(f.field, f.id, f.size, f.name)) from (
            select field, id, size, name from upload u
            where u.application_id = s.application_id and u.slug = s.slug and u.removed_at is null
            order by u.added_at, u.rowid
        ) f
    ) from application_step s where application_id = $1";

/// The step as it is stored.
pub(crate) const STORED: &str =
    "select answers, version, tab from application_step where application_id = $1 and slug = $2";

impl Store {
    /// What the owner typed so far. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner.
    pub async fn draft(&self, asker: &Asker, application: &Application) -> Result<Draft> {
        if application.owner != asker.id {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            DRAFT,
        )
        .bind(application.id.as_str())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut draft = Draft::default();
        for row in rows {
            let other: Option<String> = row.try_get(4)?;
            let other = other.map(|text| serde_json::from_str(&text)).transpose()?;
            let mut answers: Answers = serde_json::from_str(row.try_get(1)?)?;
            upload::read_files(row.try_get(6)?, &mut answers)?;
            let step = SavedStep {
                answers,
                version: row.try_get(2)?,
                saved_at: instant(row.try_get(3)?)?,
                other: other.zip(instant_opt(row.try_get(5)?)?),
            };
            draft.steps.insert(row.try_get(0)?, step);
        }
        if application.stage == Stage::ChangesRequested {
            draft.asked = self.change_request(application).await?;
        }
        Ok(draft)
    }

    /// Saves a step, right or wrong. When another tab saved something else since the page was shown,
    /// the stored text stays and this one is kept beside it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner; [`Error::Refused`] when the step is not open.
    pub async fn save_step(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        save: Save<'_>,
        at: DateTime<Utc>,
    ) -> Result<Saved> {
        let mut tx = self.write().await?;
        self.find_open(&mut tx, asker, id, save.slug, save.open)
            .await?;
        let stored = sqlx::query(STORED)
            .bind(id.as_str())
            .bind(save.slug)
            .fetch_optional(&mut *tx)
            .await?;
        if let Some(row) = stored {
            let answers: Answers = serde_json::from_str(row.try_get(0)?)?;
            let version: i64 = row.try_get(1)?;
            if answers == *save.answers {
                return Ok(Saved::Done(version));
            }
            // A page without a name is never the one that saved before.
            let same_tab = !save.tab.is_empty() && row.try_get::<String, _>(2)? == save.tab;
            if version != save.seen && !same_tab {
                sqlx::query("update application_step set other = $1, other_at = $2 where application_id = $3 and slug = $4")
                    .bind(serde_json::to_string(save.answers)?)
                    .bind(micros(at))
                    .bind(id.as_str())
                    .bind(save.slug)
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
                return Ok(Saved::Differs);
            }
        }
        let version = write_step(
            &mut tx,
            self.district(),
            id.as_str(),
            save.slug,
            save.answers,
            save.tab,
            at,
        )
        .await?;
        tx.commit().await?;
        Ok(Saved::Done(version))
    }

    /// Fails unless the asker owns the application and the step is open.
    pub(crate) async fn find_open(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
        slug: &str,
        needed: bool,
    ) -> Result<()> {
        let (stage, side, _) = self.find_for_act(&mut *tx, asker, id).await?;
        if side != Side::Owner {
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

/// Writes a step.
pub(crate) const WRITE: &str = "insert into application_step (application_id, slug, district_id, answers, tab, saved_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (application_id, slug) do update
         set answers = excluded.answers, tab = excluded.tab, saved_at = excluded.saved_at, version = version + 1
         returning version";

/// Notes the save in the application. Once it was sent, the office's lists show what was sent and not what is
/// being typed.
pub(crate) const TOUCH: &str = "update application set updated_at = $1,
            organization = case when submitted_at is null then coalesce($2, organization) else organization end,
            title = case when submitted_at is null then coalesce($3, title) else title end
         where id = $4";

/// Writes a step's answers and what the lists show of them. Gives the new version.
pub(crate) async fn write_step(
    tx: &mut SqliteConnection,
    district: &str,
    id: &str,
    slug: &str,
    answers: &Answers,
    tab: &str,
    at: DateTime<Utc>,
) -> Result<i64> {
    let version: i64 = sqlx::query_scalar(WRITE)
        .bind(id)
        .bind(slug)
        .bind(district)
        .bind(serde_json::to_string(answers)?)
        .bind(tab)
        .bind(micros(at))
        .fetch_one(&mut *tx)
        .await?;
    let (organization, title) = names(answers);
    let (organization, title) = (organization.map(listed), title.map(listed));
    sqlx::query(TOUCH)
        .bind(micros(at))
        .bind(organization)
        .bind(title)
        .bind(id)
        .execute(tx)
        .await?;
    Ok(version)
}
