//! Databases to measure on: made once by the product's own demonstration, and kept.

use crate::visitor::Visitor;
use anyhow::{Context, Result, ensure};
use partnership::district::Profile;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The seed of every database.
const SEED: u64 = 1;

/// A database of so many organizations, and people who are signed in to it.
pub struct District {
    /// How many organizations it was made with; nine of twenty become partnerships that are listed or not.
    pub organizations: u32,
    /// Its folder.
    pub data: PathBuf,
    /// Who looks at it.
    pub visitor: Visitor,
}

impl District {
    /// The district of a size, made by `server demo` when it is not there.
    ///
    /// # Errors
    /// When the demonstration fails.
    pub async fn prepare(
        server: &Path,
        folder: &Path,
        organizations: u32,
        profile: &Profile,
    ) -> Result<Self> {
        let data = folder.join(organizations.to_string());
        if !data.join("trellis.db").exists() {
            let time = make(server, folder, &data, organizations)?;
            println!(
                "{organizations} organizations: made in {:.1} s",
                time.as_secs_f64()
            );
        }
        let visitor = Visitor::sign_in(&data, profile)
            .await
            .with_context(|| format!("{}: delete this folder and begin again", data.display()))?;
        Ok(Self {
            organizations,
            data,
            visitor,
        })
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.join("trellis.db")
    }
}

/// Makes it in a folder beside, so that one that was broken off is not taken for whole.
fn make(server: &Path, folder: &Path, data: &Path, organizations: u32) -> Result<Duration> {
    let half = folder.join("making");
    let _ = fs::remove_dir_all(&half);
    fs::create_dir_all(&half)?;
    let begin = Instant::now();
    let status = Command::new(server)
        .args(["demo", "--organizations", &organizations.to_string()])
        .args(["--seed", &SEED.to_string()])
        .env("TRELLIS_DATA", &half)
        .env("TRELLIS_MODE", "development")
        .env("TRELLIS_PROFILE", "durham")
        .status()?;
    let time = begin.elapsed();
    ensure!(status.success(), "the demonstration could not be made");
    let _ = fs::remove_dir_all(data);
    fs::rename(&half, data)?;
    Ok(time)
}

/// The first profile of Durham, from its file.
///
/// # Errors
/// When it cannot be read.
pub fn profile() -> Result<Profile> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/profiles/durham-1.toml");
    let profile: Profile = toml::from_str(&fs::read_to_string(file)?)?;
    Ok(profile.resolved())
}
