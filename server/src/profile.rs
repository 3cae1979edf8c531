//! Profiles: the built-in ones and those of files, read, resolved and checked whole.

pub mod check;
pub mod schema;

use anyhow::{Context, bail};
use app::logo::Picture;
use app::ui::problem::sentence;
use partnership::district::Profile;
use partnership::district::check::Fault;
use partnership::district::version::Versions;
use partnership::invalid::Problem;
use partnership::look::Look;
use partnership::text::Lang;
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/profiles"]
#[include = "*.toml"]
#[include = "*.png"]
#[include = "*.jpg"]
struct BuiltIn;

/// The profile of a name (the newest version that is built in) or of a file.
///
/// # Errors
/// Every fault, a line each, with its line in the file, its key and its mend.
pub fn load(name: &str) -> anyhow::Result<Profile> {
    let (file, text) = source(name)?;
    read(&file, &text)
}

/// The file of a profile and its text: of a name that is built in, or of a path that ends in `.toml`.
///
/// # Errors
/// One sentence, when there is no such file or no such name.
pub fn source(name: &str) -> anyhow::Result<(String, String)> {
    if name.ends_with(".toml") {
        let text = std::fs::read_to_string(Path::new(name))
            .with_context(|| format!("the profile {name} cannot be read"))?;
        return Ok((name.to_owned(), text));
    }
    let file = newest(name).with_context(|| {
        format!(
            "there is no profile '{name}'; take one of {}, or the path of a .toml file",
            names().join(", ")
        )
    })?;
    let data =
        BuiltIn::get(&file).with_context(|| format!("the profile {file} is not built in"))?;
    let text = std::str::from_utf8(&data.data)?.to_owned();
    Ok((file, text))
}

/// The logo that a profile names: the file beside it.
///
/// # Errors
/// One sentence, when there is no such file or it cannot be a logo.
pub fn logo(name: &str, look: &Look) -> anyhow::Result<Option<Picture>> {
    match &look.logo {
        None => Ok(None),
        Some(file) => match picture(name, file) {
            Ok(picture) => Ok(Some(picture)),
            Err(mend) => bail!("look.logo: {mend}"),
        },
    }
}

