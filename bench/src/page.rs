//! Pages, each asked for from Trellis at every size and from the baselines, one after the other in every round.

use crate::district::District;
use crate::load::{Until, load};
use crate::machine::cpu_micros;
use crate::program::Program;
use crate::report::{Line, Report, median};
use crate::visitor::Who::{self, Administrator, Anyone, Office, Partner};
use crate::{Rounds, baseline};
use anyhow::{Context, Result, ensure};
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

/// A page to measure.
pub struct Page {
    /// What it is called.
    pub name: &'static str,
    /// Its address; see [`crate::visitor::Visitor::path`].
    pub path: &'static str,
    /// Who asks.
    pub who: Who,
    /// Whether the axum and maud baseline draws it, too.
    pub drawn: bool,
    /// What it should reach of the plain handler; nothing for no goal.
    pub of_plain: f64,
    /// How much p99 may grow from the smallest size to 100 times that.
    pub growth: f64,
}

/// Every page that is measured. A line here is a new case.
#[rustfmt::skip]
pub const PAGES: [Page; 35] = [
    Page { name: "welcome", path: "/", who: Anyone, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "directory", path: "/directory", who: Anyone, drawn: true, of_plain: 0.8, growth: 1.5 },
    Page { name: "directory search", path: "/directory?q=reading", who: Anyone, drawn: true, of_plain: 0.15, growth: 4.0 },
    Page { name: "directory detail", path: "/directory/{listed}", who: Anyone, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "wizard step", path: "/applications/{draft}/{step}", who: Partner, drawn: true, of_plain: 0.15, growth: 1.5 },
    Page { name: "applications", path: "/office/applications", who: Office, drawn: true, of_plain: 0.15, growth: 1.5 },
    Page { name: "applications search", path: "/office/applications?words=robot", who: Office, drawn: true, of_plain: 0.15, growth: 4.0 },
    Page { name: "office", path: "/office", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue", path: "/office/applications?queue=unassigned", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue mine", path: "/office/applications?queue=mine", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue finding", path: "/office/applications?queue=finding", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue new", path: "/office/applications?queue=new", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue partner", path: "/office/applications?queue=partner", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue overdue", path: "/office/applications?queue=overdue", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue stalled", path: "/office/applications?queue=stalled", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "queue notes", path: "/office/applications?queue=notes", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "two columns", path: "/office/applications?sort=due&sort=-organization", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "applications misspelled", path: "/office/applications?words=robbot", who: Office, drawn: false, of_plain: 0.15, growth: 4.0 },
    Page { name: "partnerships", path: "/office/partnerships", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "ending soon", path: "/office/partnerships?ends=soon", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "past their end", path: "/office/partnerships?ends=over", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "outbox", path: "/office/mails", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "organizations", path: "/office/organizations", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "organizations search", path: "/office/organizations?words=church", who: Office, drawn: false, of_plain: 0.15, growth: 4.0 },
    Page { name: "done to several", path: "/office/bulk", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "partnerships search", path: "/office/partnerships?words=reading", who: Office, drawn: false, of_plain: 0.15, growth: 4.0 },
    Page { name: "outbox search", path: "/office/mails?words=robot", who: Office, drawn: false, of_plain: 0.15, growth: 4.0 },
    Page { name: "people", path: "/office/people", who: Administrator, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "roles", path: "/office/people/roles", who: Administrator, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "begun", path: "/office/begun", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "claims", path: "/office/claims", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "form use", path: "/office/form-use", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "timeline", path: "/office/applications/{record}/history", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "record", path: "/office/applications/{record}", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
    Page { name: "dashboard", path: "/office/dashboard", who: Office, drawn: false, of_plain: 0.15, growth: 1.5 },
];

/// The most organizations of the district that ratios are told of; larger ones show the growth alone.
const JUDGED: u32 = 10_000;

/// A server that answers a page.
struct Contestant<'a> {
    by: String,
    program: &'a Program,
    path: String,
    cookie: String,
}

/// Values of the rounds.
#[derive(Default)]
struct Found {
    cpu: Vec<f64>,
    per_second: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
    bytes: usize,
    failed: u64,
}

/// Measures every page whose name holds `only`.
///
/// # Errors
/// When a server does not answer, or a page is not there.
pub async fn measure(
    districts: &[District],
    programs: &[Program],
    folder: &Path,
    rounds: Rounds,
    only: &str,
    report: &mut Report,
) -> Result<()> {
    // The baselines answer for the district that the ratios are told of.
    let judged = districts
        .iter()
        .rposition(|district| district.organizations <= JUDGED)
        .context("no district")?;
    let (largest, product) = districts
        .get(judged)
        .zip(programs.get(judged))
        .context("no program")?;
    let pages: Vec<&Page> = PAGES
        .iter()
        .filter(|page| page.name.contains(only))
        .collect();
    let bytes = folder.join("plain");
    let _ = std::fs::remove_dir_all(&bytes);
    std::fs::create_dir_all(&bytes)?;
    for page in &pages {
        let cookie = largest.visitor.cookie(page.who);
        let body = baseline::fetch(product, &largest.visitor.path(page.path), &cookie).await?;
        std::fs::write(bytes.join(page.name.replace(' ', "-")), body)?;
    }
    let plain = Program::baseline("serve-plain", &bytes)?;
    let drawn = Program::baseline("serve-drawn", &largest.data)?;
    for page in pages {
        let mut contestants: Vec<Contestant> = districts
            .iter()
            .zip(programs)
            .map(|(district, program)| Contestant {
                by: format!("trellis {}", district.organizations),
                program,
                path: district.visitor.path(page.path),
                cookie: district.visitor.cookie(page.who),
            })
            .collect();
        if page.drawn {
            contestants.push(Contestant {
                by: "axum+maud".to_owned(),
                program: &drawn,
                path: largest.visitor.path(page.path),
                cookie: largest.visitor.cookie(page.who),
            });
        }
        contestants.push(Contestant {
            by: "plain".to_owned(),
            program: &plain,
            path: format!("/{}", page.name.replace(' ', "-")),
            cookie: String::new(),
        });
        run(page, &contestants, rounds, report).await?;
        judge(page, districts, report);
    }
    Ok(())
}

async fn run(
    page: &Page,
    contestants: &[Contestant<'_>],
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let mut found: Vec<Found> = contestants.iter().map(|_| Found::default()).collect();
    for contestant in contestants {
        // Warm, so that the first round is like the others.
        load_once(contestant, 1, Duration::from_millis(100)).await?;
    }
    for _ in 0..rounds.count {
        for (contestant, found) in contestants.iter().zip(&mut found) {
            let (one, _) = load_once(contestant, 1, rounds.time).await?;
            found.p50.push(one.percentile(0.5));
            found.p99.push(one.percentile(0.99));
            let (many, cpu) = load_once(contestant, 4, rounds.time).await?;
            found.per_second.push(many.per_second());
            found.cpu.push(cpu / many.micros.len().max(1) as f64);
            found.bytes = many.bytes;
            found.failed += one.failed + many.failed;
        }
    }
    for (contestant, found) in contestants.iter().zip(found) {
        ensure!(
            found.bytes > 0 && found.failed == 0,
            "{} of {} was not answered {} times",
            page.name,
            contestant.by,
            found.failed
        );
        report.line(Line {
            case: page.name.to_owned(),
            by: contestant.by.clone(),
            cpu_micros: Some(median(found.cpu)),
            per_second: Some(median(found.per_second)),
            p50_micros: Some(median(found.p50)),
            p99_micros: Some(median(found.p99)),
            bytes: Some(found.bytes),
            failed: found.failed,
        });
    }
    Ok(())
}

/// Loads a contestant, and gives the processor microseconds it took.
async fn load_once(
    contestant: &Contestant<'_>,
    connections: usize,
    time: Duration,
) -> Result<(crate::load::Outcome, f64)> {
    let (path, cookie) = (contestant.path.clone(), contestant.cookie.clone());
    let ask = Rc::new(move |_, _| get(&path, &cookie));
    let process = contestant.program.process();
    let before = cpu_micros(process)?;
    let outcome = load(
        contestant.program.address,
        connections,
        Until::Time(time),
        ask,
    )
    .await?;
    let cpu = cpu_micros(process)? - before;
    Ok((outcome, cpu as f64))
}

/// A request for a page.
#[must_use]
pub fn get(path: &str, cookie: &str) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::default());
    if let Ok(uri) = path.parse() {
        *request.uri_mut() = uri;
    }
    let headers = request.headers_mut();
    headers.insert("host", hyper::header::HeaderValue::from_static("bench"));
    headers.insert(
        "accept",
        hyper::header::HeaderValue::from_static("text/html"),
    );
    if let Ok(cookie) = cookie.parse()
        && !cookie_is_empty(&cookie)
    {
        headers.insert("cookie", cookie);
    }
    request
}

