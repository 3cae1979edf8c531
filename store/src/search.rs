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
        let sql = find_sql(search, public);
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
            .fetch_all(&mut *self.read().await?)
            .await?;
        if rows.is_empty() && page.is_some_and(|page| page > 0) {
            // Past the end no row says how many there are: the first page does.
            let first = Box::pin(self.find(search, public, Some(0), read)).await?;
            return Ok(Page {
                rows: Vec::new(),
                ..first
            });
        }
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get(22))?;
        Ok(Page {
            rows: rows.iter().map(read).collect::<Result<_>>()?,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }
}

/// The statement of a search. Only constants are put into the text; every value is bound.
pub(crate) fn find_sql(search: &Search, public: bool) -> String {
    let stage = if search.stage.is_some() {
        "stage = $6"
    } else {
        "stage <> 'ended'"
    };
    let seen = if public {
        format!("listed = 1 and stage <> 'ended' and {stage}")
    } else {
        stage.to_owned()
    };
    let (mut conditions, mut kinds) = (String::new(), Vec::new());
    for (asked, condition, kind) in [
        (
            search.area.is_some(),
            " and exists (select 1 from partnership_service s where s.partnership_id = p.id and s.area = $3)",
            "kind = 'area' and name = $3",
        ),
        (
            search.school.is_some(),
            " and exists (select 1 from site t where t.partnership_id = p.id and t.school = $4)",
            "kind = 'school' and name = $4",
        ),
        (
            search.level.is_some(),
            " and p.level = $5",
            "kind = 'level' and name = $5",
        ),
    ] {
        if asked {
            conditions.push_str(condition);
            kinds.push(kind);
        }
    }
    let order = "p.organization_name collate nocase, p.title collate nocase, p.id";
    let has_words = !fts(&search.words).is_empty();
    let (matching, from, total) = match (has_words, kinds.as_slice()) {
        // With one filter at most, the summary knows how many there are, and an index gives the page.
        (false, kinds @ ([] | [_])) => (
            String::new(),
            format!("partnership p where p.district_id = $1 and {seen}{conditions}"),
            format!(
                "(select ifnull(sum(count), 0) from partnership_tally where district_id = $1 and {} and {seen})",
                kinds.first().unwrap_or(&"kind = 'level'")
            ),
        ),
        _ => (
            format!(
                "matching as materialized (
                    select p.id, p.organization_name, p.title from {} p.district_id = $1 and {seen}{conditions}
                 ), ",
                if has_words {
                    "partnership_search s cross join partnership p on p.search_id = s.rowid
                        where partnership_search match $2 and"
                } else {
                    "partnership p where"
                }
            ),
            "matching p".to_owned(),
            "(select count(*) from matching)".to_owned(),
        ),
    };
    // The page is found first, so that sites and services are read for its rows only.
    format!(
        "with {matching}found as (select p.id as id from {from} order by {order} limit $7 offset $8)
         select {COLUMNS}, {total} from found cross join {TABLES} where p.id = found.id order by {order}"
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
