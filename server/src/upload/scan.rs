//! The district's own virus scanner: a command that is given the path of each file.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::timeout;

/// How long it may take for one file.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// It ended with 0.
    Clean,
    /// It ended with another code.
    Found,
    /// It could not be run, or did not end in time: nobody knows, so the file is not taken.
    Unknown,
}

/// Runs the command, whose words are parted by blanks, with the path as its last word. Without a command
/// every file is taken for clean.
pub async fn scan(command: &str, file: &Path) -> Scan {
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else {
        return Scan::Clean;
    };
    let running = Command::new(program)
        .args(words)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .status();
    match timeout(PATIENCE, running).await {
        Ok(Ok(status)) if status.success() => Scan::Clean,
        Ok(Ok(status)) => {
            tracing::warn!(%status, "the scanner refused a file");
            Scan::Found
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "TRELLIS_SCAN: the command cannot be run");
            Scan::Unknown
        }
        Err(_) => {
            tracing::error!("TRELLIS_SCAN: the command did not end in time");
            Scan::Unknown
        }
    }
}
