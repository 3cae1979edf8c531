//! The front end as the server serves it: `target/site`, made of three parts, each made anew only
//! when what it is made of has changed.

pub(crate) mod compress;
pub(crate) mod folder;
mod public;
mod script;
mod stamp;
mod style;

use std::fs;

use anyhow::{Context, Result};

use crate::{lock, place::Place, profile::Profile, toolchain};
use stamp::Stamp;

/// The name of the program in the browser: leptos asks for `/pkg/<name>.js`.
pub(crate) const NAME: &str = "trellis";

/// Where scripts and styles lie within the site.
pub(crate) const PACKAGE: &str = "pkg";

/// Brings `target/site` up to date.
///
/// # Errors
///
/// One sentence for code or a style sheet that is wrong, or a folder that cannot be written.
pub(crate) fn build(place: &Place, profile: Profile) -> Result<()> {
    toolchain::ensure_wasm(place)?;
    script::compile(place, profile)?;
    lock::check_bindgen(place)?;
    let package = place.site().join(PACKAGE);
    fs::create_dir_all(&package).with_context(|| folder::cannot_write(&package))?;
    let mut stamp = Stamp::read(place);
    let inputs = script::inputs(place, profile)?;
    stamp.freshen("script", profile, &inputs, || script::make(place, profile))?;
    let inputs = style::inputs(place)?;
    stamp.freshen("style", profile, &inputs, || style::make(place))?;
    let inputs = public::inputs(place)?;
    stamp.freshen("public", profile, &inputs, || public::make(place))?;
    Ok(())
}
