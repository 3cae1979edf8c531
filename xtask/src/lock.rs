//! Which versions of a crate the lock file holds.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::place::Place;

/// Fails unless wasm-bindgen and the library that reads its output have one version: the format
/// between the two changes with every release.
pub(crate) fn check_bindgen(place: &Place) -> Result<()> {
    let lock = fs::read_to_string(place.root.join("Cargo.lock"))
        .context("Cargo.lock cannot be read: run `cargo generate-lockfile`")?;
    check(&lock)
}

fn check(lock: &str) -> Result<()> {
    let library = versions(lock, "wasm-bindgen");
    let reader = versions(lock, "wasm-bindgen-cli-support");
    if library.len() == 1 && library == reader {
        return Ok(());
    }
    bail!(
        "Cargo.lock holds wasm-bindgen {} and wasm-bindgen-cli-support {}, which must be one and the same: give both the same `=` version in Cargo.toml and xtask/Cargo.toml.",
        said(&library),
        said(&reader)
    )
}

fn versions<'a>(lock: &'a str, name: &str) -> Vec<&'a str> {
    let heading = format!("name = \"{name}\"");
    let lines: Vec<&str> = lock.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == heading)
        .filter_map(|pair| pair[1].strip_prefix("version = \"")?.strip_suffix('"'))
        .collect()
}

fn said(versions: &[&str]) -> String {
    if versions.is_empty() {
        "(none)".to_owned()
    } else {
        versions.join(" and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(library: &[&str], reader: &str) -> String {
        let mut text =
            format!("[[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{reader}\"\n");
        for version in library {
            text += &format!(
                "\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"{version}\"\nsource = \"x\"\n"
            );
        }
        text
    }

    #[test]
    fn equal_versions_pass() {
        assert!(check(&lock(&["0.2.130"], "0.2.130")).is_ok());
    }

    #[test]
    fn different_double_or_absent_versions_are_named() {
        for (library, said) in [
            (&["0.2.131"][..], "wasm-bindgen 0.2.131 and"),
            (
                &["0.2.129", "0.2.130"],
                "wasm-bindgen 0.2.129 and 0.2.130 and",
            ),
            (&[], "wasm-bindgen (none) and"),
        ] {
            let error = check(&lock(library, "0.2.130")).map_err(|error| error.to_string());
            assert!(error.is_err_and(|text| text.contains(said)), "{library:?}");
        }
    }
}
