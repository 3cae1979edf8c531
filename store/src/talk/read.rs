//! What is new to whom: until where somebody has read what is written around an application.

use super::is_read_by;
use crate::find::works_on;
use crate::{Asker, Error, Result, Store};
use ::partnership::id::ApplicationId;
use ::partnership::person::Right;

/// How much of others, written around the application `a`, the person of a parameter has not read. What was written
/// before somebody was known here is not new to them. Notes count where the person reads them: nobody reads those of
/// their own application, or where they declared a conflict of interest.
pub(crate) fn unread(person: &str, with_notes: bool) -> String {
    let new = |of: &str, at: &str| {
        format!(
            "{of}.application_id = a.id and {of}.person_id <> {person}
             and {of}.number > ifnull((select k.number from read_mark k
                where k.person_id = {person} and k.application_id = a.id), 0)
             and {of}.{at} >= (select me.created_at from person me where me.id = {person})"
        )
    };
    let messages = format!(
        "(select count(*) from message m where {})",
        new("m", "sent_at")
    );
    if !with_notes {
        return messages;
    }
    format!(
        "({messages} + case when {} or exists (
                select 1 from conflict x where x.application_id = a.id and x.person_id = {person}) then 0
            else (select count(*) from note n where {} and {}) end)",
        works_on(person),
        new("n", "written_at"),
        is_read_by(person)
    )
}

/// The applications with a note that names the person of a parameter and that they have not read.
pub(crate) fn mentioned(person: &str) -> String {
    format!(
        "select n.application_id from note_reader r cross join note n on n.id = r.note_id
         where r.person_id = {person} and n.person_id <> {person} and n.number > ifnull((
            select k.number from read_mark k
            where k.person_id = {person} and k.application_id = n.application_id), 0)"
    )
}

impl Store {
    /// Notes that the asker has read what is written around an application up to an entry, by its number. A smaller
    /// number than the last one changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever does not see the application.
    pub async fn mark_read(&self, asker: &Asker, id: &ApplicationId, number: i64) -> Result<()> {
        let mut tx = self.write().await?;
        let sql = format!(
            "insert into read_mark (person_id, application_id, district_id, number)
             select $1, a.id, a.district_id, $4 from application a where a.id = $2 and a.district_id = $3
                and (({}) or ($5 and a.submitted_at is not null))
             on conflict (person_id, application_id) do update set number = max(number, excluded.number)",
            works_on("$1")
        );
        let marked = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(asker.id.as_str())
            .bind(id.as_str())
            .bind(self.district())
            .bind(number)
            .bind(asker.may(Right::ReadApplications))
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if marked == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await
    }
}
