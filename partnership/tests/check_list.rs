//! The check list of OWASP ASVS: it names only files and tests that there are, and counts itself rightly.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const CHAPTERS: [&str; 3] = ["chapters-1-to-5", "chapters-6-to-8", "chapters-11-to-16"];
const STATES: [&str; 4] = ["met", "not applicable", "operator", "open"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn chapter(name: &str) -> String {
    fs::read_to_string(root().join(format!("docs/asvs/{name}.md"))).unwrap()
}

/// The cells of the rows of a table whose first cell is the number of a requirement.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit())
        .map(|line| {
            line.trim_matches('|')
                .splitn(4, '|')
                .map(str::trim)
                .collect()
        })
}

/// The names of all functions in the sources.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist"].contains(&name.as_str())
                && !name.starts_with('.')
            {
                functions(&path, found);
            }
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).unwrap();
            for rest in text.split("fn ").skip(1) {
                found.insert(rest.chars().take_while(|c| is_of_name(*c)).collect());
            }
        }
    }
}

const fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[test]
fn every_file_and_test_that_is_named_is_there() {
    let mut known = BTreeSet::new();
    functions(&root(), &mut known);
    let (mut faults, mut seen) = (Vec::new(), 0);
    for name in CHAPTERS {
        let text = chapter(name);
        for row in rows(&text) {
            for quoted in row[3].split('`').skip(1).step_by(2) {
                let is_file = quoted.contains('/') && quoted.contains('.') && !quoted.contains(' ');
                let is_test = quoted.matches('_').count() > 2
                    && quoted
                        .chars()
                        .all(|c| is_of_name(c) && !c.is_ascii_uppercase());
                if is_file && !quoted.starts_with('/') && !root().join(quoted).exists() {
                    faults.push(format!("{}: there is no file {quoted}", row[0]));
                }
                if is_test && !known.contains(quoted) {
                    faults.push(format!("{}: there is no test {quoted}", row[0]));
                }
                seen += usize::from(is_test);
            }
        }
    }
    assert!(seen > 100, "only {seen} tests are named");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_totals_are_those_of_the_rows() {
    let list = fs::read_to_string(root().join("docs/asvs.md")).unwrap();
    let mut all = BTreeMap::new();
    for name in CHAPTERS {
        let text = chapter(name);
        for part in text.split("\n## ").skip(1) {
            let title = part.lines().next().unwrap();
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for row in rows(part) {
                assert!(
                    STATES.contains(&row[2]),
                    "{}: {:?} is no state",
                    row[0],
                    row[2]
                );
                *counts.entry(row[2]).or_default() += 1;
                *all.entry(row[2].to_owned()).or_insert(0) += 1;
            }
            let [met, not, operator, open] =
                STATES.map(|state| counts.get(state).copied().unwrap_or_default());
            let total = met + not + operator + open;
            let sentence = format!(
                "{total} requirements: {met} met, {not} not applicable, {operator} with the operator, {open} open."
            );
            assert!(part.contains(&sentence), "{title}: write {sentence:?}");
            let cells = format!("| {total} | {met} | {not} | {operator} | {open} |");
            let row = list
                .lines()
                .find(|line| line.contains(&format!("[{title}]")));
            assert!(row.unwrap().ends_with(&cells), "{title}: write {cells:?}");
        }
    }
    let [met, not, operator, open] = STATES.map(|state| all.get(state).copied().unwrap_or(0));
    let total = met + not + operator + open;
    let cells = format!("| **{total}** | **{met}** | **{not}** | **{operator}** | **{open}** |");
    assert!(list.contains(&cells), "write {cells:?}");
    let said = format!("{met} are met, {not} are not applicable, {operator} ");
    assert!(list.contains(&said), "write {said:?}");
}
