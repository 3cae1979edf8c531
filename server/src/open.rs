//! Opening the districts of the settings: each one's profile, its folder, its database.

use crate::config::{Config, Listed};
use crate::district::Opened;
use crate::{private, profile};
use anyhow::{Context, bail};
use partnership::district::Profile;
use partnership::district::version::Versions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use store::Store;

/// The name of a database in the folder of its district.
pub const DATABASE: &str = "trellis.db";

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// To serve it, or to work with it.
    Work,
    /// To fill it fast while it is empty.
    Filling,
}

/// A district of the settings, before its database is opened.
#[derive(Debug, Clone)]
pub struct Known {
    /// The published versions of its profile.
    pub versions: Versions,
    listed: Listed,
    folder: PathBuf,
}

impl Known {
    fn profile(&self) -> &Profile {
        self.versions.newest()
    }
}

/// The districts of the settings: all, or the one of this name.
///
/// # Errors
/// One sentence for a profile that cannot be used, and for a name that no district has.
pub fn known(config: &Config, name: Option<&str>) -> anyhow::Result<Vec<Known>> {
    let mut all = Vec::new();
    for listed in config.each() {
        let versions = profile::versions(&listed.profile)?;
        let id = &versions.newest().id;
        let folder = if config.is_list() {
            config.data.join(id.as_str())
        } else {
            config.data.clone()
        };
        if all.iter().any(|known: &Known| known.profile().id == *id) {
            bail!("[[district]]: '{id}' is there twice");
        }
        all.push(Known {
            versions,
            listed,
            folder,
        });
    }
    let Some(name) = name else {
        return Ok(all);
    };
    let names = names(&all);
    all.retain(|known| known.profile().id.as_str() == name);
    if all.is_empty() {
        bail!("--district: there is no district '{name}'; take one of {names}");
    }
    Ok(all)
}

/// The only one of these districts.
///
/// # Errors
/// One sentence with their names when there are several.
pub fn one(mut known: Vec<Known>) -> anyhow::Result<Known> {
    match (known.pop(), known.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => {
            known.extend(last);
            bail!("--district: say which district is meant: {}", names(&known))
        }
    }
}

fn names(known: &[Known]) -> String {
    let names: Vec<&str> = known
        .iter()
        .map(|known| known.profile().id.as_str())
        .collect();
    names.join(", ")
}

/// Opens the databases of these districts, makes those that are missing, and brings each up to date.
///
/// # Errors
/// One sentence that names the file and the mend.
pub async fn open(
    config: &Config,
    known: Vec<Known>,
    what_for: For,
) -> anyhow::Result<Vec<Opened>> {
    make_folder(&config.data)?;
    let mut opened = Vec::new();
    for known in known {
        opened.push(open_one(config, known, what_for).await?);
    }
    Ok(opened)
}

async fn open_one(config: &Config, known: Known, what_for: For) -> anyhow::Result<Opened> {
    check_place(config, &known)?;
    make_folder(&known.folder)?;
    let database = known.folder.join(DATABASE);
    let unopened = || {
        format!(
            "TRELLIS_DATA: the database {} cannot be opened; look whether it is one, whether the server's user may write it and its folder, and whether the disk has room",
            database.display()
        )
    };
    match private::file(&database) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(error).with_context(unopened);
        }
        _ => {}
    }
    let id = known.profile().id.clone();
    let opened = match what_for {
        For::Filling => Store::open_to_fill(&database, id).await,
        For::Work if config.is_list() => Store::open_sparingly(&database, id).await,
        For::Work => Store::open(&database, id).await,
    };
    Ok(Opened {
        logo: profile::logo(&known.listed.profile, &known.profile().look)?,
        store: opened.with_context(unopened)?,
        versions: known.versions,
        folder: known.folder,
        base_url: known.listed.base_url,
        mail_from: known.listed.mail_from,
    })
}

/// Whoever goes from one district to a list, or back, has to move the database: else an empty one would be
/// served in its place.
fn check_place(config: &Config, known: &Known) -> anyhow::Result<()> {
    let id = known.profile().id.as_str();
    let alone = config.data.join(DATABASE);
    let of_list = config.data.join(id).join(DATABASE);
    let (here, there) = if config.is_list() {
        (&of_list, &alone)
    } else {
        (&alone, &of_list)
    };
    if !here.exists() && there.exists() {
        bail!(
            "TRELLIS_DATA: {} is not there, but {} is; with its -wal and -shm, move it there, or take it away",
            here.display(),
            there.display()
        );
    }
    Ok(())
}

/// Fails when an application began with a version of the profile that is not there: its form could not be shown.
///
/// # Errors
/// One sentence that names district and version.
pub async fn check_versions(opened: &[Opened]) -> anyhow::Result<()> {
    for district in opened {
        for (version, count) in district.store.profile_versions().await? {
            if district.versions.of(version).is_none() {
                let versions = district.versions.iter();
                let there: Vec<String> = versions.map(|of| of.version.to_string()).collect();
                bail!(
                    "{}: {count} applications began with version {version} of the profile, and there is only version {}; put its file back, because a published version stays",
                    district.profile().id,
                    there.join(", ")
                );
            }
        }
    }
    Ok(())
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    private::folder(folder).with_context(|| {
        format!(
            "TRELLIS_DATA: the folder {} cannot be made",
            folder.display()
        )
    })
}
