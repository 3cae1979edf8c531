//! The planning meeting of staff with the partner, and the platform whose password only named people see.

use crate::application::Application;
use crate::member::Press;
use crate::once::Form;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, once};
use ::partnership::application::Side;
use ::partnership::id::ApplicationId;
use ::partnership::person::{Email, Right};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Row;

/// A planning meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    /// When it is, or was.
    pub held_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who is there.
    pub people: String,
    /// The department that leads, by its slug in the profile; empty for none.
    pub department: String,
    /// What the partner committed to, by the values of the profile. It can become requirements of the partnership.
    pub agreed: Vec<String>,
    /// What else was said.
    pub notes: String,
    /// Grows with every change; 0 before the first.
    pub version: i64,
}

/// A platform with a password. Whoever is not named gets neither link nor password out of the store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    /// Where it is.
    pub link: String,
    /// Its password.
    pub password: String,
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Platform(…)")
    }
}

/// The planning of an application, as the office reads it: of the platform only who may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Planned {
    /// The meeting, once there is one.
    pub meeting: Option<Meeting>,
    /// The addresses that may see link and password; empty where no platform is stored.
    pub named: Vec<String>,
}

/// The platform as a named person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The application's reference.
    pub reference: String,
    /// The organization.
    pub organization: String,
    /// Link and password.
    pub platform: Platform,
}

impl Store {
    /// Writes down the planning meeting. `meeting.version` is the version that the page showed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office; [`Error::Refused`] when the application is decided otherwise
    /// than by an approval; [`Error::Stale`] when a colleague changed it meanwhile.
    pub async fn plan_meeting(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        meeting: &Meeting,
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::PlanMeeting;
        let Some(mut tx) = self.begin_planning(asker, id, form, press.key).await? else {
            return Ok(());
        };
        let version: Option<i64> =
            sqlx::query_scalar("select version from meeting where application_id = $1")
                .bind(id.as_str())
                .fetch_optional(&mut *tx)
                .await?;
        if version.unwrap_or_default() != meeting.version {
            return Err(Error::Stale);
        }
        sqlx::query(
            "insert into meeting (application_id, district_id, held_at, place, people, department, agreed, notes,
                person_id, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (application_id) do update set held_at = excluded.held_at, place = excluded.place,
                people = excluded.people, department = excluded.department, agreed = excluded.agreed,
                notes = excluded.notes, person_id = excluded.person_id, saved_at = excluded.saved_at,
                version = version + 1",
        )
        .bind(id.as_str())
        .bind(self.district())
        .bind(micros(meeting.held_at))
        .bind(&meeting.place)
        .bind(&meeting.people)
        .bind(&meeting.department)
        .bind(serde_json::to_string(&meeting.agreed)?)
        .bind(&meeting.notes)
        .bind(asker.id.as_str())
        .bind(micros(press.at))
        .execute(&mut *tx)
        .await?;
        let detail = json!({
            "held": micros(meeting.held_at), "people": meeting.people, "department": meeting.department,
            "agreed": meeting.agreed,
        });
        self.did(tx, asker, id, form, detail, press).await
    }

    /// Stores link and password of a platform for the people of these addresses; whatever was stored before is gone.
    /// Without any address the platform is gone. History tells who may see it, and neither link nor password.
    ///
    /// # Errors
    /// As [`Store::plan_meeting`].
    pub async fn set_platform(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        (platform, named): (&Platform, &[Email]),
        press: Press<'_>,
    ) -> Result<()> {
        let form = Form::SetPlatform;
        let Some(mut tx) = self.begin_planning(asker, id, form, press.key).await? else {
            return Ok(());
        };
        let names: Vec<&str> = named.iter().map(Email::as_str).collect();
        if names.is_empty() {
            sqlx::query("delete from platform where application_id = $1")
                .bind(id.as_str())
                .execute(&mut *tx)
                .await?;
        } else {
            sqlx::query(
                "insert into platform (application_id, district_id, link, password, named, person_id, saved_at)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (application_id) do update set link = excluded.link, password = excluded.password,
                    named = excluded.named, person_id = excluded.person_id, saved_at = excluded.saved_at",
            )
            .bind(id.as_str())
            .bind(self.district())
            .bind(&platform.link)
            .bind(&platform.password)
            .bind(serde_json::to_string(&names)?)
            .bind(asker.id.as_str())
            .bind(micros(press.at))
            .execute(&mut *tx)
            .await?;
        }
        let detail = json!({ "named": names });
        self.did(tx, asker, id, form, detail, press).await
    }

    async fn begin_planning(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        form: Form,
        key: &str,
    ) -> Result<Option<crate::write::Write>> {
        use ::partnership::application::Stage;
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), form, key)
            .await?
            .is_some()
        {
            return Ok(None);
        }
        let (stage, side, _) = self.find_for_act(&mut tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if stage.is_final() && stage != Stage::Approved {
            return Err(Error::Refused);
        }
        Ok(Some(tx))
    }

    /// The planning of an application; nothing for those from whom the office's work is kept. The caller has found the
    /// application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn planned(&self, asker: &Asker, application: &Application) -> Result<Planned> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        Ok(self.judging(asker, application).await?.planned)
    }

    /// Link and password, for a person whose address is named and who has no conflict of interest.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else.
    pub async fn platform(&self, asker: &Asker, id: &ApplicationId) -> Result<Shown> {
        let row = sqlx::query(
            "select a.reference, a.organization, f.link, f.password from platform f
                join application a on a.id = f.application_id
                join person p on p.id = $3 and p.district_id = f.district_id
             where f.application_id = $1 and f.district_id = $2
                and p.email in (select value from json_each(f.named))
                and p.id not in (select x.person_id from conflict x where x.application_id = a.id)",
        )
        .bind(id.as_str())
        .bind(self.district())
        .bind(asker.id.as_str())
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok(Shown {
            reference: row.try_get(0)?,
            organization: row.try_get(1)?,
            platform: Platform {
                link: row.try_get(2)?,
                password: row.try_get(3)?,
            },
        })
    }
}

/// The meeting as a line of JSON.
pub(crate) const LINE: &str = "json_object('held', m.held_at, 'place', m.place, 'people', m.people,
    'department', m.department, 'agreed', json(m.agreed), 'notes', m.notes, 'version', m.version)";

/// Reads a meeting of its line.
pub(crate) fn read(line: &str) -> Result<Meeting> {
    serde_json::from_str::<Line>(line)?.meeting()
}

#[derive(Deserialize)]
struct Line {
    held: i64,
    place: String,
    people: String,
    department: String,
    agreed: Vec<String>,
    notes: String,
    version: i64,
}

impl Line {
    fn meeting(self) -> Result<Meeting> {
        Ok(Meeting {
            held_at: instant(self.held)?,
            place: self.place,
            people: self.people,
            department: self.department,
            agreed: self.agreed,
            notes: self.notes,
            version: self.version,
        })
    }
}
