//! Deciding: how long the press of the button takes, from a small district to a large one.

use crate::Rounds;
use crate::district::District;
use crate::load::{connect, send};
use crate::machine::cpu_micros;
use crate::page::get;
use crate::program::Program;
use crate::report::{Line, Report, median};
use crate::visitor::{Who, asker, open, post};
use anyhow::{Context, Result, ensure};
use chrono::Utc;
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use partnership::application::Stage;
use std::fs;
use std::path::Path;
use std::time::Instant;
use store::list::Filter;

const CASE: &str = "decision";

/// How many decisions of each district are taken in a round; the smallest has ten applications in review.
const DECISIONS: usize = 10;

/// What was found of one district.
#[derive(Default)]
struct Found {
    micros: Vec<f64>,
    cpu: Vec<f64>,
}

/// Measures. Applications can be declined only once, so every round decides in a fresh copy of each district.
///
/// # Errors
/// When a server does not answer, or a decision is not taken.
pub async fn measure(
    server: &Path,
    districts: &[District],
    folder: &Path,
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let mut found: Vec<Found> = districts.iter().map(|_| Found::default()).collect();
    for _ in 0..rounds.count {
        let mut desks = Vec::new();
        for district in districts {
            desks.push(Desk::open(server, district, folder).await?);
        }
        for number in 0..DECISIONS {
            for (desk, found) in desks.iter().zip(&mut found) {
                found.micros.push(desk.decline(number).await?);
            }
        }
        for (desk, found) in desks.iter().zip(&mut found) {
            found.cpu.push(desk.cpu()?);
        }
    }
    for (district, found) in districts.iter().zip(found) {
        let mut micros = found.micros.clone();
        micros.sort_by(f64::total_cmp);
        report.line(Line {
            case: CASE.to_owned(),
            by: format!("trellis {}", district.organizations),
            cpu_micros: Some(median(found.cpu)),
            per_second: None,
            p50_micros: Some(median(found.micros)),
            p99_micros: micros.last().copied(),
            bytes: None,
            failed: 0,
        });
    }
    for small in districts {
        let large = small.organizations * 100;
        let p50 = |size: u32| report.find(CASE, &format!("trellis {size}"))?.p50_micros;
        if let Some((small, large_p50)) = p50(small.organizations).zip(p50(large)) {
            report.at_most(
                format!("decision: middle time at {large} ÷ a hundredth"),
                large_p50 / small,
                1.2,
            );
        }
    }
    Ok(())
}

/// A copy of a district with the office at its desk.
struct Desk {
    program: Program,
    cookie: String,
    token: String,
    /// Ids of applications in review, and the version of each.
    waiting: Vec<(String, i64)>,
    /// Processor time of the server when the desk was opened.
    before: u64,
}

impl Desk {
    async fn open(server: &Path, district: &District, folder: &Path) -> Result<Self> {
        let data = folder.join(format!("deciding-{}", district.organizations));
        let _ = fs::remove_dir_all(&data);
        fs::create_dir_all(&data)?;
        // The programs before have ended: what they wrote last may stand beside the database.
        for file in fs::read_dir(&district.data)? {
            let file = file?;
            if file.file_type()?.is_file() {
                fs::copy(file.path(), data.join(file.file_name()))?;
            }
        }
        let store = open(&data).await?;
        let office = asker(&store, "office@example.org").await?;
        let filter = Filter {
            stage: Some(Stage::InReview),
            ..Filter::default()
        };
        let today = Utc::now().date_naive();
        let rows = store
            .applications(&office, &filter, Some(0), today)
            .await?
            .rows;
        let mut waiting = Vec::new();
        for row in rows.iter().take(DECISIONS) {
            let application = store.application(&office, &row.id).await?;
            waiting.push((row.id.to_string(), application.version));
        }
        ensure!(
            waiting.len() == DECISIONS,
            "{}: too few applications in review",
            data.display()
        );
        let token = store
            .signed_in(&district.visitor.office, Utc::now())
            .await?
            .form_token;
        store.close().await;
        let program = Program::product(server, &data)?;
        program.at_rest().await?;
        let before = cpu_micros(program.process())?;
        Ok(Self {
            program,
            cookie: district.visitor.cookie(Who::Office),
            token,
            waiting,
            before,
        })
    }

    /// Looks at an application, writes that it is declined, looks at the mail, and presses the button. Gives the
    /// microseconds of the press.
    async fn decline(&self, number: usize) -> Result<f64> {
        let (id, version) = self.waiting.get(number).context("no application")?;
        let mut sender = connect(self.program.address).await?;
        let record = format!("/office/applications/{id}");
        for page in [record.clone(), format!("{record}/decide/decline")] {
            let (status, _) = send(&mut sender, get(&page, &self.cookie)).await?;
            ensure!(status == 200, "{page} answers {status}");
        }
        let written = format!(
            "id={id}&action=decline&token={}&answers[reason][]=No+school+asks+for+it.",
            self.token
        );
        let (status, _) = send(&mut sender, self.post("/api/save_decision", written)).await?;
        ensure!(status == 302, "writing a decision answers {status}");
        let preview = format!("{record}/decide/decline/preview");
        let (status, _) = send(&mut sender, get(&preview, &self.cookie)).await?;
        ensure!(status == 200, "{preview} answers {status}");
        let key = store::fresh::id();
        let pressed = format!(
            "id={id}&action=decline&seen={version}&key={key}&token={}&subject=Your+application&body=It+is+declined.",
            self.token
        );
        let request = self.post("/api/decide", pressed);
        let begin = Instant::now();
        let answer = sender.send_request(request).await?;
        let micros = begin.elapsed().as_secs_f64() * 1e6;
        let to = answer.headers().get("location");
        let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default();
        ensure!(
            to.contains("done=decline"),
            "a decision answers {} and leads to {to:?}",
            answer.status()
        );
        Ok(micros)
    }

    fn post(&self, path: &'static str, body: String) -> Request<Full<Bytes>> {
        post(&self.program.base(), path, &self.cookie, body)
    }

    /// Processor microseconds of the server for each decision, with the pages looked at before it.
    fn cpu(&self) -> Result<f64> {
        let taken = cpu_micros(self.program.process())? - self.before;
        Ok(taken as f64 / DECISIONS as f64)
    }
}
