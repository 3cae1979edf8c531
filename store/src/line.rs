//! Connections to the database: a fixed number of them, each lent to one borrower at a time, in the order of asking.

use crate::{Error, Result};
use sqlx::{Connection, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// Connections.
///
/// A pool for servers far away asks each connection whether it is still there, before and after every loan. A
/// file does not hang up, and each such question would take as long as a small statement does.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    slots: Arc<[Arc<Mutex<Option<SqliteConnection>>>]>,
    places: Arc<Semaphore>,
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
        let places = Arc::new(Semaphore::new(connections.len()));
        let slots = connections
            .into_iter()
            .map(|connection| Arc::new(Mutex::new(Some(connection))))
            .collect();
        Self { slots, places }
    }

    /// Waits for a free connection.
    ///
    /// # Errors
    /// [`Error::Db`] after [`Lines::close`].
    pub(crate) async fn lend(&self) -> Result<Line> {
        let place = self.places.clone().acquire_owned().await;
        let place = place.map_err(|_| closed())?;
        let free = self
            .slots
            .iter()
            .find_map(|slot| slot.clone().try_lock_owned().ok())
            .ok_or_else(closed)?;
        let connection = OwnedMutexGuard::try_map(free, Option::as_mut).map_err(|_| closed())?;
        Ok(Line {
            connection,
            _place: place,
        })
    }

    /// How many there are, and how many of these nobody has.
    pub(crate) fn count(&self) -> (u32, usize) {
        let all = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        (all, self.places.available_permits())
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