/// The logo of this file beside a profile, or what to do about it.
fn picture(name: &str, file: &str) -> Result<Picture, String> {
    let path = Path::new(name);
    let bytes = if name.ends_with(".toml") || path.is_dir() {
        let path = if path.is_dir() {
            path.join(file)
        } else {
            path.with_file_name(file)
        };
        std::fs::read(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?
    } else {
        let data = BuiltIn::get(file).ok_or_else(|| format!("'{file}' is not built in"))?;
        data.data.into_owned()
    };
    app::logo::read(&bytes).map_err(|problem| sentence(&Problem::NotLogo(problem), file, Lang::En))
}

/// Checks a profile by its name or its path: its text, and the logo beside it.
///
/// # Errors
/// One sentence, when there is no such file or no such name.
pub fn check(name: &str) -> anyhow::Result<(String, check::Report)> {
    let (file, text) = source(name)?;
    let report = check::check_with(&text, |file| picture(name, file).err());
    Ok((file, report))
}

/// All published versions of a profile: of a built-in one by its name; of a folder of files called
/// `NAME-VERSION.toml`; or those that end with one file, which is that file and the older ones beside it.
///
/// # Errors
/// One sentence for each fault, naming file, key and mend.
pub fn versions(name: &str) -> anyhow::Result<Versions> {
    let path = Path::new(name);
    let files = if path.is_dir() {
        beside(path, |_, _| true)?
    } else if name.ends_with(".toml") {
        let own = path.file_name().and_then(|file| file.to_str());
        match own.and_then(version) {
            Some((own, newest)) if path.is_file() => {
                let folder = path.parent().unwrap_or(Path::new(""));
                beside(folder, |name, version| name == own && version <= newest)?
            }
            // Without a version in its name it stands alone; without a file this says so.
            _ => return Ok(load(name)?.into()),
        }
    } else {
        // Says so when there is none.
        load(name)?;
        let own = |file: &str| version(file).is_some_and(|(of, _)| of == name);
        let files = BuiltIn::iter().filter(|file| own(file));
        files
            .filter_map(|file| {
                let text = BuiltIn::get(&file)?.data;
                Some((
                    file.into_owned(),
                    String::from_utf8_lossy(&text).into_owned(),
                ))
            })
            .collect()
    };
    let mut profiles = Vec::new();
    for (file, text) in files {
        let profile = read(&file, &text)?;
        let called = Path::new(&file)
            .file_name()
            .and_then(|file| file.to_str())
            .and_then(version);
        if let Some((_, number)) = called
            && number != profile.version
        {
            bail!(
                "the profile {file} cannot be used:\n  version: write {number}, as its name says"
            );
        }
        profiles.push(profile);
    }
    Versions::new(profiles)
        .map_err(|faults| anyhow::anyhow!("the profile {name} cannot be used:\n{}", lines(&faults)))
}

/// The files of a folder that are called `NAME-VERSION.toml` and fit, with their texts.
fn beside(
    folder: &Path,
    fits: impl Fn(&str, u32) -> bool,
) -> anyhow::Result<Vec<(String, String)>> {
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let unread = || format!("the profiles in {} cannot be read", here.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(here).with_context(unread)? {
        let path = entry.with_context(unread)?.path();
        let called = path
            .file_name()
            .and_then(|file| file.to_str())
            .and_then(version);
        if called.is_some_and(|(name, version)| fits(name, version)) {
            let file = path.display().to_string();
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("the profile {file} cannot be read"))?;
            found.push((file, text));
        }
    }
    Ok(found)
}

/// Reads and checks a profile.
///
/// # Errors
/// Every fault, a line each, with its line in the file, its key and its mend.
pub fn read(file: &str, text: &str) -> anyhow::Result<Profile> {
    // Whoever only wants the profile does not wait for the check that knows lines, unless something is wrong.
    if let Ok(profile) = toml::from_str::<Profile>(text) {
        let profile = profile.resolved();
        if profile.faults().is_empty() {
            return Ok(profile);
        }
    }
    let report = check::check(text);
    match report.profile {
        Some(profile) => Ok(profile),
        None => bail!("the profile {file} cannot be used\n{}", report.shown()),
    }
}

/// Faults, a line each.
fn lines(faults: &[Fault]) -> String {
    let lines = faults
        .iter()
        .map(|fault| format!("  {}: {}", fault.at, fault.mend));
    lines.collect::<Vec<_>>().join("\n")
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

    fn folder(name: &str, files: &[(&str, u32)]) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("trellis-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = include_str!("../profiles/durham-1.toml");
        for (file, version) in files {
            let text = text.replacen("version = 1", &format!("version = {version}"), 1);
            std::fs::write(folder.join(file), text).unwrap();
        }
        folder
    }

    fn numbers(name: &Path) -> Result<Vec<u32>, String> {
        let found = versions(&name.to_string_lossy()).map_err(|error| error.to_string())?;
        Ok(found.iter().map(|profile| profile.version).collect())
    }

    #[test]
    fn a_file_brings_the_older_versions_beside_it_along_and_a_folder_all() {
        let there = folder(
            "versions",
            &[
                ("own-1.toml", 1),
                ("own-2.toml", 2),
                ("own-10.toml", 10),
                ("plain.toml", 7),
            ],
        );
        assert_eq!(numbers(&there), Ok(vec![1, 2, 10]));
        assert_eq!(numbers(&there.join("own-2.toml")), Ok(vec![1, 2]));
        assert_eq!(numbers(&there.join("plain.toml")), Ok(vec![7]));
        assert!(numbers(&there.join("own-3.toml")).is_err());
        let wrong = folder("wrong", &[("own-2.toml", 1)]);
        let sentence = numbers(&wrong).unwrap_err();
        assert!(
            sentence.contains("own-2.toml") && sentence.contains("write 2"),
            "{sentence}"
        );
        let twice = folder("twice", &[("own-1.toml", 1), ("other-1.toml", 1)]);
        assert!(
            numbers(&twice)
                .unwrap_err()
                .contains("two files are version 1")
        );
        for folder in [there, wrong, twice] {
            std::fs::remove_dir_all(folder).unwrap();
        }
        for name in names() {
            assert_eq!(versions(&name).unwrap().newest().id.as_str(), name);
        }
    }

    #[test]
    fn a_broken_profile_is_refused_with_a_sentence_that_names_it() {
        let sentence = format!("{:#}", read("broken-1.toml", "id = 'x'").unwrap_err());
        assert!(
            sentence.contains("broken-1.toml") && sentence.contains("missing; add it"),
            "{sentence}"
        );
        let sentence = load("atlantis").unwrap_err().to_string();
        assert!(sentence.contains("durham"), "{sentence}");
    }
}
