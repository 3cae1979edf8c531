//! Profiles: the built-in ones and those of files, read, resolved and checked whole.

use anyhow::{Context, bail};
use partnership::district::Profile;
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/profiles"]
#[include = "*.toml"]
struct BuiltIn;

/// The profile of a name (the newest version that is built in) or of a file.
///
/// # Errors
/// One sentence for each fault, naming file, key and mend.
pub fn load(name: &str) -> anyhow::Result<Profile> {
    if name.ends_with(".toml") {
        let text = std::fs::read_to_string(Path::new(name))
            .with_context(|| format!("the profile {name} cannot be read"))?;
        return read(name, &text);
    }
    let file = newest(name).with_context(|| {
        format!(
            "there is no profile '{name}'; take one of {}, or the path of a .toml file",
            names().join(", ")
        )
    })?;
    let data =
        BuiltIn::get(&file).with_context(|| format!("the profile {file} is not built in"))?;
    read(&file, std::str::from_utf8(&data.data)?)
}

/// Reads and checks a profile.
///
/// # Errors
/// Every fault, a line each.
pub fn read(file: &str, text: &str) -> anyhow::Result<Profile> {
    let profile: Profile =
        toml::from_str(text).with_context(|| format!("the profile {file} cannot be used"))?;
    let profile = profile.resolved();
    let faults = profile.faults();
    if faults.is_empty() {
        return Ok(profile);
    }
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| format!("  {}: {}", fault.at, fault.mend))
        .collect();
    bail!("the profile {file} cannot be used:\n{}", lines.join("\n"))
}

/// The names of the built-in profiles.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = BuiltIn::iter()
        .filter_map(|file| Some(version(&file)?.0.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn newest(name: &str) -> Option<String> {
    BuiltIn::iter()
        .filter(|file| version(file).is_some_and(|(n, _)| n == name))
        .max_by_key(|file| version(file).map(|(_, v)| v))
        .map(std::borrow::Cow::into_owned)
}

/// Name and version of a file such as `durham-1.toml`.
fn version(file: &str) -> Option<(&str, u32)> {
    let (name, version) = file.strip_suffix(".toml")?.rsplit_once('-')?;
    Some((name, version.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_can_be_used() {
        for name in names() {
            let profile = load(&name).unwrap();
            assert_eq!(profile.id.as_str(), name);
        }
    }

    #[test]
    fn a_broken_profile_is_refused_with_a_sentence_that_names_it() {
        let sentence = format!("{:#}", read("broken-1.toml", "id = 'x'").unwrap_err());
        assert!(
            sentence.contains("broken-1.toml") && sentence.contains("missing field"),
            "{sentence}"
        );
        let sentence = load("atlantis").unwrap_err().to_string();
        assert!(sentence.contains("durham"), "{sentence}");
    }
}
