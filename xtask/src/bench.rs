//! `cargo xtask bench`: measures the release build beside plainer programs.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::{cargo, place::Place, process, profile::Profile, site, test};

/// The choices of `cargo xtask bench`.
#[derive(Args)]
pub(crate) struct Options {
    /// Measures pages in a browser instead: as a slow phone shows them, and by Lighthouse.
    #[arg(long)]
    browser: bool,
    /// How many rounds in the browser.
    #[arg(long, default_value_t = 5, requires = "browser")]
    browser_rounds: usize,
    /// What the harness itself is told, such as `--large`, `--rounds 9` or `--parts page --only dashboard`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds the product and the harness for release, and lets the harness measure.
///
/// # Errors
///
/// One sentence for code that does not compile; the harness says its own.
pub(crate) fn bench(place: &Place, options: &Options) -> Result<()> {
    site::build(place, Profile::Release)?;
    cargo::build_server(place, Profile::Release)?;
    if options.browser {
        std::fs::create_dir_all(place.root.join("target/bench"))?;
        return test::browser::measure(place, options.browser_rounds);
    }
    // A build of its own, so that nothing the baselines need gets into the product.
    let mut build = cargo::cargo(place);
    build.args(["build", "--package", "bench", "--release"]);
    process::run(
        &mut build,
        "The harness does not compile: mend what the compiler names above.",
    )?;
    let server = place.server(Profile::Release);
    let mut bench =
        Command::new(server.with_file_name(format!("bench{}", std::env::consts::EXE_SUFFIX)));
    bench
        .current_dir(&place.root)
        .arg("--server")
        .arg(&server)
        .args(&options.arguments);
    process::run(&mut bench, "The measurement was broken off: see above.")
}
