//! Saving a step: one client, sixteen at once, and rusqlite alone.

use crate::Rounds;
use crate::baseline::bare;
use crate::district::District;
use crate::load::{Outcome, Until, load};
use crate::machine::cpu_micros;
use crate::program::Program;
use crate::report::{Line, Report, median};
use crate::visitor::{DRAFTS, Visitor, Who, post};
use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::HeaderValue;
use std::rc::Rc;
use std::time::Duration;

const CASE: &str = "step save";
const MANY: &str = "step save, 16 clients";

/// Measures.
///
/// # Errors
/// When a server does not answer.
pub async fn measure(
    districts: &[District],
    programs: &[Program],
    rounds: Rounds,
    report: &mut Report,
) -> Result<()> {
    let mut one: Vec<Vec<(Outcome, f64)>> = districts.iter().map(|_| Vec::new()).collect();
    let mut many: Vec<Vec<(Outcome, f64)>> = districts.iter().map(|_| Vec::new()).collect();
    let mut bare = Vec::new();
    for round in 0..rounds.count {
        for (number, (district, program)) in districts.iter().zip(programs).enumerate() {
            for (clients, found) in [(1, &mut one), (DRAFTS, &mut many)] {
                let done = save(program, &district.visitor, clients, rounds.time, round).await?;
                if let Some(found) = found.get_mut(number) {
                    found.push(done);
                }
            }
        }
        let largest = districts.last().context("no district")?;
        bare.push(bare::run(&largest.data, &largest.visitor, rounds.time)?);
    }
    for (district, (one, many)) in districts.iter().zip(one.iter().zip(&many)) {
        let by = format!("trellis {}", district.organizations);
        report.line(line(CASE, by.clone(), one));
        report.line(line(MANY, by, many));
    }
    report.line(Line {
        case: CASE.to_owned(),
        by: "rusqlite".to_owned(),
        cpu_micros: None,
        per_second: Some(median(bare.iter().map(|b| b.per_second).collect())),
        p50_micros: Some(median(bare.iter().map(|b| b.p50).collect())),
        p99_micros: Some(median(bare.iter().map(|b| b.p99).collect())),
        bytes: None,
        failed: 0,
    });
    judge(districts, report);
    Ok(())
}

fn line(case: &str, by: String, found: &[(Outcome, f64)]) -> Line {
    let of =
        |value: &dyn Fn(&(Outcome, f64)) -> f64| Some(median(found.iter().map(value).collect()));
    Line {
        case: case.to_owned(),
        by,
        cpu_micros: of(&|(outcome, cpu)| cpu / outcome.micros.len().max(1) as f64),
        per_second: of(&|(outcome, _)| outcome.per_second()),
        p50_micros: of(&|(outcome, _)| outcome.percentile(0.5)),
        p99_micros: of(&|(outcome, _)| outcome.percentile(0.99)),
        bytes: None,
        failed: found.iter().map(|(outcome, _)| outcome.failed).sum(),
    }
}

/// So many clients, each with a draft of its own, save a text that is new each time, as the page does in between.
async fn save(
    program: &Program,
    visitor: &Visitor,
    clients: usize,
    time: Duration,
    round: usize,
) -> Result<(Outcome, f64)> {
    let (visitor, base) = (visitor.clone(), program.base());
    let ask = Rc::new(move |client: usize, number: u64| {
        let text = bare::text(i64::try_from(number).unwrap_or_default());
        request(&visitor, &base, client, &format!("Round {round}. {text}"))
    });
    let before = cpu_micros(program.process())?;
    let outcome = load(program.address, clients, Until::Time(time), ask).await?;
    Ok((outcome, (cpu_micros(program.process())? - before) as f64))
}

/// The post of a save in between.
fn request(visitor: &Visitor, base: &str, client: usize, text: &str) -> Request<Full<Bytes>> {
    let draft = visitor.drafts.get(client).map_or("", String::as_str);
    let (step, key) = &visitor.step;
    let text = text.replace(' ', "+").replace(',', "%2C");
    let body = format!(
        "id={draft}&step={step}&seen=0&tab=bench-{client}&token={}&answers[{key}][]={text}",
        visitor.form
    );
    let mut request = post(
        base,
        "/api/autosave_step",
        &visitor.cookie(Who::Partner),
        body,
    );
    // The island asks for data, not for a page.
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert("accept", json);
    request
}

fn judge(districts: &[District], report: &mut Report) {
    let saves = report
        .lines
        .iter()
        .filter(|line| line.case.starts_with(CASE));
    let failed: u64 = saves.map(|line| line.failed).sum();
    report.at_most(
        "step saves that were told busy, or failed",
        failed as f64,
        0.0,
    );
    let Some(largest) = districts.iter().rev().find(|d| d.organizations <= 10_000) else {
        return;
    };
    let by = format!("trellis {}", largest.organizations);
    let p50 = |by: &str| report.find(CASE, by)?.p50_micros;
    let p99 = |by: &str| report.find(CASE, by)?.p99_micros;
    let rate = |case: &str, by: &str| report.find(case, by)?.per_second;
    let save = p50(&by).zip(p50("rusqlite"));
    let many = rate(MANY, &by).zip(rate(CASE, "rusqlite"));
    let growths: Vec<(u32, f64)> = districts
        .iter()
        .filter_map(|small| {
            let many = p99(&format!("trellis {}", small.organizations * 100))?;
            Some((
                small.organizations,
                many / p99(&format!("trellis {}", small.organizations))?,
            ))
        })
        .collect();
    if let Some((own, bare)) = save {
        report.at_most(
            "step save over HTTP ÷ bare rusqlite transaction, p50",
            own / bare,
            4.0,
        );
    }
    if let Some((own, bare)) = many {
        report.at_least(
            "16 clients' saves per second ÷ rusqlite single writer",
            own / bare,
            0.8,
        );
    }
    for (size, growth) in growths {
        report.at_most(
            format!("step save: p99 at {} ÷ at {size}", size * 100),
            growth,
            1.5,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_save_that_is_told_busy_misses_a_goal() {
        for (failed, met) in [(0, true), (1, false)] {
            let mut report = Report::default();
            report.line(line(CASE, "trellis 100".to_owned(), &[]));
            let outcome = Outcome {
                failed,
                ..Outcome::default()
            };
            report.line(line(MANY, "trellis 100".to_owned(), &[(outcome, 0.0)]));
            judge(&[], &mut report);
            let goals: Vec<_> = report.goals.iter().map(|of| (of.value, of.met)).collect();
            assert_eq!(goals, [(failed as f64, met)]);
        }
    }
}
