//! Pictures: walked from part to part to their end, so that one that is cut off, or is none, is told.

use flate2::Crc;
use partnership::invalid::FileFault;
use std::io::{BufRead, Read, Result, Seek, SeekFrom};

/// A JPEG photo: its segments, a size, a picture, and its end. Telephones write more behind the end.
pub(super) fn jpeg(file: &mut (impl BufRead + Seek)) -> Result<Option<FileFault>> {
    if bytes(file).ok() != Some([0xff, 0xd8]) {
        return Ok(Some(FileFault::Differs));
    }
    let damaged = Ok(Some(FileFault::Damaged));
    let (mut has_size, mut has_picture) = (false, false);
    let mut mark = None;
    loop {
        let kind = match mark.take() {
            Some(kind) => kind,
            None => {
                if byte(file)? != 0xff {
                    return damaged;
                }
                filled(file)?
            }
        };
        match kind {
            // The end.
            0xd9 if has_size && has_picture => return Ok(None),
            0x00 | 0xd8 | 0xd9 => return damaged,
            // Marks without a segment.
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let length = u16::from_be_bytes(bytes(file)?);
        let Some(length) = length.checked_sub(2) else {
            return damaged;
        };
        let mut segment = vec![0; usize::from(length)];
        file.read_exact(&mut segment)?;
        let is_size = matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc);
        if is_size {
            let sides = segment.get(1..5).unwrap_or_default();
            // Zero lines may be told later; zero columns never.
            has_size = sides.get(2..4).is_some_and(|width| width != [0, 0]);
        }
        if kind == 0xda {
            has_picture = true;
            mark = Some(after_scan(file)?);
        }
    }
}

/// Reads over packed picture data. Gives the mark that ends it.
fn after_scan(file: &mut impl BufRead) -> Result<u8> {
    loop {
        let skipped = file.skip_until(0xff)?;
        if skipped == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match filled(file)? {
            0x00 | 0xd0..=0xd7 => {}
            kind => return Ok(kind),
        }
    }
}

/// The mark behind one or several 0xff.
fn filled(file: &mut impl Read) -> Result<u8> {
    loop {
        match byte(file)? {
            0xff => {}
            kind => return Ok(kind),
        }
    }
}

/// A PNG picture: its chunks with their check sums, from its size to its end, and nothing behind.
pub(super) fn png(file: &mut (impl Read + Seek)) -> Result<Option<FileFault>> {
    if bytes(file).ok() != Some(*b"\x89PNG\r\n\x1a\n") {
        return Ok(Some(FileFault::Differs));
    }
    let damaged = Ok(Some(FileFault::Damaged));
    let (mut is_first, mut has_picture) = (true, false);
    loop {
        let length = u32::from_be_bytes(bytes(file)?);
        let kind: [u8; 4] = bytes(file)?;
        let mut crc = Crc::new();
        crc.update(&kind);
        let mut left = length as usize;
        let mut chunk = [0; 8 * 1024];
        let mut sides = [0; 8];
        while left > 0 {
            let most = left.min(chunk.len());
            let part = chunk.get_mut(..most).unwrap_or_default();
            file.read_exact(part)?;
            if is_first && left == length as usize {
                let shown = part.get(..8).and_then(|start| start.try_into().ok());
                sides = shown.unwrap_or_default();
            }
            crc.update(part);
            left -= part.len();
        }
        if u32::from_be_bytes(bytes(file)?) != crc.sum() {
            return damaged;
        }
        if is_first {
            let (width, height) = sides.split_at(4);
            if kind != *b"IHDR" || length != 13 || width == [0; 4] || height == [0; 4] {
                return damaged;
            }
        }
        is_first = false;
        has_picture |= kind == *b"IDAT";
        if kind == *b"IEND" {
            let here = file.stream_position()?;
            let is_all = file.seek(SeekFrom::End(0))? == here;
            return Ok((!is_all || !has_picture).then_some(FileFault::Damaged));
        }
    }
}

fn byte(file: &mut impl Read) -> Result<u8> {
    Ok(bytes::<1>(file)?[0])
}

fn bytes<const N: usize>(file: &mut impl Read) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
