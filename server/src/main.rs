//! The command line of the server.

use clap::{Parser, Subcommand};
use server::config::{Config, SETTINGS};
use server::district::Opened;
use server::open::{For, known, one, open};
use server::time::Clock;
use server::{Server, ballast, demo, log, mail, operate, profile, serve};
use std::path::PathBuf;
use std::process::ExitCode;

/// Drawing a page takes many small pieces of memory: this allocator gives them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a school district's community partnerships: applications, vetting, partnerships, directory.
#[derive(Parser)]
#[command(name = "server", version, after_help = settings())]
struct Command {
    /// A TOML file with settings; environment variables win over it.
    #[arg(long, global = true, env = "TRELLIS_CONFIG")]
    config: Option<PathBuf>,
    /// The one district that is meant, where the settings list several.
    #[arg(long, global = true)]
    district: Option<String>,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Serve the program.
    Serve,
    /// Bring the database up to date and end.
    Migrate,
    /// Work with district profiles.
    Profile {
        #[command(subcommand)]
        act: ProfileAct,
    },
    /// Fill the database with a demonstration.
    Demo {
        /// How many organizations.
        #[arg(long, default_value_t = 40)]
        organizations: u32,
        /// The same seed makes the same demonstration.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Colors in place of the profile's, as an administrator chooses them: #7a1f3d, or two with a comma between.
        #[arg(long)]
        look: Option<String>,
    },
    /// Work with people.
    Person {
        #[command(subcommand)]
        act: PersonAct,
    },
    /// Write a whole copy of the database to a new file, while serving or not.
    Backup {
        /// The file to make; for several districts a folder, which gets a file of each.
        file: PathBuf,
    },
    /// Check the database and the files: references between rows, the chain of the history, every file's bytes.
    Verify {
        /// A head of the history that was noted earlier, as NUMBER:HASH: is it still there?
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Option<String>,
    },
    /// Work with the files of the Internal Revenue Service.
    Irs {
        #[command(subcommand)]
        act: IrsAct,
    },
}

#[derive(Subcommand)]
enum ProfileAct {
    /// Check a profile: list every fault, what is only a sample in it, and what is not translated.
    Check {
        /// A profile file, or the name of a built-in profile.
        file: String,
    },
    /// Print the JSON Schema of profiles, for editors.
    Schema,
}

#[derive(Subcommand)]
enum IrsAct {
    /// Load files, to look tax numbers up in them: the Business Master File (eo1.csv …), Publication 78, the
    /// auto-revocation list. The files of a list replace all that was loaded of it.
    Load {
        /// The files, unpacked.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Of which day they are, as 2026-11-01; else the day the newest one was written.
        #[arg(long)]
        date: Option<chrono::NaiveDate>,
    },
}

#[derive(Subcommand)]
enum PersonAct {
    /// Give a role to the person of an address, who is made when unknown.
    Add {
        /// The address.
        #[arg(long)]
        email: String,
        /// partner, liaison, office, signer, analyst or administrator.
        #[arg(long)]
        role: String,
    },
}

/// What is read from the environment alone: variable, what it means.
const ENVIRONMENT: [(&str, &str); 2] = [
    (
        "TRELLIS_CONFIG",
        "the file of --config; only an environment variable",
    ),
    (
        "TRELLIS_LOG",
        "how much is logged, such as debug or warn; only an environment variable; default info,sqlx=warn",
    ),
];

fn settings() -> String {
    let lines: Vec<String> = SETTINGS
        .iter()
        .chain(&ENVIRONMENT)
        .map(|(variable, meaning)| format!("  {variable}\n      {meaning}"))
        .collect();
    format!(
        "Settings, as environment variables or in the file of --config:\n{}",
        lines.join("\n")
    )
}

