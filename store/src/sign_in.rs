//! Signing in: one-time codes and links, and the browsers that are signed in.

use crate::event::{self, New};
use crate::mail::{self, Cause, NewMail};
use crate::person::{find_or_make, person_id, roles};
use crate::time::{instant, micros};
use crate::{Error, Result, Store, fresh};
use ::partnership::id::PersonId;
use ::partnership::person::{Email, Role};
use ::partnership::text::Lang;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::Row;

/// How long a code or link can be used.
pub const CODE_MINUTES: i64 = 10;
/// How long a sign-in lasts without use.
pub const IDLE_MINUTES: i64 = 30;
/// How long a sign-in lasts at most.
pub const LONGEST_HOURS: i64 = 8;
/// How many unused codes an address gets in an hour, for as long as one of them still works. When none
/// does, it gets another: so whoever reads its mail always has a link that works, or gets one, however
/// often strangers ask for the same address. A code that was used does not count.
pub const CODES_PER_HOUR: i64 = 3;
/// How many wrong codes may be tried for one request.
const ATTEMPTS: i64 = 5;
/// How many wrong codes may be tried for one address in a day. After that only links sign in, which
/// nobody guesses; so guessing never locks the owner of the address out.
pub const WRONG_PER_DAY: i64 = 20;

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Its name, for lists; no secret.
    pub id: String,
    /// Who.
    pub person: PersonId,
    /// Their address.
    pub email: Email,
    /// Their name.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The token that forms carry.
    pub form_token: String,
    /// Since when: the last time that the person proved who they are.
    pub since: DateTime<Utc>,
    /// Whether single keys do something on the pages of the office.
    pub keys: bool,
}

/// What was consumed to sign in.
#[derive(Debug, Clone, Copy)]
pub enum Proof<'a> {
    /// A code, together with the name of the request it belongs to.
    Code {
        /// The request's name.
        request: &'a str,
        /// Six digits.
        code: &'a str,
    },
    /// The secret of a link.
    Link(&'a str),
}

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The token for the cookie; it is nowhere else.
    pub token: String,
    /// Where to go on.
    pub go_on: String,
    /// Whose it is.
    pub person: PersonId,
}

