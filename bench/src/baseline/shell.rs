//! A statement in the sqlite3 shell, which reads with the same pragmas as the program, in a process of its own on the
//! measured core.

use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How long a statement takes: the time of many in one shell less the time of one, so that the shell's own
/// start does not count.
///
/// # Errors
/// When there is no `sqlite3`, or it refuses the statement.
pub fn time(database: &Path, statements: &[String], repeats: u32) -> Result<Duration> {
    let one = run(database, statements, 1)?;
    let many = run(database, statements, repeats + 1)?;
    Ok(many.saturating_sub(one) / repeats.max(1))
}

fn script(statements: &[String], repeats: u32) -> String {
    let mut script = String::from(".bail on\n.output /dev/null\n");
    script.push_str(&store::measured::reads_alike());
    for _ in 0..repeats {
        for statement in statements {
            script.push_str(statement);
            script.push_str(";\n");
        }
    }
    script
}

fn run(database: &Path, statements: &[String], repeats: u32) -> Result<Duration> {
    let begin = Instant::now();
    let mut child = crate::machine::on_measured_core(Path::new("sqlite3"))
        .arg("-batch")
        .arg(database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("`sqlite3` was not found: install the shell of SQLite")?;
    child
        .stdin
        .take()
        .context("no input")?
        .write_all(script(statements, repeats).as_bytes())?;
    let done = child.wait_with_output()?;
    ensure!(done.status.success(), "sqlite3: {}", done.status);
    Ok(begin.elapsed())
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn the_shell_reads_as_the_program_does() {
        let script = script(&["one".to_owned()], 2);
        let (before, statements) = script.split_once("one").unwrap_or_default();
        assert!(
            before.ends_with(&store::measured::reads_alike()),
            "{before}"
        );
        assert_eq!(statements, ";\none;\n");
    }
}
