//! The colleagues whom a note can name: those of the office, without those who work on the application.

use crate::{Asker, Error, Result, Store};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use ::partnership::text::Lang;

/// The condition that the person `p` of the district `$1` can be named in a note on the application `$2`.
pub(super) const NAMEABLE: &str = "p.district_id = $1
    and exists (select 1 from person_role r where r.person_id = p.id and r.ended_at is null
        and r.role in ('office', 'administrator'))
    and not exists (select 1 from application a where a.id = $2 and a.owner_id = p.id)
    and not exists (select 1 from application_member m where m.application_id = $2 and m.person_id = p.id)
    and not exists (select 1 from conflict x where x.application_id = $2 and x.person_id = p.id)";

impl Store {
    /// The addresses and languages of the colleagues whom a note on an application names. The caller has found the
    /// application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office, and when one of them cannot be named: who is not of the office,
    /// works on the application, or declared a conflict of interest.
    pub async fn colleagues(
        &self,
        asker: &Asker,
        application: &ApplicationId,
        named: &[PersonId],
    ) -> Result<Vec<(String, Lang)>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let ids: Vec<&str> = named.iter().map(PersonId::as_str).collect();
        let sql = format!(
            "select p.email, p.lang from person p where p.id in (select value from json_each($3)) and {NAMEABLE}
             order by p.email"
        );
        let found: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(application.as_str())
            .bind(serde_json::json!(ids).to_string())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut distinct = ids;
        distinct.sort_unstable();
        distinct.dedup();
        if found.len() != distinct.len() {
            return Err(Error::NotFound);
        }
        let found = found.into_iter();
        Ok(found
            .map(|(email, lang)| (email, Lang::from_code(&lang).unwrap_or_default()))
            .collect())
    }
}
