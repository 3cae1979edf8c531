//! Roles: given, and taken away. Both stay in the history.

use crate::event::{self, New};
use crate::mail::{self, Cause, NewMail};
use crate::once::Form;
use crate::person::{find_or_make, person_id};
use crate::time::micros;
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::id::PersonId;
use ::partnership::person::{Email, Right, Role};
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

impl Store {
    /// Gives a role to the person of an address, who is made when unknown. Giving a role twice is one grant.
    /// Whoever was signed in signs in anew: no sign-in from before carries a right that was given after it.
    ///
    /// `by` is `None` for the operator at the command line.
    ///
    /// # Errors
    /// [`Error::NotFound`] when `by` does not manage people.
    pub async fn grant(
        &self,
        by: Option<&Asker>,
        email: &Email,
        role: Role,
        mails: &[NewMail],
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<PersonId> {
        if by.is_some_and(|by| !by.may(Right::ManagePeople)) {
            return Err(Error::NotFound);
        }
        let by = by.map(|by| by.id.as_str());
        let mut tx = self.write().await?;
        if let Some(id) =
            once::answer(&mut tx, by.unwrap_or_default(), Form::GrantRole, key).await?
        {
            return person_id(&id);
        }
        let id = find_or_make(&mut tx, self.district(), email, Lang::En, at).await?;
        let granted = sqlx::query(
            "insert into person_role (id, district_id, person_id, role, granted_at, granted_by)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(&id)
        .bind(role.word())
        .bind(micros(at))
        .bind(by)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if granted > 0 {
            end_sign_ins(&mut tx, &id, at).await?;
            let detail = json!({ "role": role.word(), "email": email.as_str() });
            event::append(
                &mut tx,
                self.district(),
                New {
                    at,
                    person: by,
                    subject: "person",
                    subject_id: &id,
                    act: "grant-role",
                    detail,
                },
            )
            .await?;
            let cause = Cause {
                person: by.unwrap_or_default(),
                key,
                act: "invite",
                application: None,
                at,
            };
            mail::enqueue(&mut tx, self.district(), cause, mails).await?;
        }
        once::done(
            &mut tx,
            self.district(),
            by.unwrap_or_default(),
            Form::GrantRole,
            key,
            &id,
            at,
        )
        .await?;
        tx.commit().await?;
        person_id(&id)
    }

    /// Takes a role away. The last administrator cannot lose the role.
    ///
    /// # Errors
    /// [`Error::NotFound`] when `by` does not manage people, or the role is not held;
    /// [`Error::Refused`] for the last administrator.
    pub async fn revoke(
        &self,
        by: &Asker,
        person: &PersonId,
        role: Role,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if !by.may(Right::ManagePeople) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        if role == Role::Administrator {
            let others: i64 = sqlx::query_scalar(
                "select count(*) from person_role where district_id = $1 and role = 'administrator'
                 and ended_at is null and person_id <> $2",
            )
            .bind(self.district())
            .bind(person.as_str())
            .fetch_one(&mut *tx)
            .await?;
            if others == 0 {
                return Err(Error::Refused);
            }
        }
        let ended = sqlx::query(
            "update person_role set ended_at = $1, ended_by = $2
             where person_id = $3 and role = $4 and district_id = $5 and ended_at is null",
        )
        .bind(micros(at))
        .bind(by.id.as_str())
        .bind(person.as_str())
        .bind(role.word())
        .bind(self.district())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if ended == 0 {
            return Err(Error::NotFound);
        }
        // Somebody who lost a role signs in anew, so that no open page keeps the old right.
        end_sign_ins(&mut tx, person.as_str(), at).await?;
        event::append(
            &mut tx,
            self.district(),
            New {
                at,
                person: Some(by.id.as_str()),
                subject: "person",
                subject_id: person.as_str(),
                act: "revoke-role",
                detail: json!({ "role": role.word() }),
            },
        )
        .await?;
        self.unassign(&mut tx, by, person, at).await?;
        tx.commit().await
    }

    /// Gives back to the whole office what somebody had who can decide no longer, as far as it waits for
    /// a decision.
    async fn unassign(
        &self,
        tx: &mut SqliteConnection,
        by: &Asker,
        person: &PersonId,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let applications: Vec<String> = sqlx::query_scalar(
            "update application set assignee_id = null where assignee_id = $1 and district_id = $2
             and stage in ('submitted', 'in-review', 'changes-requested')
             and not exists (select 1 from person_role r where r.person_id = $1 and r.ended_at is null
                             and r.role in ('office', 'administrator'))
             returning id",
        )
        .bind(person.as_str())
        .bind(self.district())
        .fetch_all(&mut *tx)
        .await?;
        if applications.is_empty() {
            return Ok(());
        }
        let was: String = sqlx::query_scalar(
            "select coalesce(nullif(name, ''), email) from person where id = $1",
        )
        .bind(person.as_str())
        .fetch_one(&mut *tx)
        .await?;
        for id in applications {
            let detail = json!({ "to": null, "was": was });
            self.log(tx, by.id.as_str(), &id, "assign", detail, at)
                .await?;
        }
        Ok(())
    }
}

/// Ends every sign-in of a person.
async fn end_sign_ins(tx: &mut SqliteConnection, person: &str, at: DateTime<Utc>) -> Result<()> {
    sqlx::query("update sign_in set ended_at = $1 where person_id = $2 and ended_at is null")
        .bind(micros(at))
        .bind(person)
        .execute(tx)
        .await?;
    Ok(())
}
