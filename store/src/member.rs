//! Who works on an application: its owner and its members, and how people come and go.

mod begun;
mod change;
mod claim;
mod invitation;
mod list;

pub use begun::Begun;
pub use claim::Claim;
pub use invitation::{Invitation, PER_DAY};

use crate::application::Application;
use crate::mail::{self, Cause, NewMail};
use crate::once::Form;
use crate::review::reviewer;
use crate::time::micros;
use crate::write::Write;
use crate::{Asker, Error, Result, Store, once};
use ::partnership::application::Side;
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::member::{Deed, Part};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

/// Somebody who works on an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Their name; empty until given.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they are in it.
    pub part: Part,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What they wrote when they asked to become the owner, as long as nobody has answered.
    pub claim: Option<String>,
}

impl Member {
    /// The name, or the address where no name was given.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }
}

/// An invitation that nobody has accepted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Its name; no secret.
    pub id: String,
    /// Who is invited.
    pub email: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}

/// Everybody who works on an application, and everybody who is invited to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    /// Those who do: the owner first, then whoever came first.
    pub people: Vec<Member>,
    /// Those who are invited.
    pub invited: Vec<Invited>,
}

/// A button that was pressed: the form's key, when, and the mails it causes.
#[derive(Debug, Clone, Copy)]
pub struct Press<'a> {
    /// The key of the form; the act is done once for it.
    pub key: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// The mails it causes.
    pub mails: &'a [NewMail],
}

impl Store {
    /// Adds a member. Whoever works on an application vets it no longer.
    async fn add_member(
        &self,
        tx: &mut SqliteConnection,
        id: &ApplicationId,
        person: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "insert into application_member (application_id, person_id, district_id, joined_at) values ($1, $2, $3, $4)
             on conflict do nothing",
        )
        .bind(id.as_str())
        .bind(person)
        .bind(self.district())
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let led: bool = sqlx::query_scalar(
            "select exists (select 1 from application where id = $1 and assignee_id = $2)",
        )
        .bind(id.as_str())
        .bind(person)
        .fetch_one(&mut *tx)
        .await?;
        let reviewed = reviewer::take_off(tx, id, person, at).await?;
        // Nobody decides on their own.
        if led {
            self.log(tx, person, id.as_str(), "assign", json!({ "to": null }), at)
                .await?;
        }
        if reviewed {
            let name = reviewer::called(tx, person).await?;
            let detail = json!({ "name": name, "person": person });
            self.log(tx, person, id.as_str(), "remove-reviewer", detail, at)
                .await?;
        }
        Ok(())
    }

    /// Begins an act on who works on an application, when the asker may do it. `None` when it was done already.
    async fn deed(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        deed: Deed,
        form: Form,
        key: &str,
    ) -> Result<Option<(Write, Side)>> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, key)
            .await?
            .is_some()
        {
            return Ok(None);
        }
        let (_, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        let begun = Some((tx, side));
        side.may(deed).then_some(begun).ok_or(Error::NotFound)
    }

    /// Ends such an act: history, mails and the form's key, and all is committed.
    pub(crate) async fn did(
        &self,
        mut tx: Write,
        asker: &Asker,
        id: &ApplicationId,
        form: Form,
        detail: Value,
        press: Press<'_>,
    ) -> Result<()> {
        let (person, act) = (asker.id.as_str(), form.word());
        self.log(&mut tx, person, id.as_str(), act, detail, press.at)
            .await?;
        let cause = Cause {
            person,
            key: press.key,
            act,
            application: Some(id.as_str()),
            at: press.at,
        };
        mail::enqueue(&mut tx, self.district(), cause, press.mails).await?;
        let answer = id.as_str();
        once::done(
            &mut tx,
            self.district(),
            person,
            form,
            press.key,
            answer,
            press.at,
        )
        .await?;
        tx.commit().await
    }
}

impl Application {
    /// Whether the office's work on it is kept from a person: whoever works on it for the partner, and whoever
    /// declared a conflict of interest. Known for the person it was found for.
    #[must_use]
    pub fn is_kept_from(&self, person: &PersonId) -> bool {
        self.has_conflict || self.part(person).is_some()
    }

    /// What a person is in it; nothing for whoever only reads it. Known for the person it was found for.
    #[must_use]
    pub fn part(&self, person: &PersonId) -> Option<Part> {
        if let Some(starter) = &self.starter {
            (starter == person).then_some(Part::Starter)
        } else if self.owner == *person {
            Some(Part::Owner)
        } else {
            (self.member.as_ref() == Some(person)).then_some(Part::Member)
        }
    }
}

/// Takes a member away; whether there was one. What they asked for is asked no longer.
async fn take_away(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
    person: &PersonId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let gone =
        sqlx::query("delete from application_member where application_id = $1 and person_id = $2")
            .bind(id.as_str())
            .bind(person.as_str())
            .execute(&mut *tx)
            .await?
            .rows_affected();
    sqlx::query(
        "update claim set settled_at = $1, settled_by = person_id
         where application_id = $2 and person_id = $3 and settled_at is null",
    )
    .bind(micros(at))
    .bind(id.as_str())
    .bind(person.as_str())
    .execute(tx)
    .await?;
    Ok(gone > 0)
}

/// The name of a person, or the address where no name was given; empty for nobody.
async fn shown(tx: &mut SqliteConnection, person: &PersonId) -> Result<String> {
    Ok(
        sqlx::query_scalar("select coalesce(nullif(name, ''), email) from person where id = $1")
            .bind(person.as_str())
            .fetch_optional(tx)
            .await?
            .unwrap_or_default(),
    )
}
