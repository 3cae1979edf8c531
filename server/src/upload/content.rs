//! Whether a file is what its name says: looked for in its bytes, from the first to the last.

use super::{package, picture};
use partnership::form::file::FileType;
use partnership::invalid::FileFault;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Result, Seek, SeekFrom};
use std::path::Path;

/// Checks a file on the disk. `Ok(None)` when it is what it should be.
///
/// # Errors
/// When it cannot be read from the disk.
pub fn check(path: &Path, kind: FileType) -> Result<Option<FileFault>> {
    check_bytes(&mut BufReader::new(File::open(path)?), kind)
}

/// Checks the bytes of a file. `Ok(None)` when it is what it should be.
///
/// # Errors
/// When they cannot be read.
pub fn check_bytes(file: &mut (impl BufRead + Seek), kind: FileType) -> Result<Option<FileFault>> {
    if matches!(kind, FileType::Docx | FileType::Xlsx) {
        return package::check(file, kind);
    }
    // A picture or document that is an archive as well is not only what it says.
    if ends_as_archive(file)? {
        return Ok(Some(FileFault::Differs));
    }
    file.seek(SeekFrom::Start(0))?;
    let found = match kind {
        FileType::Jpeg => picture::jpeg(file),
        FileType::Png => picture::png(file),
        _ => pdf(file),
    };
    match found {
        // It ends in the middle of something.
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Some(FileFault::Damaged)),
        found => found,
    }
}

/// `%PDF-` at the very beginning, and its end mark near the end.
fn pdf(file: &mut (impl Read + Seek)) -> Result<Option<FileFault>> {
    let mut head = [0; 8];
    if file.read_exact(&mut head).is_err() || !head.starts_with(b"%PDF-") {
        return Ok(Some(FileFault::Differs));
    }
    let [.., major, dot, minor] = head;
    if !(major.is_ascii_digit() && dot == b'.' && minor.is_ascii_digit()) {
        return Ok(Some(FileFault::Differs));
    }
    let tail = tail(file, 1024)?;
    let ends = memchr::memmem::rfind(&tail, b"%%EOF").is_some();
    Ok((!ends).then_some(FileFault::Damaged))
}

/// The last bytes of a file.
pub(super) fn tail(file: &mut (impl Read + Seek), most: u64) -> Result<Vec<u8>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
    let mut tail = Vec::new();
    file.take(most).read_to_end(&mut tail)?;
    Ok(tail)
}

/// Whether the end of a zip archive is the end of the file, so that programs would open it as one.
fn ends_as_archive(file: &mut (impl Read + Seek)) -> Result<bool> {
    const MARK: &[u8] = b"PK\x05\x06";
    const LENGTH: usize = 22;
    let tail = tail(file, (LENGTH + usize::from(u16::MAX)) as u64)?;
    Ok(memchr::memmem::find_iter(&tail, MARK).any(|at| {
        let comment = tail.get(at + 20..at + LENGTH);
        let comment = comment.and_then(|bytes| bytes.try_into().ok());
        let length = comment.map(|bytes| usize::from(u16::from_le_bytes(bytes)));
        length.is_some_and(|length| at + LENGTH + length == tail.len())
    }))
}
