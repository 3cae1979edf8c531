//! Every method on a freshly migrated database, in memory or, where two act at once, in a file.

mod sample;
mod world;

mod again;
mod alike;
mod application;
mod begun;
mod bulk;
mod change;
mod clock;
mod consult;
mod contents;
mod conversation;
mod dashboard;
mod decision;
mod desk;
mod device;
mod draft;
mod event;
mod form_use;
mod group;
mod held;
mod irs;
mod kept;
mod list;
mod look;
mod mail;
mod median;
mod meeting;
mod member;
mod message;
mod migration;
mod moment;
mod once;
mod open;
mod organization;
mod outbox;
mod panel;
mod partnership;
mod people;
mod person;
mod plan;
mod race;
mod review;
mod seal;
mod search;
mod sign_in;
mod stage;
mod table;
mod tally;
mod term;
mod text;
mod timeline;
mod upkeep;
mod upload;
mod version;
mod walk;
mod wish;

/// The names of the public methods that the files of the store declare.
fn public_methods(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter_map(|line| {
            line.strip_prefix("    pub async fn ")
                .or(line.strip_prefix("    pub fn "))
        })
        .filter_map(|line| line.split(['(', '<']).next())
}

/// The text of every file of a folder, those of the folder "tests" in it left out.
fn read(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        } else if !path.ends_with("tests") {
            all.push_str(&read(&path));
        }
    }
    all
}

#[test]
fn every_public_method_is_run_by_a_test() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (store, tests) = (read(&source), read(&source.join("tests")));
    let missing: Vec<&str> = public_methods(&store)
        .filter(|name| {
            let called = [
                format!(".{name}("),
                format!("::{name}("),
                format!("::{name})"),
            ];
            !called.iter().any(|call| tests.contains(call))
        })
        .collect();
    assert!(missing.is_empty(), "no test calls {missing:?}");
}
