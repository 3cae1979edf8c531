//! What lies in a folder, however deep.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// All files below a folder, sorted, hidden ones left out; nothing when there is no folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, &mut found)
        .with_context(|| format!("The folder {} cannot be read", folder.display()))?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Copies a file to a place whose folders may be missing.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to).map(drop))
        .with_context(|| format!("{} cannot be copied to {}", from.display(), to.display()))
}

/// The sentence for a folder that cannot be written.
pub(crate) fn cannot_write(folder: &Path) -> String {
    format!(
        "The folder {} cannot be written: check who owns it and whether the disk is full",
        folder.display()
    )
}

/// A folder of its own for one test.
#[cfg(test)]
pub(crate) fn scratch(name: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("trellis-{}-{name}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
