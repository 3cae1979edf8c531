//! The dashboard, HTML and all, against the shell of SQLite that counts the rows.

use crate::Rounds;
use crate::baseline::shell;
use crate::district::District;
use crate::report::{Line, Report, median};
use anyhow::Result;
use chrono::Utc;

/// Times the statements in the shell, and compares what the page took. Pages must have been measured before.
///
/// # Errors
/// When the shell is not there.
pub fn measure(districts: &[District], rounds: Rounds, report: &mut Report) -> Result<()> {
    let Some(largest) = districts.iter().rev().find(|d| d.organizations <= 10_000) else {
        return Ok(());
    };
    let own = report
        .find("dashboard", &format!("trellis {}", largest.organizations))
        .and_then(|line| line.p50_micros);
    let counted = [
        (
            "sqlite3, counting",
            store::measured::COUNTED.as_slice(),
            20,
            Some(1.1),
        ),
        (
            "sqlite3, page's own",
            store::measured::FIGURES.as_slice(),
            200,
            None,
        ),
    ];
    for (by, statements, repeats, goal) in counted {
        let statements: Vec<String> = statements.iter().map(|sql| filled(sql)).collect();
        let mut times = Vec::new();
        for _ in 0..rounds.count {
            times.push(shell::time(&largest.database(), &statements, repeats)?.as_secs_f64() * 1e6);
        }
        let time = median(times);
        report.line(Line {
            case: "dashboard".to_owned(),
            by: by.to_owned(),
            cpu_micros: None,
            per_second: None,
            p50_micros: Some(time),
            p99_micros: None,
            bytes: None,
            failed: 0,
        });
        if let (Some(own), Some(goal)) = (own, goal) {
            let name = format!(
                "dashboard at {} over HTTP ÷ the shell that counts",
                largest.organizations
            );
            report.at_most(name, own / time, goal);
        }
    }
    Ok(())
}

/// A statement with its values in it: the district, and now.
fn filled(sql: &str) -> String {
    sql.replace("$1", "'durham'")
        .replace("$2", &Utc::now().timestamp_micros().to_string())
}
