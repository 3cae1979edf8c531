//! The pages of `docs/districts`: each key, file and test that they name is there.

use super::read;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages that name every rule of their district's document.
const PAGES: [&str; 3] = ["charlotte-mecklenburg", "durham", "seattle"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names of all functions in the sources of a folder.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            functions(&path, found);
        } else if name.ends_with(".rs") {
            for rest in fs::read_to_string(&path).unwrap().split("fn ").skip(1) {
                let of_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                found.insert(rest.chars().take_while(of_name).collect());
            }
        }
    }
}

/// Every dotted key of a profile, without the names of the items of lists.
fn keys(at: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                let at = if at.is_empty() {
                    key.clone()
                } else {
                    format!("{at}.{key}")
                };
                keys(&at, value, found);
                found.insert(at);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(at, item, found)),
        _ => {}
    }
}

#[test]
fn every_key_file_and_test_of_a_districts_page_is_there() {
    let mut tests = BTreeSet::new();
    for folder in [
        "partnership",
        "server/tests",
        "server/src",
        "app/src",
        "store/src",
    ] {
        functions(&root().join(folder), &mut tests);
    }
    let mut wrong = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(root().join(format!("docs/districts/{page}.md"))).unwrap();
        let name = format!("{page}-1");
        let (profile, raw) = (read::text(&name), read::raw(&name));
        let mut known = BTreeSet::new();
        keys("", &raw, &mut known);
        let is_known = |quoted: &str| {
            let key = quoted.trim_end_matches(".*");
            let of_list = format!(".{key}");
            known.iter().any(|k| k == key || k.ends_with(&of_list))
                || profile.contains(&format!("\"{key}\""))
                || (quoted.ends_with(".*") && profile.contains(&format!("\"{key}.")))
        };
        let rows: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| The document"))
            .map(|line| line.trim_matches('|').split(" | ").collect())
            .collect();
        assert!(rows.len() >= 15, "{page} has only {} rows", rows.len());
        for row in rows {
            let [rule, place, test] = row.as_slice() else {
                panic!("{page}: three cells in: {row:?}");
            };
            assert!(!test.trim().is_empty(), "{page}: no test shows: {rule}");
            for quoted in place.split('`').skip(1).step_by(2) {
                let is_file = quoted.contains('/');
                if is_file && !quoted.starts_with('/') && !root().join(quoted).exists() {
                    wrong.push(format!("{page}: there is no file {quoted}"));
                }
                if !is_file && !is_known(quoted) {
                    wrong.push(format!("{page}: the profile has no {quoted}"));
                }
            }
            for quoted in test.split('`').skip(1).step_by(2) {
                let is_there = if quoted.contains('/') {
                    root().join(quoted).exists()
                } else {
                    tests.contains(quoted)
                };
                if !is_there {
                    wrong.push(format!("{page}: there is no {quoted}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
