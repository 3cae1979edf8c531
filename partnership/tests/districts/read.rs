//! Reading a district's profile, and the shapes in which golden cases are written.
//!
//! Answers are said as `kind=business types=time,talent`: a comma between the values of one question.

use super::notice;
use partnership::district::Profile;
use partnership::form::Answers;
use partnership::{agreement, level, route};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/profiles")
}

/// The text of a profile such as `durham-1`.
pub fn text(name: &str) -> String {
    let file = folder().join(format!("{name}.toml"));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A profile such as `durham-1`, read and resolved.
pub fn profile(name: &str) -> Profile {
    toml::from_str::<Profile>(&text(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .resolved()
}

/// The file as plain data, before anything is made of it.
pub fn raw(name: &str) -> Value {
    let table: toml::Table =
        toml::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::to_value(table).unwrap()
}

/// The names of all profiles that are built in, such as `durham-1`.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|file| Some(file.strip_suffix(".toml")?.to_owned()))
        .collect();
    names.sort();
    assert!(
        names.contains(&"durham-1".to_owned()),
        "no profiles: {names:?}"
    );
    names
}

/// Answers, said as `key=value key=one,other`.
pub fn said(words: &str) -> Answers {
    words
        .split_whitespace()
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(key, values)| {
            let values = values.split(',').map(str::to_owned).collect();
            (key.to_owned(), values)
        })
        .collect()
}

/// A golden case of the advisor: what was said; the pages asked, with `?` behind one that waits for
/// its answer; each route with the questions it is because of, as `route: question question`.
pub type Golden<'a> = (&'a str, &'a str, &'a [&'a str]);

/// Checks the golden cases of a district's advisor, and that they notice every change of it.
#[track_caller]
pub fn check_golden(profile: &Profile, cases: &[Golden<'_>]) {
    assert!(cases.len() >= 12, "a district has twelve golden cases");
    let misses = |profile: &Profile| -> Vec<String> {
        let of_one = |(words, pages, routes): &Golden<'_>| {
            let answers = said(words);
            let (asked, advised) = (asked(profile, &answers), advised(profile, &answers));
            (asked != *pages || advised != *routes).then(|| {
                format!("'{words}' asks '{asked}', not '{pages}', and leads to {advised:?}, not {routes:?}")
            })
        };
        cases.iter().filter_map(of_one).collect()
    };
    let missed = misses(profile);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    notice::check(notice::of_the_advisor(profile), misses);
}

fn asked(profile: &Profile, answers: &Answers) -> String {
    let next = route::next_step(profile, answers);
    let mut pages = Vec::new();
    for step in profile.advisor.path(answers) {
        let waits = next.is_some_and(|next| next.slug == step.slug);
        pages.push(format!("{}{}", step.slug, if waits { "?" } else { "" }));
        if waits {
            break;
        }
    }
    pages.join(" ")
}

/// The routes that apply, each with its reasons, as `route: question question`.
pub fn advised(profile: &Profile, answers: &Answers) -> Vec<String> {
    route::advise(profile, answers)
        .into_iter()
        .map(|advice| {
            let because: Vec<&str> = advice.because.iter().map(|q| q.key.as_str()).collect();
            format!("{}: {}", advice.route.slug, because.join(" "))
        })
        .collect()
}

/// Checks which level the answers of an application propose and why, as `level: question question`; an empty string
/// where they propose none. The cases notice every change of the levels.
#[track_caller]
pub fn check_levels(profile: &Profile, cases: &[(&str, &str)]) {
    let misses = |profile: &Profile| -> Vec<String> {
        let of_one = |(words, expected): &(&str, &str)| {
            let found =
                level::proposed(profile, &said(words)).map_or_else(String::new, |proposed| {
                    let because: Vec<&str> =
                        proposed.because.iter().map(|q| q.key.as_str()).collect();
                    format!("{}: {}", proposed.level.slug, because.join(" "))
                });
            (found != *expected).then(|| format!("'{words}' proposes '{found}', not '{expected}'"))
        };
        cases.iter().filter_map(of_one).collect()
    };
    let missed = misses(profile);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    notice::check(notice::of_the_levels(profile), misses);
}

/// Checks which kinds of agreement the answers of an application propose and why, as `kind: question question`.
/// The cases notice every change of the kinds.
#[track_caller]
pub fn check_kinds(profile: &Profile, cases: &[(&str, &[&str])]) {
    let misses = |profile: &Profile| -> Vec<String> {
        let of_one = |(words, expected): &(&str, &[&str])| {
            let found: Vec<String> = agreement::proposed(profile, &said(words))
                .into_iter()
                .map(|proposed| {
                    let because: Vec<&str> =
                        proposed.because.iter().map(|q| q.key.as_str()).collect();
                    format!("{}: {}", proposed.kind.value, because.join(" "))
                })
                .collect();
            (found != *expected).then(|| format!("'{words}' proposes {found:?}, not {expected:?}"))
        };
        cases.iter().filter_map(of_one).collect()
    };
    let missed = misses(profile);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    notice::check(notice::of_the_kinds(profile), misses);
}

/// Every English text, with the key it stands under.
pub fn english(value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Object(table) => table
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key == "en" => vec![(String::new(), text.clone())],
                _ => english(value)
                    .into_iter()
                    .map(|(at, text)| (format!("{key}.{at}"), text))
                    .collect(),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(english).collect(),
        _ => vec![],
    }
}
