//! Overload: requests come three times as fast as they can be answered, whether or not earlier ones are done.

use crate::district::District;
use crate::load::{Until, connect_from, load, send};
use crate::page::get;
use crate::program::Program;
use crate::report::Report;
use crate::visitor::Who;
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The page that is asked for.
const PAGE: &str = "/office/applications";
/// An answer that takes longer is of no use to anybody.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many callers ask, each from an address of its own: one caller alone may not have as many connections.
const CALLERS: u8 = 32;
/// How long the overload lasts.
const TIME: Duration = Duration::from_secs(5);

/// Measures capacity, and what is answered in time at three times that.
///
/// # Errors
/// When the server does not answer at all.
pub async fn measure(
    districts: &[District],
    programs: &[Program],
    report: &mut Report,
) -> Result<()> {
    let (district, program) = districts
        .iter()
        .zip(programs)
        .rev()
        .find(|(district, _)| district.organizations <= 10_000)
        .context("no district")?;
    let cookie = district.visitor.cookie(Who::Office);
    let ask = {
        let cookie = cookie.clone();
        Rc::new(move |_, _| get(PAGE, &cookie))
    };
    let capacity = load(program.address, 8, Until::Time(Duration::from_secs(2)), ask)
        .await?
        .per_second();
    let counts: Rc<RefCell<BTreeMap<u16, u64>>> = Rc::default();
    let idle = Rc::new(RefCell::new(Vec::new()));
    let mut open = JoinSet::new();
    let begin = Instant::now();
    let mut sent = 0.0;
    let mut caller = 0;
    while begin.elapsed() < TIME {
        while sent < begin.elapsed().as_secs_f64() * capacity * 3.0 {
            sent += 1.0;
            caller = (caller + 1) % CALLERS;
            let source = Ipv4Addr::new(127, 0, 1, caller + 1);
            let (idle, counts, cookie) = (idle.clone(), counts.clone(), cookie.clone());
            let address = program.address;
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
                // 0: too late; 1: the connection was refused or closed.
                let status = answer.map_or(0, |answer| answer.unwrap_or(1));
                *counts.borrow_mut().entry(status).or_default() += 1;
            });
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // What is answered afterwards is told, and does not count.
    let time = begin.elapsed().as_secs_f64();
    let good = counts.borrow().get(&200).copied().unwrap_or_default() as f64 / time;
    while open.join_next().await.is_some() {}
    let counts = counts.borrow();
    let said: Vec<String> = counts
        .iter()
        .map(|(status, count)| match status {
            0 => format!("{count} too late"),
            1 => format!("{count} refused"),
            status => format!("{count} answered {status}"),
        })
        .collect();
    report.notes.push(format!(
        "Overload of {PAGE}: capacity {capacity:.0} per second; of {sent:.0} requests in {} s: {}.",
        TIME.as_secs(),
        said.join(", ")
    ));
    report.at_least(
        "answered in a second at 3 × capacity ÷ capacity",
        good / capacity,
        0.9,
    );
    Ok(())
}