fn cookie_is_empty(cookie: &hyper::header::HeaderValue) -> bool {
    cookie.is_empty()
}

fn judge(page: &Page, districts: &[District], report: &mut Report) {
    let Some(large) = districts.iter().rev().find(|d| d.organizations <= JUDGED) else {
        return;
    };
    let by = format!("trellis {}", large.organizations);
    let cpu = |by: &str, report: &Report| {
        let line = report.find(page.name, by)?;
        line.cpu_micros.filter(|cpu| *cpu > 0.0)
    };
    let (own, plain, drawn) = (
        cpu(&by, report),
        cpu("plain", report),
        cpu("axum+maud", report),
    );
    if let (Some(own), Some(plain)) = (own, plain) {
        report.at_least(
            format!("{}: plain handler ÷ Trellis, CPU", page.name),
            plain / own,
            page.of_plain,
        );
    }
    if let (Some(own), Some(drawn)) = (own, drawn) {
        report.at_least(
            format!("{}: axum+maud ÷ Trellis, CPU", page.name),
            drawn / own,
            0.6,
        );
    }
    for small in districts {
        let many = small.organizations * 100;
        let p99 = |n: u32| report.find(page.name, &format!("trellis {n}"))?.p99_micros;
        if let (Some(few), Some(many_p99)) = (p99(small.organizations), p99(many)) {
            report.at_most(
                format!("{}: p99 at {many} ÷ at {}", page.name, small.organizations),
                many_p99 / few,
                page.growth,
            );
        }
    }
}
