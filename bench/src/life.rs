//! The life of the server: how fast it is there, and whether its memory stays.

use crate::Rounds;
use crate::district::District;
use crate::load::{Until, load};
use crate::machine::resident_kilobytes;
use crate::page::{PAGES, get};
use crate::program::Program;
use crate::report::{Report, median};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

/// From the start of the program to its first answer, against a plain axum program.
///
/// # Errors
/// When a program does not start.
pub fn cold_start(
    server: &Path,
    districts: &[District],
    folder: &Path,
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let largest = districts
        .iter()
        .rev()
        .find(|district| district.organizations <= 10_000)
        .context("no district")?;
    let (mut own, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..rounds.count.max(5) {
        let begin = Instant::now();
        let program = Program::product(server, &largest.data)?;
        own.push(begin.elapsed().as_secs_f64() * 1e3);
        drop(program);
        let begin = Instant::now();
        let program = Program::baseline("serve-plain", &folder.join("plain"))?;
        plain.push(begin.elapsed().as_secs_f64() * 1e3);
        drop(program);
    }
    let (own, plain) = (median(own), median(plain));
    report.notes.push(format!(
        "Cold start to the first answer: Trellis with {} organizations {own:.1} ms, plain axum {plain:.1} ms.",
        largest.organizations
    ));
    report.at_most("cold start ÷ plain axum", own / plain, 6.0);
    Ok(())
}

/// Resident memory after a thousand requests and after many.
///
/// # Errors
/// When the server does not answer.
pub async fn memory(
    server: &Path,
    districts: &[District],
    requests: u64,
    report: &mut Report,
) -> Result<()> {
    let district = districts
        .iter()
        .rev()
        .find(|district| district.organizations <= 10_000)
        .context("no district")?;
    let program = Program::product(server, &district.data)?;
    let pages: Vec<(String, String)> = PAGES
        .iter()
        .map(|page| {
            (
                district.visitor.path(page.path),
                district.visitor.cookie(page.who),
            )
        })
        .collect();
    let ask = Rc::new(move |connection: usize, number: u64| {
        let at = connection + usize::try_from(number).unwrap_or_default();
        let (path, cookie) = &pages[at % pages.len()];
        get(path, cookie)
    });
    let few = load(program.address, 4, Until::Count(250), ask.clone()).await?;
    let first = resident_kilobytes(program.process())?;
    let many = load(program.address, 4, Until::Count((requests - 1000) / 4), ask).await?;
    let last = resident_kilobytes(program.process())?;
    let failed = few.failed + many.failed;
    ensure!(failed == 0, "{failed} of {requests} pages failed");
    report.notes.push(format!(
        "Resident memory: {:.1} MB after 1,000 requests for all pages in turn, {:.1} MB after {requests}.",
        first as f64 / 1e3,
        last as f64 / 1e3
    ));
    report.at_most(
        format!("memory after {requests} requests ÷ after 1,000"),
        last as f64 / first as f64,
        1.1,
    );
    Ok(())
}
