//! `cargo xtask build`: the program that a district installs.

use std::{fs, io, path::Path};

use anyhow::{Context, Result};

use crate::{
    bill, cargo,
    place::Place,
    profile::Profile,
    site::{self, folder::cannot_write},
};

/// Builds everything; a release also lands in `dist/`, ready to be copied to a server.
///
/// # Errors
///
/// One sentence for code that does not compile or a folder that cannot be written.
pub(crate) fn build(place: &Place, profile: Profile) -> Result<()> {
    site::build(place, profile)?;
    cargo::build_server(place, profile)?;
    let built = place.server(profile);
    if profile == Profile::Development {
        println!(
            "\nBuilt {}. `cargo xtask run` starts it; `cargo xtask build --release` makes what a district installs.",
            place.said(&built)
        );
        return Ok(());
    }
    let name = format!("trellis-server{}", std::env::consts::EXE_SUFFIX);
    let folder = place.root.join("dist");
    let product = folder.join(&name);
    fs::create_dir_all(&folder)
        .and_then(|()| replace(&built, &product))
        .with_context(|| cannot_write(&folder))?;
    let bill = folder.join("trellis-server.cdx.json");
    bill::write(place, &bill)?;
    let bytes = fs::metadata(&product)?.len();
    println!(
        "\n{}: {:.1} MB, everything inside.\nCopy this one file to the district's server. `{name} --help` lists commands and settings; `{name} serve` starts it.\n{} lists what it is made of.",
        place.said(&product),
        megabytes(bytes),
        place.said(&bill)
    );
    Ok(())
}

/// Removes the old file first: a program that runs cannot be overwritten, but it can be replaced.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_file(to)?;
    }
    fs::copy(from, to).map(drop)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
