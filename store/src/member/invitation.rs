//! Invitations to work on an application: made, taken back, and accepted by whoever reads the mail.

use super::Press;
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::application::Side;
use ::partnership::id::ApplicationId;
use ::partnership::member::{Deed, INVITATION_DAYS, MOST};
use ::partnership::person::Email;
use ::partnership::text::Lang;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::Row;

/// How many invitations one person may send in a day: each is a mail to an address of their choice.
pub const PER_DAY: i64 = 20;

/// An invitation, as whoever has its link reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The application.
    pub application: ApplicationId,
    /// Its reference.
    pub reference: String,
    /// The organization; empty until typed.
    pub organization: String,
    /// Who is invited.
    pub email: String,
    /// The address of whoever invites.
    pub by: String,
    /// Whether whoever accepts becomes the owner of what the district began.
    pub hands_over: bool,
    /// The owner's address, and the language of the application: for the mail that tells of it.
    pub owner: (String, Lang),
}

impl Store {
    /// Invites an address. An older invitation of the same address ends. The answer is the same whether anybody
    /// has the address; whoever works on the application already gets no mail.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner; [`Error::TooMany`] when as many people work on it or are
    /// invited as may, or the asker sent [`PER_DAY`] invitations within a day.
    pub async fn invite(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        (email, link): (&Email, &str),
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::InviteMember;
        let Some((mut tx, side)) = self.deed(asker, id, Deed::Invite, form, press.key).await?
        else {
            return Ok(());
        };
        let (people, sent, works): (i64, i64, bool) = sqlx::query_as(
            "select 1 + (select count(*) from application_member where application_id = $1)
                    + (select count(*) from invitation where application_id = $1 and ended_at is null
                       and expires_at > $4 and email <> $3),
                    (select count(*) from invitation where invited_by = $2 and created_at > $5),
                    exists (select 1 from person p join application a on a.id = $1
                       where p.district_id = $6 and p.email = $3 and (p.id = a.owner_id or p.id in
                          (select m.person_id from application_member m where m.application_id = $1)))",
        )
        .bind(id.as_str())
        .bind(asker.id.as_str())
        .bind(email.as_str())
        .bind(micros(press.at))
        .bind(micros(press.at - TimeDelta::days(1)))
        .bind(self.district())
        .fetch_one(&mut *tx)
        .await?;
        if works {
            return Ok(());
        }
        if usize::try_from(people).is_ok_and(|people| people >= MOST) || sent >= PER_DAY {
            return Err(Error::TooMany);
        }
        // What the district began is offered to one partner at a time.
        let hands_over = side == Side::Starter;
        sqlx::query(
            "update invitation set ended_at = $1 where application_id = $2 and (email = $3 or $4) and ended_at is null",
        )
        .bind(micros(press.at))
        .bind(id.as_str())
        .bind(email.as_str())
        .bind(hands_over)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "insert into invitation (id, district_id, application_id, email, link_hash, invited_by, created_at, expires_at, hands_over)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(id.as_str())
        .bind(email.as_str())
        .bind(fresh::hash(link))
        .bind(asker.id.as_str())
        .bind(micros(press.at))
        .bind(micros(press.at + TimeDelta::days(INVITATION_DAYS)))
        .bind(hands_over)
        .execute(&mut *tx)
        .await?;
        let detail = json!({ "email": email.as_str() });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Takes an invitation back. One that is over already stays so.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the owner.
    pub async fn end_invitation(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        invitation: &str,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::EndInvitation;
        let Some((mut tx, _)) = self.deed(asker, id, Deed::Invite, form, press.key).await? else {
            return Ok(());
        };
        let email: Option<String> = sqlx::query_scalar(
            "update invitation set ended_at = $1 where id = $2 and application_id = $3 and ended_at is null
             returning email",
        )
        .bind(micros(press.at))
        .bind(invitation)
        .bind(id.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(email) = email else {
            return Ok(());
        };
        self.did(tx, asker, id, form, json!({ "email": email }), press)
            .await
    }

    /// The invitation of a link, for whoever opens it. Looking changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is wrong, over or too old.
    pub async fn invitation(&self, link: &str, now: DateTime<Utc>) -> Result<Invitation> {
        let row = sqlx::query(
            "select a.id, a.reference, a.organization, i.email, b.email, o.email, a.lang, i.hands_over
             from invitation i join application a on a.id = i.application_id
                join person b on b.id = i.invited_by join person o on o.id = a.owner_id
             where i.link_hash = $1 and i.district_id = $2 and i.ended_at is null and i.expires_at > $3",
        )
        .bind(fresh::hash(link))
        .bind(self.district())
        .bind(micros(now))
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok(Invitation {
            application: ApplicationId::parse(row.try_get(0)?)
                .ok_or_else(|| Error::Corrupt("application id".into()))?,
            reference: row.try_get(1)?,
            organization: row.try_get(2)?,
            email: row.try_get(3)?,
            by: row.try_get(4)?,
            hands_over: row.try_get(7)?,
            owner: (
                row.try_get(5)?,
                Lang::from_code(row.try_get(6)?).unwrap_or_default(),
            ),
        })
    }

    /// Accepts an invitation, which is used up by that. Where the district began the application, it is the
    /// asker's from then on, in this language.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is wrong, over or too old; [`Error::Refused`] for somebody with another
    /// address, and then it stays as it was.
    pub async fn accept(
        &self,
        asker: &Asker,
        (link, lang): (&str, Lang),
        press: Press<'_>,
    ) -> Result<ApplicationId> {
        let corrupt = || Error::Corrupt("application id".into());
        let mut tx = self.write().await?;
        for form in [Form::Join, Form::TakeOver] {
            if let Some(id) = once::answer(&mut tx, asker.id.as_str(), form, press.key).await? {
                return ApplicationId::parse(&id).ok_or_else(corrupt);
            }
        }
        let (invitation, id, fits, owns, hands_over): (String, String, bool, bool, bool) = sqlx::query_as(
            "select i.id, a.id, i.email = p.email, a.owner_id = p.id, i.hands_over and a.is_begun
             from invitation i join application a on a.id = i.application_id join person p on p.id = $4
             where i.link_hash = $1 and i.district_id = $2 and i.ended_at is null and i.expires_at > $3",
        )
        .bind(fresh::hash(link))
        .bind(self.district())
        .bind(micros(press.at))
        .bind(asker.id.as_str())
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
        if !fits {
            return Err(Error::Refused);
        }
        let id = ApplicationId::parse(&id).ok_or_else(corrupt)?;
        sqlx::query("update invitation set ended_at = $1 where id = $2")
            .bind(micros(press.at))
            .bind(invitation)
            .execute(&mut *tx)
            .await?;
        let mut did = Form::Join;
        if hands_over {
            self.take_over(&mut tx, &id, asker.id.as_str(), lang, press.at)
                .await?;
            did = Form::TakeOver;
        } else if !owns {
            self.add_member(&mut tx, &id, asker.id.as_str(), press.at)
                .await?;
        }
        self.did(tx, asker, &id, did, json!({}), press).await?;
        Ok(id)
    }
}
