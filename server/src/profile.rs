//! Profiles: the built-in ones and those of files, read, resolved and checked whole.

pub mod check;
pub mod schema;

use anyhow::{Context, bail};
use app::logo::Picture;
use app::ui::problem::sentence;
use partnership::district::Profile;
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
    let bytes = if name.ends_with(".toml") {
        let path = Path::new(name).with_file_name(file);
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
            sentence.contains("broken-1.toml") && sentence.contains("missing; add it"),
            "{sentence}"
        );
        let sentence = load("atlantis").unwrap_err().to_string();
        assert!(sentence.contains("durham"), "{sentence}");
    }
}
