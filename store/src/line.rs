//! Connections to the database: a fixed number of them, each lent to one borrower at a time, in the order of asking.

use crate::{Error, Result};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// Connections.
///
/// A pool for servers far away asks each connection whether it is still there, before and after every loan. A
/// file does not hang up, and each such question would take as long as a small statement does.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    slots: Arc<[Arc<Mutex<Option<SqliteConnection>>>]>,
    places: Arc<Semaphore>,
    /// How those are opened that are not open yet; nothing when all were open from the beginning.
    later: Option<Arc<SqliteConnectOptions>>,
    /// How many are open.
    open: Arc<AtomicU32>,
}

/// A connection on loan.
#[derive(Debug)]
pub(crate) struct Line {
    // Given back before the place is: whoever gets the place finds a free connection.
    connection: OwnedMappedMutexGuard<Option<SqliteConnection>, SqliteConnection>,
    _place: OwnedSemaphorePermit,
}

impl Lines {
    pub(crate) fn new(connections: Vec<SqliteConnection>) -> Self {
        Self::of(connections.into_iter().map(Some).collect(), None)
    }

    /// `count` connections, each of which is opened when it is first needed, and stays open then.
    pub(crate) fn later(count: usize, options: SqliteConnectOptions) -> Self {
        let none = std::iter::repeat_with(|| None).take(count).collect();
        Self::of(none, Some(Arc::new(options)))
    }

    fn of(
        connections: Vec<Option<SqliteConnection>>,
        later: Option<Arc<SqliteConnectOptions>>,
    ) -> Self {
        let places = Arc::new(Semaphore::new(connections.len()));
        let open = connections.iter().filter(|line| line.is_some()).count();
        let slots = connections
            .into_iter()
            .map(|connection| Arc::new(Mutex::new(connection)))
            .collect();
        Self {
            slots,
            places,
            later,
            open: Arc::new(AtomicU32::new(u32::try_from(open).unwrap_or(u32::MAX))),
        }
    }

    /// Waits for a free connection.
    ///
    /// # Errors
    /// [`Error::Db`] after [`Lines::close`], and when one has to be opened and that fails.
    pub(crate) async fn lend(&self) -> Result<Line> {
        let place = self.places.clone().acquire_owned().await;
        let place = place.map_err(|_| closed())?;
        // The first ones are taken first, so that no more are opened than are needed at once.
        let mut free = self
            .slots
            .iter()
            .find_map(|slot| slot.clone().try_lock_owned().ok())
            .ok_or_else(closed)?;
        if let (None, Some(options), false) = (&*free, &self.later, self.places.is_closed()) {
            *free = Some(options.connect().await?);
            self.open.fetch_add(1, Ordering::Relaxed);
        }
        let connection = OwnedMutexGuard::try_map(free, Option::as_mut).map_err(|_| closed())?;
        Ok(Line {
            connection,
            _place: place,
        })
    }

    /// How many are open, and how many of these nobody has.
    pub(crate) fn count(&self) -> (u32, usize) {
        let open = self.open.load(Ordering::Relaxed);
        let lent = self.slots.len() - self.places.available_permits();
        (open, (open as usize).saturating_sub(lent))
    }

    /// Lends nothing any more.
    pub(crate) fn shut(&self) {
        self.places.close();
    }

    /// Waits for every loan to end, and closes the connections.
    pub(crate) async fn close(&self) {
        self.shut();
        for slot in self.slots.iter() {
            let connection = slot.lock().await.take();
            if let Some(connection) = connection
                && let Err(error) = connection.close().await
            {
                tracing::warn!(%error, "a connection to the database could not be closed well");
            }
        }
    }
}

fn closed() -> Error {
    Error::Db(sqlx::Error::PoolClosed)
}

impl Deref for Line {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Line {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
