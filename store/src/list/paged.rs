//! The rows of one page of a list, and what each of them says of the whole list.

use super::Part;
use crate::values::Values;
use crate::{Result, Store};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The rows of a page.
pub(crate) struct Paged {
    /// The rows.
    pub(crate) rows: Vec<SqliteRow>,
    /// The first row of the list, where the page is past its end.
    first: Option<SqliteRow>,
}

impl Paged {
    /// Runs the statement of a list for a part of it. Past the end no row says how many there are: the first does.
    pub(crate) async fn of(
        store: &Store,
        part: Part,
        sql: impl Fn(Part, &mut Values) -> String,
    ) -> Result<Self> {
        let mut line = store.read().await?;
        let mut values = Values::default();
        let sql_of_page = sql(part, &mut values);
        let rows = values.rows(sql_of_page, &mut line).await?;
        let mut first = None;
        if rows.is_empty() && part.offset > 0 {
            let one = Part {
                limit: 1,
                offset: 0,
            };
            let mut values = Values::default();
            let sql_of_first = sql(one, &mut values);
            first = values.rows(sql_of_first, &mut line).await?.pop();
        }
        Ok(Self { rows, first })
    }

    /// A number that every row says of the whole list; 0 for an empty one.
    pub(crate) fn number(&self, at: usize) -> Result<usize> {
        let row = self.rows.first().or(self.first.as_ref());
        let number = row.map_or(Ok(0), |row| row.try_get::<i64, _>(at))?;
        Ok(usize::try_from(number).unwrap_or_default())
    }
}