impl Store {
    /// Stores a code and a link for an address, together with the mail that carries them. Earlier ones
    /// keep working until they expire, so that nobody can spoil them by asking again. The answer is the
    /// same whether the address is known or not.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the address got enough mails within the hour, and the newest still works;
    /// [`Error::Stale`] when this very request was made before.
    pub async fn ask_to_sign_in(
        &self,
        request: &str,
        email: &Email,
        (code, link): (&str, &str),
        go_on: &str,
        mail: NewMail,
        at: DateTime<Utc>,
    ) -> Result<()> {
        self.tell_time(at).await?;
        let mut tx = self.write().await?;
        let (unused, last, again): (i64, i64, bool) = sqlx::query_as(
            "select count(*), coalesce(max(expires_at), 0), coalesce(max(id = $4), 0) from sign_in_code
             where district_id = $1 and email = $2 and created_at > $3 and consumed_at is null",
        )
        .bind(self.district())
        .bind(email.as_str())
        .bind(micros(at - TimeDelta::hours(1)))
        .bind(request)
        .fetch_one(&mut *tx)
        .await?;
        if again {
            return Err(Error::Stale);
        }
        if unused >= CODES_PER_HOUR && last > micros(at) {
            return Err(Error::TooMany);
        }
        let made = sqlx::query(
            "insert into sign_in_code (id, district_id, email, code_hash, link_hash, go_on, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        )
        .bind(request)
        .bind(self.district())
        .bind(email.as_str())
        .bind(fresh::hash(&format!("{request}{code}")))
        .bind(fresh::hash(link))
        .bind(go_on)
        .bind(micros(at))
        .bind(micros(at + TimeDelta::minutes(CODE_MINUTES)))
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if made == 0 {
            return Err(Error::Stale);
        }
        let cause = Cause {
            person: "",
            key: request,
            act: mail::SIGN_IN,
            application: None,
            at,
        };
        mail::enqueue(&mut tx, self.district(), cause, &[mail]).await?;
        tx.commit().await
    }

    /// Consumes a code or link and signs its person in, who is made when new. It works once.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is wrong, used or too old; [`Error::TooMany`] after five wrong codes
    /// for this request, or [`WRONG_PER_DAY`] for its address.
    pub async fn sign_in(
        &self,
        proof: Proof<'_>,
        device: &str,
        lang: Lang,
        at: DateTime<Utc>,
    ) -> Result<Begun> {
        self.tell_time(at).await?;
        let mut tx = self.write().await?;
        let row = match proof {
            Proof::Code { request, .. } => sqlx::query(
                "select id, email, code_hash, go_on, attempts, expires_at, consumed_at from sign_in_code
                 where id = $1 and district_id = $2",
            )
            .bind(request.to_owned()),
            Proof::Link(secret) => sqlx::query(
                "select id, email, code_hash, go_on, attempts, expires_at, consumed_at from sign_in_code
                 where link_hash = $1 and district_id = $2",
            )
            .bind(fresh::hash(secret)),
        };
        let row = row
            .bind(self.district())
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::NotFound)?;
        let id: String = row.try_get(0)?;
        let consumed: Option<i64> = row.try_get(6)?;
        if consumed.is_some() || row.try_get::<i64, _>(5)? <= micros(at) {
            return Err(Error::NotFound);
        }
        if let Proof::Code { request, code } = proof {
            let wrong: i64 = sqlx::query_scalar(
                "select coalesce(sum(attempts), 0) from sign_in_code
                 where district_id = $1 and email = $2 and created_at > $3",
            )
            .bind(self.district())
            .bind(row.try_get::<String, _>(1)?)
            .bind(micros(at - TimeDelta::days(1)))
            .fetch_one(&mut *tx)
            .await?;
            if row.try_get::<i64, _>(4)? >= ATTEMPTS || wrong >= WRONG_PER_DAY {
                return Err(Error::TooMany);
            }
            if row.try_get::<String, _>(2)? != fresh::hash(&format!("{request}{code}")) {
                sqlx::query("update sign_in_code set attempts = attempts + 1 where id = $1")
                    .bind(&id)
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
                return Err(Error::NotFound);
            }
        }
        sqlx::query("update sign_in_code set consumed_at = $1, go_on = '' where id = $2")
            .bind(micros(at))
            .bind(&id)
            .execute(&mut *tx)
            .await?;
        let email =
            Email::parse(row.try_get(1)?).ok_or_else(|| Error::Corrupt("an address".into()))?;
        let person = find_or_make(&mut tx, self.district(), &email, lang, at).await?;
        let token = fresh::secret();
        sqlx::query(
            "insert into sign_in (id, district_id, person_id, token_hash, form_token, device, created_at, seen_at, ends_at)
             values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(&person)
        .bind(fresh::hash(&token))
        .bind(fresh::secret())
        .bind(device.chars().take(200).collect::<String>())
        .bind(micros(at))
        .bind(micros(at + TimeDelta::hours(LONGEST_HOURS)))
        .execute(&mut *tx)
        .await?;
        event::append(
            &mut tx,
            self.district(),
            New {
                at,
                person: Some(&person),
                subject: "person",
                subject_id: &person,
                act: "sign-in",
                detail: json!({}),
            },
        )
        .await?;
        tx.commit().await?;
        Ok(Begun {
            token,
            go_on: row.try_get(3)?,
            person: person_id(&person)?,
        })
    }

    /// The sign-in of a cookie's token, when it is still good. Use is noted once a minute at most, and when
    /// nothing can be written it is not: people go on reading until 30 minutes have gone by.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, it was ended, unused for 30 minutes, or is 8 hours old;
    /// [`Error::Db`] when that cannot be told.
    pub async fn signed_in(&self, token: &str, at: DateTime<Utc>) -> Result<SignIn> {
        self.tell_time(at).await?;
        let row = sqlx::query(
            "select s.id, s.person_id, p.email, p.name, s.form_token, s.seen_at,
                    (select group_concat(r.role, ' ') from person_role r where r.person_id = p.id and r.ended_at is null),
                    s.created_at, p.keys_off
             from sign_in s join person p on p.id = s.person_id
             where s.token_hash = $1 and s.district_id = $2 and s.ended_at is null and s.ends_at > $3 and s.seen_at > $4",
        )
        .bind(fresh::hash(token))
        .bind(self.district())
        .bind(micros(at))
        .bind(micros(at - TimeDelta::minutes(IDLE_MINUTES)))
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        let id: String = row.try_get(0)?;
        if row.try_get::<i64, _>(5)? < micros(at - TimeDelta::minutes(1))
            && let Err(error) = self.note_use(&id, at).await
        {
            // A full disk or a busy writer signs nobody out: the next request notes it.
            tracing::warn!(%error, "the use of a sign-in could not be noted");
        }
        Ok(SignIn {
            id,
            person: person_id(row.try_get(1)?)?,
            email: Email::parse(row.try_get(2)?)
                .ok_or_else(|| Error::Corrupt("an address".into()))?,
            name: row.try_get(3)?,
            form_token: row.try_get(4)?,
            roles: roles(row.try_get(6)?),
            since: instant(row.try_get(7)?)?,
            keys: !row.try_get::<bool, _>(8)?,
        })
    }

    async fn note_use(&self, id: &str, at: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("update sign_in set seen_at = $1 where id = $2")
            .bind(micros(at))
            .bind(id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}
