//! The command line of the server.

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use partnership::person::{Email, Role};
use server::config::{Config, SETTINGS};
use server::time::Clock;
use server::{Server, backup, ballast, demo, log, mail, private, profile, serve};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;
use store::Store;

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
        /// The file to make.
        file: PathBuf,
    },
    /// Check the database: the file, references between rows, and the chain of the history.
    Verify,
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
    let profile = profile::load(&config.profile)?;
    let database = config.database();
    private::folder(&config.data).with_context(|| {
        format!(
            "TRELLIS_DATA: the folder {} cannot be made",
            config.data.display()
        )
    })?;
    let unopened = || {
        format!(
            "TRELLIS_DATA: the database {} cannot be opened; look whether it is one, whether the server's user may write it and its folder, and whether the disk has room",
            database.display()
        )
    };
    match private::file(&database) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(error).with_context(unopened);
        }
        _ => {}
    }
    let opened = match command.act {
        Act::Demo { .. } => Store::open_to_fill(&database, profile.id.clone()).await,
        _ => Store::open(&database, profile.id.clone()).await,
    };
    let store = opened.with_context(unopened)?;
    match command.act {
        Act::Serve => {
            mail::check(&config)?;
            let listener = serve::listen(config.listen).await?;
            greet(&config, &profile);
            let folder = config.data.clone();
            std::thread::spawn(move || {
                if let Err(error) = ballast::keep(&folder) {
                    tracing::warn!(%error, "there is no room for the ballast");
                }
            });
            serve::serve(
                Server::new(profile, store, config, Clock::system())?,
                listener,
                end(),
            )
            .await
        }
        Act::Migrate => {
            println!("The database {} is up to date.", database.display());
            Ok(())
        }
        Act::Profile { .. } => Ok(()),
        Act::Demo {
            organizations,
            seed,
            look,
        } => {
            demo::may_fill(&config, &store).await?;
            let done =
                demo::fill(&profile, &store, organizations, seed, chrono::Utc::now()).await?;
            if let Some(colors) = &look {
                demo::look(&store, colors, chrono::Utc::now()).await?;
            }
            store.settle().await?;
            println!("{done}");
            Ok(())
        }
        Act::Person {
            act: PersonAct::Add { email, role },
        } => {
            let email = Email::parse(&email)
                .with_context(|| format!("--email: '{email}' is no address"))?;
            let role = Role::from_word(&role).with_context(|| {
                let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
                format!(
                    "--role: '{role}' is no role; take one of {}",
                    known.join(", ")
                )
            })?;
            store
                .grant(
                    None,
                    &email,
                    role,
                    &[],
                    &store::fresh::id(),
                    chrono::Utc::now(),
                )
                .await?;
            println!("{} is now {}.", email.as_str(), role.word());
            Ok(())
        }
        Act::Backup { file } => {
            if file.exists() {
                bail!("{} is there already; name a new file", file.display());
            }
            backup::write(&store, &file)
                .await
                .with_context(|| format!("the backup {} cannot be written", file.display()))?;
            println!("The backup {} is complete.", file.display());
            Ok(())
        }
        Act::Verify => {
            let report = store.verify().await?;
            match report.history {
                Ok(lines) => println!("History: {lines} lines, the chain is whole."),
                Err(line) => println!("History: line {line} was changed."),
            }
            for line in &report.integrity {
                println!("Database: {line}");
            }
            for table in &report.dangling {
                println!("Table {table}: a row points to something that is not there.");
            }
            if report.is_sound() {
                let contents = store.contents().await?;
                let rows: u64 = contents.iter().map(|table| table.rows).sum();
                println!(
                    "Contents: {rows} rows, fingerprint {}.",
                    store::contents::fingerprint(&contents)
                );
                Ok(())
            } else {
                bail!("The database is not sound: restore a backup.")
            }
        }
    }
}

/// Tells what is wrong with a profile, and ends with exit code 1 when anything is.
fn check_profile(name: &str) -> anyhow::Result<()> {
    let (file, report) = profile::check(name)?;
    print!("{}", report.shown());
    match &report.profile {
        Some(profile) => {
            println!("{file} is sound: {} version {}.", profile.id, profile.version);
            Ok(())
        }
        None => bail!("{file} has {} faults.", report.faults.len()),
    }
}

fn greet(config: &Config, profile: &partnership::district::Profile) {
    println!(
        "{} is served at {}",
        profile.name.get(partnership::text::Lang::En),
        config.base_url
    );
    if config.is_development() {
        println!(
            "  mails, with the codes to sign in:  {}/dev/mail",
            config.base_url
        );
        for (email, what) in demo::PEOPLE {
            println!("  sign in as {email:<28} {what}");
        }
    }
}

/// Over when the operator presses Ctrl-C or the system asks to end.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(interrupt.await),
    }
}
