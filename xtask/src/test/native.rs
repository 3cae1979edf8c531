//! The levels that cargo runs by itself: layout, lints, Rust tests.

use std::process::Command;

use anyhow::Result;

use crate::{
    cargo::{NATIVE, cargo},
    place::Place,
    process, toolchain,
};

/// Checks the layout of the code, and changes nothing.
pub(super) fn format(place: &Place) -> Result<()> {
    toolchain::ensure_component(place, "fmt", "rustfmt")?;
    process::run(
        cargo(place).args(["fmt", "--all", "--check"]),
        "some code is laid out differently: run `cargo fmt --all`.",
    )
}

/// Clippy, warnings denied. Several calls, because one build cannot hold the server's and the
/// browser's half of leptos at once, and a crate's features are those of all crates in the call.
pub(super) fn lint(place: &Place) -> Result<()> {
    const SENTENCE: &str = "clippy found something to mend: see above.";
    toolchain::ensure_component(place, "clippy", "clippy")?;
    toolchain::ensure_wasm(place)?;
    let deny = ["--", "--deny", "warnings"];
    // Alone, since beside other crates the domain could borrow features it does not ask for.
    process::run(
        cargo(place).args(["check", "--locked", "--package", "partnership"]),
        "the crate partnership does not compile by itself: it uses a feature that only other crates switch on.",
    )?;
    process::run(
        native(place, "clippy").arg("--all-targets").args(deny),
        SENTENCE,
    )?;
    process::run(
        tool(place, "clippy").arg("--all-targets").args(deny),
        SENTENCE,
    )?;
    process::run(
        cargo(place)
            .args([
                "clippy",
                "--locked",
                "--package",
                "frontend",
                "--target",
                toolchain::WASM,
            ])
            .args(deny),
        SENTENCE,
    )
}

/// The tests of all crates; `more` chooses among them by name.
pub(super) fn test(place: &Place, more: &[String]) -> Result<()> {
    const SENTENCE: &str = "a test failed: its name and reason stand above.";
    process::run(native(place, "test").arg("--").args(more), SENTENCE)?;
    process::run(tool(place, "test").arg("--").args(more), SENTENCE)
}

/// The long rounds of the faults, which print their figures; `more` chooses among them by name.
pub(super) fn faults(place: &Place, more: &[String]) -> Result<()> {
    long(place, "faults", more, "a fault did harm")
}

/// The long rounds of the attacks: a thousand slow callers of each kind, whether known addresses are told apart by
/// time, and anything at all for every decoder; `more` chooses among them by name.
pub(super) fn attacks(place: &Place, more: &[String]) -> Result<()> {
    const ALL: [&str; 3] = ["slow::", "account::work::", "fuzz::"];
    let all = ALL.map(str::to_owned);
    let names = if more.is_empty() { &all } else { more };
    long(place, "it", names, "an attack did harm")
}

/// Several tests at a time would take each other's time away, and with it the moments to kill in.
fn long(place: &Place, target: &str, names: &[String], harm: &str) -> Result<()> {
    let cases = std::env::var("TRELLIS_FUZZ").unwrap_or_else(|_| "10000".to_owned());
    let mut command = native(place, "test");
    command
        .args(["--test", target, "--", "--nocapture"])
        .args(["--test-threads", "1", "--include-ignored"])
        .args(names)
        .env("TRELLIS_FAULTS", "long")
        .env("TRELLIS_LONG", "1")
        .env("TRELLIS_FUZZ", cases);
    process::run(
        &mut command,
        &format!("{harm}: the test's name and reason stand above."),
    )
}

fn native(place: &Place, subcommand: &str) -> Command {
    let mut command = cargo(place);
    command.args([subcommand, "--locked"]);
    for name in NATIVE {
        command.args(["--package", name]);
    }
    command.args(["--features", "app/ssr"]);
    command
}

/// This tool in a call of its own: beside the server its dependencies would get other features,
/// and be compiled again.
fn tool(place: &Place, subcommand: &str) -> Command {
    let mut command = cargo(place);
    command.args([subcommand, "--locked", "--package", "xtask"]);
    command
}
