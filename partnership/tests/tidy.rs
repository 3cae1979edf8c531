//! The shape of the whole project, read from its sources: who may know whom, and what files may be called.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "tidy/source.rs"]
mod source;

use source::{Source, is_sql};
use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the project.
struct File {
    /// Its name from the root of the project, with `/` between the parts.
    name: String,
    text: String,
}

impl File {
    fn parts(&self) -> Vec<&str> {
        self.name.split('/').collect()
    }

    fn is_rust(&self) -> bool {
        self.name.ends_with(".rs")
    }

    /// Rust source of the program itself, not of its tests.
    fn is_source(&self) -> bool {
        let parts = self.parts();
        let is_test = parts
            .iter()
            .any(|part| matches!(*part, "tests" | "tests.rs"));
        self.is_rust() && parts.contains(&"src") && !is_test
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text file of the project, without what is built or downloaded.
fn files() -> Vec<File> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn walk(folder: &Path, name: &str, found: &mut Vec<File>) {
    const LEFT_OUT: [&str; 8] = [
        "target",
        "node_modules",
        "pkg",
        "dist",
        "site",
        "data",
        "test-results",
        "playwright-report",
    ];
    const HIDDEN_BUT_OURS: [&str; 3] = [".ci", ".cargo", ".github"];
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let part = entry.file_name().to_string_lossy().into_owned();
        let hidden = part.starts_with('.') && !HIDDEN_BUT_OURS.contains(&part.as_str());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if hidden || (is_folder && LEFT_OUT.contains(&part.as_str())) {
            continue;
        }
        let name = if name.is_empty() {
            part
        } else {
            format!("{name}/{part}")
        };
        if is_folder {
            walk(&entry.path(), &name, found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            // What is no UTF-8 is no text.
            found.push(File { name, text });
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Fails with every fault on a line of its own: file, line, what is wrong.
#[track_caller]
fn expect(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}\n{}\n", faults.join("\n"));
}

/// Where a word stands in code, as a whole word.
fn words_at(code: &str, word: &str) -> Vec<usize> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| {
            !code[..*at].ends_with(part_of_word)
                && !code[at + word.len()..].starts_with(part_of_word)
        })
        .collect()
}

fn mentions(file: &File, words: &[&str]) -> Vec<String> {
    let code = Source::read(&file.text).code;
    words
        .iter()
        .flat_map(|word| words_at(&code, word).into_iter().map(move |at| (at, *word)))
        .map(|(at, word)| format!("{}:{}: {word}", file.name, line_of(&code, at)))
        .collect()
}

/// The names under a heading such as `[dependencies]` of a manifest.
fn dependencies(manifest: &str, heading: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(manifest).unwrap_or_default();
    table
        .get(heading)
        .and_then(toml::Value::as_table)
        .map(|names| names.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn the_domain_depends_on_nothing_of_ours_and_asks_no_clock_disk_or_network() {
    let mut faults = Vec::new();
    for file in files()
        .iter()
        .filter(|file| file.name.starts_with("partnership/"))
    {
        if file.name == "partnership/Cargo.toml" {
            // The crate for schemas is asked for by the server's command line alone.
            let allowed = ["chrono", "serde", "schemars"];
            faults.extend(
                dependencies(&file.text, "dependencies")
                    .iter()
                    .filter(|name| !allowed.contains(&name.as_str()))
                    .map(|name| format!("{}:1: depends on {name}", file.name)),
            );
        }
        if file.is_source() {
            let words = [
                "SystemTime",
                "Instant",
                "Utc::now",
                "Local::now",
                "std::fs",
                "std::net",
                "std::env",
                "std::process",
                "std::thread",
                "tokio",
                "sqlx",
                "leptos",
                "axum",
            ];
            faults.extend(mentions(file, &words));
        }
    }
    let expected = "the domain knows only chrono and serde, and schemars behind a feature; today and now are arguments";
    expect(expected, &faults);
}

#[test]
fn the_clock_of_chrono_is_left_out() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let table: toml::Table = toml::from_str(&manifest).unwrap();
    let chrono = &table["workspace"]["dependencies"]["chrono"];
    let has_defaults = chrono
        .get("default-features")
        .and_then(toml::Value::as_bool)
        != Some(false);
    let asks_clock = chrono["features"]
        .as_array()
        .unwrap()
        .iter()
        .any(|f| f.as_str() == Some("clock"));
    assert!(
        !has_defaults && !asks_clock,
        "Cargo.toml: chrono goes without its feature clock: {chrono}"
    );
}

#[test]
fn sql_stands_only_in_the_store_and_the_migrations() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.is_rust()) {
        if matches!(file.parts()[0], "store" | "migrations") {
            continue;
        }
        for (line, text) in Source::read(&file.text).texts {
            if is_sql(&text) {
                let start: String = text.trim().chars().take(60).collect();
                faults.push(format!("{}:{line}: {start}", file.name));
            }
        }
    }
    expect(
        "put the statement into a method of the store and call that",
        &faults,
    );
}

#[test]
fn the_store_knows_no_web() {
    let mut faults = Vec::new();
    for file in files()
        .iter()
        .filter(|file| file.name.starts_with("store/"))
    {
        if file.name == "store/Cargo.toml" {
            faults.extend(
                ["dependencies", "dev-dependencies"]
                    .iter()
                    .flat_map(|heading| dependencies(&file.text, heading))
                    .filter(|name| {
                        ["leptos", "axum", "server_fn"]
                            .iter()
                            .any(|web| name.starts_with(web))
                    })
                    .map(|name| format!("{}:1: depends on {name}", file.name)),
            );
        }
        if file.is_rust() {
            faults.extend(mentions(
                file,
                &["leptos", "leptos_axum", "axum", "server_fn"],
            ));
        }
    }
    expect(
        "the store speaks of data, never of requests or pages",
        &faults,
    );
}

#[test]
fn no_capability_of_the_app_imports_another() {
    let files = files();
    let mut capabilities: Vec<&str> = files
        .iter()
        .filter_map(|file| match file.parts().as_slice() {
            ["app", "src", folder, _, ..]
                if !matches!(*folder, "ui" | "island" | "act" | "mail" | "sheet") =>
            {
                Some(*folder)
            }
            _ => None,
        })
        .collect();
    capabilities.sort_unstable();
    capabilities.dedup();
    let mut faults = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.is_rust() && file.name.starts_with("app/src/"))
    {
        let parts = file.parts();
        let own = parts[2].trim_end_matches(".rs");
        if !capabilities.contains(&own) {
            continue;
        }
        let code = Source::read(&file.text).code;
        for (at, name) in imported(&code, parts.len() - 2) {
            if name != own && capabilities.contains(&name.as_str()) {
                faults.push(format!(
                    "{}:{}: crate::{name}",
                    file.name,
                    line_of(&code, at)
                ));
            }
        }
    }
    let expected = "a capability knows no other: shared thought goes to partnership, shared looks to ui, links to url";
    expect(expected, &faults);
}

