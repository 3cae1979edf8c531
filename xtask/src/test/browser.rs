//! The stories in a real browser: npm packages, Chromium, Playwright.

use std::{fs, path::Path, process::Command, time::SystemTime};

use anyhow::{Result, bail};

use super::chromium;
use crate::{cargo, place::Place, process, profile::Profile, site};

/// Installs what is missing, builds, and plays the stories; `more` goes to Playwright.
///
/// The server is always the quick build; `frontend` says which front end it serves.
pub(super) fn test(place: &Place, frontend: Profile, more: &[String]) -> Result<()> {
    let folder = place.end2end();
    if !folder.join("package-lock.json").is_file() {
        bail!("end2end/package-lock.json is missing: the browser tests are not in this clone.");
    }
    install_packages(&folder)?;
    let chromium = chromium::find_or_install(&folder)?;
    site::build(place, frontend)?;
    cargo::build_server(place, Profile::Development)?;
    let mut command = Command::new("npx");
    command
        .current_dir(&folder)
        .args(["--no", "playwright", "test"])
        .args(more)
        .env("CHROMIUM_PATH", chromium)
        .env("TRELLIS_SERVER", place.server(Profile::Development))
        .env("TRELLIS_SITE", place.site());
    process::run(
        &mut command,
        "a story failed in the browser: its steps stand above.",
    )
}

/// Measures the release build's pages in a browser, as a slow phone shows them, and by Lighthouse.
///
/// # Errors
///
/// One sentence for what is missing, and for a page that does not answer.
pub(crate) fn measure(place: &Place, rounds: usize) -> Result<()> {
    let folder = place.end2end();
    install_packages(&folder)?;
    install_packages(&folder.join("speed"))?;
    let mut command = Command::new("npx");
    command
        .current_dir(&folder)
        .args(["--no", "playwright", "test", "--project=speed"])
        .env("CHROMIUM_PATH", chromium::find_or_install(&folder)?)
        .env("TRELLIS_SERVER", place.server(Profile::Release))
        .env("TRELLIS_SPEED", "1")
        .env("TRELLIS_ROUNDS", rounds.to_string())
        .env(
            "TRELLIS_FIGURES",
            place.root.join("target/bench/browser.md"),
        );
    process::run(
        &mut command,
        "the pages could not be measured in the browser: see above.",
    )
}

/// Installs the packages of the lock file, unless they are there.
fn install_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    // npm writes this file last.
    let installed = folder.join("node_modules/.package-lock.json");
    if is_newer(changed(&installed), changed(&lock)) {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PUPPETEER_SKIP_DOWNLOAD", "1");
    process::run(
        &mut command,
        "npm could not install the browser tests' packages: check the network, then run `npm ci` in end2end to see more.",
    )
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|seen| seen.modified()).ok()
}

fn is_newer(one: Option<SystemTime>, other: Option<SystemTime>) -> bool {
    one.is_some() && one >= other
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_are_installed_when_absent_or_older_than_the_lock_file() {
        let then = SystemTime::UNIX_EPOCH;
        let later = then + Duration::from_secs(1);
        assert!(is_newer(Some(later), Some(then)));
        assert!(is_newer(Some(then), Some(then)));
        assert!(!is_newer(Some(then), Some(later)));
        assert!(!is_newer(None, Some(then)));
    }
}
