//! The compressed twins of a file, made once so that the server never compresses.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::profile::Profile;

/// The endings of files that become smaller; pictures and fonts are compressed already.
const SMALLER: &[&str] = &[
    "css",
    "html",
    "js",
    "json",
    "map",
    "mjs",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Writes `<file>.br` and `<file>.gz` when the file's kind gains by it.
pub(super) fn write_twins(file: &Path, profile: Profile) -> Result<()> {
    if !has_twins(file) {
        return Ok(());
    }
    let content = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let work = || -> std::io::Result<()> {
        fs::write(twin(file, "br"), brotli(&content, profile)?)?;
        fs::write(twin(file, "gz"), gzip(&content, profile)?)
    };
    work().with_context(|| format!("{} cannot be compressed", file.display()))
}

/// Whether a file and the twins it should have are there.
pub(super) fn is_complete(file: &Path) -> bool {
    file.exists() && (!has_twins(file) || (twin(file, "br").exists() && twin(file, "gz").exists()))
}

/// Removes a file and its twins; what is gone already is no harm.
pub(super) fn remove(file: &Path) {
    for path in [file.to_path_buf(), twin(file, "br"), twin(file, "gz")] {
        let _ = fs::remove_file(path);
    }
}

/// The compressed twin of a file: `trellis.js` → `trellis.js.br`.
pub(crate) fn twin(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn has_twins(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| SMALLER.contains(&ending))
}

fn brotli(content: &[u8], profile: Profile) -> std::io::Result<Vec<u8>> {
    let settings = BrotliEncoderParams {
        quality: match profile {
            Profile::Development => 5,
            Profile::Release => 11,
        },
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &settings)?;
    Ok(compressed)
}

fn gzip(content: &[u8], profile: Profile) -> std::io::Result<Vec<u8>> {
    let level = match profile {
        Profile::Development => Compression::fast(),
        Profile::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::site::folder::scratch;

    #[test]
    fn twins_hold_the_same_content() -> Result<()> {
        let file = scratch("compress")?.join("page.css");
        let content = "a{color:red}".repeat(1000);
        fs::write(&file, &content)?;
        for profile in [Profile::Development, Profile::Release] {
            write_twins(&file, profile)?;
            assert!(is_complete(&file));
            let mut found = Vec::new();
            brotli::BrotliDecompress(&mut &fs::read(twin(&file, "br"))?[..], &mut found)?;
            assert_eq!(found, content.as_bytes());
            let mut found = String::new();
            flate2::read::GzDecoder::new(&fs::read(twin(&file, "gz"))?[..])
                .read_to_string(&mut found)?;
            assert_eq!(found, content);
        }
        Ok(())
    }

    #[test]
    fn pictures_have_no_twins() -> Result<()> {
        let file = scratch("compress-picture")?.join("photo.png");
        fs::write(&file, "picture")?;
        write_twins(&file, Profile::Development)?;
        assert!(is_complete(&file));
        assert!(!twin(&file, "br").exists());
        Ok(())
    }
}
