//! Statements that are put together: their text holds constants only, and every value is bound.

use crate::Result;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

/// The values of a statement, in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Values(Vec<Value>);

#[derive(Debug)]
enum Value {
    Text(String),
    Number(i64),
}

impl Values {
    /// Takes a text; gives what stands for it in the statement.
    pub(crate) fn text(&mut self, text: impl Into<String>) -> String {
        self.take(Value::Text(text.into()))
    }

    /// Takes a number; gives what stands for it in the statement.
    pub(crate) fn number(&mut self, number: i64) -> String {
        self.take(Value::Number(number))
    }

    fn take(&mut self, value: Value) -> String {
        self.0.push(value);
        format!("${}", self.0.len())
    }

    /// Runs the statement with these values. Its text holds constants and what [`Self::text`] and
    /// [`Self::number`] gave, and nothing else.
    pub(crate) async fn rows(
        self,
        sql: String,
        line: &mut SqliteConnection,
    ) -> Result<Vec<SqliteRow>> {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for value in self.0 {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        Ok(query.fetch_all(line).await?)
    }
}
