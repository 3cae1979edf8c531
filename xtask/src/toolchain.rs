//! What the Rust toolchain must bring, fetched when it is missing.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{cargo::cargo, place::Place, process};

/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the browser's target unless the toolchain has it.
pub(crate) fn ensure_wasm(place: &Place) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(&place.root);
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    // Quicker than asking rustup, and right where Rust did not come from rustup.
    if process::ask(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(
        place,
        &["target", "add", WASM],
        "The target wasm32-unknown-unknown is missing: run `rustup target add wasm32-unknown-unknown`, or install it with your Rust.",
    )
}

/// Adds a component such as `clippy` unless cargo can already call it.
pub(crate) fn ensure_component(place: &Place, cargo_command: &str, component: &str) -> Result<()> {
    if process::ask(cargo(place).args([cargo_command, "--version"])).is_some() {
        return Ok(());
    }
    rustup(
        place,
        &["component", "add", component],
        &format!("`cargo {cargo_command}` is missing: run `rustup component add {component}`."),
    )
}

fn rustup(place: &Place, arguments: &[&str], sentence: &str) -> Result<()> {
    println!("rustup {}", arguments.join(" "));
    let mut command = Command::new("rustup");
    command.current_dir(&place.root).args(arguments);
    process::run(&mut command, sentence)
}
