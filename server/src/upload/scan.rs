//! The district's own virus scanner: a command that is given the path of each file.

use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long it may take for one file.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

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
    let started = Command::new(program)
        .args(words)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let ended = match started {
        Ok(child) => timeout(PATIENCE, end(Running(child))).await,
        Err(error) => Ok(Err(error)),
    };
    match ended {
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

/// The command while it runs. It ends with whoever waits for it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.0.try_wait(), Ok(Some(_))) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

/// Waits for its end without holding anybody up.
async fn end(mut running: Running) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = running.0.try_wait()? {
            return Ok(status);
        }
        sleep(PAUSE).await;
    }
}
