//! What the office does with a mail of the out-box: each deed once, with its line of history.

use super::Posted;
use super::list::{one, one_sql};
use super::unfilled_in;
use crate::event::{self, New};
use crate::once::Form;
use crate::time::micros;
use crate::write::Write;
use crate::{Asker, Error, Result, Store, fresh, once, seal};
use ::partnership::mail::{Deed, State};
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// Which version of which mail, by which form, and when.
#[derive(Debug, Clone, Copy)]
pub struct Handled<'a> {
    /// The mail.
    pub id: &'a str,
    /// Its version on the page of the form.
    pub seen: i64,
    /// The key of the form.
    pub key: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

impl Posted {
    /// Whether this can be done with it now. One in which something is missing is neither let go nor sent.
    #[must_use]
    pub fn takes(&self, deed: Deed) -> bool {
        let sends = matches!(deed, Deed::Release | Deed::Resend);
        self.state.after(deed, self.secret).is_ok() && !(sends && self.missing.is_some())
    }
}

impl Store {
    /// Holds a mail, lets it go, sends it now or once more, or gives it up. Gives the mail to look at next: what
    /// was sent and goes out again is a new one, with the same text.
    ///
    /// # Errors
    /// [`Error::NotFound`] as for [`Store::posted`]; [`Error::Stale`] when somebody handled it, or it was sent,
    /// in the meantime; [`Error::Refused`] for what cannot be done with it now, such as sending one in which something
    /// is missing.
    pub async fn handle_mail(&self, asker: &Asker, deed: Deed, act: Handled<'_>) -> Result<String> {
        let Some((mut tx, mail)) = self
            .mail_to_handle(asker, deed, Form::HandleMail, act)
            .await?
        else {
            return self.mail_answer(asker, Form::HandleMail, act).await;
        };
        let at = micros(act.at);
        let mut next = mail.id.clone();
        match (deed, mail.state) {
            (Deed::Hold, _) => {
                sqlx::query("update mail set held_at = $1, held_for = 'by-hand' where id = $2")
                    .bind(at)
                    .bind(&mail.id)
                    .execute(&mut *tx)
                    .await?;
            }
            (Deed::GiveUp, _) => {
                sqlx::query(
                    "update mail set dead_at = $1, held_at = null, held_for = '' where id = $2",
                )
                .bind(at)
                .bind(&mail.id)
                .execute(&mut *tx)
                .await?;
            }
            (Deed::Resend, State::Sent) => {
                next = fresh::id();
                sqlx::query(
                    "insert into mail (id, district_id, key, recipient, subject, body, act, application_id, created_at,
                        next_at, organization, again_of)
                     select $1, district_id, $2, recipient, subject, body, act, application_id, $3, $3, organization, id
                     from mail where id = $4",
                )
                .bind(&next)
                .bind(format!("resend-{}-{}", asker.id.as_str(), act.key))
                .bind(at)
                .bind(&mail.id)
                .execute(&mut *tx)
                .await?;
                let parts = [&mail.recipient, &mail.subject, &mail.body].map(String::as_str);
                seal::mail(&mut tx, self.district(), &next, parts, act.at).await?;
            }
            (Deed::Release | Deed::Resend, _) => {
                // Whatever it failed of before, it has all its tries again, under the same Message-ID.
                sqlx::query(
                    "update mail set held_at = null, held_for = '', dead_at = null, error = null, taken_at = null,
                        attempts = 0, next_at = $1 where id = $2",
                )
                .bind(at)
                .bind(&mail.id)
                .execute(&mut *tx)
                .await?;
            }
            (Deed::Edit, _) => return Err(Error::Refused),
        }
        let detail = if next == mail.id {
            json!({ "to": mail.recipient })
        } else {
            json!({ "to": mail.recipient, "as": next })
        };
        self.mail_handled(tx, asker, (deed, Form::HandleMail), act, detail, &next)
            .await?;
        Ok(next)
    }

    /// Changes subject and text of a mail that is held or was given up. The history keeps both, as they were and
    /// as they are.
    ///
    /// # Errors
    /// As for [`Store::handle_mail`].
    pub async fn edit_mail(
        &self,
        asker: &Asker,
        (subject, body): (&str, &str),
        act: Handled<'_>,
    ) -> Result<String> {
        let Some((mut tx, mail)) = self
            .mail_to_handle(asker, Deed::Edit, Form::EditMail, act)
            .await?
        else {
            return self.mail_answer(asker, Form::EditMail, act).await;
        };
        // While something is missing that is why it is held; after that, it is because the office has not let it go.
        let held_for = unfilled_in(subject, body, &mail.organization);
        sqlx::query(
            "update mail set subject = $1, body = $2, held_for = iif(held_at is null, '', $4) where id = $3",
        )
            .bind(subject)
            .bind(body)
            .bind(&mail.id)
            .bind(held_for.as_deref().unwrap_or("by-hand"))
            .execute(&mut *tx)
            .await?;
        let seal = seal::digest(&mail.id, &[&mail.recipient, subject, body]);
        let mut detail = json!({ "to": mail.recipient, "seal": seal });
        for (name, before, after) in [
            ("subject", mail.subject.as_str(), subject),
            ("text", mail.body.as_str(), body),
        ] {
            if before != after
                && let Some(detail) = detail.as_object_mut()
            {
                detail.insert(name.to_owned(), json!({ "before": before, "after": after }));
            }
        }
        self.mail_handled(
            tx,
            asker,
            (Deed::Edit, Form::EditMail),
            act,
            detail,
            &mail.id,
        )
        .await?;
        Ok(mail.id)
    }

    /// Begins a deed, when it can be done; nothing when this form did it before.
    async fn mail_to_handle(
        &self,
        asker: &Asker,
        deed: Deed,
        form: Form,
        act: Handled<'_>,
    ) -> Result<Option<(Write, Posted)>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, act.key)
            .await?
            .is_some()
        {
            return Ok(None);
        }
        let row = sqlx::query(sqlx::AssertSqlSafe(one_sql()))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(act.id)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::NotFound)?;
        let mail = one(&row, act.at)?;
        if mail.version != act.seen {
            return Err(Error::Stale);
        }
        if !mail.takes(deed) {
            return Err(Error::Refused);
        }
        if mail.is_going {
            return Err(Error::Stale);
        }
        Ok(Some((tx, mail)))
    }

    /// Which mail this form gave when it was taken.
    async fn mail_answer(&self, asker: &Asker, form: Form, act: Handled<'_>) -> Result<String> {
        let mut line = self.read().await?;
        let answer = once::answer(&mut line, asker.id.as_str(), form, act.key).await?;
        Ok(answer.unwrap_or_else(|| act.id.to_owned()))
    }

    /// Ends a deed: version, history and key of the form, and all is committed.
    async fn mail_handled(
        &self,
        mut tx: Write,
        asker: &Asker,
        (deed, form): (Deed, Form),
        act: Handled<'_>,
        detail: Value,
        answer: &str,
    ) -> Result<()> {
        sqlx::query("update mail set version = version + 1 where id = $1")
            .bind(act.id)
            .execute(&mut *tx)
            .await?;
        let word = format!("{}-mail", deed.word());
        let new = New {
            at: act.at,
            person: Some(asker.id.as_str()),
            subject: "mail",
            subject_id: act.id,
            act: &word,
            detail,
        };
        event::append(&mut tx, self.district(), new).await?;
        once::done(
            &mut tx,
            self.district(),
            asker.id.as_str(),
            form,
            act.key,
            answer,
            act.at,
        )
        .await?;
        tx.commit().await
    }
}
