//! Overload: requests come three times as fast as they can be answered, whether or not earlier ones are done.

use crate::district::District;
use crate::load::{Until, connect_from, load, send};
use crate::page::get;
use crate::program::Program;
use crate::report::{Report, median};
use crate::visitor::Who;
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The page that is asked for.
const PAGE: &str = "/office/applications";
/// An answer that takes longer is of no use to anybody.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many callers ask, each from an address of its own: one caller alone may not have as many connections.
const CALLERS: u8 = 32;
/// How long a round overloads.
const TIME: Duration = Duration::from_secs(3);
/// How long a round measures what can be answered.
const MEASURED: Duration = Duration::from_secs(1);

/// What came of the requests: how many by status; 0 for too late, 1 for a connection that was refused or closed.
type Counts = BTreeMap<u16, u64>;

/// Measures capacity, and what is answered in time at three times that, in turns.
///
/// # Errors
/// When the server does not answer at all.
pub async fn measure(
    districts: &[District],
    programs: &[Program],
    rounds: usize,
    report: &mut Report,
) -> Result<()> {
    let (district, program) = districts
        .iter()
        .zip(programs)
        .rev()
        .find(|(district, _)| district.organizations <= 10_000)
        .context("no district")?;
    let cookie: Rc<str> = district.visitor.cookie(Who::Office).into();
    let (mut shares, mut capacities) = (Vec::new(), Vec::new());
    let mut counts = Counts::new();
    for _ in 0..rounds {
        let asked = cookie.clone();
        let ask = Rc::new(move |_, _| get(PAGE, &asked));
        let capacity = load(program.address, 8, Until::Time(MEASURED), ask).await?;
        let capacity = capacity.per_second();
        let good = flood(program.address, &cookie, capacity * 3.0, &mut counts).await;
        shares.push(good / capacity);
        capacities.push(capacity);
    }
    let said: Vec<String> = counts
        .iter()
        .map(|(status, count)| match status {
            0 => format!("{count} too late"),
            1 => format!("{count} refused"),
            status => format!("{count} answered {status}"),
        })
        .collect();
    report.notes.push(format!(
        "Overload of {PAGE}: capacity {:.0} per second; in {rounds} rounds of {} s from {CALLERS} callers: {}.",
        median(capacities),
        TIME.as_secs(),
        said.join(", ")
    ));
    report.at_least(
        "answered in a second at 3 × capacity ÷ capacity",
        median(shares),
        0.9,
    );
    Ok(())
}

/// Sends so many requests per second, whatever becomes of them. Gives how many are answered well per second while it
/// lasts; what is answered afterwards is counted, and is not among these.
async fn flood(address: SocketAddr, cookie: &Rc<str>, per_second: f64, counts: &mut Counts) -> f64 {
    let found: Rc<RefCell<Counts>> = Rc::default();
    let idle = Rc::new(RefCell::new(Vec::new()));
    let mut open = JoinSet::new();
    let begin = Instant::now();
    let (mut sent, mut caller) = (0.0, 0);
    while begin.elapsed() < TIME {
        while sent < begin.elapsed().as_secs_f64() * per_second {
            sent += 1.0;
            caller = (caller + 1) % CALLERS;
            let source = Ipv4Addr::new(127, 0, 1, caller + 1);
            let (idle, found, cookie) = (idle.clone(), found.clone(), cookie.clone());
            open.spawn_local(async move {
                let answer = tokio::time::timeout(PATIENCE, async {
                    let free = idle.borrow_mut().pop();
                    let mut sender = match free {
                        Some(sender) => sender,
                        None => connect_from(source, address).await?,
                    };
                    let (status, _) = send(&mut sender, get(PAGE, &cookie)).await?;
                    idle.borrow_mut().push(sender);
                    anyhow::Ok(status)
                })
                .await;
                let status = answer.map_or(0, |answer| answer.unwrap_or(1));
                *found.borrow_mut().entry(status).or_default() += 1;
            });
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let time = begin.elapsed().as_secs_f64();
    let good = found.borrow().get(&200).copied().unwrap_or_default() as f64 / time;
    while open.join_next().await.is_some() {}
    for (status, count) in found.borrow().iter() {
        *counts.entry(*status).or_default() += count;
    }
    good
}
