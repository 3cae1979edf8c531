//! What is said about an application: notes of the office, and messages between office and partner.

use crate::application::Application;
use crate::mail::{self, Cause, NewMail};
use crate::once::Form;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once, seal};
use ::partnership::application::Side;
use ::partnership::id::ApplicationId;
use ::partnership::person::Right;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::Row;

/// How many messages a partner may send in an hour: each is a mail to the office.
pub const MESSAGES_PER_HOUR: i64 = 20;

/// A note or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The text.
    pub body: String,
    /// Whether the office wrote it; always so for notes.
    pub from_office: bool,
    /// Whether the partner can read it.
    pub is_message: bool,
}

impl Store {
    /// Notes (for the office) and messages (with the partner), oldest first. A partner gets messages only.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn entries(&self, asker: &Asker, application: &Application) -> Result<Vec<Entry>> {
        let with_notes = asker.may(Right::ReadApplications) && !application.is_kept_from(&asker.id);
        let rows = sqlx::query(
            "select * from (
                select coalesce(nullif(p.name, ''), p.email), m.sent_at as at, m.body, m.from_office, 1
                from message m join person p on p.id = m.person_id where m.application_id = $1
                union all
                select coalesce(nullif(p.name, ''), p.email), n.written_at, n.body, 1, 0
                from note n join person p on p.id = n.person_id where n.application_id = $1 and $2
             ) order by at limit 500",
        )
        .bind(application.id.as_str())
        .bind(with_notes)
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Entry {
                    by: row.try_get(0)?,
                    at: instant(row.try_get(1)?)?,
                    body: row.try_get(2)?,
                    from_office: row.try_get(3)?,
                    is_message: row.try_get(4)?,
                })
            })
            .collect()
    }

    /// Writes a note that only the office reads.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn add_note(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Note, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        if self.find_for_act(&mut tx, asker, id).await?.1 != Side::Office {
            return Err(Error::NotFound);
        }
        let note = fresh::id();
        sqlx::query("insert into note (id, district_id, application_id, person_id, body, written_at) values ($1, $2, $3, $4, $5, $6)")
            .bind(&note)
            .bind(self.district())
            .bind(id.as_str())
            .bind(asker.id.as_str())
            .bind(body)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
        // The text stays where it is; its seal makes a change of it show.
        let detail = json!({ "seal": seal::digest(&note, &[body]) });
        self.log(&mut tx, asker.id.as_str(), id.as_str(), "note", detail, at)
            .await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            Form::Note,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await
    }

    /// Sends a message, from the office to the partner or the other way, with a mail that says so.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] when it was never sent, for then the office does not see it;
    /// [`Error::TooMany`] for a partner who sent [`MESSAGES_PER_HOUR`] within the hour.
    pub async fn add_message(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        body: &str,
        mails: &[NewMail],
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::Message, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (_, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        let sent: bool =
            sqlx::query_scalar("select submitted_at is not null from application where id = $1")
                .bind(id.as_str())
                .fetch_one(&mut *tx)
                .await?;
        if !sent {
            return Err(Error::Refused);
        }
        let recent: i64 = sqlx::query_scalar(
            "select count(*) from message where application_id in (
                select id from application where owner_id = $1
                union all select application_id from application_member where person_id = $1
             ) and person_id = $1 and sent_at > $2",
        )
        .bind(asker.id.as_str())
        .bind(micros(at - TimeDelta::hours(1)))
        .fetch_one(&mut *tx)
        .await?;
        if side.is_partner() && recent >= MESSAGES_PER_HOUR {
            return Err(Error::TooMany);
        }
        let message = fresh::id();
        sqlx::query(
            "insert into message (id, district_id, application_id, person_id, from_office, body, sent_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&message)
        .bind(self.district())
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(side == Side::Office)
        .bind(body)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let detail =
            json!({ "seal": seal::digest(&message, &[body]), "office": side == Side::Office });
        self.log(
            &mut tx,
            asker.id.as_str(),
            id.as_str(),
            "message",
            detail,
            at,
        )
        .await?;
        let cause = Cause {
            person: asker.id.as_str(),
            key,
            act: "message",
            application: Some(id.as_str()),
            at,
        };
        mail::enqueue(&mut tx, self.district(), cause, mails).await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            Form::Message,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await
    }
}
