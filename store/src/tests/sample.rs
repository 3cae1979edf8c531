//! Sample values for tests: an instant, a proposal, a mail, answers.

use crate::application::{Sent, Start};
use crate::mail::NewMail;
use crate::partnership::Approval;
use ::partnership::change::Asked;
use ::partnership::form::Answers;
use ::partnership::id::DistrictId;
use ::partnership::person::Email;
use ::partnership::proposal::Proposal;
use ::partnership::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};

pub(super) fn district(name: &str) -> DistrictId {
    DistrictId::parse(name).unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Where every test begins.
pub(super) fn noon() -> DateTime<Utc> {
    "2026-12-01T12:00:00Z".parse().unwrap()
}

pub(super) fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub(super) fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]))
        .collect()
}

pub(super) fn mail_to(recipient: &str) -> NewMail {
    NewMail {
        recipient: recipient.into(),
        subject: "Subject".into(),
        body: "Body".into(),
        is_held: false,
    }
}

/// A request for changes of whole pages.
pub(super) fn asked(steps: &[String]) -> Asked {
    Asked {
        steps: steps.to_vec(),
        questions: Vec::new(),
    }
}

/// A proposal of an organization, listed, at two schools.
pub(super) fn proposal(organization: &str) -> Proposal {
    let owned = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(a, s)| ((*a).to_owned(), (*s).to_owned()))
            .collect::<Vec<_>>()
    };
    Proposal {
        organization: organization.into(),
        organization_kind: "nonprofit".into(),
        web: Some("https://example.org".into()),
        ein: None,
        about: "About us".into(),
        title: "Reading Buddies".into(),
        summary: "Reads with children".into(),
        services: owned(&[("academics", "tutoring"), ("academics", "reading")]),
        sites: vec!["hill-elementary".into(), "lake-middle".into()],
        sponsor: "lake-middle".into(),
        students: Some(40),
        frequency: "ongoing".into(),
        listed: true,
    }
}

pub(super) fn approval(proposal: &Proposal) -> Approval<'_> {
    Approval {
        proposed: "",
        why_level: "",
        why_agreement: "",
        level: "school",
        agreement: "moa",
        ends_on: None,
        conditions: "Insurance by May",
        proposal,
        needs_agreement: true,
        criteria: &[],
        places: "Hill Elementary Lake Middle",
        services: "Academics Tutoring",
    }
}

pub(super) fn start() -> Start<'static> {
    Start {
        profile_version: 1,
        short_name: "DPS",
        lang: Lang::Es,
        answers: &[],
    }
}

pub(super) fn sent<'a>(answers: &'a Answers, proposal: &'a Proposal) -> Sent<'a> {
    Sent {
        answers,
        proposal,
        lang: Lang::En,
        signed_name: "Ana Gil",
        statement: "I agree",
        device: "Firefox",
        due_on: day("2027-01-15"),
        draft: 0,
    }
}
