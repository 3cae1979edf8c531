//! What the database holds, as numbers that are the same for the same rows: so that a copy can be compared.

use crate::{Result, Store};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::Connection;

/// The rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The table.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// The same for the same rows, in whatever order and place they are stored.
    pub hash: u128,
}

/// One short text for the contents of all tables.
#[must_use]
pub fn fingerprint(contents: &[Contents]) -> String {
    let mut hash = Sha256::new();
    for table in contents {
        hash.update(format!("{} {} {};", table.table, table.rows, table.hash));
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Store {
    /// Reads every row of every table, all at one moment. Takes as long as a check.
    ///
    /// # Errors
    /// [`crate::Error::Db`] when something cannot be read.
    pub async fn contents(&self) -> Result<Vec<Contents>> {
        // One transaction, so that no table is read later than another.
        let mut line = self.read().await?;
        let mut tx = line.begin().await?;
        let tables: Vec<String> = sqlx::query_scalar(
            "select name from pragma_table_list
             where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite%' order by name",
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut all = Vec::new();
        for table in tables {
            let columns: Vec<String> = sqlx::query_scalar(
                "select 'quote(\"' || name || '\")' from pragma_table_info($1) order by cid",
            )
            .bind(&table)
            .fetch_all(&mut *tx)
            .await?;
            let values = columns.join(" || ',' || ");
            // Only names that the schema gave stand in the text.
            let sql = format!("select {values} from \"{table}\"");
            let mut found = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch(&mut *tx);
            let (mut rows, mut hash) = (0, 0_u128);
            while let Some(row) = found.try_next().await? {
                let row: String = row;
                rows += 1;
                hash = hash.wrapping_add(number(&row));
            }
            drop(found);
            all.push(Contents { table, rows, hash });
        }
        tx.rollback().await?;
        Ok(all)
    }
}

/// A number for a row: half of its SHA-256.
fn number(row: &str) -> u128 {
    Sha256::digest(row.as_bytes())
        .iter()
        .take(16)
        .fold(0, |number, byte| (number << 8) | u128::from(*byte))
}
