//! Profiles of districts: any TOML is refused or taken, and what is taken can be used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnership::district::Profile;
use partnership::form::{Answers, Facts};

fuzz_target!(|text: &str| {
    let Ok(profile) = toml::from_str::<Profile>(text) else {
        return;
    };
    let profile = profile.resolved();
    if !profile.faults().is_empty() {
        return;
    }
    let facts = Facts {
        profile: &profile,
        today: Default::default(),
    };
    let answers = Answers::default();
    let steps: Vec<_> = profile.form.path(&answers).collect();
    for step in steps {
        let _ = step.problems(&answers, &facts);
    }
    let _ = profile.form.frozen(&answers);
});
