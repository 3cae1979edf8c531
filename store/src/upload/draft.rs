//! What a draft knows of its files: which it has, which are dropped, and which are kept because they were sent.

use crate::Result;
use crate::draft::Item;
use crate::time::micros;
use ::partnership::form::Answers;
use ::partnership::form::file::Handed;
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// The draft has changed: whoever read it before has to read it again before it is sent.
pub(super) async fn touch(
    tx: &mut SqliteConnection,
    district: &str,
    application: &str,
    slug: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "insert into application_step (application_id, slug, district_id, answers, tab, saved_at) values ($1, $2, $3, '{}', '', $4)
         on conflict (application_id, slug) do update set version = version + 1, saved_at = excluded.saved_at",
    )
    .bind(application)
    .bind(slug)
    .bind(district)
    .bind(micros(at))
    .execute(&mut *tx)
    .await?;
    sqlx::query("update application set updated_at = $1 where id = $2")
        .bind(micros(at))
        .bind(application)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes files out of a draft. Gives the ids of those that were never sent: their bytes may go.
pub(super) async fn take_out(
    tx: &mut SqliteConnection,
    ids: &[String],
    at: DateTime<Utc>,
) -> Result<Vec<String>> {
    let mut gone = Vec::new();
    for id in ids {
        let never_sent = sqlx::query("delete from upload where id = $1 and sent_at is null")
            .bind(id)
            .execute(&mut *tx)
            .await?;
        if never_sent.rows_affected() > 0 {
            gone.push(id.clone());
            continue;
        }
        sqlx::query("update upload set removed_at = $1 where id = $2")
            .bind(micros(at))
            .bind(id)
            .execute(&mut *tx)
            .await?;
    }
    Ok(gone)
}

/// Takes the files of these questions out of a step, because the questions are no longer asked.
pub(crate) async fn drop_files(
    tx: &mut SqliteConnection,
    application: &str,
    slug: &str,
    fields: &[String],
    at: DateTime<Utc>,
) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for field in fields {
        let found: Vec<String> = sqlx::query_scalar(
            "select id from upload where application_id = $1 and slug = $2 and field = $3 and removed_at is null",
        )
        .bind(application)
        .bind(slug)
        .bind(field)
        .fetch_all(&mut *tx)
        .await?;
        ids.extend(found);
    }
    take_out(tx, &ids, at).await
}

/// Takes the files of an item of a group out of a step, and moves those of the items behind it up.
pub(crate) async fn drop_item(
    tx: &mut SqliteConnection,
    application: &str,
    slug: &str,
    item: &Item,
    at: DateTime<Utc>,
) -> Result<Vec<String>> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "select id, field from upload where application_id = $1 and slug = $2 and removed_at is null",
    )
    .bind(application)
    .bind(slug)
    .fetch_all(&mut *tx)
    .await?;
    let mut gone = Vec::new();
    for (id, before) in found {
        let mut field = before.clone();
        if !item.move_up(&mut field) {
            gone.push(id);
        } else if field != before {
            sqlx::query("update upload set field = $1 where id = $2")
                .bind(field)
                .bind(id)
                .execute(&mut *tx)
                .await?;
        }
    }
    take_out(tx, &gone, at).await
}

/// Marks the files among these answers as sent: they are kept from now on, and the office may read them.
pub(crate) async fn send_files(
    tx: &mut SqliteConnection,
    application: &str,
    answers: &Answers,
    at: DateTime<Utc>,
) -> Result<()> {
    let values = answers.iter().flat_map(|(_, values)| values);
    for handed in values.filter_map(|value| Handed::read(value)) {
        sqlx::query(
            "update upload set sent_at = $1 where id = $2 and application_id = $3 and sent_at is null and removed_at is null",
        )
        .bind(micros(at))
        .bind(&handed.id)
        .bind(application)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Puts the files of a step, as the query of a draft gives them, among its answers.
pub(crate) fn read_files(found: &str, answers: &mut Answers) -> Result<()> {
    let found: Vec<(String, String, u64, String)> = serde_json::from_str(found)?;
    for (field, id, size, name) in found {
        let mut values = answers.all(&field).to_vec();
        values.push(Handed { id, size, name }.value());
        answers.set(&field, values);
    }
    Ok(())
}
