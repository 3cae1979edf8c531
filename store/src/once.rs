//! One effect for one form: a request that comes twice, by a double click or a replay, is done once.

use crate::Result;
use crate::time::micros;
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// The answer that was given to this key before, if it was done already.
pub(crate) async fn answer(
    conn: &mut SqliteConnection,
    person: &str,
    key: &str,
) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar("select answer from once where person_id = $1 and key = $2")
            .bind(person)
            .bind(key)
            .fetch_optional(conn)
            .await?,
    )
}

/// Notes that this key is done, with its answer.
pub(crate) async fn done(
    conn: &mut SqliteConnection,
    district: &str,
    person: &str,
    key: &str,
    answer: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query("insert into once (key, person_id, district_id, answer, done_at) values ($1, $2, $3, $4, $5)")
        .bind(key)
        .bind(person)
        .bind(district)
        .bind(answer)
        .bind(micros(at))
        .execute(conn)
        .await?;
    Ok(())
}
