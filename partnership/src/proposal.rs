//! The proposal: the well-known answers of a sent application, parsed once into typed values.

use crate::alike;
use crate::district::Profile;
use crate::form::ein::Ein;
use crate::form::judge::without_scheme;
use crate::form::{Answers, Kind, date, key};
use serde::{Deserialize, Serialize};

/// What an application proposes, as far as logic may read it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Proposal {
    /// Name of the organization.
    pub organization: String,
    /// Kind of organization, as a slug of the profile.
    pub organization_kind: String,
    /// Web address, with its scheme.
    pub web: Option<String>,
    /// The organization's employer identification number, as `12-3456789`, where the form asks for it.
    #[serde(default)]
    pub ein: Option<String>,
    /// About the organization.
    pub about: String,
    /// Name of the program.
    pub title: String,
    /// What the program does.
    pub summary: String,
    /// Area and service slugs.
    pub services: Vec<(String, String)>,
    /// Schools and departments it takes place at, as slugs; the sponsor is among them.
    pub sites: Vec<String>,
    /// The sponsoring school or department.
    pub sponsor: String,
    /// Students it means to reach in a year.
    pub students: Option<u32>,
    /// Once, or on-going, as the applicant said.
    pub frequency: String,
    /// Whether the public directory may list it.
    pub listed: bool,
}

impl Proposal {
    /// Reads the well-known keys of frozen answers. Values the profile does not know are left out.
    #[must_use]
    pub fn read(profile: &Profile, answers: &Answers) -> Self {
        let text = |key: &str| answers.text(key).to_owned();
        let sponsor = text(key::SITES_SPONSOR);
        let mut sites: Vec<String> = answers.all(key::SITES_SCHOOLS).to_vec();
        if !sponsor.is_empty() && !sites.contains(&sponsor) {
            sites.push(sponsor.clone());
        }
        sites.retain(|slug| profile.school(slug).is_some());
        let services = answers
            .all(key::PROGRAM_AREAS)
            .iter()
            .filter(|value| profile.service(value).is_some())
            .filter_map(|value| value.split_once('/'))
            .map(|(area, service)| (area.to_owned(), service.to_owned()))
            .collect();
        Self {
            organization: text(key::ORGANIZATION_NAME),
            organization_kind: text(key::ORGANIZATION_KIND),
            web: answers.one(key::ORGANIZATION_WEB).map(with_scheme),
            ein: ein(profile, answers),
            about: text(key::ORGANIZATION_ABOUT),
            title: text(key::PROGRAM_TITLE),
            summary: text(key::PROGRAM_SUMMARY),
            services,
            sites,
            sponsor,
            students: answers
                .one(key::SITES_STUDENTS)
                .and_then(date::whole)
                .and_then(|n| u32::try_from(n).ok()),
            frequency: text(key::PROGRAM_FREQUENCY),
            listed: answers.text(key::LISTED) == "yes",
        }
    }
}

/// The answer to the form's first question for an employer identification number that is one.
fn ein(profile: &Profile, answers: &Answers) -> Option<String> {
    let questions = profile.form.steps().flat_map(|step| &step.questions);
    let asked = questions.filter(|question| question.kind == Kind::Ein);
    let typed = asked.filter_map(|question| answers.one(&question.key));
    typed.filter_map(Ein::read).map(Ein::shown).next()
}

/// A web address that a link can use: `https://` is put before one without a scheme.
fn with_scheme(typed: &str) -> String {
    if without_scheme(typed).is_some() {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    }
}

/// A name as part of an address: lower-case letters, digits and single hyphens, at most 60.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| match alike::plain(c) {
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-");
    slug.truncate(60);
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() {
        "partnership".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_address() {
        assert_eq!(slug("Niños & Niñas, Inc."), "ninos-ninas-inc");
        assert_eq!(slug("  --  "), "partnership");
        assert_eq!(slug("日本"), "partnership");
        assert_eq!(slug(&"ab ".repeat(50)).len(), 59);
    }

    #[test]
    fn a_web_address_gets_a_scheme_and_never_a_script() {
        assert_eq!(with_scheme("x.org"), "https://x.org");
        assert_eq!(with_scheme("http://x.org"), "http://x.org");
        assert_eq!(with_scheme("Https://x.org"), "Https://x.org");
        assert!(with_scheme("javascript:alert(1)").starts_with("https://"));
    }
}
