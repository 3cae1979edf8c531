//! The build tool's command line: `cargo xtask run | test | build | bench`.

mod bench;
mod bill;
mod cargo;
mod dist;
mod lock;
mod place;
mod process;
mod profile;
mod run;
mod site;
mod test;
mod toolchain;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::{place::Place, profile::Profile};

/// Builds, runs and tests Trellis.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, load a demonstration district once, and serve it.
    Run(run::Options),
    /// Format, lint, Rust tests, size budgets and browser tests, in this order.
    Test(test::Options),
    /// Build the program that a district installs (with --release).
    Build(BuildOptions),
    /// Measure the speed of a release build, on two cores, beside plainer programs.
    Bench(bench::Options),
}

#[derive(Args)]
struct BuildOptions {
    /// Optimize, and put one program with everything inside it into dist/.
    #[arg(long)]
    release: bool,
}

fn main() -> ExitCode {
    match Place::find().and_then(|place| obey(&Line::parse().command, &place)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: &Command, place: &Place) -> anyhow::Result<ExitCode> {
    match command {
        Command::Run(options) => run::run(place, options),
        Command::Test(options) => test::test(place, options).map(|()| ExitCode::SUCCESS),
        Command::Build(options) => {
            dist::build(place, Profile::new(options.release)).map(|()| ExitCode::SUCCESS)
        }
        Command::Bench(options) => bench::bench(place, options).map(|()| ExitCode::SUCCESS),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Line::command().debug_assert();
    }
}
