//! People and their roles.

use crate::event::{self, New};
use crate::mail::{self, Cause, NewMail};
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::id::PersonId;
use ::partnership::person::{Email, Right, Role};
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{Row, SqliteConnection};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// Address.
    pub email: Email,
    /// Name; empty until given.
    pub name: String,
    /// Roles held now.
    pub roles: Vec<Role>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl Person {
    /// The name, or the address where no name was given.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() {
            self.email.as_str()
        } else {
            &self.name
        }
    }
}

pub(crate) fn person_id(text: &str) -> Result<PersonId> {
    PersonId::parse(text).ok_or_else(|| Error::Corrupt(format!("person id {text}")))
}

pub(crate) fn roles(words: Option<&str>) -> Vec<Role> {
    words
        .unwrap_or_default()
        .split(' ')
        .filter_map(Role::from_word)
        .collect()
}

/// The person of an address, made when there is none.
pub(crate) async fn find_or_make(
    conn: &mut SqliteConnection,
    district: &str,
    email: &Email,
    lang: Lang,
    at: DateTime<Utc>,
) -> Result<String> {
    let found: Option<String> =
        sqlx::query_scalar("select id from person where district_id = $1 and email = $2")
            .bind(district)
            .bind(email.as_str())
            .fetch_optional(&mut *conn)
            .await?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = fresh::id();
    sqlx::query(
        "insert into person (id, district_id, email, lang, created_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(&id)
    .bind(district)
    .bind(email.as_str())
    .bind(lang.code())
    .bind(micros(at))
    .execute(&mut *conn)
    .await?;
    Ok(id)
}

/// A person with their roles as one row: id, email, name, roles, created_at.
const PERSON: &str = "select p.id, p.email, p.name, p.created_at,
        (select group_concat(r.role, ' ') from person_role r where r.person_id = p.id and r.ended_at is null) as roles
     from person p where p.district_id = $1";

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Person> {
    let email: String = row.try_get(1)?;
    Ok(Person {
        id: person_id(row.try_get(0)?)?,
        email: Email::parse(&email).ok_or_else(|| Error::Corrupt("an address".into()))?,
        name: row.try_get(2)?,
        created_at: instant(row.try_get(3)?)?,
        roles: roles(row.try_get(4)?),
    })
}

impl Store {
    /// Everybody who holds a role, by name and address.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not manage people.
    pub async fn staff(&self, asker: &Asker) -> Result<Vec<Person>> {
        if !asker.may(Right::ManagePeople) {
            return Err(Error::NotFound);
        }
        self.staff_rows().await
    }

    /// The people an application can be assigned to.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide.
    pub async fn deciders(&self, asker: &Asker) -> Result<Vec<Person>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let mut staff = self.staff_rows().await?;
        staff.retain(|person| ::partnership::person::may(&person.roles, Right::Decide));
        Ok(staff)
    }

    async fn staff_rows(&self) -> Result<Vec<Person>> {
        sqlx::query(
            "select p.id, p.email, p.name, p.created_at, group_concat(r.role, ' ')
             from person p join person_role r on r.person_id = p.id and r.ended_at is null
             where p.district_id = $1 group by p.id order by p.name = '', p.name collate nocase, p.email limit 1000",
        )
        .bind(self.district())
        .fetch_all(self.reader())
        .await?
        .iter()
        .map(read)
        .collect()
    }

    /// The addresses that mails about an application go to: whoever vets it, or else the whole office.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn addresses_for(
        &self,
        application: &crate::application::Application,
    ) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "select distinct p.email from person p
             join person_role r on r.person_id = p.id and r.ended_at is null and r.role in ('office', 'administrator')
             where p.district_id = $1 and p.id <> $2 and ($3 is null or p.id = $3) order by p.email limit 50",
        )
        .bind(self.district())
        .bind(application.owner.as_str())
        .bind(application.assignee.as_ref().map(|(id, _)| id.as_str()))
        .fetch_all(self.reader())
        .await?)
    }

    /// Gives a role to the person of an address, who is made when unknown. Giving a role twice is one grant.
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
        if let Some(id) = once::answer(&mut tx, by.unwrap_or_default(), key).await? {
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
        sqlx::query("update sign_in set ended_at = $1 where person_id = $2 and ended_at is null")
            .bind(micros(at))
            .bind(person.as_str())
            .execute(&mut *tx)
            .await?;
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
        Ok(tx.commit().await?)
    }

    /// Sets the name that others see.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn rename(&self, person: &PersonId, name: &str) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update person set name = $1, version = version + 1 where id = $2 and district_id = $3",
        )
        .bind(name)
        .bind(person.as_str())
        .bind(self.district())
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// The person of an address.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn person_of(&self, email: &Email) -> Result<Person> {
        let sql = sqlx::AssertSqlSafe(format!("{PERSON} and p.email = $2"));
        let row = sqlx::query(sql)
            .bind(self.district())
            .bind(email.as_str())
            .fetch_optional(self.reader())
            .await?
            .ok_or(Error::NotFound)?;
        read(&row)
    }
}