/// The modules of the crate's root that code names, by `crate::` or by as many `super::` as it lies deep.
fn imported(code: &str, depth: usize) -> Vec<(usize, String)> {
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", climb.as_str()] {
        for at in words_at(code, start.trim_end_matches(':')) {
            let Some(rest) = code[at..].strip_prefix(start) else {
                continue;
            };
            if code[..at].ends_with("::") {
                continue;
            }
            let names = match rest.strip_prefix('{') {
                Some(group) => group_names(group),
                None => vec![identifier(rest)],
            };
            found.extend(names.into_iter().map(|name| (at, name)));
        }
    }
    found
}

/// The names that `{a, b::{c, d}, e}` begins with, after its opening brace: a, b and e.
fn group_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut fresh) = (1, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            c if c.is_whitespace() => {}
            _ if fresh && depth == 1 => {
                names.push(identifier(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn imports_are_found_however_they_are_written() {
    let names = |code: &str, depth| {
        imported(code, depth)
            .into_iter()
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("use crate::office::View;", 2), ["office"]);
    assert_eq!(
        names("use crate::{\n  ui::{field, office},\n  account,\n};", 2),
        ["ui", "account"]
    );
    assert_eq!(
        names("use super::super::start; super::api::f()", 2),
        ["start"]
    );
    assert_eq!(names("use super::start;", 1), ["start"]);
    assert_eq!(names("use super::start;", 2), [""; 0]);
    assert_eq!(names("pub(crate) fn f() {} mycrate::x()", 2), [""; 0]);
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    const BANNED: [&str; 11] = [
        "util", "utils", "helper", "helpers", "common", "types", "models", "service", "services",
        "manager", "managers",
    ];
    let faults: Vec<String> = files()
        .iter()
        .filter(|file| {
            file.parts()
                .iter()
                .any(|part| BANNED.contains(&part.split('.').next().unwrap_or_default()))
        })
        .map(|file| format!("{}:1: name it after what it knows", file.name))
        .collect();
    expect("a file is called by the one thing it is about", &faults);
}

#[test]
fn every_rust_file_says_in_its_first_line_what_it_knows() {
    let faults: Vec<String> = files()
        .iter()
        .filter(|file| file.is_rust() && !file.text.trim().is_empty())
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| {
            format!(
                "{}:1: {}",
                file.name,
                file.text.lines().next().unwrap_or_default()
            )
        })
        .collect();
    expect("begin the file with one `//!` sentence", &faults);
}

#[test]
fn texts_of_a_profile_are_drawn_with_their_language() {
    // Here no element can say a language: mails, titles of windows, pages drawn without the profile's look,
    // what is searched, what is signed and stored, what goes into a letter that can be edited.
    const PLAIN: [&str; 7] = [
        "app/src/mail/",
        "app/src/ui/layout.rs",
        "app/src/refusal.rs",
        "app/src/guidance/resource.rs",
        "app/src/application/send.rs",
        "app/src/office/decide/case.rs",
        "app/src/office/decide/form.rs",
    ];
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| {
        file.is_source()
            && file.name.starts_with("app/src/")
            && !PLAIN.iter().any(|plain| file.name.starts_with(plain))
    }) {
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate() {
            let reads = [".get(lang)", ".get(current.lang)", ".get(self.lang)"];
            if reads.iter().any(|reads| line.contains(reads)) {
                faults.push(format!("{}:{}: {}", file.name, at + 1, line.trim()));
            }
        }
    }
    expect(
        "draw the text by `Said`, which marks what is not translated",
        &faults,
    );
}

#[test]
fn no_source_file_is_longer_than_three_hundred_lines_without_its_tests() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.is_source()) {
        let lines = file
            .text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        if lines > 300 {
            faults.push(format!("{}:301: {lines} lines", file.name));
        }
    }
    expect("split what is longer than 300 lines", &faults);
}

#[test]
fn the_project_speaks_of_its_subject_and_not_of_how_it_is_made() {
    // Put together here, because this file is read, too.
    let banned = [
        ("/wor", "k/"),
        ("/roo", "t/"),
        ("../sha", "red"),
        ("requirements", ".md"),
        ("reliability", ".md"),
        ("seeds/", "0"),
    ]
    .map(|(start, end)| format!("{start}{end}"));
    let mut faults = Vec::new();
    for file in files() {
        for (line, text) in file.text.lines().enumerate() {
            for word in &banned {
                let inside = |at: usize| {
                    text[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.".contains(c))
                };
                if text.match_indices(word.as_str()).any(|(at, _)| !inside(at)) {
                    faults.push(format!("{}:{}: {word}", file.name, line + 1));
                }
            }
        }
    }
    expect(
        "leave out paths of the machine and papers that are not part of the project",
        &faults,
    );
}

#[test]
fn the_walk_finds_the_project() {
    let names: Vec<String> = files().into_iter().map(|file| file.name).collect();
    for expected in [
        "Cargo.toml",
        "partnership/src/lib.rs",
        "partnership/tests/tidy.rs",
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected} was not read"
        );
    }
}
