//! Saving a step, and keeping what differs from what somebody else saved meanwhile.

use crate::application::{listed, names};
use crate::time::micros;
use crate::upload::drop_item;
use crate::{Asker, Error, Result, Store, fresh};
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};

/// How many other texts of a step wait for a choice at most.
pub const MOST_OTHERS: i64 = 20;

/// What became of a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is stored, as this version.
    Done(i64),
    /// Something else had been saved, in another tab or by somebody else; all texts are kept.
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

/// An item of a group that goes out of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The key of the group.
    pub group: String,
    /// Its number, from 1.
    pub number: usize,
}

impl Item {
    /// Gives an input name the number that it has once the item has gone; `false` for a name of the item itself.
    pub fn move_up(&self, field: &mut String) -> bool {
        let part = field
            .strip_prefix(&self.group)
            .and_then(|rest| rest.strip_prefix('.')?.split_once('.'));
        let Some((number, inner)) =
            part.and_then(|(n, inner)| Some((n.parse::<usize>().ok()?, inner)))
        else {
            return true;
        };
        if number > self.number {
            *field = format!("{}.{}.{inner}", self.group, number - 1);
        }
        number != self.number
    }
}

impl Store {
    /// Saves a step, right or wrong. When something else was saved since the page was shown, in another tab
    /// or by somebody else, the stored text stays and this one is kept beside it: one for each tab, until
    /// somebody has chosen.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it; [`Error::Refused`] when the step is not open;
    /// [`Error::TooMany`] when [`MOST_OTHERS`] other texts wait for a choice.
    pub async fn save_step(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        save: Save<'_>,
        at: DateTime<Utc>,
    ) -> Result<Saved> {
        self.save_step_without(asker, id, save, None, at).await
    }

    /// The same; when an item of a group has gone out of the answers, its files go with it, and those of the
    /// items behind it move up.
    ///
    /// # Errors
    /// As for [`Store::save_step`].
    pub async fn save_step_without(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        save: Save<'_>,
        gone: Option<&Item>,
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
        let typed = Typed {
            slug: save.slug,
            answers: save.answers,
            tab: save.tab,
            by: asker.id.as_str(),
            at,
        };
        if let Some(row) = stored {
            let answers: Answers = serde_json::from_str(row.try_get(0)?)?;
            let version: i64 = row.try_get(1)?;
            let is_same = answers == *save.answers;
            // Answers from elsewhere are saved once somebody has looked at them, changed or not.
            if is_same && row.try_get::<Option<&str>, _>(3)?.is_none() {
                // What this tab had typed otherwise, it has taken back.
                if forget(&mut tx, id.as_str(), &typed).await? {
                    tx.commit().await?;
                }
                return Ok(Saved::Done(version));
            }
            // A page without a name is never the one that saved before.
            let same_tab = !save.tab.is_empty() && row.try_get::<String, _>(2)? == save.tab;
            if !is_same && version != save.seen && !same_tab {
                self.keep_beside(&mut tx, id.as_str(), &typed).await?;
                tx.commit().await?;
                return Ok(Saved::Differs);
            }
        }
        let version = write_step(&mut tx, self.district(), id.as_str(), typed).await?;
        let files = match gone {
            Some(item) => drop_item(&mut tx, id.as_str(), save.slug, item, at).await?,
            None => Vec::new(),
        };
        tx.commit().await?;
        self.forget(files.iter()).await;
        Ok(Saved::Done(version))
    }

    /// Keeps a text beside the stored one. A tab has one such text, the newest; the same text is kept once.
    async fn keep_beside(
        &self,
        tx: &mut SqliteConnection,
        id: &str,
        typed: &Typed<'_>,
    ) -> Result<()> {
        let answers = serde_json::to_string(typed.answers)?;
        let (same, others): (bool, i64) = sqlx::query_as(
            "select coalesce(max(answers = $3), 0), count(*) filter (where tab <> $4) from other_text
             where application_id = $1 and slug = $2",
        )
        .bind(id)
        .bind(typed.slug)
        .bind(&answers)
        .bind(typed.tab)
        .fetch_one(&mut *tx)
        .await?;
        if same {
            return Ok(());
        }
        if others >= MOST_OTHERS {
            return Err(Error::TooMany);
        }
        let nameless = fresh::id();
        let tab = if typed.tab.is_empty() {
            &nameless
        } else {
            typed.tab
        };
        sqlx::query(
            "insert into other_text (id, district_id, application_id, slug, tab, answers, typed_by, typed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (application_id, slug, tab) do update set id = excluded.id, answers = excluded.answers,
                typed_by = excluded.typed_by, typed_at = excluded.typed_at",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(id)
        .bind(typed.slug)
        .bind(tab)
        .bind(answers)
        .bind(typed.by)
        .bind(micros(typed.at))
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// What somebody typed for a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed<'a> {
    /// The step.
    pub(crate) slug: &'a str,
    /// What was typed.
    pub(crate) answers: &'a Answers,
    /// The page it was typed on; blank when it is nobody's.
    pub(crate) tab: &'a str,
    /// The person.
    pub(crate) by: &'a str,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// Forgets the other text of a tab; whether there was one.
async fn forget(tx: &mut SqliteConnection, id: &str, typed: &Typed<'_>) -> Result<bool> {
    let gone =
        sqlx::query("delete from other_text where application_id = $1 and slug = $2 and tab = $3")
            .bind(id)
            .bind(typed.slug)
            .bind(typed.tab)
            .execute(tx)
            .await?
            .rows_affected();
    Ok(gone > 0)
}

/// The step as it is stored.
pub(crate) const STORED: &str = "select answers, version, tab, origin from application_step where application_id = $1 and slug = $2";

/// Writes a step.
pub(crate) const WRITE: &str = "insert into application_step (application_id, slug, district_id, answers, tab, saved_at, saved_by)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (application_id, slug) do update
         set answers = excluded.answers, tab = excluded.tab, saved_at = excluded.saved_at,
             saved_by = excluded.saved_by, origin = null, origin_at = null, version = version + 1
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
    typed: Typed<'_>,
) -> Result<i64> {
    let version: i64 = sqlx::query_scalar(WRITE)
        .bind(id)
        .bind(typed.slug)
        .bind(district)
        .bind(serde_json::to_string(typed.answers)?)
        .bind(typed.tab)
        .bind(micros(typed.at))
        .bind(typed.by)
        .fetch_one(&mut *tx)
        .await?;
    let (organization, title) = names(typed.answers);
    let (organization, title) = (organization.map(listed), title.map(listed));
    sqlx::query(TOUCH)
        .bind(micros(typed.at))
        .bind(organization)
        .bind(title)
        .bind(id)
        .execute(tx)
        .await?;
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::Item;

    #[test]
    fn what_stands_behind_an_item_moves_up_and_the_rest_stays() {
        let item = Item {
            group: "g".to_owned(),
            number: 2,
        };
        let moved = |field: &str| {
            let mut field = field.to_owned();
            item.move_up(&mut field).then_some(field)
        };
        assert_eq!(moved("g.3.file").as_deref(), Some("g.2.file"));
        assert_eq!(moved("g.10.a.b").as_deref(), Some("g.9.a.b"));
        assert_eq!(moved("g.2.file"), None);
        for kept in ["g.1.file", "g.items", "g", "gg.3.file", "file"] {
            assert_eq!(moved(kept).as_deref(), Some(kept));
        }
    }
}
