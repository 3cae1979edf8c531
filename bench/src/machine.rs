//! The machine: which core a program runs on, and what the kernel says it has used.

use anyhow::{Context, Result};
use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// The core of whatever is measured.
pub const MEASURED: usize = 0;

/// The core of the load generator: another one, where there is one.
#[must_use]
pub fn generator() -> usize {
    usize::from(available_parallelism().map_or(1, usize::from) > 1)
}

/// Moves this process to the load generator's core. Threads and programs that it starts follow.
///
/// # Errors
/// When `taskset` (util-linux) is not there.
pub fn stay_on_generator_core() -> Result<()> {
    let core = generator().to_string();
    let own = std::process::id().to_string();
    let done = Command::new("taskset")
        .args(["-p", "-c", &core, &own])
        .output()
        .context("`taskset` was not found: install util-linux")?;
    anyhow::ensure!(
        done.status.success(),
        "taskset: {}",
        String::from_utf8_lossy(&done.stderr).trim()
    );
    Ok(())
}

/// A program on the measured core.
#[must_use]
pub fn on_measured_core(program: &std::path::Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", &MEASURED.to_string()]).arg(program);
    command
}

/// Processor time that a process has used in user and system mode, in microseconds. The kernel counts in
/// hundredths of a second.
///
/// # Errors
/// When there is no such process.
pub fn cpu_micros(process: u32) -> Result<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name of the program, in brackets, may hold anything.
    let after = text.rsplit_once(')').context("no name in stat")?.1;
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks =
        |at: usize| -> Result<u64> { Ok(fields.get(at).context("stat is short")?.parse()?) };
    Ok((ticks(11)? + ticks(12)?) * 10_000)
}

/// Resident memory of a process in kilobytes.
///
/// # Errors
/// When there is no such process.
pub fn resident_kilobytes(process: u32) -> Result<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS in status")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// What the processor calls itself.
#[must_use]
pub fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown processor", |(_, name)| name.trim());
    let cores = available_parallelism().map_or(1, usize::from);
    format!(
        "{name}, {} cores",
        cores.max(text.matches("processor\t").count())
    )
}

/// The commit that was built, and whether the tree had changes.
#[must_use]
pub fn commit() -> String {
    let ask = |arguments: &[&str]| {
        Command::new("git")
            .args(arguments)
            .output()
            .ok()
            .filter(|done| done.status.success())
            .map(|done| String::from_utf8_lossy(&done.stdout).trim().to_owned())
            .unwrap_or_default()
    };
    let commit = ask(&["rev-parse", "--short", "HEAD"]);
    let changed = !ask(&["status", "--porcelain", "--untracked-files=no"]).is_empty();
    format!("{commit}{}", if changed { " with changes" } else { "" })
}
