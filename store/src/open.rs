//! Opening the database: one connection that writes, a few that read.

use crate::{Error, Result};
use ::partnership::id::DistrictId;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Sqlite, Transaction};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

pub(crate) static MIGRATOR: Migrator = sqlx::migrate!("../migrations");

/// The database of one district.
///
/// One connection writes, one transaction after the other; so no write ever waits for a lock that
/// another write holds. Reads have connections of their own that cannot write.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    reader: SqlitePool,
    district: DistrictId,
    /// The latest instant that anybody was judged by: see [`crate::clock`].
    pub(crate) latest: Arc<AtomicI64>,
}

impl Store {
    /// Opens the database file, makes it when it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer program made it; [`Error::Db`] when the file cannot be opened.
    pub async fn open(file: &Path, district: DistrictId) -> Result<Self> {
        Self::open_with(file, district, SqliteSynchronous::Full).await
    }

    /// The same, to fill an empty database fast: nothing is safe from a loss of power before [`Store::settle`].
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_to_fill(file: &Path, district: DistrictId) -> Result<Self> {
        Self::open_with(file, district, SqliteSynchronous::Off).await
    }

    /// Brings everything that was written to the disk, whatever the database was opened for.
    ///
    /// # Errors
    /// [`Error::Db`] when the disk fails.
    pub async fn settle(&self) -> Result<()> {
        sqlx::raw_sql("pragma synchronous = full; pragma wal_checkpoint(truncate);")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn open_with(
        file: &Path,
        district: DistrictId,
        synchronous: SqliteSynchronous,
    ) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            // The wait for a lock comes first: setting the journal mode needs the lock itself.
            .busy_timeout(Duration::from_secs(5))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .pragma("journal_size_limit", "67108864")
            // A damaged page is noticed when it is read, rather than read as something else.
            .pragma("cell_size_check", "on");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            // SQLite itself rolls back a transaction that meets a full disk. sqlx does not notice, and
            // would never begin another one on this connection: it is replaced.
            .after_release(|connection, _| {
                Box::pin(async move {
                    if connection.is_in_transaction() {
                        // What was begun and given up is rolled back before this is answered.
                        connection.ping().await?;
                    }
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_with(options.clone())
            .await?;
        migrate(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(4)
            // A file cannot hang up: asking it before each statement would only take time.
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        let store = Self {
            writer,
            reader,
            district,
            latest: Arc::default(),
        };
        store.learn_latest().await?;
        Ok(store)
    }

    /// An empty database in memory, for tests.
    ///
    /// # Errors
    /// [`Error::Db`] when the schema cannot be made.
    pub async fn in_memory(district: DistrictId) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .in_memory(true)
            .foreign_keys(true);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        migrate(&writer).await?;
        Ok(Self {
            reader: writer.clone(),
            writer,
            district,
            latest: Arc::default(),
        })
    }

    /// The district whose rows these are.
    #[must_use]
    pub fn district(&self) -> &str {
        self.district.as_str()
    }

    /// The connections that read.
    pub(crate) fn reader(&self) -> &SqlitePool {
        &self.reader
    }

    /// The connections that read and those that write: how many are open, and how many of these idle.
    pub(crate) fn connections(&self) -> [(u32, usize); 2] {
        [&self.reader, &self.writer].map(|pool| (pool.size(), pool.num_idle()))
    }

    /// Begins a transaction that writes.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }

    /// Waits until what is being written is written, and closes the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn migrate(pool: &SqlitePool) -> Result<()> {
    MIGRATOR.run(pool).await.map_err(|error| match error {
        sqlx::migrate::MigrateError::VersionMissing(_)
        | sqlx::migrate::MigrateError::VersionMismatch(_) => Error::Newer,
        sqlx::migrate::MigrateError::Execute(error) => Error::Db(error),
        other => Error::Db(sqlx::Error::Migrate(Box::new(other))),
    })
}
