//! What tells that two applications may come from one organization: its tax number, its name, its web site.
//!
//! A likeness is a hint for a person who decides, and never decides anything itself.

use crate::proposal::Proposal;
use serde::{Deserialize, Serialize};

/// What two organizations have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The same employer identification number.
    Ein,
    /// The same name, but for capitals, accents, punctuation and words such as "Inc."
    Name,
    /// The same web site.
    Site,
}

impl Kind {
    /// Every kind, the strongest sign first.
    pub const ALL: [Self; 3] = [Self::Ein, Self::Name, Self::Site];

    /// The word used in tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ein => "ein",
            Self::Name => "name",
            Self::Site => "site",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Something an organization can be known by, written so that the same thing is the same text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// The number, name or site.
    pub value: String,
}

/// What the organization of a proposal can be known by: at most one mark of each kind.
#[must_use]
pub fn marks(proposal: &Proposal) -> Vec<Mark> {
    let found = [
        (Kind::Ein, proposal.ein.clone()),
        (Kind::Name, name(&proposal.organization)),
        (Kind::Site, proposal.web.as_deref().and_then(site)),
    ];
    let mark = |(kind, value): (Kind, Option<String>)| value.map(|value| Mark { kind, value });
    found.into_iter().filter_map(mark).collect()
}

/// Words of a name that say what kind of body it is, and not which.
const FORMS: [&str; 10] = [
    "the",
    "inc",
    "incorporated",
    "llc",
    "ltd",
    "corp",
    "corporation",
    "co",
    "company",
    "pc",
];

/// A name without what people leave out or write differently; `None` when nothing is left of it.
fn name(typed: &str) -> Option<String> {
    let plain: String = typed
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { plain(c) } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !FORMS.contains(word))
        .collect();
    // A name of nothing but such words is a name all the same.
    let kept = if kept.is_empty() { words } else { kept };
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// A small letter without its accent.
pub(crate) const fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'ä' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        c => c,
    }
}

/// Places where many organizations have a page each: there the page tells which one it is.
const SHARED: [&str; 12] = [
    "facebook.com",
    "github.io",
    "instagram.com",
    "linkedin.com",
    "linktr.ee",
    "sites.google.com",
    "squarespace.com",
    "tiktok.com",
    "twitter.com",
    "wixsite.com",
    "x.com",
    "youtube.com",
];

/// The host of an address, without `www.`; on a host that many share, with the page. `None` without any.
fn site(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let rest = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let host = host
        .trim_end_matches('.')
        .trim_start_matches("www.")
        .trim_start_matches("m.");
    if !host.contains('.') {
        return None;
    }
    if !SHARED.contains(&host) {
        return Some(host.to_owned());
    }
    let path = path.trim_matches('/');
    (!path.is_empty()).then(|| format!("{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        let same = [
            "The Quillfeather Writing Center, Inc.",
            "QUILLFEATHER  WRITING CENTER",
            "Quillfeather Writing Center L.L.C.",
            "Quíllfeather Writing-Center",
        ];
        for typed in same {
            assert_eq!(
                name(typed).as_deref(),
                Some("quillfeather writing center"),
                "{typed}"
            );
        }
        assert_ne!(name("Quillfeather Reading Center"), name(same[0]));
        assert_eq!(name("The Company").as_deref(), Some("the company"));
        assert_eq!(name(" – "), None);
    }

    #[test]
    fn a_site_is_its_host_and_on_a_shared_host_its_page() {
        for (address, expected) in [
            (
                "https://www.quillfeather.example/about?x=1#y",
                Some("quillfeather.example"),
            ),
            (
                "http://Quillfeather.example:8080",
                Some("quillfeather.example"),
            ),
            (
                "https://user@quillfeather.example./",
                Some("quillfeather.example"),
            ),
            (
                "https://www.facebook.com/Quillfeather/",
                Some("facebook.com/quillfeather"),
            ),
            (
                "https://m.facebook.com/quillfeather",
                Some("facebook.com/quillfeather"),
            ),
            ("https://facebook.com/", None),
            ("https://localhost", None),
            ("", None),
        ] {
            assert_eq!(site(address).as_deref(), expected, "{address:?}");
        }
    }

    #[test]
    fn a_proposal_is_known_by_what_it_gives() {
        let proposal = Proposal {
            organization: "Quillfeather, Inc.".into(),
            web: Some("https://quillfeather.example".into()),
            ein: Some("12-3456789".into()),
            ..Proposal::default()
        };
        let found: Vec<_> = marks(&proposal)
            .into_iter()
            .map(|mark| (mark.kind, mark.value))
            .collect();
        assert_eq!(
            found,
            [
                (Kind::Ein, "12-3456789".to_owned()),
                (Kind::Name, "quillfeather".to_owned()),
                (Kind::Site, "quillfeather.example".to_owned()),
            ]
        );
        assert_eq!(marks(&Proposal::default()), []);
    }
}
