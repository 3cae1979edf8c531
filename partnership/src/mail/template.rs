//! A district's own words for mails: texts with named places, into which a program puts what they are about.

use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};

/// A kind of mail that a district may word itself: one to the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The application has arrived.
    Submit,
    /// The partner took it back.
    Withdraw,
    /// Changes are asked for.
    RequestChanges,
    /// It is approved.
    Approve,
    /// It is declined.
    Decline,
    /// Another process applies.
    Redirect,
    /// The office wrote a message.
    Message,
}

impl Kind {
    /// Every kind, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Submit,
        Self::RequestChanges,
        Self::Approve,
        Self::Decline,
        Self::Redirect,
        Self::Message,
        Self::Withdraw,
    ];

    /// The word used in profiles and as the act of a mail.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::RequestChanges => "request-changes",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Redirect => "redirect",
            Self::Message => "message",
        }
    }

    /// The places that only this kind has.
    const fn own(self) -> &'static [&'static str] {
        match self {
            Self::Submit => &["days"],
            Self::Withdraw => &[],
            Self::RequestChanges => &["text", "pages", "due"],
            Self::Approve => &["level", "agreement", "conditions", "next"],
            Self::Decline | Self::Message => &["text"],
            Self::Redirect => &["route", "text"],
        }
    }

    /// The names that may stand in braces in its texts.
    pub fn places(self) -> impl Iterator<Item = &'static str> {
        COMMON.into_iter().chain(self.own().iter().copied())
    }
}

/// The names that every kind knows.
const COMMON: [&str; 6] = [
    "organization",
    "reference",
    "link",
    "district",
    "office",
    "phone",
];

/// A district's words for one kind of mail. Who answers is put below by the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Template {
    /// What the mail is about.
    pub act: Kind,
    /// The subject: names the act, and `{organization}`.
    pub subject: Text,
    /// The text, with names such as `{link}` in braces where the program puts something.
    pub body: Text,
}

impl Template {
    /// Subject and text in a language, with the values put in. A name without a value, or with a blank one, stays
    /// as it stands: [`unfilled`] finds it.
    #[must_use]
    pub fn filled(&self, lang: Lang, values: &[(&str, String)]) -> (String, String) {
        (
            fill(self.subject.get(lang), values),
            fill(self.body.get(lang), values),
        )
    }
}

/// A text cut at its names: what stands before each name in braces, and that name; then the rest.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let found = text.match_indices('{').find_map(|(at, _)| {
            let (name, after) = text.get(at + 1..)?.split_once('}')?;
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            is_name.then_some((at, name, after))
        });
        let Some((at, name, after)) = found else {
            rest = None;
            return Some((text, None));
        };
        rest = Some(after);
        Some((text.get(..at).unwrap_or_default(), Some(name)))
    })
}

/// Puts values in the place of their names, each value as it is: what looks like a name in it stays.
fn fill(text: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::new();
    for (before, name) in pieces(text) {
        filled.push_str(before);
        if let Some(name) = name {
            let value = values.iter().find(|(known, _)| *known == name);
            match value
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
            {
                Some(value) => filled.push_str(value),
                None => filled.push_str(&format!("{{{name}}}")),
            }
        }
    }
    filled
}

/// The names in braces of a text.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter_map(|(_, name)| name)
}

/// The first name that a mail still has in braces, because there was nothing to put there. Such a mail is not sent.
#[must_use]
pub fn unfilled(text: &str) -> Option<&str> {
    names(text).find(|name| {
        Kind::ALL
            .iter()
            .any(|kind| kind.places().any(|place| place == *name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(subject: &str, body: &str) -> Template {
        Template {
            act: Kind::Decline,
            subject: Text::Plain(subject.to_owned()),
            body: Text::Plain(body.to_owned()),
        }
    }

    #[test]
    fn names_in_braces_give_way_to_their_values_and_nothing_else_does() {
        let values = [
            ("organization", "Oak {reference} Club".to_owned()),
            ("reference", "D-1".to_owned()),
            ("text", " Because. ".to_owned()),
        ];
        let mail = template(
            "No: {organization} ({reference})",
            "{text}\n{ text } {x {Text} {} {reference}}",
        );
        assert_eq!(
            mail.filled(Lang::Es, &values),
            (
                "No: Oak {reference} Club (D-1)".to_owned(),
                "Because.\n{ text } {x {Text} {} D-1}".to_owned()
            )
        );
    }

    #[test]
    fn a_name_without_a_value_is_found() {
        let (subject, body) = template("{organization}", "{due} {text}").filled(
            Lang::En,
            &[("organization", "  ".to_owned()), ("text", "x".to_owned())],
        );
        assert_eq!(
            (unfilled(&subject), unfilled(&body)),
            (Some("organization"), Some("due"))
        );
        for whole in [
            "",
            "{",
            "}",
            "{}",
            "{unknown}",
            "a {b} c",
            "{organization",
            "{ due }",
        ] {
            assert_eq!(unfilled(whole), None, "{whole}");
        }
        assert_eq!(unfilled("{x} {{link}}"), Some("link"));
    }
}
