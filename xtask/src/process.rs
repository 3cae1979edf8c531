//! How to run another program, with one sentence for each way it can fail.

use std::process::{Command, ExitCode, Stdio};

use anyhow::{Result, anyhow, bail};

/// Runs a program that speaks to the user itself; when it fails, the error is `sentence`.
pub(crate) fn run(command: &mut Command, sentence: &str) -> Result<()> {
    let status = command.status().map_err(|error| absent(command, &error))?;
    if !status.success() {
        bail!("{sentence}");
    }
    Ok(())
}

/// What a program prints, trimmed; nothing when it cannot be started or fails.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Turns this process into another program: Ctrl-C and other signals go straight to it, and its
/// exit code is the tool's.
#[cfg(unix)]
pub(crate) fn replace_this(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(absent(command, &error))
}

/// Waits for the other program; the console sends Ctrl-C to both.
#[cfg(not(unix))]
pub(crate) fn replace_this(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().map_err(|error| absent(command, &error))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The sentence for a program that cannot be started.
fn absent(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let name = command.get_program().to_string_lossy().into_owned();
    if error.kind() == std::io::ErrorKind::NotFound {
        anyhow!("`{name}` was not found: install it, or put it on the PATH.")
    } else {
        anyhow!("`{name}` could not be started: {error}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here"), "never said");
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err(
                "`no-such-program-here` was not found: install it, or put it on the PATH."
                    .to_owned()
            )
        );
    }
}
