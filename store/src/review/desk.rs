//! The desk: what the office's record of an application shows beside its answers, in one statement.

use crate::application::Application;
use crate::person::person_id;
use crate::talk::{Entry, entry, lines};
use crate::{Asker, Error, Result, Store};
use ::partnership::id::{PartnershipId, PersonId};
use ::partnership::partnership::Stage;
use ::partnership::person::Right;
use sqlx::Row;

/// What lies on the desk beside an application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desk {
    /// Notes and messages, oldest first.
    pub entries: Vec<Entry>,
    /// Whom it can be given to, by name; empty for somebody who does not decide.
    pub deciders: Vec<(PersonId, String)>,
    /// Who works on it besides its owner, by name.
    pub members: Vec<String>,
    /// The partnership it became, and where that stands.
    pub partnership: Option<(PartnershipId, Stage)>,
}

impl Store {
    /// The desk of an application. Whoever works on the application, and whoever declared a conflict of interest,
    /// gets no notes: nobody decides on their own. A confidential note is read by its writer and those whom it names.
    /// The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn desk(&self, asker: &Asker, application: &Application) -> Result<Desk> {
        if !asker.may(Right::ReadApplications) {
            return Err(Error::NotFound);
        }
        let is_office = !application.is_kept_from(&asker.id);
        let sql = format!(
            "{}
             union all
             select 'decider', p.id, '', '', coalesce(nullif(p.name, ''), p.email), 0, 0
                from person p where $4 and p.id <> $5
                and p.id not in (select m.person_id from application_member m where m.application_id = $1)
                and p.id not in (select x.person_id from conflict x where x.application_id = $1)
                and p.id in (select r.person_id from person_role r where r.district_id = $3 and r.ended_at is null
                             and r.role <> 'partner' and r.role in ('office', 'administrator'))
             union all
             select 'member', p.id, '', '', coalesce(nullif(p.name, ''), p.email), m.joined_at, 0
                from application_member m join person p on p.id = m.person_id where m.application_id = $1
             union all
             select 'partnership', p.id, p.stage, '', '', 0, 0 from partnership p where p.application_id = $1
             order by at, 5 limit 2000",
            lines("$6")
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(application.id.as_str())
            .bind(is_office)
            .bind(self.district())
            .bind(is_office && asker.may(Right::Decide))
            .bind(application.owner.as_str())
            .bind(asker.id.as_str())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut desk = Desk::default();
        for row in &rows {
            desk.lay(row)?;
        }
        Ok(desk)
    }
}

impl Desk {
    /// Lays one row on the desk.
    fn lay(&mut self, row: &sqlx::sqlite::SqliteRow) -> Result<()> {
        let corrupt = |what: &str| Error::Corrupt(what.to_owned());
        let name: &str = row.try_get(1)?;
        match row.try_get::<&str, _>(0)? {
            "member" => self.members.push(row.try_get(4)?),
            "decider" => self.deciders.push((person_id(name)?, row.try_get(4)?)),
            "partnership" => {
                let id = PartnershipId::parse(name).ok_or_else(|| corrupt("partnership id"))?;
                let stage = Stage::from_word(row.try_get(2)?).ok_or_else(|| corrupt("stage"))?;
                self.partnership = Some((id, stage));
            }
            _ => self.entries.push(entry(row)?),
        }
        Ok(())
    }
}
