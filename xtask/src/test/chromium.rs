//! Which Chromium the stories play in, and how to get one.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::process;

/// The names that Chromium and its like have on the PATH.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser to use: the one that is named, else one that is installed, else one that gets
/// installed: by apt where that is allowed, by Playwright otherwise.
pub(super) fn find_or_install(end2end: &Path) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM_PATH") {
        return named(&path);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    if let Some(found) = installed(&path).or_else(|| playwright_own(end2end)) {
        return Ok(found);
    }
    if is_root_on_debian() {
        println!("Chromium is missing: installing Debian's …");
        if install_by_apt()
            && let Some(found) = installed(&path)
        {
            return Ok(found);
        }
    }
    println!("Chromium is missing: Playwright fetches its own …");
    if install_by_playwright(end2end)
        && let Some(found) = playwright_own(end2end)
    {
        return Ok(found);
    }
    bail!(
        "there is no Chromium and none could be installed: install one (Debian: `apt-get install chromium`), or say where it is with CHROMIUM_PATH."
    )
}

fn named(path: &OsStr) -> Result<PathBuf> {
    let path = PathBuf::from(path);
    if !path.is_file() {
        bail!(
            "CHROMIUM_PATH names {}, which is no file: correct it, or unset it to have Chromium looked for.",
            path.display()
        );
    }
    Ok(path)
}

fn installed(path: &OsStr) -> Option<PathBuf> {
    let usual = PathBuf::from("/usr/bin/chromium");
    if usual.is_file() {
        return Some(usual);
    }
    NAMES.iter().find_map(|name| on_path(path, name))
}

fn on_path(path: &OsStr, name: &str) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// The browser that Playwright has fetched earlier.
fn playwright_own(end2end: &Path) -> Option<PathBuf> {
    let mut node = Command::new("node");
    node.current_dir(end2end).args([
        "--print",
        "require('@playwright/test').chromium.executablePath()",
    ]);
    process::ask(&mut node)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

fn is_root_on_debian() -> bool {
    let mut id = Command::new("id");
    Path::new("/etc/debian_version").exists()
        && process::ask(id.arg("-u")).is_some_and(|id| id == "0")
}

fn install_by_apt() -> bool {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        process::run(&mut command, "").is_ok()
    };
    // Lists that one source does not give must not keep another from serving.
    apt(&["-q", "update"]);
    apt(&["-qy", "--no-install-recommends", "install", "chromium"])
}

fn install_by_playwright(end2end: &Path) -> bool {
    let mut command = Command::new("npx");
    command
        .current_dir(end2end)
        .args(["--no", "playwright", "install", "chromium"])
        .env_remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
    process::run(&mut command, "").is_ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::site::folder::scratch;

    #[test]
    fn the_first_folder_of_the_path_that_has_it_wins() -> Result<()> {
        let folder = scratch("chromium")?;
        let second = folder.join("second");
        fs::create_dir_all(&second)?;
        fs::write(second.join("chromium-browser"), "")?;
        let path = env::join_paths([folder.join("first"), second.clone()])?;
        assert_eq!(
            on_path(&path, "chromium-browser"),
            Some(second.join("chromium-browser"))
        );
        assert_eq!(on_path(&path, "google-chrome"), None);
        Ok(())
    }

    #[test]
    fn a_named_browser_must_exist() -> Result<()> {
        let folder = scratch("chromium-named")?;
        let error = named(folder.join("absent").as_os_str()).map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.starts_with("CHROMIUM_PATH names")));
        fs::write(folder.join("chromium"), "")?;
        assert!(named(folder.join("chromium").as_os_str()).is_ok());
        Ok(())
    }
}
