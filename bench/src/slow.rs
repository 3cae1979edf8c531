//! Bad company: how long others wait for a page while a thousand lines are held on purpose, or mails are asked for in
//! a flood that claims to come from everywhere; and how long those lines are held.

use crate::Rounds;
use crate::district::District;
use crate::load::{Until, connect, load, send};
use crate::machine::resident_kilobytes;
use crate::page::get;
use crate::program::Program;
use crate::report::{Line, Report, median};
use crate::visitor::Who;
use anyhow::{Context, Result, ensure};
use std::cell::Cell;
use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How many slow callers of a kind there are at once.
const CROWD: usize = 1000;
/// How many lines are kept, with room for those who are measured.
const LINES: &str = "4000";
/// How often a slow caller sends or reads a little.
const PACE: Duration = Duration::from_secs(1);
/// Between two requests of a flood: two hundred come in five seconds.
const FLOOD: Duration = Duration::from_millis(25);
/// What a district allows one caller in a minute, unless it says otherwise.
const SIGN_INS: &str = "30";
/// The page that others ask for.
const PAGE: &str = "/office/applications";

/// A way to be bad company.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// The head of a request that never ends.
    Head,
    /// A form that trickles in.
    Body,
    /// A large answer that is hardly read.
    Read,
    /// Mails that are asked for, for one address, each time in the name of another caller.
    Flood,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Head, Self::Body, Self::Read, Self::Flood];

    const fn name(self) -> &'static str {
        match self {
            Self::Head => "1000 half heads",
            Self::Body => "1000 trickling forms",
            Self::Read => "1000 answers hardly read",
            Self::Flood => "a flood of requests for mails",
        }
    }

    /// What a slow caller sends first, and what again and again; nothing for a flood, which has none. `large` is the
    /// address of a large file.
    fn words(self, large: &str) -> Option<(String, &'static str)> {
        Some(match self {
            Self::Head => ("GET / HTTP/1.1\r\nHost: bench\r\n".to_owned(), "X: y\r\n"),
            Self::Body => (
                "POST /api/rename HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
                    .to_owned(),
                "n",
            ),
            // Blank lines, so that the reader learns that its line was cut.
            Self::Read => (
                format!("GET {large} HTTP/1.1\r\nHost: bench\r\n\r\n"),
                "\r\n",
            ),
            Self::Flood => return None,
        })
    }
}

/// Measures one kind after the other, each right after a time without slow callers.
///
/// # Errors
/// When the server does not answer, cuts slow callers off before others were measured, or does not cut them off.
pub async fn measure(
    server: &Path,
    districts: &[District],
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let district = districts.last().context("no district")?;
    let program = Program::with(
        server,
        &district.data,
        &[
            ("TRELLIS_CONNECTIONS", LINES),
            ("TRELLIS_CONNECTIONS_PER_CALLER", LINES),
            ("TRELLIS_SIGN_INS_PER_MINUTE", SIGN_INS),
        ],
    )?;
    program.at_rest().await?;
    let large = large(program.address).await?;
    let cookie = district.visitor.cookie(Who::Office);
    let ask = Rc::new(move |_, _| get(PAGE, &cookie));
    let until = Until::Time(rounds.time);
    for kind in Kind::ALL {
        let mut found = [const { Vec::new() }; 2];
        let mut ratios = Vec::new();
        let mut memory = Vec::new();
        for _ in 0..rounds.count {
            let alone = load(program.address, 1, until, ask.clone()).await?;
            let before = resident_kilobytes(program.process())?;
            let crowd = Crowd::come(program.address, kind, &large).await?;
            let beside = load(program.address, 1, until, ask.clone()).await?;
            let with = resident_kilobytes(program.process())?;
            crowd.leave(kind)?;
            program.at_rest().await?;
            ensure!(
                alone.failed + beside.failed == 0,
                "others are not served beside {}",
                kind.name()
            );
            memory.push(with.saturating_sub(before) as f64 / 1e3);
            ratios.push(beside.percentile(0.99) / alone.percentile(0.99));
            for (found, outcome) in found.iter_mut().zip([alone, beside]) {
                found.push((outcome.percentile(0.5), outcome.percentile(0.99)));
            }
        }
        for (name, found) in ["nobody", "they"].into_iter().zip(found) {
            let (p50, p99) = found.into_iter().unzip::<_, _, Vec<f64>, Vec<f64>>();
            report.line(Line {
                case: format!("{PAGE} beside {}", kind.name()),
                by: name.to_owned(),
                cpu_micros: None,
                per_second: None,
                p50_micros: Some(median(p50)),
                p99_micros: Some(median(p99)),
                bytes: None,
                failed: 0,
            });
        }
        report.notes.push(format!(
            "Resident memory that {} take: {:.1} MB.",
            kind.name(),
            median(memory)
        ));
        report.at_most(
            format!("p99 of others beside {} ÷ alone", kind.name()),
            median(ratios),
            1.1,
        );
        if kind.words(&large).is_some() {
            let crowd = Crowd::come(program.address, kind, &large).await?;
            report.at_most(
                format!("seconds until the last of {} is cut off", kind.name()),
                crowd.outlast().await?.as_secs_f64(),
                15.0,
            );
            program.at_rest().await?;
        }
    }
    Ok(())
}

