//! Answers to Durham's form, as lines of `field=value`: tidied, judged, frozen, read as a proposal.
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

fuzz_target!(|text: &str| {
    let profile = &*DURHAM;
    let mut typed = Vec::new();
    for line in text.lines() {
        if let Some((field, value)) = line.split_once('=') {
            typed.push((field.to_owned(), vec![value.to_owned()]));
        }
    }
    let mut answers = Answers::default();
    for step in profile.form.steps() {
        answers.merge(step.tidy(typed.clone()));
    }
    let facts = Facts {
        profile,
        today: Default::default(),
    };
    let steps: Vec<_> = profile.form.path(&answers).collect();
    for step in steps {
        let _ = step.problems(&answers, &facts);
    }
    let frozen = profile.form.frozen(&answers);
    let _ = Proposal::read(profile, &frozen);
});
