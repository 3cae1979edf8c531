//! How many rows each of several lists has, all in one statement.

use crate::list::{self, Bounds};
use crate::organization;
use crate::people;
use crate::search::{Parts, Search};
use crate::values::Values;
use crate::{Asker, Error, Result, Store};
use ::partnership::person::Right;
use sqlx::Row;

/// The lists whose rows are counted.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Lists of applications.
    pub applications: Vec<list::Filter>,
    /// Lists of partnerships.
    pub partnerships: Vec<Search>,
    /// Lists of organizations.
    pub organizations: Vec<organization::Filter>,
    /// Lists of people.
    pub people: Vec<people::Filter>,
}

/// How many rows they have, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of the lists of applications.
    pub applications: Vec<usize>,
    /// Of the lists of partnerships.
    pub partnerships: Vec<usize>,
    /// Of the lists of organizations.
    pub organizations: Vec<usize>,
    /// Of the lists of people.
    pub people: Vec<usize>,
}

impl Store {
    /// How many rows each of these lists has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read figures; with applications among the lists, who may not read
    /// those; with people, who does not manage them.
    pub async fn count(
        &self,
        asker: &Asker,
        lists: &Lists,
        bounds: impl Into<Bounds>,
    ) -> Result<Counts> {
        for (right, is_asked) in [
            (Right::ReadFigures, true),
            (Right::ReadApplications, !lists.applications.is_empty()),
            (Right::ManagePeople, !lists.people.is_empty()),
        ] {
            if is_asked && !asker.may(right) {
                return Err(Error::NotFound);
            }
        }
        let mut values = Values::default();
        let asked = (self.district(), asker.id.as_str(), bounds.into());
        let district = values.text(asked.0);
        let mut counts = Vec::new();
        for filter in &lists.applications {
            counts.push(list::count_sql(filter, asked, &district, &mut values));
        }
        for search in &lists.partnerships {
            counts.push(Parts::of(search, None, &district, &mut values).total());
        }
        for filter in &lists.organizations {
            counts.push(organization::count_sql(filter, &district, &mut values));
        }
        for filter in &lists.people {
            counts.push(people::count_sql(filter, &district, &mut values));
        }
        if counts.is_empty() {
            return Ok(Counts::default());
        }
        let sql = format!("select {}", counts.join(", "));
        let rows = values.rows(sql, &mut *self.read().await?).await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Corrupt("a count".into()))?;
        let mut found = (0..counts.len())
            .map(|at| Ok(usize::try_from(row.try_get::<i64, _>(at)?).unwrap_or_default()))
            .collect::<Result<Vec<usize>>>()?
            .into_iter();
        let mut next = |many: usize| found.by_ref().take(many).collect();
        Ok(Counts {
            applications: next(lists.applications.len()),
            partnerships: next(lists.partnerships.len()),
            organizations: next(lists.organizations.len()),
            people: next(lists.people.len()),
        })
    }
}
