//! Finding an application for whoever asks: who works on it, and who stands on which side.

use crate::{Asker, Error, Result, Store};
use ::partnership::application::{Side, Stage};
use ::partnership::id::ApplicationId;
use ::partnership::member::Part;
use ::partnership::person::Right;
use sqlx::{Row, SqliteConnection};

/// What an act needs to know of its application, and of the person `$3` in it.
pub(crate) const FIND: &str = "select stage, owner_id, version, submitted_at,
        exists (select 1 from application_member m where m.application_id = application.id and m.person_id = $3),
        is_begun,
        exists (select 1 from conflict x where x.application_id = application.id and x.person_id = $3)
     from application where id = $1 and district_id = $2";

/// The condition that the person of a parameter is a member of the application of an alias.
pub(crate) fn is_member(alias: &str, parameter: &str) -> String {
    format!(
        "exists (select 1 from application_member m where m.application_id = {alias}.id and m.person_id = {parameter})"
    )
}

/// The condition that the person of a parameter works on the application `a`.
pub(crate) fn works_on(parameter: &str) -> String {
    format!(
        "(a.owner_id = {parameter} or {})",
        is_member("a", parameter)
    )
}

impl Store {
    /// Stage, side and version of an application that the asker may act on. Whoever of the office declared a
    /// conflict of interest is refused.
    pub(crate) async fn find_for_act(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
    ) -> Result<(Stage, Side, i64)> {
        let row = sqlx::query(FIND)
            .bind(id.as_str())
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_optional(tx)
            .await?
            .ok_or(Error::NotFound)?;
        let owns = row.try_get::<&str, _>(1)? == asker.id.as_str();
        let part = if row.try_get(5)? {
            // Before the partner takes it over, it is the district's own paper.
            if !owns && !asker.may(Right::Decide) {
                return Err(Error::NotFound);
            }
            Some(Part::Starter)
        } else if owns {
            Some(Part::Owner)
        } else {
            row.try_get::<bool, _>(4)?.then_some(Part::Member)
        };
        let side = Side::of_part(part, &asker.roles).ok_or(Error::NotFound)?;
        if side == Side::Office && row.try_get::<Option<i64>, _>(3)?.is_none() {
            return Err(Error::NotFound);
        }
        if side == Side::Office && row.try_get(6)? {
            return Err(Error::Refused);
        }
        let stage =
            Stage::from_word(row.try_get(0)?).ok_or_else(|| Error::Corrupt("stage".into()))?;
        Ok((stage, side, row.try_get(2)?))
    }
}
