//! Opening the database: one connection that writes, a few that read.

use crate::dashboard::Counted;
use crate::folder::Folder;
use crate::line::{Line, Lines};
use crate::spelling::Words;
use crate::write::{Write, Writer};
use crate::{Error, Result};
use ::partnership::id::DistrictId;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How many connections read.
const READERS: usize = 4;

/// How every connection reads, where that is not as SQLite does by itself: a damaged page is noticed when it is read,
/// rather than read as something else.
pub const READING: [(&str, &str); 1] = [("cell_size_check", "on")];

pub(crate) static MIGRATOR: Migrator = sqlx::migrate!("../migrations");

/// The database of one district.
///
/// One connection writes, one transaction after the other; so no write ever waits for a lock that
/// another write holds. Reads have connections of their own that cannot write.
#[derive(Debug, Clone)]
pub struct Store {
    writer: Arc<Writer>,
    /// A database in memory has one connection for everything.
    readers: Option<Lines>,
    /// Counts the changes of what the public sees.
    changes: Arc<AtomicU64>,
    /// Counts the changes of how the district looks.
    pub(crate) looks: Arc<AtomicU64>,
    district: DistrictId,
    folder: Arc<Folder>,
    /// Where the lists of the tax office are.
    lists: PathBuf,
    /// The latest instant that anybody was judged by: see [`crate::clock`].
    pub(crate) latest: Arc<AtomicI64>,
    /// The figures of the dashboard, as they were counted last.
    pub(crate) figures: Arc<Mutex<Option<Counted>>>,
    /// The words of all names that were sent.
    pub(crate) words: Arc<Mutex<Words>>,
}

impl Store {
    /// Opens the database file, makes it when it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer program made it; [`Error::Db`] when the file cannot be opened.
    pub async fn open(file: &Path, district: DistrictId) -> Result<Self> {
        Self::open_with(file, district, SqliteSynchronous::Full, false).await
    }

    /// The same, for a process that serves many districts: the connections that read are opened when they
    /// are first needed, because each takes memory and a thread.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_sparingly(file: &Path, district: DistrictId) -> Result<Self> {
        Self::open_with(file, district, SqliteSynchronous::Full, true).await
    }

    /// The same, to fill an empty database fast: nothing is safe from a loss of power before [`Store::settle`].
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_to_fill(file: &Path, district: DistrictId) -> Result<Self> {
        Self::open_with(file, district, SqliteSynchronous::Off, false).await
    }

    /// Brings everything that was written to the disk, whatever the database was opened for.
    ///
    /// # Errors
    /// [`Error::Db`] when the disk fails.
    pub async fn settle(&self) -> Result<()> {
        sqlx::raw_sql("pragma synchronous = full; pragma wal_checkpoint(truncate);")
            .execute(&mut *self.writer.lend().await?)
            .await?;
        Ok(())
    }

    async fn open_with(
        file: &Path,
        district: DistrictId,
        synchronous: SqliteSynchronous,
        sparing: bool,
    ) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            // The wait for a lock comes first: setting the journal mode needs the lock itself.
            .busy_timeout(Duration::from_secs(5))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .pragma("journal_size_limit", "67108864");
        let options = READING.iter().fold(options, |options, (name, value)| {
            options.pragma(*name, *value)
        });
        let mut writer = options.connect().await?;
        migrate(&mut writer).await?;
        // An approval changes some twenty pages in one statement: what takes that back stays out of temporary files.
        sqlx::raw_sql("pragma temp_store = memory")
            .execute(&mut writer)
            .await?;
        let options = options.read_only(true);
        let readers = if sparing {
            Lines::later(READERS, options)
        } else {
            let mut readers = Vec::new();
            for _ in 0..READERS {
                readers.push(options.connect().await?);
            }
            Lines::new(readers)
        };
        let store = Self {
            writer: Writer::new(Lines::new(vec![writer]), true),
            readers: Some(readers),
            changes: Arc::default(),
            looks: Arc::default(),
            district,
            folder: Arc::new(Folder::beside(file)),
            lists: file.with_extension("irs"),
            latest: Arc::default(),
            figures: Arc::default(),
            words: Arc::default(),
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
        let mut one = options.connect().await?;
        migrate(&mut one).await?;
        let folder = Folder::passing();
        Ok(Self {
            lists: folder.path().join("irs"),
            folder: Arc::new(folder),
            writer: Writer::new(Lines::new(vec![one]), false),
            readers: None,
            changes: Arc::default(),
            looks: Arc::default(),
            district,
            latest: Arc::default(),
            figures: Arc::default(),
            words: Arc::default(),
        })
    }

    /// The district whose rows these are.
    #[must_use]
    pub fn district(&self) -> &str {
        self.district.as_str()
    }

    /// The folder of the files that were handed in.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The folder of the lists of the tax office.
    pub(crate) fn lists_path(&self) -> &Path {
        &self.lists
    }

    /// Grows with every change of what the public sees, once that is committed: made by this very store, not
    /// by another program on the same file.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Notes that what the public sees has changed.
    pub(crate) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// A connection that reads.
    pub(crate) async fn read(&self) -> Result<Line> {
        match &self.readers {
            Some(readers) => readers.lend().await,
            None => self.writer.lend().await,
        }
    }

    /// The connection that writes, outside of any transaction.
    pub(crate) async fn writing_line(&self) -> Result<Line> {
        self.writer.lend().await
    }

    /// How many transactions this store has committed: whether there may be anything new in its out-box.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// The connections that read and those that write: how many are open, and how many of these idle.
    pub(crate) fn connections(&self) -> [(u32, usize); 2] {
        let writer = self.writer.connections();
        [self.readers.as_ref().map_or(writer, Lines::count), writer]
    }

    /// Begins a transaction that writes.
    pub(crate) async fn write(&self) -> Result<Write> {
        self.writer.begin().await
    }

    /// Waits until what is being written is written, and closes the file.
    pub async fn close(&self) {
        if let Some(readers) = &self.readers {
            readers.close().await;
        }
        self.writer.close().await;
    }
}

#[cfg(test)]
impl Store {
    pub(crate) fn waiting(&self) -> usize {
        self.writer.waiting()
    }
}

async fn migrate(connection: &mut SqliteConnection) -> Result<()> {
    MIGRATOR.run(connection).await.map_err(|error| match error {
        sqlx::migrate::MigrateError::VersionMissing(_)
        | sqlx::migrate::MigrateError::VersionMismatch(_) => Error::Newer,
        sqlx::migrate::MigrateError::Execute(error) => Error::Db(error),
        other => Error::Db(sqlx::Error::Migrate(Box::new(other))),
    })
}
