//! The settings file: whoever can read it can read the password of the mail server in it.

use crate::config::Config;
use anyhow::{Context, bail};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use url::Url;

/// The right of everybody on the machine to read a file.
const READ_BY_ALL: u32 = 0o004;

/// Refuses a settings file that holds a password and may be read by everybody on the machine. `read` is what
/// the file alone says.
///
/// # Errors
/// One sentence that says how to mend it.
pub fn check(file: &Path, read: &Config) -> anyhow::Result<()> {
    let has_password = Url::parse(&read.smtp).is_ok_and(|smtp| smtp.password().is_some());
    if !has_password {
        return Ok(());
    }
    let rights = std::fs::metadata(file)
        .with_context(|| format!("the settings file {} cannot be read", file.display()))?
        .permissions();
    if rights.mode() & READ_BY_ALL != 0 {
        bail!(
            "the settings file {0} holds the password of the mail server, and everybody on this machine may read it: chmod 600 {0}",
            file.display()
        );
    }
    Ok(())
}
