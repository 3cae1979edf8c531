//! The browser's program: WebAssembly and the JavaScript that loads it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::{NAME, PACKAGE, folder};
use crate::{cargo::cargo, place::Place, process, profile::Profile, toolchain};

/// Compiles the front end; cargo finds out what is unchanged.
pub(super) fn compile(place: &Place, profile: Profile) -> Result<()> {
    let mut command = cargo(place);
    command.args(["build", "--locked", "--package", "frontend", "--lib"]);
    command.args(["--target", toolchain::WASM]);
    command.args(profile.frontend_arguments());
    process::run(
        &mut command,
        "The front end does not compile for the browser: mend what the compiler names above.",
    )
}

/// What the program is made of.
pub(super) fn inputs(place: &Place, profile: Profile) -> Result<Vec<PathBuf>> {
    Ok(vec![place.compiled_frontend(profile)])
}

/// Writes `trellis.js`, `trellis_bg.wasm` and the snippets of crates that bring JavaScript.
///
/// The names are wasm-bindgen's own: leptos asks for `<name>_bg.wasm` when it is compiled without
/// `LEPTOS_OUTPUT_NAME`, as a plain `cargo build` does.
pub(super) fn make(place: &Place, profile: Profile) -> Result<Vec<PathBuf>> {
    let draft = place.site().with_extension("draft");
    if draft.exists() {
        fs::remove_dir_all(&draft)
            .with_context(|| format!("{} cannot be removed", draft.display()))?;
    }
    bind(&place.compiled_frontend(profile), &draft, profile)?;
    let package = place.site().join(PACKAGE);
    let mut made = Vec::new();
    for file in folder::files(&draft)? {
        let target = package.join(file.strip_prefix(&draft).unwrap_or(&file));
        folder::copy(&file, &target)?;
        made.push(target);
    }
    Ok(made)
}

fn bind(compiled: &Path, output: &Path, profile: Profile) -> Result<()> {
    let work = || -> Result<()> {
        Bindgen::new()
            .input_path(compiled)
            .out_name(NAME)
            .web(true)?
            .typescript(false)
            // Debug information is nine tenths of the file and no browser reads it; the names,
            // which make a stack trace readable, stay in development.
            .keep_debug(false)
            .remove_name_section(profile == Profile::Release)
            .remove_producers_section(true)
            .generate(output)
    };
    work().map_err(|error| anyhow!("wasm-bindgen refuses the compiled front end: {error:#}."))
}
