//! The out-box: mails are written in the transaction of the act that causes them, and sent afterwards.

use crate::sign_in::CODE_MINUTES;
use crate::time::{instant, instant_opt, micros};
use crate::{Result, Store, fresh};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, SqliteConnection};

/// The act of mails that carry codes.
pub(crate) const SIGN_IN: &str = "sign-in";

/// The act of mails that carry the link of an invitation.
const INVITE: &str = "invite-member";

/// A mail to be written into the out-box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// The address it goes to.
    pub recipient: String,
    /// The subject: names the act and the organization.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A mail of the out-box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id, from which its `Message-ID` is made.
    pub id: String,
    /// The address it goes to.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often sending was tried.
    pub attempts: i64,
}

/// What a mail belongs to.
pub(crate) struct Cause<'a> {
    /// Person and key make one act cause one mail.
    pub(crate) person: &'a str,
    pub(crate) key: &'a str,
    pub(crate) act: &'a str,
    pub(crate) application: Option<&'a str>,
    pub(crate) at: DateTime<Utc>,
}

/// Writes mails into the out-box. A mail whose key is there already is not written again.
pub(crate) async fn enqueue(
    conn: &mut SqliteConnection,
    district: &str,
    cause: Cause<'_>,
    mails: &[NewMail],
) -> Result<()> {
    for (number, mail) in mails.iter().enumerate() {
        sqlx::query(
            "insert into mail (id, district_id, key, recipient, subject, body, act, application_id, created_at, next_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (key) do nothing",
        )
        .bind(fresh::id())
        .bind(district)
        .bind(format!("{}-{}-{}-{number}", cause.act, cause.person, cause.key))
        .bind(&mail.recipient)
        .bind(&mail.subject)
        .bind(&mail.body)
        .bind(cause.act)
        .bind(cause.application)
        .bind(micros(cause.at))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

fn mail(row: &sqlx::sqlite::SqliteRow) -> Result<Mail> {
    Ok(Mail {
        id: row.try_get(0)?,
        recipient: row.try_get(1)?,
        subject: row.try_get(2)?,
        body: row.try_get(3)?,
        created_at: instant(row.try_get(4)?)?,
        sent_at: instant_opt(row.try_get(5)?)?,
        attempts: row.try_get(6)?,
    })
}

impl Store {
    /// The newest mails, sent or not: the mail box of a development server.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mails(&self, limit: u32) -> Result<Vec<Mail>> {
        sqlx::query(
            "select id, recipient, subject, body, created_at, sent_at, attempts from mail
             where district_id = $1 order by created_at desc, rowid desc limit $2",
        )
        .bind(self.district())
        .bind(limit)
        .fetch_all(&mut *self.read().await?)
        .await?
        .iter()
        .map(mail)
        .collect()
    }

    /// Mails that are due, those with codes before all others, then the oldest first. A code that nobody
    /// can use any more is not sent.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn due_mails(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<Mail>> {
        sqlx::query(
            "select id, recipient, subject, body, created_at, sent_at, attempts from mail
             where sent_at is null and dead_at is null and next_at <= $1 and district_id = $2
               and (act <> $4 or created_at > $5)
             order by act <> $4, next_at limit $3",
        )
        .bind(micros(now))
        .bind(self.district())
        .bind(limit)
        .bind(SIGN_IN)
        .bind(micros(now - TimeDelta::minutes(CODE_MINUTES)))
        .fetch_all(&mut *self.read().await?)
        .await?
        .iter()
        .map(mail)
        .collect()
    }

    /// Takes mails that are due, oldest first, to be sent now. Each is due again after 1, 2, 4, … minutes, at
    /// most once a day, unless it is noted as sent. That is written before anything is sent, so that a full
    /// disk or a kill never makes the program send the same mail time and again.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when it cannot be written; then nothing may be sent.
    pub async fn take_mails(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<Mail>> {
        let mails = self.due_mails(now, limit).await?;
        if mails.is_empty() {
            return Ok(mails);
        }
        let mut tx = self.write().await?;
        for mail in &mails {
            let minutes = 1_i64 << mail.attempts.clamp(0, 11);
            sqlx::query("update mail set attempts = attempts + 1, next_at = $1 where id = $2")
                .bind(micros(now + TimeDelta::minutes(minutes.min(1440))))
                .bind(&mail.id)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(mails)
    }

    /// Notes that a mail was sent. Of one with a code or a secret link nothing is left but that it was sent.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mail_sent(&self, id: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update mail set sent_at = $1, error = null,
                subject = case when act in ($3, $4) then '' else subject end,
                body = case when act in ($3, $4) then '' else body end
             where id = $2",
        )
        .bind(micros(now))
        .bind(id)
        .bind(SIGN_IN)
        .bind(INVITE)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// Notes why sending failed.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mail_failed(&self, id: &str, error: &str) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("update mail set error = $1 where id = $2")
            .bind(error)
            .bind(id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    /// Notes that a mail cannot be written as it is, such as one to an address that no mail server
    /// takes. It is not tried again.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mail_given_up(&self, id: &str, error: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("update mail set error = $1, dead_at = $2 where id = $3")
            .bind(error)
            .bind(micros(now))
            .bind(id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}
