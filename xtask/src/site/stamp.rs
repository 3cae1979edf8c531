//! What each part of the site was made of, so that nothing is made twice.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::compress;
use crate::{place::Place, profile::Profile};

/// A part as it was last made.
#[derive(Serialize, Deserialize)]
struct Part {
    /// The fingerprint of what it was made of.
    made_of: String,
    /// The files it consists of, from the site's root, compressed twins not counted.
    files: Vec<String>,
}

/// The memory of all parts, kept beside the site.
pub(super) struct Stamp {
    path: PathBuf,
    site: PathBuf,
    parts: BTreeMap<String, Part>,
}

impl Stamp {
    /// Reads the memory; one that is missing or broken only means that all is made anew.
    pub(super) fn read(place: &Place) -> Stamp {
        let site = place.site();
        let path = site.with_extension("stamp");
        let parts = fs::read_to_string(&path)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Stamp { path, site, parts }
    }

    /// Makes a part unless it is there and made of the same; says whether it had to.
    ///
    /// `make` answers with the files it wrote into the site.
    pub(super) fn freshen(
        &mut self,
        name: &str,
        profile: Profile,
        inputs: &[PathBuf],
        make: impl FnOnce() -> Result<Vec<PathBuf>>,
    ) -> Result<bool> {
        let made_of = fingerprint(profile, inputs)?;
        if self.is_fresh(name, &made_of) {
            return Ok(false);
        }
        // Forgotten first: if making breaks off, the next start makes it anew.
        if let Some(old) = self.parts.remove(name) {
            self.write()?;
            for file in old.files {
                compress::remove(&self.site.join(file));
            }
        }
        let files = make()?;
        for file in &files {
            compress::write_twins(file, profile)?;
        }
        let files = files.iter().map(|file| self.name_in_site(file)).collect();
        self.parts.insert(name.to_owned(), Part { made_of, files });
        self.write()?;
        Ok(true)
    }

    fn is_fresh(&self, name: &str, made_of: &str) -> bool {
        self.parts.get(name).is_some_and(|part| {
            let complete = |file: &String| compress::is_complete(&self.site.join(file));
            part.made_of == made_of && part.files.iter().all(complete)
        })
    }

    fn name_in_site(&self, file: &Path) -> String {
        let path = file.strip_prefix(&self.site).unwrap_or(file);
        let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
        names.join("/")
    }

    fn write(&self) -> Result<()> {
        fs::write(&self.path, serde_json::to_string_pretty(&self.parts)?)
            .with_context(|| format!("{} cannot be written", self.path.display()))
    }
}

/// The profile, this tool itself, and the name, size and time of every input.
fn fingerprint(profile: Profile, inputs: &[PathBuf]) -> Result<String> {
    let mut text = format!("{profile:?}");
    let tool = env::current_exe().ok();
    for path in tool.iter().chain(inputs) {
        let seen = || -> std::io::Result<(u64, u128)> {
            let seen = fs::metadata(path)?;
            let age = seen.modified()?.duration_since(UNIX_EPOCH);
            Ok((seen.len(), age.unwrap_or_default().as_nanos()))
        };
        let (size, time) = seen().with_context(|| format!("{} cannot be read", path.display()))?;
        text += &format!("\n{} {size} {time}", path.display());
    }
    Ok(hash(text.as_bytes()))
}

/// FNV-1a, 128 bits, in hex: the same on every machine, and enough to tell two contents apart.
fn hash(content: &[u8]) -> String {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let sum = content.iter().fold(START, |sum, byte| {
        (sum ^ u128::from(*byte)).wrapping_mul(PRIME)
    });
    format!("{sum:032x}")
}

#[cfg(test)]
mod tests;
