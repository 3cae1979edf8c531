//! What can go wrong in the store.

/// Why a store method could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the asker may not see it. The two are never told apart.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the thing in the meantime.
    #[error("changed in the meantime")]
    Stale,
    /// The stage or the side does not allow the act.
    #[error("not possible at this stage")]
    Refused,
    /// The value of this field belongs to something else already.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// Too many of these in a short time.
    #[error("too many")]
    TooMany,
    /// A stored value cannot be read: the database was changed by something else.
    #[error("the database holds a value that cannot be read: {0}")]
    Corrupt(String),
    /// The database was made by a newer version of the program.
    #[error(
        "the database was made by a newer version of the program: install that version, or restore a backup"
    )]
    Newer,
    /// The commit failed that this act shared with others: nothing was written.
    #[error("nothing was written: {reason}")]
    Unwritten {
        /// Whether the disk is full.
        full: bool,
        /// What the database said.
        reason: String,
    },
    /// The database itself failed.
    #[error(transparent)]
    Db(#[from] sqlx::Error),
}

impl Error {
    /// Whether the disk is full, so that reading still works and writing does not.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Self::Unwritten { full, .. } => *full,
            Self::Db(error) => is_full(error),
            _ => false,
        }
    }
}

/// Whether this is SQLite's result code 13, SQLITE_FULL.
pub(crate) fn is_full(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(e) if e.code().as_deref() == Some("13"))
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}

impl From<::partnership::application::Refused> for Error {
    fn from(_: ::partnership::application::Refused) -> Self {
        Self::Refused
    }
}
