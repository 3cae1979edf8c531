//! Word and Excel files: archives of many parts, unpacked part by part into nothing to see what they hold.

use super::content::tail;
use partnership::form::file::FileType;
use partnership::invalid::FileFault;
use std::io::{Cursor, Read, Result, Seek, SeekFrom};
use zip::ZipArchive;

/// The most parts of one file.
pub const MOST_PARTS: usize = 2_000;
/// The most bytes that all parts may be when unpacked: 200 MiB.
pub const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// How many times its size a file may be when unpacked, once it is larger than [`SMALL`].
const MOST_TIMES: u64 = 150;
/// Up to here nothing is too much: 10 MiB.
const SMALL: u64 = 10 * 1024 * 1024;
/// The most bytes of the list of parts at the end of the archive.
const MOST_LIST: u32 = 1024 * 1024;
/// The most bytes of the part that says what the parts are, and of a file within the file.
const MOST_HELD: usize = 16 * 1024 * 1024;

/// The part that says what the parts are.
const CONTENTS: &str = "[Content_Types].xml";
/// How the main part of a Word, an Excel and a PowerPoint file is called there.
const MAIN: [&str; 3] = [
    "wordprocessingml.document.main+xml",
    "spreadsheetml.sheet.main+xml",
    "presentationml.presentation.main+xml",
];

/// What may still be unpacked, of this file and those within it.
struct Budget {
    left: u64,
    parts: usize,
}

/// Checks a Word or Excel file. `Ok(None)` when it is one.
///
/// # Errors
/// When it cannot be read from the disk.
pub fn check(file: &mut (impl Read + Seek), kind: FileType) -> Result<Option<FileFault>> {
    let mains = match kind {
        FileType::Docx => &MAIN[..1],
        _ => &MAIN[1..2],
    };
    let size = file.seek(SeekFrom::End(0))?;
    let times = size.saturating_mul(MOST_TIMES).max(SMALL);
    let mut budget = Budget {
        left: MOST_UNPACKED.min(times),
        parts: MOST_PARTS,
    };
    Ok(look(file, mains, &mut budget, 0).err())
}

/// Fails with what is wrong.
fn look(
    file: &mut (impl Read + Seek),
    mains: &[&str],
    budget: &mut Budget,
    depth: u8,
) -> std::result::Result<(), FileFault> {
    let parts = ends(file)?;
    if parts > budget.parts {
        return Err(FileFault::Unpacked);
    }
    budget.parts -= parts;
    let mut archive = ZipArchive::new(file).map_err(|_| FileFault::Damaged)?;
    // Two parts of one name, or one inside the other: no program writes such a file.
    if archive.len() != parts || archive.offset() != 0 {
        return Err(FileFault::Damaged);
    }
    if !matches!(archive.has_overlapping_entries(), Ok(false)) {
        return Err(FileFault::Damaged);
    }
    let mut contents = String::new();
    for at in 0..parts {
        let mut part = archive.by_index(at).map_err(|_| FileFault::Damaged)?;
        let name = part.name().map_err(|_| FileFault::Damaged)?.into_owned();
        if part.encrypted() || part.is_symlink() || !is_plain(&name) {
            return Err(FileFault::Damaged);
        }
        if is_macro(&name) {
            return Err(FileFault::Macros);
        }
        let within = is_file_within(&name);
        let held = unpack(&mut part, budget, name == CONTENTS || within)?;
        match held.start {
            // Programs for Windows and Linux.
            [b'M', b'Z', ..] | [0x7f, b'E', b'L', b'F'] => return Err(FileFault::Macros),
            [b'P', b'K', 3, 4] if within && depth == 0 => {
                look(&mut Cursor::new(&held.bytes), &MAIN, budget, depth + 1)?;
            }
            [b'P', b'K', 3, 4] => return Err(FileFault::Unpacked),
            _ => {}
        }
        if name == CONTENTS {
            contents = String::from_utf8_lossy(&held.bytes).into_owned();
        }
    }
    let lower = contents.to_ascii_lowercase();
    if lower.contains("macroenabled") || lower.contains("vbaproject") {
        return Err(FileFault::Macros);
    }
    if mains
        .iter()
        .any(|main| lower.contains(&main.to_lowercase()))
    {
        Ok(())
    } else {
        Err(FileFault::Differs)
    }
}

/// The number of parts that the end of the archive tells. It is the very end of the file, the list of parts
/// stands right before it, and the first part at the very beginning: there is room for nothing else.
fn ends(file: &mut (impl Read + Seek)) -> std::result::Result<usize, FileFault> {
    let damaged = |_| FileFault::Damaged;
    let mut head = [0; 4];
    file.seek(SeekFrom::Start(0)).map_err(damaged)?;
    if file.read_exact(&mut head).is_err() || head != *b"PK\x03\x04" {
        return Err(FileFault::Differs);
    }
    let length = file.seek(SeekFrom::End(0)).map_err(damaged)?;
    let tail = tail(file, 42).map_err(damaged)?;
    file.seek(SeekFrom::Start(0)).map_err(damaged)?;
    let (before, end) = tail
        .split_at_checked(tail.len().saturating_sub(22))
        .ok_or(FileFault::Damaged)?;
    let short = |at: usize| {
        let bytes = end.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u16::from_le_bytes)
    };
    let long = |at: usize| {
        let bytes = end.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u32::from_le_bytes)
    };
    // One on its own disk, no words behind, and none of the larger form of the archive.
    let is_end = end.starts_with(b"PK\x05\x06")
        && [short(4), short(6), short(20)] == [Some(0); 3]
        && short(8) == short(10)
        && !before.starts_with(b"PK\x06\x07");
    let (Some(parts), Some(list), Some(at)) = (short(10), long(12), long(16)) else {
        return Err(FileFault::Damaged);
    };
    if !is_end || u64::from(at) + u64::from(list) + 22 != length {
        return Err(FileFault::Damaged);
    }
    if list > MOST_LIST || parts == u16::MAX {
        return Err(FileFault::Unpacked);
    }
    Ok(usize::from(parts))
}

/// What was kept of a part.
struct Held {
    start: [u8; 4],
    bytes: Vec<u8>,
}

/// Unpacks a part to its end, which also compares its check sum, and keeps it when it is to be looked into.
fn unpack(
    part: &mut impl Read,
    budget: &mut Budget,
    keep: bool,
) -> std::result::Result<Held, FileFault> {
    let mut held = Held {
        start: [0; 4],
        bytes: Vec::new(),
    };
    let mut chunk = [0; 32 * 1024];
    let mut seen = 0;
    loop {
        let read = part.read(&mut chunk).map_err(|_| FileFault::Damaged)?;
        let bytes = chunk.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(held);
        }
        for (place, byte) in held.start.iter_mut().skip(seen).zip(bytes) {
            *place = *byte;
            seen += 1;
        }
        budget.left = budget
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or(FileFault::Unpacked)?;
        if keep {
            if held.bytes.len() + bytes.len() > MOST_HELD {
                return Err(FileFault::Unpacked);
            }
            held.bytes.extend_from_slice(bytes);
        }
    }
}

/// Whether a part stays within the file wherever it is unpacked.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 500
        && !name.starts_with('/')
        && !name.contains(['\\', ':', '\0'])
        && !name.split('/').any(|folder| folder == "..")
}

/// Whether a part is a program by its name.
fn is_macro(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml") || name.contains("/activex/")
}

/// Whether a part is a file of its own by its name, such as the table behind a chart.
fn is_file_within(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("/embeddings/")
        && [".xlsx", ".docx", ".pptx"]
            .iter()
            .any(|ending| name.ends_with(ending))
}
