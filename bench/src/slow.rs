//! Slow callers: how long others wait for a page while a thousand lines are held on purpose.

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
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// How many slow callers of a kind there are at once.
const CROWD: usize = 1000;
/// How many lines are kept, with room for those who are measured.
const LINES: &str = "4000";
/// How often a slow caller sends or reads a little.
const PACE: Duration = Duration::from_secs(1);
/// The page that others ask for.
const PAGE: &str = "/office/applications";

/// A way to be slow.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// The head of a request that never ends.
    Head,
    /// A form that trickles in.
    Body,
    /// A large answer that is hardly read.
    Read,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Head, Self::Body, Self::Read];

    const fn name(self) -> &'static str {
        match self {
            Self::Head => "half heads",
            Self::Body => "trickling forms",
            Self::Read => "answers hardly read",
        }
    }

    /// What is sent first, and what is sent again and again. `large` is the address of a large file.
    fn words(self, large: &str) -> (String, &'static str) {
        match self {
            Self::Head => ("GET / HTTP/1.1\r\nHost: bench\r\n".to_owned(), "X: y\r\n"),
            Self::Body => (
                "POST /api/rename HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
                    .to_owned(),
                "n",
            ),
            Self::Read => (format!("GET {large} HTTP/1.1\r\nHost: bench\r\n\r\n"), ""),
        }
    }
}

/// Measures one kind after the other, each right after a time without slow callers.
///
/// # Errors
/// When the server does not answer, or cuts slow callers off before others were measured.
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
        for (name, found) in ["nobody", "a thousand slow callers"].into_iter().zip(found) {
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
            "Resident memory that {CROWD} callers with {} take: {:.1} MB.",
            kind.name(),
            median(memory)
        ));
        report.at_most(
            format!("p99 of others beside {CROWD} {} ÷ alone", kind.name()),
            median(ratios),
            1.1,
        );
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
    callers: JoinSet<()>,
    /// How many the server has cut off.
    cut: Rc<Cell<usize>>,
}

impl Crowd {
    /// Lets them all come, and waits until the server has taken them in.
    async fn come(address: SocketAddr, kind: Kind, large: &str) -> Result<Self> {
        let mut callers = JoinSet::new();
        let cut: Rc<Cell<usize>> = Rc::default();
        let (first, again) = kind.words(large);
        for number in 0..CROWD {
            let mut line = line(address).await?;
            line.write_all(first.as_bytes()).await?;
            let cut = cut.clone();
            // Not all at the same moment of a second.
            let wait = PACE.mul_f64(number as f64 / CROWD as f64);
            callers.spawn_local(async move {
                tokio::time::sleep(wait).await;
                let _ = slowly(line, again).await;
                cut.set(cut.get() + 1);
            });
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(Self { callers, cut })
    }

    /// Lets them go. Fails when they were not all there until now, for then nothing was measured.
    fn leave(mut self, kind: Kind) -> Result<()> {
        let cut = self.cut.get();
        self.callers.abort_all();
        ensure!(cut == 0, "{cut} callers with {} were cut off", kind.name());
        Ok(())
    }
}

/// A line whose end here takes in little at a time.
async fn line(address: SocketAddr) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(4096)?;
    Ok(socket.connect(address).await?)
}

/// Sends a little, or reads a little where there is nothing to send, until the server has had enough.
async fn slowly(mut line: TcpStream, again: &str) -> std::io::Result<()> {
    let mut byte = [0; 1];
    loop {
        tokio::time::sleep(PACE).await;
        if again.is_empty() {
            if line.read(&mut byte).await? == 0 {
                return Ok(());
            }
        } else {
            line.write_all(again.as_bytes()).await?;
        }
    }
}
