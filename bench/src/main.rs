//! The speed harness: measures Trellis beside plainer programs on the same machine in the same minutes.
//!
//! `cargo xtask bench` builds and starts it. The server and every baseline run on one core and the load
//! generator on another; contestants take turns in every round; what is told are medians over the rounds.

mod baseline;
mod counting;
mod decision;
mod district;
mod districts;
mod life;
mod load;
mod machine;
mod overload;
mod page;
mod program;
mod report;
mod save;
mod slow;
mod visitor;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use district::District;
use program::Program;
use report::Report;
use std::path::PathBuf;
use std::time::Duration;

/// Measures the speed of Trellis.
#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    options: Options,
}

#[derive(Args)]
struct Options {
    /// The server program of a release build.
    #[arg(long, default_value = "target/release/server")]
    server: PathBuf,
    /// Where databases and results are kept.
    #[arg(long, default_value = "target/bench")]
    folder: PathBuf,
    /// How many organizations, for each database.
    #[arg(long, value_delimiter = ',', default_value = "100,1000,10000")]
    sizes: Vec<u32>,
    /// Also 100,000 organizations.
    #[arg(long)]
    large: bool,
    /// How many rounds; at least five for numbers that are told.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How many milliseconds each load of a round takes.
    #[arg(long, default_value_t = 700)]
    milliseconds: u64,
    /// Only pages whose name holds this.
    #[arg(long)]
    only: Option<String>,
    /// Requests of the memory test.
    #[arg(long, default_value_t = 100_000)]
    requests: u64,
    /// Only this part: page, save, counting, decision, start, memory, overload, slow, districts.
    #[arg(long, value_delimiter = ',')]
    parts: Vec<String>,
}

/// What the harness starts of itself.
#[derive(Subcommand)]
enum Part {
    #[command(hide = true)]
    ServePlain { port: u16, folder: PathBuf },
    #[command(hide = true)]
    ServeDrawn { port: u16, folder: PathBuf },
    #[command(hide = true)]
    BareSave {
        data: PathBuf,
        application: String,
        step: String,
        key: String,
        milliseconds: u64,
    },
}

/// How often and how long everything is measured.
#[derive(Debug, Clone, Copy)]
pub struct Rounds {
    /// How many rounds.
    pub count: usize,
    /// How long each load.
    pub time: Duration,
}

fn main() -> Result<()> {
    let line = Line::parse();
    match line.part {
        Some(Part::BareSave {
            data,
            application,
            step,
            key,
            milliseconds,
        }) => {
            let time = Duration::from_millis(milliseconds);
            let found = baseline::bare::save(&data, &application, (&step, &key), time)?;
            println!("{}", serde_json::to_string(&found)?);
            Ok(())
        }
        Some(Part::ServePlain { port, folder }) => {
            served()?.block_on(baseline::plain::serve(port, folder))
        }
        Some(Part::ServeDrawn { port, folder }) => {
            served()?.block_on(baseline::drawn::serve(port, folder))
        }
        None => {
            machine::stay_on_generator_core()?;
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            tokio::task::LocalSet::new().block_on(&runtime, measure(&line.options))
        }
    }
}

/// The same kind of runtime as the product's.
fn served() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}

async fn measure(options: &Options) -> Result<()> {
    let rounds = Rounds {
        count: options.rounds,
        time: Duration::from_millis(options.milliseconds),
    };
    let profile = district::profile()?;
    let mut sizes = options.sizes.clone();
    if options.large {
        sizes.push(100_000);
    }
    std::fs::create_dir_all(&options.folder)?;
    let mut districts = Vec::new();
    for size in sizes {
        districts.push(District::prepare(&options.server, &options.folder, size, &profile).await?);
    }
    let mut programs = Vec::new();
    for district in &districts {
        let program = Program::product(&options.server, &district.data)?;
        program.at_rest().await?;
        programs.push(program);
    }
    let mut report = Report {
        commit: machine::commit(),
        machine: machine::processor(),
        rounds: format!("{} rounds of {} ms", rounds.count, options.milliseconds),
        ..Report::default()
    };
    println!("{}; {}; {}", report.commit, report.machine, report.rounds);
    let wanted = |part: &str| options.parts.is_empty() || options.parts.iter().any(|p| p == part);
    let only = options.only.as_deref().unwrap_or_default();
    if wanted("page") {
        page::measure(
            &districts,
            &programs,
            &options.folder,
            rounds,
            only,
            &mut report,
        )
        .await?;
    }
    if wanted("counting") {
        counting::measure(&districts, rounds, &mut report)?;
    }
    if wanted("save") {
        save::measure(&districts, &programs, rounds, &mut report).await?;
    }
    if wanted("overload") {
        overload::measure(&districts, &programs, rounds.count, &mut report).await?;
    }
    drop(programs);
    if wanted("decision") {
        decision::measure(
            &options.server,
            &districts,
            &options.folder,
            rounds,
            &mut report,
        )
        .await?;
    }
    if wanted("slow") {
        slow::measure(&options.server, &districts, rounds, &mut report).await?;
    }
    if wanted("start") {
        life::cold_start(
            &options.server,
            &districts,
            &options.folder,
            rounds,
            &mut report,
        )?;
    }
    if wanted("memory") {
        life::memory(&options.server, &districts, options.requests, &mut report).await?;
    }
    if wanted("districts") {
        districts::measure(&options.server, &options.folder, rounds, &mut report).await?;
    }
    for note in &report.notes {
        println!("{note}");
    }
    report.write(&options.folder)
}
