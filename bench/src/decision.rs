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
use hyper::client::conn::http1::SendRequest;
use partnership::application::Stage;
use std::fs;
use std::path::Path;
use std::time::Instant;
use store::list::Filter;

/// How many applications of each district are decided either way in a round; the smallest has ten in review.
const DECISIONS: usize = 5;

/// A decision that is measured.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Nothing comes of it but a mail.
    Decline,
    /// It becomes a partnership.
    Approve,
}

impl Way {
    const ALL: [Self; 2] = [Self::Decline, Self::Approve];

    const fn case(self) -> &'static str {
        match self {
            Self::Decline => "decision",
            Self::Approve => "approval",
        }
    }

    const fn action(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::Approve => "approve",
        }
    }

    /// What is written of the decision.
    const fn fields(self) -> &'static str {
        match self {
            Self::Decline => "answers[reason][]=No+school+asks+for+it.",
            Self::Approve => {
                "answers[level][]=on-going&answers[why-level][]=It+comes+back.&answers[agreement][]=moa\
                 &answers[why-agreement][]=It+comes+back.&answers[conditions][]="
            }
        }
    }
}

/// What was found of one way to decide in one district.
#[derive(Default, Clone)]
struct Found {
    micros: Vec<f64>,
    cpu: Vec<f64>,
}

/// Measures. Applications are decided only once, so every round decides in a fresh copy of each district.
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
    let mut found = Way::ALL.map(|_| vec![Found::default(); districts.len()]);
    for _ in 0..rounds.count {
        let mut desks = Vec::new();
        for district in districts {
            desks.push(Desk::open(server, district, folder).await?);
        }
        for (way, found) in Way::ALL.into_iter().zip(&mut found) {
            let before: Vec<u64> = desks.iter().map(Desk::cpu).collect::<Result<_>>()?;
            for number in 0..DECISIONS {
                for (desk, found) in desks.iter_mut().zip(&mut *found) {
                    found.micros.push(desk.decide(way, number).await?);
                }
            }
            for ((desk, before), found) in desks.iter().zip(before).zip(found) {
                found
                    .cpu
                    .push((desk.cpu()? - before) as f64 / DECISIONS as f64);
            }
        }
    }
    for (way, found) in Way::ALL.into_iter().zip(found) {
        tell(way.case(), districts, found, report);
    }
    Ok(())
}

fn tell(case: &str, districts: &[District], found: Vec<Found>, report: &mut Report) {
    for (district, found) in districts.iter().zip(found) {
        let mut micros = found.micros.clone();
        micros.sort_by(f64::total_cmp);
        report.line(Line {
            case: case.to_owned(),
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
        let p50 = |size: u32| report.find(case, &format!("trellis {size}"))?.p50_micros;
        if let Some((small, large_p50)) = p50(small.organizations).zip(p50(large)) {
            report.at_most(
                format!("{case}: middle time at {large} ÷ a hundredth"),
                large_p50 / small,
                1.2,
            );
        }
    }
}

/// A copy of a district with the office at its desk.
struct Desk {
    program: Program,
    cookie: String,
    token: String,
    /// Who decides.
    office: String,
    /// Ids of applications in review.
    waiting: Vec<String>,
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
        let waiting: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
        ensure!(
            waiting.len() >= Way::ALL.len() * DECISIONS,
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
        Ok(Self {
            program,
            cookie: district.visitor.cookie(Who::Office),
            token,
            office: office.id.to_string(),
            waiting,
        })
    }

    /// Looks at an application, writes the decision, looks at the mail, and presses the button. Gives the microseconds
    /// of the press.
    async fn decide(&mut self, way: Way, number: usize) -> Result<f64> {
        let id = self.waiting.pop().context("no application")?;
        let record = format!("/office/applications/{id}");
        let mut sender = connect(self.program.address).await?;
        if let Way::Approve = way {
            self.judge(&mut sender, &record, &id).await?;
        }
        let action = way.action();
        for page in [record.clone(), format!("{record}/decide/{action}")] {
            self.look(&mut sender, &page).await?;
        }
        let fields = format!("id={id}&action={action}&{}", way.fields());
        self.send(&mut sender, "/api/save_decision", &fields)
            .await?;
        let preview = self
            .look(&mut sender, &format!("{record}/decide/{action}/preview"))
            .await?;
        let seen = preview
            .split_once("name=\"seen\"")
            .and_then(|(_, rest)| value(rest));
        let seen = seen.with_context(|| format!("{record}: decision {number} is not complete"))?;
        let key = store::fresh::id();
        let pressed = format!(
            "id={id}&action={action}&seen={seen}&key={key}&token={}&subject=Your+application&body=It+is+decided.",
            self.token
        );
        let request = self.post("/api/decide", pressed);
        let begin = Instant::now();
        let answer = sender.send_request(request).await?;
        let micros = begin.elapsed().as_secs_f64() * 1e6;
        let to = answer.headers().get("location");
        let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default();
        ensure!(
            to.contains(&format!("done={action}")),
            "a decision answers {} and leads to {to:?}",
            answer.status()
        );
        Ok(micros)
    }

    /// Processor microseconds of the server since it started, those for the pages before a press among them.
    fn cpu(&self) -> Result<u64> {
        cpu_micros(self.program.process())
    }

    /// Takes the application over and finds every criterion met.
    async fn judge(
        &self,
        sender: &mut SendRequest<Full<Bytes>>,
        record: &str,
        id: &str,
    ) -> Result<()> {
        let over = format!("id={id}&to={}", self.office);
        self.send(sender, "/api/assign_application", &over).await?;
        let page = self.look(sender, record).await?;
        let mut findings = format!("id={id}");
        for (slug, version) in seen(&page) {
            findings.push_str(&format!(
                "&answers[finding.{slug}][]=met&answers[seen.{slug}][]={version}"
            ));
        }
        self.send(sender, "/api/judge_application", &findings).await
    }

    async fn look(&self, sender: &mut SendRequest<Full<Bytes>>, page: &str) -> Result<String> {
        let (status, body) = send(sender, get(page, &self.cookie)).await?;
        ensure!(status == 200, "{page} answers {status}");
        Ok(String::from_utf8_lossy(&body).into_owned())
    }

    /// Sends a form that leads on.
    async fn send(
        &self,
        sender: &mut SendRequest<Full<Bytes>>,
        act: &'static str,
        fields: &str,
    ) -> Result<()> {
        let body = format!("{fields}&token={}", self.token);
        let (status, _) = send(sender, self.post(act, body)).await?;
        ensure!(status == 302, "{act} answers {status}");
        Ok(())
    }

    fn post(&self, path: &'static str, body: String) -> Request<Full<Bytes>> {
        post(&self.program.base(), path, &self.cookie, body)
    }
}

/// The criteria that a record asks about, and which finding of each it shows.
fn seen(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("name=\"answers[seen.")
        .skip(1)
        .filter_map(|rest| {
            let (slug, rest) = rest.split_once("][]\"")?;
            Some((slug, value(rest)?))
        })
}

/// The next value in a piece of a page.
fn value(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("value=\"")?;
    Some(rest.split_once('"')?.0)
}
