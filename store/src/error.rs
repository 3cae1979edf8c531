//! What can go wrong in the store.

use std::io::ErrorKind;

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
    /// Several review the application, and somebody else leads: the lead takes the decision.
    #[error("the lead of the review takes this decision")]
    Led,
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
        /// Whether nothing can be written now.
        unwritable: bool,
        /// What the database said.
        reason: String,
    },
    /// The disk failed to read or write a file.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The database itself failed.
    #[error(transparent)]
    Db(#[from] sqlx::Error),
}

impl Error {
    /// Whether nothing can be written now, while reading works: the disk is full or fails to write, the file or its
    /// folder may only be read, or something else stands where the folder of files belongs.
    #[must_use]
    pub fn is_unwritable(&self) -> bool {
        match self {
            Self::Unwritten { unwritable, .. } => *unwritable,
            Self::Db(error) => is_unwritable(error),
            Self::File(error) => matches!(
                error.kind(),
                ErrorKind::StorageFull
                    | ErrorKind::QuotaExceeded
                    | ErrorKind::ReadOnlyFilesystem
                    | ErrorKind::PermissionDenied
                    | ErrorKind::NotADirectory
                    | ErrorKind::AlreadyExists
            ),
            _ => false,
        }
    }
}

/// The same for what the database said.
pub(crate) fn is_unwritable(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else {
        return false;
    };
    let code: i32 = error
        .code()
        .and_then(|code| code.parse().ok())
        .unwrap_or_default();
    // SQLite's result codes; their last eight bits are the primary one.
    const READ_ONLY: i32 = 8;
    const FULL: i32 = 13;
    const IO_WRITE: i32 = 10 | (3 << 8);
    const IO_SYNC: i32 = 10 | (4 << 8);
    const IO_SYNC_FOLDER: i32 = 10 | (5 << 8);
    const IO_TRUNCATE: i32 = 10 | (6 << 8);
    const IO_INDEX_SIZE: i32 = 10 | (19 << 8);
    matches!(code & 0xff, READ_ONLY | FULL)
        || [
            IO_WRITE,
            IO_SYNC,
            IO_SYNC_FOLDER,
            IO_TRUNCATE,
            IO_INDEX_SIZE,
        ]
        .contains(&code)
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
