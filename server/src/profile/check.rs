//! Checks the text of a profile: every fault, sample and missing translation at once, each with its line.

mod leaf;
mod part;
mod place;
mod shape;
mod table;
mod tree;
mod word;

use crate::profile::schema;
use partnership::district::Profile;
use partnership::district::check::Fault;
use shape::Shape;
use tree::Node;

/// Something about one place of a profile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The line, from 1.
    pub line: usize,
    /// The dotted name of what stands there.
    pub key: String,
    /// What is to be done about it.
    pub say: String,
}

/// What a check has found.
#[derive(Debug, Default)]
pub struct Report {
    /// What has to be mended before the profile can be used.
    pub faults: Vec<Finding>,
    /// What is an example only, until the district confirms it.
    pub samples: Vec<Finding>,
    /// Texts that a language is missing of; they are shown in English.
    pub untranslated: Vec<Finding>,
    /// The profile, when it has no fault.
    pub profile: Option<Profile>,
}

impl Report {
    /// Tells everything, as a terminal shows it best.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts = [
            ("To be mended before the profile can be used:", &self.faults),
            (
                "Samples, to be confirmed or replaced by the district:",
                &self.samples,
            ),
            (
                "Not translated, and so shown in English:",
                &self.untranslated,
            ),
        ];
        parts
            .iter()
            .filter(|(_, findings)| !findings.is_empty())
            .map(|(title, findings)| format!("{title}\n\n{}\n", table::drawn(findings)))
            .collect()
    }
}

/// Checks the text of a profile, but for the file of its logo.
#[must_use]
pub fn check(text: &str) -> Report {
    check_with(text, |_| None)
}

/// Checks the text of a profile. `logo` says what to do about the file of the logo, if anything.
#[must_use]
pub fn check_with(text: &str, logo: impl Fn(&str) -> Option<String>) -> Report {
    let (document, misspelt) = Node::read(text);
    let schema = schema::whole();
    let mut shape = Shape::new(&schema, misspelt.is_empty());
    let mended = shape.read(&document);
    let mut report = Report {
        samples: samples(&document),
        untranslated: shape.untranslated,
        ..Report::default()
    };
    report.faults = shape.faults;
    for (line, say) in &misspelt {
        report.faults.push(Finding {
            line: *line,
            key: "TOML".to_owned(),
            say: say.clone(),
        });
    }
    for place in place::find(&document, "look.logo") {
        if let Some(say) = place.text().and_then(&logo) {
            report.faults.push(Finding {
                line: place.line,
                key: place.name,
                say,
            });
        }
    }
    // What stands behind a fault of spelling may be cut off: then nothing more can be said for certain.
    if misspelt.is_empty() {
        match mended.try_into::<Profile>() {
            Ok(profile) => {
                let profile = profile.resolved();
                let is_own = |fault: &Fault| !is_inside(&fault.at, &shape.mended);
                for fault in faults(&profile).into_iter().filter(is_own) {
                    report.faults.push(Finding {
                        line: place::line_of(&document, &fault),
                        key: fault.at,
                        say: fault.mend,
                    });
                }
                report.profile = Some(profile);
            }
            // The schema is made from the types, so that what fits it can be read.
            Err(error) if report.faults.is_empty() => report.faults.push(Finding {
                line: 1,
                key: "TOML".to_owned(),
                say: error.message().to_owned(),
            }),
            Err(_) => {}
        }
    }
    if !report.faults.is_empty() {
        report.profile = None;
    }
    for findings in [
        &mut report.faults,
        &mut report.samples,
        &mut report.untranslated,
    ] {
        findings.sort();
        findings.dedup();
    }
    report
}

/// What is wrong with a profile whose shape is right.
fn faults(profile: &Profile) -> Vec<Fault> {
    let mut faults = profile.faults();
    if profile.time_zone.parse::<chrono_tz::Tz>().is_err() {
        faults.push(Fault {
            at: "time-zone".to_owned(),
            mend: format!(
                "'{}' is no time zone; write one such as America/New_York",
                profile.time_zone
            ),
        });
    }
    faults
}

/// Whether a fault is about something that was put right only to go on.
fn is_inside(at: &str, mended: &[String]) -> bool {
    mended.iter().any(|name| {
        let rest = at.strip_prefix(name.as_str());
        !name.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Each place that is marked as sample.
fn samples(document: &Node) -> Vec<Finding> {
    let marks = document
        .entries()
        .iter()
        .find(|entry| entry.key == "sample");
    let names = marks.map_or(&[][..], |entry| entry.node.items());
    let mut samples = Vec::new();
    for name in names.iter().filter_map(Node::text) {
        for place in place::find(document, name) {
            let count = place.count();
            let say = if count > 1 {
                format!("confirm or replace: {count} of them")
            } else {
                "confirm or replace".to_owned()
            };
            samples.push(Finding {
                line: place.line,
                key: place.name,
                say,
            });
        }
    }
    samples
}

#[cfg(test)]
mod tests;
