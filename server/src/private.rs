//! Files and folders that only the user of the server can read: databases and their copies.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Result;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Makes a folder, and those above it, that nobody else may enter. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn folder(path: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Makes a new empty file that nobody else may read. SQLite fills it, and gives the files beside it the
/// same rights.
///
/// # Errors
/// When it is there already or cannot be made.
pub fn file(path: &Path) -> Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map(drop)
}
