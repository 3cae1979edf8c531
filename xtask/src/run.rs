//! `cargo xtask run`: a demonstration district on this machine, or several.

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
    /// The district whose profile is served: charlotte-mecklenburg, durham, providence, saint-paul or seattle.
    /// Given several times, or `all`, it serves several, each under its name: http://127.0.0.1:3000/durham/.
    /// Each has data of its own.
    #[arg(long, default_value = "durham", value_parser = plain_name)]
    district: Vec<String>,
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
    let districts = chosen(place, &options.district)?;
    for district in &districts {
        let demo = place.demo().join(district);
        if options.fresh {
            forget(&demo)?;
        }
        if !demo.join("trellis.db").exists() {
            load(place, profile, options.port, district)?;
        }
    }
    let mut server = match districts.as_slice() {
        [only] => server(place, profile, options.port, only, &place.demo().join(only)),
        several => {
            let file = place.demo().join("settings.toml");
            let text = settings(options.port, &place.demo(), several);
            fs::write(&file, text).with_context(|| cannot_write(&file))?;
            let mut command = Command::new(place.server(profile));
            command.current_dir(&place.root).arg("--config").arg(file);
            command
        }
    };
    process::replace_this(server.arg("serve"))
}

/// The districts to serve, each once. `all` is every built-in one.
fn chosen(place: &Place, named: &[String]) -> Result<Vec<String>> {
    let mut districts = named.to_vec();
    if named.iter().any(|name| name == "all") {
        let folder = place.root.join("server/profiles");
        let files = fs::read_dir(&folder)
            .with_context(|| format!("{} cannot be read", folder.display()))?;
        districts = files
            .flatten()
            .filter_map(|file| {
                let name = file.file_name().into_string().ok()?;
                Some(name.strip_suffix(".toml")?.rsplit_once('-')?.0.to_owned())
            })
            .collect();
        districts.sort();
    }
    let mut seen = std::collections::BTreeSet::new();
    districts.retain(|district| seen.insert(district.clone()));
    Ok(districts)
}

/// Settings that serve several districts. By path, because names such as `durham.localhost` are not known to
/// every browser.
fn settings(port: u16, data: &Path, districts: &[String]) -> String {
    let data = data.display();
    let list: String = districts
        .iter()
        .map(|name| {
            format!(
                "\n[[district]]\nprofile = '{name}'\nbase-url = 'http://127.0.0.1:{port}/{name}'\n"
            )
        })
        .collect();
    format!("data = '{data}'\nlisten = '127.0.0.1:{port}'\nmode = 'development'\n{list}")
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
fn load(place: &Place, profile: Profile, port: u16, district: &str) -> Result<()> {
    let demo = place.demo().join(district);
    let loading = demo.with_extension("loading");
    forget(&loading)?;
    fs::create_dir_all(&loading).with_context(|| cannot_write(&loading))?;
    println!("Loading a demonstration of {district} …");
    let mut command = server(place, profile, port, district, &loading);
    command.args(["demo", "--organizations", "40", "--seed", "1"]);
    process::run(
        &mut command,
        "The demonstration district could not be loaded: the server says why above.",
    )?;
    forget(&demo)?;
    fs::rename(&loading, &demo).with_context(|| cannot_write(&demo))
}

/// A district's name becomes the name of a folder.
fn plain_name(name: &str) -> Result<String, String> {
    let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if is_plain && !name.is_empty() {
        Ok(name.to_owned())
    } else {
        Err("write a district's name, such as durham".to_owned())
    }
}

fn server(place: &Place, profile: Profile, port: u16, district: &str, data: &Path) -> Command {
    let mut command = Command::new(place.server(profile));
    command
        .current_dir(&place.root)
        .env("TRELLIS_DATA", data)
        .env("TRELLIS_LISTEN", format!("127.0.0.1:{port}"))
        .env("TRELLIS_BASE_URL", format!("http://127.0.0.1:{port}"))
        .env("TRELLIS_MODE", "development")
        .env("TRELLIS_PROFILE", district);
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
        let command = server(&place, Profile::Development, 4000, "seattle", &place.demo());
        let given = |name: &str| {
            command
                .get_envs()
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| value?.to_str())
                .ok_or_else(|| anyhow!("{name} is not given"))
        };
        assert_eq!(given("TRELLIS_DATA")?, "root/target/demo");
        assert_eq!(given("TRELLIS_PROFILE")?, "seattle");
        assert_eq!(given("TRELLIS_LISTEN")?, "127.0.0.1:4000");
        assert_eq!(given("TRELLIS_BASE_URL")?, "http://127.0.0.1:4000");
        Ok(())
    }

    #[test]
    fn several_districts_are_each_served_once_under_their_names() -> Result<()> {
        let named = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let place = Place::find()?;
        let all = chosen(&place, &named(&["durham", "all"]))?;
        assert!(
            all.len() >= 5 && all.contains(&"saint-paul".to_owned()),
            "{all:?}"
        );
        let two = chosen(&place, &named(&["seattle", "durham", "seattle"]))?;
        assert_eq!(two, ["seattle", "durham"]);
        assert_eq!(
            settings(4000, Path::new("target/demo"), &two),
            "data = 'target/demo'\nlisten = '127.0.0.1:4000'\nmode = 'development'\n\
             \n[[district]]\nprofile = 'seattle'\nbase-url = 'http://127.0.0.1:4000/seattle'\n\
             \n[[district]]\nprofile = 'durham'\nbase-url = 'http://127.0.0.1:4000/durham'\n"
        );
        Ok(())
    }
}
