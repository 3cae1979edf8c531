//! Care of the files: sweeping those that belong to nothing, checking them all, and copying them.

use crate::{Result, Store};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How long a file without a row is left alone: its row may just be being written.
const REST: TimeDelta = TimeDelta::hours(1);

/// What a check of the files found. Sound when nothing is missing and nothing differs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    /// How many there are that have a row.
    pub count: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Ids of rows whose bytes are not there.
    pub missing: Vec<String>,
    /// Ids of files whose size or SHA-256 is another than their row says.
    pub differing: Vec<String>,
    /// How many have no row: the next sweep takes them away.
    pub strays: u64,
}

impl Files {
    /// Whether every row has its bytes.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.differing.is_empty()
    }
}

impl Store {
    /// Where the files are.
    #[must_use]
    pub fn files_path(&self) -> PathBuf {
        self.folder().path().to_owned()
    }

    /// Takes away what has stood in the folder for an hour and belongs to no row: what a stopped program left
    /// behind. Gives how many.
    ///
    /// # Errors
    /// [`crate::Error::Db`]; [`crate::Error::File`].
    pub async fn sweep_files(&self, now: DateTime<Utc>) -> Result<u64> {
        // The names first: whatever is added later has a row, or is younger than an hour.
        let names = self.folder().names().await?;
        let known = self.file_ids().await?;
        let mut swept = 0;
        for (name, written) in names {
            if !known.contains(&name) && DateTime::<Utc>::from(written) < now - REST {
                self.folder().delete(&name).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Reads every file and compares it with its row.
    ///
    /// # Errors
    /// [`crate::Error::Db`]; [`crate::Error::File`] when the folder cannot be read.
    pub async fn verify_files(&self) -> Result<Files> {
        let rows: Vec<(String, i64, String)> = sqlx::query_as(
            "select id, size, sha256 from upload where district_id = $1 order by id",
        )
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut report = Files::default();
        let mut known = BTreeSet::new();
        for (id, size, sha256) in rows {
            match self.folder().weigh(&id).await? {
                None => report.missing.push(id.clone()),
                Some(found) if found != (size.unsigned_abs(), sha256) => {
                    report.differing.push(id.clone());
                }
                Some((bytes, _)) => {
                    report.count += 1;
                    report.bytes += bytes;
                }
            }
            known.insert(id);
        }
        let names = self.folder().names().await?;
        let strays = names.iter().filter(|(name, _)| !known.contains(name));
        report.strays = strays.count() as u64;
        Ok(report)
    }

    async fn file_ids(&self) -> Result<BTreeSet<String>> {
        let ids: Vec<String> = sqlx::query_scalar("select id from upload where district_id = $1")
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?;
        Ok(ids.into_iter().collect())
    }
}

/// The ids of the files that the rows of a copy of a database name. The copy stays as it is.
///
/// # Errors
/// [`crate::Error::Db`].
pub async fn named_in(copy: &Path) -> Result<Vec<String>> {
    let mut connection = SqliteConnectOptions::new()
        .filename(copy)
        .read_only(true)
        .immutable(true)
        .connect()
        .await?;
    Ok(sqlx::query_scalar("select id from upload order by id")
        .fetch_all(&mut connection)
        .await?)
}
