//! Where things lie in the workspace.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow};

use crate::profile::Profile;

/// The folders of one clone of the repository.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds: `CARGO_TARGET_DIR`, else `target`.
    artifacts: PathBuf,
}

impl Place {
    /// Finds the workspace that this program belongs to.
    pub(crate) fn find() -> Result<Place> {
        // Cargo sets the variable while it runs a program; the constant is for a direct start.
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .parent()
            .filter(|root| root.join("Cargo.toml").is_file())
            .ok_or_else(|| {
                anyhow!(
                    "There is no workspace above {}: start this tool as `cargo xtask` in a clone of the repository.",
                    here.display()
                )
            })?;
        let artifacts = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Place {
            root: root.to_path_buf(),
            artifacts,
        })
    }

    /// A workspace at `root`, for tests.
    #[cfg(test)]
    pub(crate) fn at(root: &Path) -> Place {
        Place {
            root: root.to_path_buf(),
            artifacts: root.join("target"),
        }
    }

    /// The site as it is served: scripts, styles, pictures.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The data of the demonstration district.
    pub(crate) fn demo(&self) -> PathBuf {
        self.root.join("target/demo")
    }

    /// The style sheets' sources.
    pub(crate) fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    /// The browser tests.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The server program of a profile.
    pub(crate) fn server(&self, profile: Profile) -> PathBuf {
        self.artifacts
            .join(profile.server_folder())
            .join(format!("server{}", env::consts::EXE_SUFFIX))
    }

    /// The front end as the compiler leaves it, before wasm-bindgen.
    pub(crate) fn compiled_frontend(&self, profile: Profile) -> PathBuf {
        self.artifacts
            .join(crate::toolchain::WASM)
            .join(profile.frontend_folder())
            .join("frontend.wasm")
    }

    /// A path as one says it: from the workspace's root.
    pub(crate) fn said<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
