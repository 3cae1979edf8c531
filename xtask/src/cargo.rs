//! How to call cargo so that nothing is built twice.

use std::{env, process::Command};

use anyhow::Result;

use crate::{place::Place, process, profile::Profile};

/// The crates that run on the server or on the developer's machine, this tool left out.
pub(crate) const NATIVE: &[&str] = &["partnership", "store", "app", "server"];

/// A call of cargo in the workspace, as if it came from a shell.
///
/// Cargo tells the programs it runs about their own package by environment variables. Passed on,
/// they would look like changed settings to build scripts that watch them, and half the
/// dependencies would be built again each time.
pub(crate) fn cargo(place: &Place) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&place.root);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_this_package) {
            command.env_remove(name);
        }
    }
    // Set while compiling, leptos would look for the WebAssembly under another name.
    command.env_remove("LEPTOS_OUTPUT_NAME");
    command
}

/// Builds the server program.
pub(crate) fn build_server(place: &Place, profile: Profile) -> Result<()> {
    let mut command = cargo(place);
    command.args([
        "build",
        "--locked",
        "--package",
        "server",
        "--bin",
        "server",
    ]);
    command.args(profile.server_arguments());
    if profile == Profile::Release {
        command.env("TRELLIS_EMBED", "1");
    }
    process::run(
        &mut command,
        "The server does not compile: mend what the compiler names above.",
    )
}

fn is_about_this_package(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || name.starts_with("CARGO_BIN_")
        || matches!(
            name,
            "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_variables_about_this_package_are_withheld() {
        assert!(is_about_this_package("CARGO_PKG_VERSION"));
        assert!(is_about_this_package("CARGO_MANIFEST_DIR"));
        assert!(!is_about_this_package("CARGO_TARGET_DIR"));
        assert!(!is_about_this_package("CARGO_HOME"));
        assert!(!is_about_this_package("RUSTUP_TOOLCHAIN"));
    }
}
