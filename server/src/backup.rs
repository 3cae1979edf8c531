//! Backups: whole copies of the database, made while it is served.

use crate::private;
use std::path::{Path, PathBuf};
use store::Store;

/// Writes a backup under another name first, so that one that was not finished is never taken for one.
///
/// # Errors
/// When it cannot be written.
pub async fn write(store: &Store, file: &Path) -> anyhow::Result<()> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.exists() {
        std::fs::remove_file(&part)?;
    }
    private::file(&part)?;
    let written = store.backup(&part).await;
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written?;
    std::fs::File::open(&part)?.sync_all()?;
    Ok(std::fs::rename(&part, file)?)
}