/// The address of a large file: the program of the pages.
async fn large(address: SocketAddr) -> Result<String> {
    let mut sender = connect(address).await?;
    let (_, page) = send(&mut sender, get("/", "")).await?;
    let page = String::from_utf8_lossy(&page);
    let end = page.find(".wasm\"").context("no program in the page")?;
    let begin = page[..end].rfind('"').context("no program in the page")?;
    Ok(page[begin + 1..end].to_owned() + ".wasm")
}

/// Slow callers who are there at once.
struct Crowd {
    callers: JoinSet<Duration>,
    /// How many the server has cut off.
    cut: Rc<Cell<usize>>,
}

impl Crowd {
    /// Lets them all come, and waits until the server has taken them in.
    async fn come(address: SocketAddr, kind: Kind, large: &str) -> Result<Self> {
        let mut callers = JoinSet::new();
        let cut: Rc<Cell<usize>> = Rc::default();
        let Some((first, again)) = kind.words(large) else {
            callers.spawn_local(async move {
                flood(address).await;
                Duration::ZERO
            });
            return Ok(Self { callers, cut });
        };
        for number in 0..CROWD {
            let since = Instant::now();
            let mut line = line(address).await?;
            line.write_all(first.as_bytes()).await?;
            let cut = cut.clone();
            // Not all at the same moment of a second.
            let wait = PACE.mul_f64(number as f64 / CROWD as f64);
            callers.spawn_local(async move {
                tokio::time::sleep(wait).await;
                let _ = slowly(line, again, matches!(kind, Kind::Read)).await;
                cut.set(cut.get() + 1);
                since.elapsed()
            });
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(Self { callers, cut })
    }

    /// Lets them go. Fails when they were not all there until now, for then nothing was measured.
    fn leave(mut self, kind: Kind) -> Result<()> {
        let cut = self.cut.get();
        self.callers.abort_all();
        ensure!(cut == 0, "of {} {cut} were cut off", kind.name());
        Ok(())
    }

    /// Stays until the server has cut them all off: how long the last one held its line.
    async fn outlast(self) -> Result<Duration> {
        let held = timeout(Duration::from_secs(90), self.callers.join_all()).await;
        let held = held.context("slow callers are not cut off")?;
        held.into_iter().max().context("nobody came")
    }
}

/// A line whose end here takes in little at a time.
async fn line(address: SocketAddr) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(4096)?;
    Ok(socket.connect(address).await?)
}

/// Sends a little, or also reads a little, again and again until the server has cut the line.
async fn slowly(mut line: TcpStream, again: &str, reads: bool) -> std::io::Result<()> {
    let mut byte = [0; 1];
    loop {
        tokio::time::sleep(PACE).await;
        if reads && line.read(&mut byte).await? == 0 {
            return Ok(());
        }
        line.write_all(again.as_bytes()).await?;
    }
}

/// What a flood sends.
const FORM: &str = "email=office%40example.org";

/// Asks for mails to one address, each time over a new line, until it is stopped.
async fn flood(address: SocketAddr) {
    for number in 0_u32.. {
        let [_, a, b, c] = number.to_be_bytes();
        let request = format!(
            "POST /api/ask_to_sign_in HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
             X-Forwarded-For: 10.{a}.{b}.{c}\r\nForwarded: for=10.{a}.{b}.{c}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{FORM}",
            FORM.len()
        );
        // Whatever is answered: it is others who count.
        let _ = async {
            let mut line = TcpStream::connect(address).await?;
            line.write_all(request.as_bytes()).await?;
            line.read_to_end(&mut Vec::new()).await
        }
        .await;
        tokio::time::sleep(FLOOD).await;
    }
}
