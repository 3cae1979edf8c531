//! A district's own words for mails: texts with named places, into which a program puts what they are about.

use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};

/// To whom a kind of mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The partner, at an act of theirs or of the office.
    Partner,
    /// Whoever an application waits for, to remind them.
    Reminded,
    /// People of the office, and whoever the office asks.
    Office,
}

impl Reader {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Partner, Self::Reminded, Self::Office];
}

/// A kind of mail that a district may word itself.
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
    /// Changes are due on another day.
    SetDue,
    /// The office reminds the partner by hand.
    Remind,
    /// The office reminds the colleague who has it by hand.
    RemindColleague,
    /// The program reminds whoever began a draft.
    RemindDraft,
    /// The program reminds the partner of changes that are overdue.
    RemindChanges,
    /// The program reminds the office of a review that is overdue.
    RemindReview,
    /// An application came in, or came back.
    Arrive,
    /// The partner wrote a message.
    MessageToOffice,
    /// A colleague reviews an application now.
    AddReviewer,
    /// A colleague declared a conflict of interest.
    DeclareConflict,
    /// Another office is asked.
    AskConsult,
    /// It answered.
    AnswerConsult,
    /// No answer is needed any more.
    EndConsult,
    /// Somebody may see link and password of a partner's platform.
    SetPlatform,
}

impl Kind {
    /// Every kind, by its readers, in the order of a life.
    pub const ALL: [Self; 21] = [
        Self::Submit,
        Self::RequestChanges,
        Self::SetDue,
        Self::Approve,
        Self::Decline,
        Self::Redirect,
        Self::Message,
        Self::Withdraw,
        Self::RemindDraft,
        Self::RemindChanges,
        Self::RemindReview,
        Self::Remind,
        Self::RemindColleague,
        Self::Arrive,
        Self::MessageToOffice,
        Self::AddReviewer,
        Self::DeclareConflict,
        Self::AskConsult,
        Self::AnswerConsult,
        Self::EndConsult,
        Self::SetPlatform,
    ];

    /// The word used in profiles.
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
            Self::SetDue => "set-due",
            Self::Remind => "remind",
            Self::RemindColleague => "remind-colleague",
            Self::RemindDraft => "remind-draft",
            Self::RemindChanges => "remind-changes",
            Self::RemindReview => "remind-review",
            Self::Arrive => "arrive",
            Self::MessageToOffice => "message-to-office",
            Self::AddReviewer => "add-reviewer",
            Self::DeclareConflict => "declare-conflict",
            Self::AskConsult => "ask-consult",
            Self::AnswerConsult => "answer-consult",
            Self::EndConsult => "end-consult",
            Self::SetPlatform => "set-platform",
        }
    }

    /// To whom it goes.
    #[must_use]
    pub const fn reader(self) -> Reader {
        match self {
            Self::Submit
            | Self::Withdraw
            | Self::RequestChanges
            | Self::Approve
            | Self::Decline
            | Self::Redirect
            | Self::Message
            | Self::SetDue => Reader::Partner,
            Self::Remind
            | Self::RemindColleague
            | Self::RemindDraft
            | Self::RemindChanges
            | Self::RemindReview => Reader::Reminded,
            Self::Arrive
            | Self::MessageToOffice
            | Self::AddReviewer
            | Self::DeclareConflict
            | Self::AskConsult
            | Self::AnswerConsult
            | Self::EndConsult
            | Self::SetPlatform => Reader::Office,
        }
    }

    /// The places that only this kind has.
    const fn own(self) -> &'static [&'static str] {
        match self {
            Self::Submit | Self::RemindDraft => &["days"],
            Self::Withdraw
            | Self::Remind
            | Self::RemindColleague
            | Self::Arrive
            | Self::MessageToOffice
            | Self::EndConsult
            | Self::SetPlatform => &[],
            Self::RequestChanges => &["text", "pages", "due"],
            Self::Approve => &["level", "agreement", "ends", "conditions", "next"],
            Self::Decline | Self::Message => &["text"],
            Self::Redirect => &["route", "text"],
            Self::SetDue | Self::RemindChanges | Self::RemindReview => &["due"],
            Self::AddReviewer | Self::DeclareConflict | Self::AnswerConsult => &["by"],
            Self::AskConsult => &["question", "due"],
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
    fn every_kind_is_listed_once_with_a_word_of_its_own() {
        let mut words: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).collect();
        for kind in Kind::ALL {
            let read: Kind = serde_json::from_value(kind.word().into()).unwrap();
            assert_eq!(read, kind, "as profiles write it");
            assert!(Reader::ALL.contains(&kind.reader()));
        }
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Kind::ALL.len());
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
