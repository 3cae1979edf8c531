//! Finding partnerships: the public directory and the office's list.

use crate::list::{EXPORT, PAGE, Page};
use crate::partnership::{COLUMNS, Partnership, TABLES, read, read_open};
use crate::{Asker, Error, Result, Store};
use ::partnership::partnership::Stage;
use ::partnership::person::Right;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// Which partnerships to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words in organization, program, places and services; beginnings of words count.
    pub words: String,
    /// A support area.
    pub area: Option<String>,
    /// A school or department.
    pub school: Option<String>,
    /// A level.
    pub level: Option<String>,
    /// A stage; without one, all that have not ended. For the office only.
    pub stage: Option<Stage>,
}

impl Store {
    /// Listed partnerships that have not ended, for everybody. `page` counts from 0.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn directory(&self, search: &Search, page: usize) -> Result<Page<Partnership>> {
        self.find(search, true, Some(page), read_open).await
    }

    /// All partnerships, for those who may read figures. Without a page all rows up to
    /// [`EXPORT`] come.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else.
    pub async fn partnerships(
        &self,
        asker: &Asker,
        search: &Search,
        page: Option<usize>,
    ) -> Result<Page<Partnership>> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let sees_all = asker.may(Right::ReadApplications);
        self.find(search, false, page, if sees_all { read } else { read_open })
            .await
    }

    async fn find(
        &self,
        search: &Search,
        public: bool,
        page: Option<usize>,
        read: fn(&SqliteRow) -> Result<Partnership>,
    ) -> Result<Page<Partnership>> {
        let matching = fts(&search.words);
        let sql = find_sql(!matching.is_empty(), public);
        let (limit, offset) = page.map_or((EXPORT, 0), |page| (PAGE, page.saturating_mul(PAGE)));
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(matching)
            .bind(&search.area)
            .bind(&search.school)
            .bind(&search.level)
            .bind(search.stage.map(Stage::word))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .bind(i64::try_from(offset).unwrap_or(i64::MAX))
            .fetch_all(self.reader())
            .await?;
        if rows.is_empty() && page.is_some_and(|page| page > 0) {
            // Past the end no row says how many there are: the first page does.
            let first = Box::pin(self.find(search, public, Some(0), read)).await?;
            return Ok(Page {
                rows: Vec::new(),
                ..first
            });
        }
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get(21))?;
        Ok(Page {
            rows: rows.iter().map(read).collect::<Result<_>>()?,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }
}

/// The statement of a search, with or without words. Only constants are put into the text; every value is bound.
pub(crate) fn find_sql(with_words: bool, public: bool) -> String {
    let seen = if public {
        "p.listed = 1 and p.stage <> 'ended'"
    } else {
        "true"
    };
    let words = if with_words {
        "p.id in (select partnership_id from partnership_search where partnership_search match $2)"
    } else {
        "$2 = ''"
    };
    // The page is found first, so that sites and services are read for its rows only.
    format!(
        "with found as (
            select p.id as id, count(*) over () as total from {TABLES}
            where p.district_id = $1 and {seen} and {words}
              and ($3 is null or exists (select 1 from partnership_service s where s.partnership_id = p.id and s.area = $3))
              and ($4 is null or exists (select 1 from site t where t.partnership_id = p.id and t.school = $4))
              and ($5 is null or p.level = $5)
              and (case when $6 is null then p.stage <> 'ended' else p.stage = $6 end)
            order by o.name collate nocase, p.title collate nocase, p.id limit $7 offset $8
         )
         select {COLUMNS}, found.total from found cross join {TABLES} where p.id = found.id
         order by o.name collate nocase, p.title collate nocase, p.id"
    )
}

/// Words as a full-text query: every word must begin a word of the text. Signs of the query language
/// never get through.
fn fts(words: &str) -> String {
    words
        // An accent may be a sign of its own, behind its letter.
        .split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c))
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| format!("\"{}\"*", word.chars().take(40).collect::<String>()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::fts;

    #[test]
    fn no_sign_of_the_query_language_gets_through() {
        assert_eq!(fts("math tut"), "\"math\"* \"tut\"*");
        assert_eq!(fts("a\" OR *:-^(NEAR"), "\"a\"* \"OR\"* \"NEAR\"*");
        assert_eq!(fts("  --- "), "");
    }
}
