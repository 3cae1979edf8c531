//! Answers to Durham's form, as lines of `field=value`: tidied, judged, frozen, read as a proposal.
//!
//! The first byte chooses the page that they are sent to, as a browser does; one value of 64 sends them to every
//! page and reads the whole. So an execution costs what a page costs, and the fuzzer gets ten times as far.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnership::district::Profile;
use partnership::form::{Answers, Facts};
use partnership::proposal::Proposal;
use std::sync::LazyLock;

static DURHAM: LazyLock<Profile> = LazyLock::new(|| {
    let text = include_str!("../../server/profiles/durham-1.toml");
    let profile: Profile = toml::from_str(text).expect("Durham's profile");
    profile.resolved()
});

/// The low bits of a first byte that sends the answers to every page.
const ALL: u8 = 0x3f;

fuzz_target!(|input: (u8, &str)| {
    let (page, text) = input;
    let profile = &*DURHAM;
    let typed: Vec<_> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(field, value)| (field.to_owned(), vec![value.to_owned()]))
        .collect();
    let facts = Facts {
        profile,
        today: Default::default(),
    };
    let steps: Vec<_> = profile.form.steps().collect();
    if page & ALL != ALL {
        let step = steps[usize::from(page) % steps.len()];
        let answers = step.tidy(typed);
        let _ = step.problems(&answers, &facts);
        return;
    }
    let mut answers = Answers::default();
    for step in &steps {
        answers.merge(step.tidy(typed.clone()));
    }
    let path: Vec<_> = profile.form.path(&answers).collect();
    for step in path {
        let _ = step.problems(&answers, &facts);
    }
    let frozen = profile.form.frozen(&answers);
    let _ = Proposal::read(profile, &frozen);
});