#[tokio::main]
async fn main() -> ExitCode {
    log::start();
    match run(Command::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    if let Act::Profile { act } = &command.act {
        return match act {
            ProfileAct::Check { file } => check_profile(file),
            ProfileAct::Schema => {
                println!("{:#}", profile::schema::for_editors());
                Ok(())
            }
        };
    }
    let config = Config::load(command.config.as_deref())?;
    let mut known = known(&config, command.district.as_deref())?;
    let noted = match &command.act {
        Act::Verify { head: Some(head) } => Some(operate::head(head)?),
        _ => None,
    };
    if noted.is_some() || matches!(command.act, Act::Person { .. }) {
        known = vec![one(known)?];
    }
    let what_for = match command.act {
        Act::Demo { .. } => For::Filling,
        _ => For::Work,
    };
    let opened = open(&config, known, what_for).await?;
    match command.act {
        Act::Serve => serve_all(opened, config).await,
        Act::Migrate => {
            for district in &opened {
                let database = district.folder.join(server::open::DATABASE);
                println!("The database {} is up to date.", database.display());
            }
            Ok(())
        }
        Act::Profile { .. } => Ok(()),
        Act::Demo {
            organizations,
            seed,
            look,
        } => {
            for district in &opened {
                let (profile, store) = (district.profile(), &district.store);
                demo::may_fill(&config, store).await?;
                let done =
                    demo::fill(profile, store, organizations, seed, chrono::Utc::now()).await?;
                if let Some(colors) = &look {
                    demo::look(store, colors, chrono::Utc::now()).await?;
                }
                store.settle().await?;
                println!("{done}");
            }
            Ok(())
        }
        Act::Person {
            act: PersonAct::Add { email, role },
        } => {
            for district in &opened {
                println!("{}", operate::add_person(district, &email, &role).await?);
            }
            Ok(())
        }
        Act::Backup { file } => operate::back_up(&opened, &file).await,
        Act::Irs {
            act: IrsAct::Load { files, date },
        } => operate::load_lists(&opened, &files, date).await,
        Act::Verify { .. } => operate::verify(&opened, noted.as_ref()).await,
    }
}

async fn serve_all(opened: Vec<Opened>, config: Config) -> anyhow::Result<()> {
    mail::check(&config)?;
    server::open::check_versions(&opened).await?;
    let listener = serve::listen(config.listen).await?;
    greet(&config, &opened);
    let folder = config.data.clone();
    std::thread::spawn(move || {
        if let Err(error) = ballast::keep(&folder) {
            tracing::warn!(%error, "there is no room for the ballast");
        }
    });
    let server = Server::of(opened, config, Clock::system())?;
    serve::serve(server, listener, end()).await
}

/// Tells what is wrong with a profile, and ends with exit code 1 when anything is.
fn check_profile(name: &str) -> anyhow::Result<()> {
    let (file, report) = profile::check(name)?;
    print!("{}", report.shown());
    match &report.profile {
        Some(profile) => {
            println!(
                "{file} is sound: {} version {}.",
                profile.id, profile.version
            );
            Ok(())
        }
        None => anyhow::bail!("{file} has {} faults.", report.faults.len()),
    }
}

fn greet(config: &Config, districts: &[Opened]) {
    for district in districts {
        let url = &district.base_url;
        let name = district.profile().name.get(partnership::text::Lang::En);
        println!("{name} is served at {url}/");
        if config.is_development() {
            println!("  mails, with the codes to sign in:  {url}/dev/mail");
        }
    }
    if config.is_development() {
        for (email, what) in demo::PEOPLE {
            println!("  sign in as {email:<28} {what}");
        }
    }
}

/// Over when the operator presses Ctrl-C, the system asks to end, or it is asked to read its settings anew: these are
/// read at the start, and systemd starts it again.
async fn end() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    let told = [SignalKind::terminate(), SignalKind::hangup()].map(signal);
    let [Ok(mut terminate), Ok(mut hang_up)] = told else {
        drop(interrupt.await);
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}
