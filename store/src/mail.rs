//! The out-box: mails are written in the transaction of the act that causes them, and sent afterwards.

mod digest;
mod handle;
mod list;
mod remind;

use ::partnership::mail::topic::Choice;
pub use digest::{DIGEST, Digest, Item, Wishes};
pub use handle::Handled;
#[cfg(test)]
pub(crate) use list::{COUNTS, listed_sql};
pub use list::{Filter, Posted};
#[cfg(test)]
pub(crate) use remind::REMINDED;
pub use remind::{Reminded, Reminding, Rules};

pub use crate::seal::MAIL_WRITTEN;
use crate::sign_in::CODE_MINUTES;
use crate::talk::CONFIDENTIAL;
use crate::time::{instant, instant_opt, micros};
use crate::{Result, Store, fresh, seal};
use ::partnership::mail::template::unfilled;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, SqliteConnection};

/// The act of mails that carry codes.
pub(crate) const SIGN_IN: &str = "sign-in";

/// The act of mails that carry the link of an invitation.
const INVITE: &str = "invite-member";

/// How often a mail is tried before it is given up: with the growing pauses that takes four days and a half.
pub const MOST_TRIES: i64 = 15;

/// How long it may take to know whether a mail that is being sent was taken. What is not known by then, was not.
pub(crate) const GOING_MINUTES: i64 = 3;

/// A mail to be written into the out-box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// The address it goes to.
    pub recipient: String,
    /// The subject: names the act and the organization.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Whether it waits in the out-box until somebody lets it go.
    pub is_held: bool,
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
        let key = format!("{}-{}-{}-{number}", cause.act, cause.person, cause.key);
        let (act, application) = (cause.act, cause.application);
        // A mail in which something is missing does not go out before somebody has looked at it, where anybody can.
        let missing = match act {
            SIGN_IN | CONFIDENTIAL => None,
            _ => missing(conn, mail, application).await?,
        };
        let held = missing.or_else(|| mail.is_held.then(|| "by-hand".to_owned()));
        match digest::wanted(conn, district, &mail.recipient, act, application).await? {
            (_, Choice::None) => continue,
            (Some(person), Choice::Daily) if held.is_none() => {
                let (whose, why) = ((person.as_str(), key.as_str()), (act, application));
                digest::gather(conn, district, whose, why, mail, cause.at).await?;
                continue;
            }
            (_, Choice::AtOnce | Choice::Daily) => {}
        }
        let id = fresh::id();
        let written = sqlx::query(
            "insert into mail (id, district_id, key, recipient, subject, body, act, application_id, created_at, next_at,
                held_at, held_for, organization, search_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, coalesce((
                select a.organization from application a
                where a.id = $8 and (a.submitted_at is not null or a.stage = 'submitted')), ''),
                (select ifnull(max(search_id), 0) + 1 from mail))
             on conflict (key) do nothing",
        )
        .bind(&id)
        .bind(district)
        .bind(&key)
        .bind(&mail.recipient)
        .bind(&mail.subject)
        .bind(&mail.body)
        .bind(cause.act)
        .bind(cause.application)
        .bind(micros(cause.at))
        .bind(held.as_ref().map(|_| micros(cause.at)))
        .bind(held.unwrap_or_default())
        .execute(&mut *conn)
        .await?;
        if written.rows_affected() > 0 && is_sealed(cause.act) {
            let parts = [&mail.recipient, &mail.subject, &mail.body].map(String::as_str);
            seal::mail(conn, district, &id, parts, cause.at).await?;
        }
    }
    Ok(())
}

/// The place of a mail that nothing was put into. What looks like one in the organization's name is only its name.
async fn missing(
    conn: &mut SqliteConnection,
    mail: &NewMail,
    application: Option<&str>,
) -> Result<Option<String>> {
    let NewMail { subject, body, .. } = mail;
    if unfilled_in(subject, body, "").is_none() {
        return Ok(None);
    }
    let organization: Option<String> =
        sqlx::query_scalar("select organization from application where id = $1")
            .bind(application)
            .fetch_optional(conn)
            .await?;
    Ok(unfilled_in(
        subject,
        body,
        &organization.unwrap_or_default(),
    ))
}

