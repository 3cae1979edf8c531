//! Many districts in one process beside one: how fast it is there, how much memory it takes, and how fast a
//! public page of any of them is.

use crate::Rounds;
use crate::load::{Until, load};
use crate::machine::resident_kilobytes;
use crate::program::Program;
use crate::report::{Line, Report, median};
use anyhow::{Context, Result, ensure};
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

/// How many districts are compared.
const COUNTS: [usize; 2] = [1, 200];
/// How many organizations each has.
const ORGANIZATIONS: &str = "10";
/// A page that is kept, and one that is drawn each time because it is asked for with ever another word.
const PAGES: [(&str, &str); 2] = [("kept", "/directory"), ("drawn", "/directory?q=w{n}")];

/// What was found for a number of districts.
#[derive(Default)]
struct Found {
    start: Vec<f64>,
    rest: Vec<f64>,
    used: Vec<f64>,
    p50: [Vec<f64>; 2],
    p99: [Vec<f64>; 2],
}

/// Measures both numbers of districts, in turn.
///
/// # Errors
/// When databases cannot be made, or a program does not start or does not answer.
pub async fn measure(
    server: &Path,
    folder: &Path,
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let mut settings = Vec::new();
    for count in COUNTS {
        settings.push(prepare(server, folder, count)?);
    }
    let mut found: [Found; 2] = Default::default();
    for _ in 0..rounds.count {
        for ((count, settings), found) in COUNTS.iter().zip(&settings).zip(&mut found) {
            once(server, settings, *count, rounds, found).await?;
        }
    }
    let [one, many] = found.map(Medians::of);
    for (count, found) in COUNTS.iter().zip([&one, &many]) {
        for (at, (name, _)) in PAGES.iter().enumerate() {
            report.lines.push(Line {
                case: format!("directory, {name}, of any district"),
                by: format!("trellis, {count} districts"),
                cpu_micros: None,
                per_second: None,
                p50_micros: Some(found.p50[at]),
                p99_micros: Some(found.p99[at]),
                bytes: None,
                failed: 0,
            });
        }
        report.notes.push(format!(
            "{count} districts: {:.0} ms to the first answer, {:.1} MB at rest, {:.1} MB after pages of each; \
             kept page p50 {:.0} µs, p99 {:.0} µs; drawn page p50 {:.0} µs, p99 {:.0} µs.",
            found.start, found.rest, found.used, found.p50[0], found.p99[0], found.p50[1], found.p99[1]
        ));
    }
    let more = (COUNTS[1] - COUNTS[0]) as f64;
    let each = |many: f64, one: f64| (many - one) / more;
    report.at_most(
        "ms of start for each further district",
        each(many.start, one.start),
        15.0,
    );
    report.at_most(
        "MB at rest for each further district",
        each(many.rest, one.rest),
        2.0,
    );
    for (at, (name, _)) in PAGES.iter().enumerate() {
        let goal = format!("p50 of a {name} page with 200 districts ÷ with one");
        report.at_most(goal, many.p50[at] / one.p50[at], 2.0);
    }
    Ok(())
}

/// The medians over the rounds.
struct Medians {
    start: f64,
    rest: f64,
    used: f64,
    p50: [f64; 2],
    p99: [f64; 2],
}

impl Medians {
    fn of(found: Found) -> Self {
        Self {
            start: median(found.start),
            rest: median(found.rest),
            used: median(found.used),
            p50: found.p50.map(median),
            p99: found.p99.map(median),
        }
    }
}

/// Starts the program, asks for pages of all districts in turn, and ends it.
async fn once(
    server: &Path,
    settings: &Path,
    count: usize,
    rounds: Rounds,
    found: &mut Found,
) -> Result<()> {
    let begin = Instant::now();
    let program = Program::of_settings(server, settings)?;
    found.start.push(begin.elapsed().as_secs_f64() * 1e3);
    // Until the first check of all databases is over.
    tokio::time::sleep(rounds.time).await;
    found
        .rest
        .push(resident_kilobytes(program.process())? as f64 / 1e3);
    for (at, (name, path)) in PAGES.iter().enumerate() {
        let ask = Rc::new(move |_, number: u64| {
            let district = usize::try_from(number).unwrap_or_default() % count;
            let path = path.replace("{n}", &number.to_string());
            asked(&path, district)
        });
        // Each district once, so that what is measured is no first time.
        let each = Until::Count(count as u64);
        let warm = load(program.address, 1, each, ask.clone()).await?;
        ensure!(warm.failed == 0, "{} pages of {name} failed", warm.failed);
        let outcome = load(program.address, 1, Until::Time(rounds.time), ask).await?;
        ensure!(
            outcome.failed == 0,
            "{} pages of {name} failed",
            outcome.failed
        );
        found.p50[at].push(outcome.percentile(0.5));
        found.p99[at].push(outcome.percentile(0.99));
    }
    found
        .used
        .push(resident_kilobytes(program.process())? as f64 / 1e3);
    Ok(())
}

fn asked(path: &str, district: usize) -> Request<Full<Bytes>> {
    let request = Request::get(path)
        .header("host", format!("{}.localhost:3000", name(district)))
        .header("accept", "text/html");
    request.body(Full::default()).unwrap_or_default()
}

fn name(district: usize) -> String {
    format!("d{district}")
}

/// Profiles, settings and databases of so many districts, made once. Gives the settings file.
fn prepare(server: &Path, folder: &Path, count: usize) -> Result<PathBuf> {
    let whole = std::path::absolute(folder.join(format!("districts-{count}")))?;
    let settings = whole.join("settings.toml");
    if settings.exists() {
        return Ok(settings);
    }
    let _ = fs::remove_dir_all(&whole);
    fs::create_dir_all(&whole)?;
    let durham = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/profiles/durham-1.toml");
    let durham = fs::read_to_string(durham)?;
    let data = whole.join("data");
    let mut text = format!("data = '{}'\nmode = 'development'\n", data.display());
    for district in 0..count {
        let name = name(district);
        let own = durham.replacen("id = \"durham\"", &format!("id = \"{name}\""), 1);
        ensure!(
            own.contains(&name),
            "the profile of Durham has no id to replace"
        );
        let file = whole.join(format!("{name}-1.toml"));
        fs::write(&file, own)?;
        text.push_str(&format!(
            "\n[[district]]\nprofile = '{}'\nbase-url = 'http://{name}.localhost:3000'\n",
            file.display()
        ));
    }
    let half = whole.join("making.toml");
    fs::write(&half, text)?;
    println!("{count} districts: making their databases");
    let status = Command::new(server)
        .arg("--config")
        .arg(&half)
        .args(["demo", "--organizations", ORGANIZATIONS, "--seed", "1"])
        .stdout(std::process::Stdio::null())
        .status()
        .context("the demonstration cannot be started")?;
    ensure!(status.success(), "the demonstration could not be made");
    fs::rename(&half, &settings)?;
    Ok(settings)
}
