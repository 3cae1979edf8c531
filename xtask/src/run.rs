//! `cargo xtask run`: a demonstration district on this machine.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    cargo,
    place::Place,
    process,
    profile::Profile,
    site::{self, folder::cannot_write},
};

/// The choices of `cargo xtask run`.
#[derive(Args)]
pub(crate) struct Options {
    /// Forget the demonstration's data and load it anew.
    #[arg(long)]
    fresh: bool,
    /// The port to listen on.
    #[arg(long, default_value_t = 3000, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Build as for a district: slower to build, faster to use.
    #[arg(long)]
    release: bool,
}

/// Builds, loads the demonstration unless it is there, and serves until stopped.
///
/// # Errors
///
/// One sentence for a taken port, code that does not compile, or a folder that cannot be written.
pub(crate) fn run(place: &Place, options: &Options) -> Result<ExitCode> {
    check_port(options.port)?;
    let profile = Profile::new(options.release);
    site::build(place, profile)?;
    cargo::build_server(place, profile)?;
    if options.fresh {
        forget(&place.demo())?;
    }
    if !place.demo().join("trellis.db").exists() {
        load(place, profile, options.port)?;
    }
    let mut server = server(place, profile, &place.demo(), options.port);
    process::replace_this(server.arg("serve"))
}

/// Asked before minutes of building; the server asks again.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!(
            "Port {port} cannot be used ({error}): stop the program that holds it, or choose another with --port."
        ),
    }
}

/// Loads into a folder beside, so that a load broken off halfway is not taken for a district.
fn load(place: &Place, profile: Profile, port: u16) -> Result<()> {
    let demo = place.demo();
    let loading = demo.with_extension("loading");
    forget(&loading)?;
    fs::create_dir_all(&loading).with_context(|| cannot_write(&loading))?;
    println!("Loading a demonstration district …");
    let mut command = server(place, profile, &loading, port);
    command.args(["demo", "--organizations", "40", "--seed", "1"]);
    process::run(
        &mut command,
        "The demonstration district could not be loaded: the server says why above.",
    )?;
    forget(&demo)?;
    fs::rename(&loading, &demo).with_context(|| cannot_write(&demo))
}

fn server(place: &Place, profile: Profile, data: &Path, port: u16) -> Command {
    let mut command = Command::new(place.server(profile));
    command
        .current_dir(&place.root)
        .env("TRELLIS_DATA", data)
        .env("TRELLIS_LISTEN", format!("127.0.0.1:{port}"))
        .env("TRELLIS_BASE_URL", format!("http://127.0.0.1:{port}"))
        .env("TRELLIS_MODE", "development")
        .env("TRELLIS_PROFILE", "durham");
    command
}

fn forget(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| cannot_write(folder))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_taken_port_is_told_before_anything_is_built() -> Result<()> {
        let holder = TcpListener::bind(("127.0.0.1", 0))?;
        let port = holder.local_addr()?.port();
        let error = check_port(port).map_err(|error| error.to_string());
        let start = format!("Port {port} cannot be used");
        assert!(error.is_err_and(|text| text.starts_with(&start) && text.contains("--port")));
        drop(holder);
        check_port(port)
    }

    #[test]
    fn the_server_hears_of_its_folder_and_address_by_environment() -> Result<()> {
        let place = Place::at(Path::new("root"));
        let command = server(&place, Profile::Development, &place.demo(), 4000);
        let given = |name: &str| {
            command
                .get_envs()
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| value?.to_str())
                .ok_or_else(|| anyhow!("{name} is not given"))
        };
        assert_eq!(given("TRELLIS_DATA")?, "root/target/demo");
        assert_eq!(given("TRELLIS_LISTEN")?, "127.0.0.1:4000");
        assert_eq!(given("TRELLIS_BASE_URL")?, "http://127.0.0.1:4000");
        Ok(())
    }
}
