//! People and their roles.

use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh};
use ::partnership::id::PersonId;
use ::partnership::person::{Email, Right, Role};
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
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

/// The same for those who work for the district, of a person `p`: their roles stand beside them.
pub(crate) const COLUMNS: &str = "p.id, p.email, p.name, p.created_at, p.staff";

pub(crate) fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Person> {
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
    /// The people an application can be assigned to.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide.
    pub async fn deciders(&self, asker: &Asker) -> Result<Vec<Person>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let sql = format!(
            "select {COLUMNS} from person p where p.district_id = $1 and p.staff <> ''
             order by p.name = '', p.name collate nocase, p.email limit 1000"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut staff = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        staff.retain(|person| ::partnership::person::may(&person.roles, Right::Decide));
        Ok(staff)
    }

    /// The addresses that mails about an application go to: whoever vets it, or else the whole office. An
    /// assignee who belongs to the office no longer is nobody.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn addresses_for(
        &self,
        application: &crate::application::Application,
    ) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "select distinct p.email from person_role r cross join person p on p.id = r.person_id
             where r.district_id = $1 and r.ended_at is null and r.role <> 'partner'
               and r.role in ('office', 'administrator') and p.id <> $2 and (p.id = $3 or not exists (
                 select 1 from person_role v where v.person_id = $3 and v.ended_at is null and v.role in ('office', 'administrator')
               )) and p.id not in (select m.person_id from application_member m where m.application_id = $4
                 union all select x.person_id from conflict x where x.application_id = $4)
             order by p.email limit 50",
        )
        .bind(self.district())
        .bind(application.owner.as_str())
        .bind(application.assignee.as_ref().map(|(id, _)| id.as_str()))
        .bind(application.id.as_str())
        .fetch_all(&mut *self.read().await?)
        .await?)
    }

    /// Sets the name that others see.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn rename(&self, person: &PersonId, name: &str) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update person set name = $1, version = version + 1
             where id = $2 and district_id = $3 and name <> $1",
        )
        .bind(name)
        .bind(person.as_str())
        .bind(self.district())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// Turns the single keys of the office's pages on or off for a person.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn set_keys(&self, person: &PersonId, on: bool) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "update person set keys_off = $1, version = version + 1
             where id = $2 and district_id = $3 and keys_off <> $1",
        )
        .bind(!on)
        .bind(person.as_str())
        .bind(self.district())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// Whether anybody is known at all.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn has_people(&self) -> Result<bool> {
        let any: i64 =
            sqlx::query_scalar("select exists (select 1 from person where district_id = $1)")
                .bind(self.district())
                .fetch_one(&mut *self.read().await?)
                .await?;
        Ok(any != 0)
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
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        read(&row)
    }
}
