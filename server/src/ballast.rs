//! Ballast: a file that takes up room beside the database, so that an operator can make room by deleting it.

use std::io::{self, Write};
use std::path::Path;

/// The name of the file, in the data folder.
pub const NAME: &str = "ballast";
/// How large it is: room for some thousand saves, until the disk has been cleared up.
const SIZE: usize = 8 * PART;
const PART: usize = 1024 * 1024;

/// Makes the file when it is missing. Where there is no room for it, there is none.
///
/// # Errors
/// When it cannot be written; then nothing of it stays.
pub fn keep(folder: &Path) -> io::Result<()> {
    let (file, part) = (folder.join(NAME), folder.join("ballast.part"));
    if file.exists() {
        return Ok(());
    }
    let written = fill(&part).and_then(|()| std::fs::rename(&part, &file));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// Random bytes, because a file system could store zeros without taking up room.
fn fill(file: &Path) -> io::Result<()> {
    let mut bytes = vec![0; PART];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let mut file = std::fs::File::create(file)?;
    for _ in 0..SIZE / PART {
        file.write_all(&bytes)?;
    }
    file.sync_all()
}
