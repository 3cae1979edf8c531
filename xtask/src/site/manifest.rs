//! The content hash of every file of the site, in `manifest.json`, for the server's `ETag`s.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::place::Place;

/// Where the manifest lies.
pub(super) fn path(place: &Place) -> PathBuf {
    place.site().join("manifest.json")
}

/// Writes the manifest: `{"/pkg/trellis.js": "hash", …}`, sorted, so that equal sites are equal.
pub(super) fn write(place: &Place, files: &[String]) -> Result<()> {
    let mut hashes = BTreeMap::new();
    for file in files {
        let path = place.site().join(file);
        let content =
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        hashes.insert(format!("/{file}"), hash(&content));
    }
    let path = path(place);
    let text = serde_json::to_string_pretty(&hashes)?;
    fs::write(&path, text + "\n").with_context(|| format!("{} cannot be written", path.display()))
}

/// FNV-1a, 128 bits, in hex: the same on every machine, and enough to tell two contents apart.
pub(super) fn hash(content: &[u8]) -> String {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let sum = content.iter().fold(START, |sum, byte| {
        (sum ^ u128::from(*byte)).wrapping_mul(PRIME)
    });
    format!("{sum:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::folder::scratch;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(b""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash(b"a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn the_manifest_names_files_as_the_browser_does() -> Result<()> {
        let place = Place::at(&scratch("manifest")?);
        fs::create_dir_all(place.site().join("pkg"))?;
        fs::write(place.site().join("pkg/trellis.js"), "a")?;
        fs::write(place.site().join("favicon.svg"), "")?;
        write(&place, &["pkg/trellis.js".into(), "favicon.svg".into()])?;
        let found: BTreeMap<String, String> =
            serde_json::from_str(&fs::read_to_string(path(&place))?)?;
        assert_eq!(found["/pkg/trellis.js"], hash(b"a"));
        assert_eq!(found["/favicon.svg"], hash(b""));
        assert_eq!(found.len(), 2);
        Ok(())
    }
}
