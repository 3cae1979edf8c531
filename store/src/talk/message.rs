//! Sending a message to the other side.

use super::MESSAGES_PER_HOUR;
use super::write::{Came, NewMessage, Written, hashes, next};
use crate::mail::{self, Cause, NewMail};
use crate::once::Form;
use crate::time::micros;
use crate::upload::{Carrier, NewRow, Room};
use crate::{Asker, Error, Result, Store, fresh, once, seal};
use ::partnership::application::Side;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

impl Store {
    /// Sends a message, from the office to the partner or the other way, with a mail that says so.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] when it was never sent, for then the office does not see it, or has too
    /// many files; [`Error::TooMany`] for a partner who sent [`MESSAGES_PER_HOUR`] within the hour; [`Error::File`].
    pub async fn write_message(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        message: NewMessage<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Written> {
        let NewMessage {
            body,
            mails,
            beside,
        } = message;
        let kept = self
            .kept_beside(asker, (Form::Message, key), beside)
            .await?;
        let Some((rows, room)) = kept else {
            return Ok(Written::Done);
        };
        let came = self.message_written(asker, id, (body, mails), (&rows, room), key, at);
        let came = came.await;
        self.settled(&rows, came).await
    }

    async fn message_written(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        (body, mails): (&str, &[NewMail]),
        (rows, room): (&[NewRow], Room),
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Came> {
        let person = asker.id.as_str();
        let mut tx = self.write().await?;
        if once::answer(&mut tx, person, Form::Message, key)
            .await?
            .is_some()
        {
            return Ok(Came::Before);
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
        .bind(person)
        .bind(micros(at - TimeDelta::hours(1)))
        .fetch_one(&mut *tx)
        .await?;
        if side.is_partner() && recent >= MESSAGES_PER_HOUR {
            return Err(Error::TooMany);
        }
        let message_id = fresh::id();
        sqlx::query(
            "insert into message (id, district_id, application_id, person_id, from_office, body, sent_at, number)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&message_id)
        .bind(self.district())
        .bind(id.as_str())
        .bind(person)
        .bind(side == Side::Office)
        .bind(body)
        .bind(micros(at))
        .bind(next(&mut tx, id).await?)
        .execute(&mut *tx)
        .await?;
        let carrier = Carrier::Message(&message_id);
        if let Some((place, full)) = self
            .add_beside(&mut tx, (id, person), carrier, (rows, room), at)
            .await?
        {
            return Ok(Came::Full(place, full));
        }
        let seal = seal::digest(&message_id, &[body]);
        let detail = json!({ "seal": seal, "files": hashes(rows), "office": side == Side::Office });
        self.log(&mut tx, person, id.as_str(), "message", detail, at)
            .await?;
        let cause = Cause {
            person,
            key,
            act: "message",
            application: Some(id.as_str()),
            at,
        };
        mail::enqueue(&mut tx, self.district(), cause, mails).await?;
        once::done(&mut tx, self.district(), person, Form::Message, key, "", at).await?;
        tx.commit().await?;
        Ok(Came::Written)
    }
}