/// The first place of a mail that nothing was put into, but for those in a name.
fn unfilled_in(subject: &str, body: &str, name: &str) -> Option<String> {
    let without = |text: &str| match name {
        "" => text.to_owned(),
        name => text.replace(name, ""),
    };
    [subject, body]
        .into_iter()
        .find_map(|text| unfilled(&without(text)).map(str::to_owned))
}

/// Whether the history keeps a digest of mails of this act: of all but those with a code or a secret link, of which
/// nothing is left once they were sent.
pub(crate) fn is_sealed(act: &str) -> bool {
    act != SIGN_IN && act != INVITE
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
        sqlx::query(DUE)
            .bind(self.district())
            .bind(micros(now))
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
    /// disk or a kill never makes the program send the same mail time and again. Mails whose code is dead are
    /// given up.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when it cannot be written; then nothing may be sent.
    pub async fn take_mails(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<Mail>> {
        let dead = micros(now - TimeDelta::minutes(CODE_MINUTES));
        let (due, dead_codes): (bool, bool) = sqlx::query_as(WAITS)
            .bind(self.district())
            .bind(micros(now))
            .bind(SIGN_IN)
            .bind(dead)
            .fetch_one(&mut *self.read().await?)
            .await?;
        if !due && !dead_codes {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        if dead_codes {
            sqlx::query(
                "update mail set dead_at = $1, error = coalesce(error, 'the code is too old') where id in (
                    select id from mail where district_id = $2 and next_at <= $1 and sent_at is null
                       and dead_at is null and held_at is null and act = $3 and created_at <= $4)",
            )
            .bind(micros(now))
            .bind(self.district())
            .bind(SIGN_IN)
            .bind(dead)
            .execute(&mut *tx)
            .await?;
        }
        // Read where nobody else writes: what is held meanwhile is not taken.
        let mails: Vec<Mail> = sqlx::query(DUE)
            .bind(self.district())
            .bind(micros(now))
            .bind(limit)
            .bind(SIGN_IN)
            .bind(dead)
            .fetch_all(&mut *tx)
            .await?
            .iter()
            .map(mail)
            .collect::<Result<_>>()?;
        for mail in &mails {
            let minutes = 1_i64 << mail.attempts.clamp(0, 11);
            sqlx::query(
                "update mail set attempts = attempts + 1, next_at = $1, taken_at = $2 where id = $3",
            )
            .bind(micros(now + TimeDelta::minutes(minutes.min(1440))))
            .bind(micros(now))
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
            "update mail set sent_at = $1, error = null, taken_at = null, held_at = null, dead_at = null,
                version = version + 1,
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

    /// Notes why sending failed. After [`MOST_TRIES`] the mail is given up.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mail_failed(&self, id: &str, error: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update mail set error = $1, taken_at = null, version = version + 1,
                dead_at = case when attempts >= $2 then $3 else dead_at end
             where id = $4 and sent_at is null",
        )
        .bind(shortened(error))
        .bind(MOST_TRIES)
        .bind(micros(now))
        .bind(id)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// Notes that a mail cannot be sent as it is: no mail server takes its address, or the mail server refused it
    /// for good. It is not tried again.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn mail_given_up(&self, id: &str, error: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update mail set error = $1, dead_at = $2, taken_at = null, version = version + 1
             where id = $3 and sent_at is null",
        )
        .bind(shortened(error))
        .bind(micros(now))
        .bind(id)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }
}

/// Mails that are due: `$1` the district, `$2` now, `$3` how many, `$4` the act of mails with codes, `$5` when a
/// code was made that is dead now.
const DUE: &str = "select id, recipient, subject, body, created_at, sent_at, attempts from mail
    where district_id = $1 and next_at <= $2 and sent_at is null and dead_at is null and held_at is null
      and (act <> $4 or created_at > $5)
    order by act <> $4, next_at limit $3";

/// Whether any mail is due, and whether any waits whose code is dead.
const WAITS: &str = "select
    exists (select 1 from mail where district_id = $1 and next_at <= $2 and sent_at is null and dead_at is null
        and held_at is null and (act <> $3 or created_at > $4)),
    exists (select 1 from mail where district_id = $1 and next_at <= $2 and sent_at is null and dead_at is null
        and held_at is null and act = $3 and created_at <= $4)";

/// What a mail server says can be long.
fn shortened(error: &str) -> String {
    error.chars().take(500).collect()
}
