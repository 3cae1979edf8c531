//! The list of those who work on an application, and of those who are invited.

use super::{Invited, Member, Members};
use crate::application::Application;
use crate::person::person_id;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::member::Part;
use chrono::{DateTime, Utc};
use sqlx::Row;

impl Store {
    /// Who works on an application. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not work on it.
    pub async fn members(
        &self,
        asker: &Asker,
        application: &Application,
        now: DateTime<Utc>,
    ) -> Result<Members> {
        if application.part(&asker.id).is_none() {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select 'owner', p.id, p.name, p.email, a.created_at, 0, null
                from application a join person p on p.id = a.owner_id where a.id = $1
             union all
             select 'member', p.id, p.name, p.email, m.joined_at, 1,
                (select c.reason from claim c where c.application_id = $1 and c.person_id = p.id and c.settled_at is null)
                from application_member m join person p on p.id = m.person_id where m.application_id = $1
             union all
             select 'invited', i.id, '', i.email, i.created_at, i.expires_at, null
                from invitation i where i.application_id = $1 and i.ended_at is null and i.expires_at > $2
             order by 6, 5 limit 100",
        )
        .bind(application.id.as_str())
        .bind(micros(now))
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut members = Members::default();
        for row in rows {
            let (id, email): (&str, String) = (row.try_get(1)?, row.try_get(3)?);
            let at = instant(row.try_get(4)?)?;
            let part = match row.try_get::<&str, _>(0)? {
                "owner" => Part::Owner,
                "member" => Part::Member,
                _ => {
                    members.invited.push(Invited {
                        id: id.to_owned(),
                        email,
                        at,
                        expires_at: instant(row.try_get(5)?)?,
                    });
                    continue;
                }
            };
            members.people.push(Member {
                id: person_id(id)?,
                name: row.try_get(2)?,
                email,
                part,
                since: at,
                claim: row.try_get(6)?,
            });
        }
        Ok(members)
    }
}
