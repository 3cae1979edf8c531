//! `cargo xtask test`: the levels of tests, cheapest first.

pub(crate) mod browser;
mod budget;
mod chromium;
mod duration;
mod native;

use std::time::Instant;

use anyhow::{Context, Result};
use clap::{ArgGroup, Args, ValueEnum};

use crate::{place::Place, profile::Profile, site};

/// One level of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// The code is laid out by rustfmt.
    Format,
    /// Clippy has nothing to say, on the server's side and on the browser's.
    Lint,
    /// The tests of all Rust crates.
    Rust,
    /// The front end stays within its size.
    Site,
    /// Stories in a real browser.
    Browser,
}

/// The choices of `cargo xtask test`.
#[derive(Args)]
#[command(group = ArgGroup::new("chosen").args(["only", "faults", "attacks"]))]
pub(crate) struct Options {
    /// Leave out what takes longest: site and browser.
    #[arg(long, conflicts_with = "only")]
    quick: bool,
    /// Run one level only.
    #[arg(long, value_name = "LEVEL")]
    only: Option<Level>,
    /// Run the long rounds of the faults only: kills, full disks, damaged pages, races.
    #[arg(long, conflicts_with_all = ["quick", "only"])]
    faults: bool,
    /// Run the long rounds of the attacks only: slow callers, addresses told apart by time, ten thousand cases of each
    /// kind (`TRELLIS_FUZZ` says another number) for every decoder.
    #[arg(long, conflicts_with_all = ["quick", "only", "faults"])]
    attacks: bool,
    /// After `--`, with `--only rust`, `--only browser`, `--faults` or `--attacks`: passed on, to choose tests by name.
    #[arg(last = true, requires = "chosen")]
    more: Vec<String>,
}

/// Rounds that take long, and the names of those chosen.
type LongRound = fn(&Place, &[String]) -> Result<()>;

/// Runs the levels in order and stops at the first that fails.
///
/// # Errors
///
/// The sentence of the level that failed.
pub(crate) fn test(place: &Place, options: &Options) -> Result<()> {
    let levels = levels(options.quick, options.only);
    let start = Instant::now();
    let long: Option<(&str, LongRound)> = match (options.faults, options.attacks) {
        (true, _) => Some(("faults", native::faults)),
        (_, true) => Some(("attacks", native::attacks)),
        _ => None,
    };
    if let Some((name, round)) = long {
        round(place, &options.more)?;
        let time = duration::said(start.elapsed());
        println!("\nThe {name} passed in {time}.");
        return Ok(());
    }
    for level in &levels {
        println!("\n── {level} ──");
        let start = Instant::now();
        run(place, *level, &levels, &options.more).with_context(|| {
            format!("`{level}` failed after {}", duration::said(start.elapsed()))
        })?;
        println!("{level}: passed in {}", duration::said(start.elapsed()));
    }
    println!("\nAll passed in {}.", duration::said(start.elapsed()));
    Ok(())
}

fn levels(quick: bool, only: Option<Level>) -> Vec<Level> {
    let mut levels = vec![
        Level::Format,
        Level::Lint,
        Level::Rust,
        Level::Site,
        Level::Browser,
    ];
    levels.retain(|level| match only {
        Some(only) => *level == only,
        None => !quick || !matches!(level, Level::Site | Level::Browser),
    });
    levels
}

fn run(place: &Place, level: Level, levels: &[Level], more: &[String]) -> Result<()> {
    match level {
        Level::Format => native::format(place),
        Level::Lint => native::lint(place),
        Level::Rust => native::test(place, more),
        Level::Site => {
            site::build(place, Profile::Release)?;
            budget::check(place)
        }
        // With the site level before it, the stories play in the front end that is shipped, and
        // a second one need not be compiled; alone, in the one that is quick to rebuild.
        Level::Browser => browser::test(place, Profile::new(levels.contains(&Level::Site)), more),
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Level::Format => "format",
            Level::Lint => "lint",
            Level::Rust => "rust",
            Level::Site => "site",
            Level::Browser => "browser",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_run_cheapest_first_and_can_be_chosen() {
        assert_eq!(levels(false, None).len(), 5);
        assert_eq!(
            levels(true, None),
            [Level::Format, Level::Lint, Level::Rust]
        );
        assert_eq!(levels(false, Some(Level::Browser)), [Level::Browser]);
    }

    #[test]
    fn a_level_is_named_as_on_the_command_line() {
        for level in Level::value_variants() {
            assert_eq!(Level::from_str(&level.to_string(), false), Ok(*level));
        }
    }
}
