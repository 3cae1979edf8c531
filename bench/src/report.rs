//! What was measured: a table for people, JSON for programs, and the ratios with their goals.

use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// One thing measured one way: medians over the rounds.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What was measured, such as a page.
    pub case: String,
    /// By which program, such as `trellis 10000` or `plain`.
    pub by: String,
    /// Processor microseconds of the server for each request; from the kernel's account of the process.
    pub cpu_micros: Option<f64>,
    /// Requests or transactions per second, with as many connections as the case says.
    pub per_second: Option<f64>,
    /// Microseconds of the middle request, one after the other on one connection.
    pub p50_micros: Option<f64>,
    /// Microseconds below which 99 of 100 lie, likewise.
    pub p99_micros: Option<f64>,
    /// Bytes of the body.
    pub bytes: Option<usize>,
    /// Requests that were not answered as they should be.
    pub failed: u64,
}

/// A ratio and what it should be.
#[derive(Debug, Clone, Serialize)]
pub struct Goal {
    /// What is divided by what.
    pub name: String,
    /// What was measured.
    pub value: f64,
    /// `at least` or `at most`.
    pub bound: &'static str,
    /// What it should be.
    pub goal: f64,
    /// Whether it is.
    pub met: bool,
}

/// Everything of a run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The commit that was built.
    pub commit: String,
    /// The processor.
    pub machine: String,
    /// How many rounds, and how long each load of a round.
    pub rounds: String,
    /// What was measured.
    pub lines: Vec<Line>,
    /// The ratios.
    pub goals: Vec<Goal>,
    /// What the table cannot say.
    pub notes: Vec<String>,
}

impl Report {
    /// Notes a ratio that should be this at least.
    pub fn at_least(&mut self, name: impl Into<String>, value: f64, goal: f64) {
        self.goal(name.into(), value, "at least", goal, value >= goal);
    }

    /// Notes a ratio that should be this at most.
    pub fn at_most(&mut self, name: impl Into<String>, value: f64, goal: f64) {
        self.goal(name.into(), value, "at most", goal, value <= goal);
    }

    fn goal(&mut self, name: String, value: f64, bound: &'static str, goal: f64, met: bool) {
        println!(
            "  {name}: {value:.3} ({bound} {goal}{})",
            if met { "" } else { ", MISSED" }
        );
        self.goals.push(Goal {
            name,
            value,
            bound,
            goal,
            met,
        });
    }

    /// Notes a line, and shows it at once.
    pub fn line(&mut self, line: Line) {
        println!("{}", said(&line));
        self.lines.push(line);
    }

    /// The line of a case by a program.
    #[must_use]
    pub fn find(&self, case: &str, by: &str) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.case == case && line.by == by)
    }

    /// Writes `result.json` and `result.md` into a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::write(
            folder.join("result.json"),
            serde_json::to_string_pretty(self)?,
        )?;
        std::fs::write(folder.join("result.md"), self.markdown()?)?;
        Ok(())
    }

    fn markdown(&self) -> Result<String> {
        let mut text = format!(
            "Commit {}; {}; {}.\n\n| ratio | measured | goal | |\n|---|---|---|---|\n",
            self.commit, self.machine, self.rounds
        );
        for goal in &self.goals {
            let met = if goal.met { "met" } else { "**missed**" };
            writeln!(
                text,
                "| {} | {:.2} | {} {} | {met} |",
                goal.name, goal.value, goal.bound, goal.goal
            )?;
        }
        text.push_str("\n| case | by | CPU µs | per s | p50 µs | p99 µs | bytes |\n|---|---|---|---|---|---|---|\n");
        for line in &self.lines {
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                line.case,
                line.by,
                number(line.cpu_micros),
                number(line.per_second),
                number(line.p50_micros),
                number(line.p99_micros),
                line.bytes.map_or_else(String::new, |n| n.to_string()),
            )?;
        }
        for note in &self.notes {
            writeln!(text, "\n{note}")?;
        }
        Ok(text)
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| {
        if value < 10.0 {
            format!("{value:.1}")
        } else {
            format!("{value:.0}")
        }
    })
}

fn said(line: &Line) -> String {
    let failed = if line.failed > 0 {
        format!("  {} FAILED", line.failed)
    } else {
        String::new()
    };
    format!(
        "{:<24} {:<16} {:>8} µs CPU {:>8}/s  p50 {:>7} µs  p99 {:>7} µs  {:>6} bytes{failed}",
        line.case,
        line.by,
        number(line.cpu_micros),
        number(line.per_second),
        number(line.p50_micros),
        number(line.p99_micros),
        line.bytes.unwrap_or_default(),
    )
}

/// The middle of some values; 0 for none.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle), values.len() % 2) {
        (Some(value), 1) => *value,
        (Some(value), _) => (value + values.get(middle.wrapping_sub(1)).unwrap_or(value)) / 2.0,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 9.0]), 3.0);
        assert_eq!(median(vec![]), 0.0);
    }
}
