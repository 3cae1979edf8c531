//! Backups: whole copies of the database and of the files beside it, made while it is served.

use crate::private;
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use store::Store;
use store::upload::care::named_in;

/// How often the database is copied anew because a partner removed a file while the files were copied.
const TRIES: u32 = 5;

/// Writes a backup under another name first, so that one that was not finished is never taken for one: the
/// database as `file`, and the files beside it in a folder of the same name that ends in `files`. Files never
/// change, so the database goes first, and then what its rows name.
///
/// # Errors
/// When it cannot be written.
pub async fn write(store: &Store, file: &Path) -> anyhow::Result<()> {
    let (part, files) = (with(file, ".part"), file.with_extension("files"));
    let files_part = with(&files, ".part");
    if part.exists() {
        std::fs::remove_file(&part)?;
    }
    if files_part.exists() {
        std::fs::remove_dir_all(&files_part)?;
    }
    let written = copy(store, &part, &files_part).await;
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
        let _ = std::fs::remove_dir_all(&files_part);
    }
    if written? {
        std::fs::rename(&files_part, &files)?;
    }
    Ok(std::fs::rename(&part, file)?)
}

/// Copies the database, and every file that its rows name. Gives whether there are any.
async fn copy(store: &Store, part: &Path, files: &Path) -> anyhow::Result<bool> {
    for _ in 0..TRIES {
        if part.exists() {
            std::fs::remove_file(part)?;
        }
        private::file(part)?;
        store.backup(part).await?;
        std::fs::File::open(part)?.sync_all()?;
        let names = named_in(part).await?;
        if names.is_empty() {
            return Ok(false);
        }
        if copy_files(&store.files_path(), files, &names)? {
            return Ok(true);
        }
    }
    bail!("files are missing that the database names: run verify")
}

/// Copies files. `false` when one is not there: it may have been removed since the database was copied.
fn copy_files(from: &Path, to: &Path, names: &[String]) -> anyhow::Result<bool> {
    private::folder(to)?;
    for name in names {
        let (source, copy) = (from.join(name), to.join(name));
        if copy.exists() {
            continue;
        }
        match std::fs::copy(&source, &copy) {
            // Removed, perhaps at this very moment.
            Err(_) if !source.exists() => return Ok(false),
            copied => {
                copied.with_context(|| format!("{} cannot be copied", source.display()))?;
            }
        }
        std::fs::File::open(&copy)?.sync_all()?;
    }
    // What an earlier try copied and the newest database does not name.
    for entry in std::fs::read_dir(to)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if names.binary_search(&name).is_err() {
            std::fs::remove_file(entry.path())?;
        }
    }
    std::fs::File::open(to)?.sync_all()?;
    Ok(true)
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
