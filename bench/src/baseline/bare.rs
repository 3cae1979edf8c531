//! The step save by rusqlite alone: the same statements, one connection, synced with every commit.

use crate::load::Outcome;
use crate::visitor::Visitor;
use anyhow::{Context, Result};
use rusqlite::{Connection, TransactionBehavior, named_params, params};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::{Duration, Instant};
use store::measured::SAVE_STEP;

/// What the loop found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bare {
    /// Microseconds of the middle transaction.
    pub p50: f64,
    /// Microseconds below which 99 of 100 lie.
    pub p99: f64,
    /// Transactions per second.
    pub per_second: f64,
}

/// Saves one step after the other for so long.
///
/// # Errors
/// When the database cannot be written.
pub fn save(data: &Path, application: &str, step: (&str, &str), time: Duration) -> Result<Bare> {
    let mut connection = Connection::open(data.join("trellis.db"))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let mut outcome = Outcome::default();
    let begin = Instant::now();
    for number in 0.. {
        if begin.elapsed() >= time {
            break;
        }
        let answers = serde_json::json!({ step.1: [text(number)] }).to_string();
        let sent = Instant::now();
        transaction(&mut connection, application, step.0, &answers, number)?;
        outcome
            .micros
            .push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    outcome.time = begin.elapsed();
    outcome.micros.sort_unstable();
    Ok(Bare {
        p50: outcome.percentile(0.5),
        p99: outcome.percentile(0.99),
        per_second: outcome.per_second(),
    })
}

fn transaction(
    connection: &mut Connection,
    application: &str,
    step: &str,
    answers: &str,
    number: i64,
) -> Result<()> {
    let [find, stored, write, touch] = SAVE_STEP;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Its parameters do not stand in the order of their numbers, and SQLite counts them as they stand.
    let asked = named_params! { "$1": application, "$2": "durham", "$3": "" };
    let stage: String = tx
        .prepare_cached(find)?
        .query_row(asked, |row| row.get(0))?;
    let mut found = tx.prepare_cached(stored)?;
    let mut rows = found.query(params![application, step])?;
    let before: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
    drop(rows);
    drop(found);
    std::hint::black_box((stage, before));
    let version: i64 = tx.prepare_cached(write)?.query_row(
        params![
            application,
            step,
            "durham",
            answers,
            "bare",
            number,
            None::<String>,
            None::<String>
        ],
        |row| row.get(0),
    )?;
    std::hint::black_box(version);
    tx.prepare_cached(touch)?.execute(params![
        number,
        None::<String>,
        None::<String>,
        application
    ])?;
    Ok(tx.commit()?)
}

/// A text of some length that is new each time.
#[must_use]
pub fn text(number: i64) -> String {
    format!(
        "Number {number}. {}",
        "Students meet their tutors every week and see how far they came. ".repeat(6)
    )
}

/// Runs the loop in a process of its own on the measured core.
///
/// # Errors
/// When it fails.
pub fn run(data: &Path, visitor: &Visitor, time: Duration) -> Result<Bare> {
    let mut command = crate::machine::on_measured_core(&std::env::current_exe()?);
    let draft = visitor.drafts.first().context("no draft")?;
    command
        .arg("bare-save")
        .arg(data)
        .arg(draft)
        .arg(&visitor.step.0)
        .arg(&visitor.step.1);
    command.arg(time.as_millis().to_string());
    let done = command.output()?;
    anyhow::ensure!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(serde_json::from_slice(&done.stdout)?)
}
