//! What each person chose of a list: its columns, its page size, and views under a name.

use crate::once::Form;
use crate::person::person_id;
use crate::time::micros;
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::id::PersonId;
use ::partnership::person::{Right, Role};
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The columns of a list that a person sees, in their order, and how many rows a page has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Words of the columns.
    pub columns: Vec<String>,
    /// Rows of a page.
    pub size: usize,
}

/// A list with its filters and its order, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Id.
    pub id: String,
    /// Which list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// The normalized query: what differs from the plain list, always in the same order.
    pub query: String,
    /// Whose it is.
    pub person: PersonId,
    /// Whether all who read the list see it.
    pub is_shared: bool,
    /// Whether it stands on the first page of the office.
    pub is_pinned: bool,
}

/// A view to be saved.
#[derive(Debug, Clone, Copy)]
pub struct NewView<'a> {
    /// Which list.
    pub list: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The normalized query.
    pub query: &'a str,
    /// Whether all who read the list see it.
    pub is_shared: bool,
    /// Whether it stands on the first page of the office.
    pub is_pinned: bool,
}

/// What is done to a saved view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Onto the first page of the office, or away from there.
    Pin(bool),
    /// For all who read the list, or for oneself alone.
    Share(bool),
    /// Away with it.
    Remove,
}

/// How many views a person may have.
const MOST: i64 = 100;
const COLUMNS: &str = "id, list, name, query, person_id, is_shared, is_pinned";

fn view(row: &SqliteRow) -> Result<View> {
    Ok(View {
        id: row.try_get(0)?,
        list: row.try_get(1)?,
        name: row.try_get(2)?,
        query: row.try_get(3)?,
        person: person_id(row.try_get(4)?)?,
        is_shared: row.try_get(5)?,
        is_pinned: row.try_get(6)?,
    })
}

impl Store {
    /// What the asker chose of a list, and the views of it that they may see, by name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read lists.
    pub async fn table(&self, asker: &Asker, list: &str) -> Result<(Option<Choice>, Vec<View>)> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select * from (select columns as id, list, '' as name, '' as query, person_id, size as is_shared, -1 as is_pinned
                from list_choice where person_id = $1 and list = $2
             union all
             select id, list, name, query, person_id, is_shared, is_pinned from list_view
                where district_id = $3 and list = $2 and (person_id = $1 or is_shared = 1))
             order by is_pinned < 0 desc, name collate nocase, id limit 300",
        )
        .bind(asker.id.as_str())
        .bind(list)
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let (mut choice, mut views) = (None, Vec::new());
        for row in &rows {
            if row.try_get::<i64, _>(6)? < 0 {
                let columns: &str = row.try_get(0)?;
                choice = Some(Choice {
                    columns: columns.split_whitespace().map(ToOwned::to_owned).collect(),
                    size: usize::try_from(row.try_get::<i64, _>(5)?).unwrap_or_default(),
                });
            } else {
                views.push(view(row)?);
            }
        }
        Ok((choice, views))
    }

    /// Stores what the asker chose of a list; nothing brings back what everybody sees.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read lists.
    pub async fn choose_columns(
        &self,
        asker: &Asker,
        list: &str,
        choice: Option<&Choice>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        match choice {
            None => {
                sqlx::query("delete from list_choice where person_id = $1 and list = $2")
                    .bind(asker.id.as_str())
                    .bind(list)
                    .execute(&mut *tx)
                    .await?;
            }
            Some(choice) => {
                sqlx::query(
                    "insert into list_choice (person_id, list, district_id, columns, size, chosen_at)
                     values ($1, $2, $3, $4, $5, $6)
                     on conflict (person_id, list) do update
                     set columns = excluded.columns, size = excluded.size, chosen_at = excluded.chosen_at
                     where columns <> excluded.columns or size <> excluded.size",
                )
                .bind(asker.id.as_str())
                .bind(list)
                .bind(self.district())
                .bind(choice.columns.join(" "))
                .bind(i64::try_from(choice.size).unwrap_or(i64::MAX))
                .bind(micros(at))
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await
    }

    /// Saves a view under a name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read lists; [`Error::Taken`] when the asker sees this very
    /// view already; [`Error::Refused`] when they have a hundred.
    pub async fn save_view(
        &self,
        asker: &Asker,
        new: NewView<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        if once::answer(&mut tx, asker.id.as_str(), Form::SaveView, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (same, own): (i64, i64) = sqlx::query_as(
            "select (select count(*) from list_view where district_id = $1 and list = $2 and query = $3
                        and (person_id = $4 or is_shared = 1)),
                    (select count(*) from list_view where person_id = $4)",
        )
        .bind(self.district())
        .bind(new.list)
        .bind(new.query)
        .bind(asker.id.as_str())
        .fetch_one(&mut *tx)
        .await?;
        if same > 0 {
            return Err(Error::Taken("name"));
        }
        if own >= MOST {
            return Err(Error::Refused);
        }
        sqlx::query(
            "insert into list_view (id, district_id, person_id, list, name, query, is_shared, is_pinned, saved_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(fresh::id())
        .bind(self.district())
        .bind(asker.id.as_str())
        .bind(new.list)
        .bind(new.name)
        .bind(new.query)
        .bind(new.is_shared)
        .bind(new.is_pinned)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let person = asker.id.as_str();
        once::done(
            &mut tx,
            self.district(),
            person,
            Form::SaveView,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await
    }

    /// Changes a view, or takes it away: one's own, and an administrator those that are shared. Gives the view
    /// as it was.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn change_view(&self, asker: &Asker, id: &str, change: Change) -> Result<View> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let mut tx = self.write().await?;
        let sql = format!(
            "select {COLUMNS} from list_view where id = $1 and district_id = $2 and (person_id = $3 or (is_shared = 1 and $4))"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id)
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(asker.roles.contains(&Role::Administrator))
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::NotFound)?;
        let found = view(&row)?;
        let (sql, value) = match change {
            Change::Pin(is_pinned) => (
                "update list_view set is_pinned = $2 where id = $1 and is_pinned <> $2",
                is_pinned,
            ),
            Change::Share(is_shared) => (
                "update list_view set is_shared = $2 where id = $1 and is_shared <> $2",
                is_shared,
            ),
            Change::Remove => ("delete from list_view where id = $1 and $2", true),
        };
        sqlx::query(sql)
            .bind(id)
            .bind(value)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(found)
    }

    /// The views on the asker's first page of the office, by name; at most eight.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read lists.
    pub async fn pinned_views(&self, asker: &Asker) -> Result<Vec<View>> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let sql = format!(
            "select {COLUMNS} from list_view where district_id = $1 and is_pinned = 1 and (person_id = $2 or is_shared = 1)
             order by name collate nocase, id limit 8"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(view)
            .collect()
    }
}
