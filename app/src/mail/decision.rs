//! Mails of the office: each decision and message to the partner, and the invitation to a colleague.

use super::worded::{Named, status};
use crate::current::Site;
use crate::ui::{date, stage};
use crate::{url, words};
use chrono::NaiveDate;
use partnership::district::Profile;
use partnership::id::ApplicationId;
use partnership::mail::template::Kind;
use partnership::person::Role;
use partnership::text::Lang;
use store::application::Application;
use store::mail::NewMail;

/// To whom a mail about an application goes, in which language, and about which one. It names the
/// organization and the reference, and nothing about students.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The district.
    pub profile: &'a Profile,
    /// Where the program is reached.
    pub base_url: &'a str,
    /// The address it goes to.
    pub recipient: &'a str,
    /// The language of its reader.
    pub lang: Lang,
    /// The application.
    pub id: &'a ApplicationId,
    /// Its reference.
    pub reference: &'a str,
    /// The organization.
    pub organization: &'a str,
}

impl<'a> Letter<'a> {
    /// A letter to the partner of an application, in the language of the application.
    #[must_use]
    pub fn to_partner(site: &'a Site, application: &'a Application) -> Self {
        Self {
            profile: &site.profile,
            base_url: &site.base_url,
            recipient: &application.owner_email,
            lang: application.lang,
            id: &application.id,
            reference: &application.reference,
            organization: &application.organization,
        }
    }

    /// The partner has to change these pages.
    #[must_use]
    pub fn changes(&self, pages: &[&str], text: &str, due_on: NaiveDate) -> NewMail {
        let lang = self.lang;
        let day = date::day(due_on, lang);
        let own = [
            ("text", text.to_owned()),
            ("pages", items(pages)),
            ("due", day.clone()),
        ];
        if let Some(mail) = self.worded(Kind::RequestChanges, &own) {
            return mail;
        }
        self.compose(
            words::decision_mail::changes_subject(lang, self.organization, self.reference),
            &[
                words::decision_mail::changes_opening(lang, self.organization),
                text.to_owned(),
                listed(words::decision_mail::changes_steps(lang), pages),
                self.linked(&words::decision_mail::changes_closing(lang, day)),
            ],
        )
    }

    /// It is approved: level, kind of agreement (empty for none), last day and conditions (empty for none).
    #[must_use]
    pub fn approved(
        &self,
        level: &str,
        agreement: &str,
        ends_on: Option<NaiveDate>,
        conditions: &str,
    ) -> NewMail {
        let lang = self.lang;
        let found = self.profile.level(level);
        let name = found.map_or(level, |level| level.name.get(lang));
        let mut terms = words::decision_mail::level(lang, name);
        if let Some(kind) = self.profile.agreement(agreement) {
            terms.push('\n');
            terms.push_str(&words::decision_mail::agreement(lang, kind.label.get(lang)));
        }
        let ends = ends_on.map(|day| date::day(day, lang));
        if let Some(day) = &ends {
            terms.push('\n');
            terms.push_str(&words::term::mail_until(lang, day));
        }
        let next = if self.profile.needs_agreement(level) {
            words::decision_mail::approved_agreement(lang)
        } else {
            words::decision_mail::approved_onboarding(lang)
        };
        let or_none = |text: &str| match text {
            "" => words::decision_mail::none(lang).to_owned(),
            text => text.to_owned(),
        };
        let kind = self.profile.agreement(agreement);
        let own = [
            ("level", name.to_owned()),
            (
                "agreement",
                or_none(kind.map_or("", |kind| kind.label.get(lang))),
            ),
            ("ends", or_none(ends.as_deref().unwrap_or_default())),
            ("conditions", or_none(conditions)),
            ("next", next.to_owned()),
        ];
        if let Some(mail) = self.worded(Kind::Approve, &own) {
            return mail;
        }
        let conditions = match conditions {
            "" => String::new(),
            conditions => format!("{}\n{conditions}", words::decision_mail::conditions(lang)),
        };
        self.compose(
            words::decision_mail::approved_subject(lang, self.organization, self.reference),
            &[
                words::decision_mail::approved_opening(lang, self.organization),
                terms,
                conditions,
                next.to_owned(),
                self.linked(words::decision_mail::see_status(lang)),
            ],
        )
    }

    /// It is declined, for this reason.
    #[must_use]
    pub fn declined(&self, reason: &str) -> NewMail {
        let lang = self.lang;
        if let Some(mail) = self.worded(Kind::Decline, &[("text", reason.to_owned())]) {
            return mail;
        }
        self.compose(
            words::decision_mail::declined_subject(lang, self.organization, self.reference),
            &[
                words::decision_mail::declined_opening(lang, self.organization),
                reason.to_owned(),
                self.linked(words::decision_mail::declined_closing(lang)),
            ],
        )
    }

    /// Another of the district's processes applies.
    #[must_use]
    pub fn redirected(&self, route: &str, text: &str) -> NewMail {
        let lang = self.lang;
        let title = self
            .profile
            .route(route)
            .map_or(route, |route| route.title.get(lang));
        let district = &self.profile.short_name;
        let own = [("route", title.to_owned()), ("text", text.to_owned())];
        if let Some(mail) = self.worded(Kind::Redirect, &own) {
            return mail;
        }
        self.compose(
            words::decision_mail::redirected_subject(lang, self.organization, self.reference),
            &[
                words::decision_mail::redirected_opening(lang, district, self.organization, title),
                text.to_owned(),
                self.linked(words::decision_mail::redirected_closing(lang)),
            ],
        )
    }

    /// The office wrote a message.
    #[must_use]
    pub fn message(&self, text: &str) -> NewMail {
        let lang = self.lang;
        if let Some(mail) = self.worded(Kind::Message, &[("text", text.to_owned())]) {
            return mail;
        }
        self.compose(
            words::decision_mail::message_subject(lang, self.organization, self.reference),
            &[
                words::decision_mail::message_opening(lang, self.organization),
                text.to_owned(),
                self.linked(words::decision_mail::message_closing(lang)),
            ],
        )
    }

    /// The mail in the district's own words, where it has any.
    fn worded(&self, kind: Kind, own: &[(&str, String)]) -> Option<NewMail> {
        let named = Named {
            profile: self.profile,
            link: status(self.base_url, self.id),
            reference: self.reference,
            organization: self.organization,
            lang: self.lang,
        };
        let (subject, body) = named.worded(kind, own)?;
        Some(self.compose(subject, &[body]))
    }

    /// A sentence with the page under it on which the application stands.
    fn linked(&self, sentence: &str) -> String {
        format!("{sentence}\n{}{}", self.base_url, url::status(self.id))
    }

    fn compose(&self, subject: String, paragraphs: &[String]) -> NewMail {
        compose(
            self.profile,
            self.lang,
            self.recipient,
            &subject,
            paragraphs,
        )
    }
}

/// The invitation to work with the district, in a role.
#[must_use]
pub fn invitation(site: &Site, recipient: &str, role: Role, lang: Lang) -> NewMail {
    invitation_of(&site.profile, &site.base_url, recipient, role, lang)
}

fn invitation_of(
    profile: &Profile,
    base_url: &str,
    recipient: &str,
    role: Role,
    lang: Lang,
) -> NewMail {
    let district = profile.name.get(lang);
    let role = stage::role(role, lang);
    let closing = words::decision_mail::invitation_closing(lang);
    compose(
        profile,
        lang,
        recipient,
        &words::decision_mail::invitation_subject(lang, district, role),
        &[
            words::decision_mail::invitation_opening(lang, district, role),
            format!("{closing}\n{base_url}{}", url::sign_in("/office")),
        ],
    )
}

/// A heading and its items; nothing without items.
fn listed(heading: &str, list: &[&str]) -> String {
    if list.is_empty() {
        return String::new();
    }
    format!("{heading}\n{}", items(list))
}

/// Items, a line each.
fn items(list: &[&str]) -> String {
    let lines: Vec<String> = list.iter().map(|item| format!("- {item}")).collect();
    lines.join("\n")
}

/// Paragraphs, without those that are empty, and who answers at the end. A subject is one line.
pub(super) fn compose(
    profile: &Profile,
    lang: Lang,
    recipient: &str,
    subject: &str,
    paragraphs: &[String],
) -> NewMail {
    let office = &profile.office;
    let mut signature = vec![office.name.get(lang), profile.name.get(lang)];
    signature.extend(office.contacts());
    let signature = signature.join("\n");
    let parts: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| paragraph.trim())
        .filter(|paragraph| !paragraph.is_empty())
        .chain(std::iter::once(signature.as_str()))
        .collect();
    NewMail {
        recipient: recipient.to_owned(),
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body: format!("{}\n", parts.join("\n\n")),
        is_held: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 5, 3).unwrap()
    }

    /// Every mail of a letter.
    fn all(letter: &Letter<'_>) -> Vec<NewMail> {
        vec![
            letter.changes(&["Outcomes", "Schedule"], "Name a measure.", day()),
            letter.changes(&[], "Name a measure.", day()),
            letter.approved("on-going", "moa", Some(day()), "Insurance by May."),
            letter.approved("one-time", "", None, ""),
            letter.declined("No school takes part."),
            letter.redirected("vendor", "Register as a vendor."),
            letter.message("When can we call?"),
            invitation_of(
                letter.profile,
                letter.base_url,
                letter.recipient,
                Role::Office,
                letter.lang,
            ),
        ]
    }

    #[test]
    fn every_mail_is_whole_in_both_languages() {
        let profile = profile();
        let id = ApplicationId::parse("abc").unwrap();
        for lang in Lang::ALL {
            let letter = Letter {
                profile: &profile,
                base_url: "https://partners.example.org",
                recipient: "ana@example.org",
                lang,
                id: &id,
                reference: "DPS-2026-0007",
                organization: "Northside Tutoring",
            };
            for mail in all(&letter) {
                let NewMail {
                    subject,
                    body,
                    recipient,
                    ..
                } = &mail;
                assert_eq!(recipient, "ana@example.org");
                for text in [subject, body] {
                    assert!(
                        !text.contains(['{', '}']),
                        "a placeholder is left over: {text}"
                    );
                    assert!(
                        !text.contains("\n\n\n"),
                        "an empty line of a missing value: {text}"
                    );
                    assert!(
                        text.lines().all(|line| line == line.trim_end()),
                        "blanks at an end: {text:?}"
                    );
                }
                assert!(
                    !subject.contains('\n') && subject.chars().count() <= 150,
                    "{subject}"
                );
                assert!(
                    body.contains("https://partners.example.org/"),
                    "no link: {body}"
                );
                let signature = format!(
                    "{}\n{}\n{}\n",
                    profile.office.name.get(lang),
                    profile.name.get(lang),
                    profile.office.phone.as_deref().unwrap_or_default()
                );
                assert!(body.ends_with(&signature), "no one who answers: {body}");
            }
        }
    }

    #[test]
    fn a_subject_names_the_act_and_the_organization_on_one_line() {
        let profile = profile();
        let id = ApplicationId::parse("abc").unwrap();
        let letter = |lang, organization| Letter {
            profile: &profile,
            base_url: "https://x.org",
            recipient: "a@b.org",
            lang,
            id: &id,
            reference: "DPS-2026-0007",
            organization,
        };
        let subject = |lang| {
            letter(lang, "Northside Tutoring")
                .changes(&[], "x", day())
                .subject
        };
        assert_eq!(
            subject(Lang::En),
            "Changes needed: Northside Tutoring (DPS-2026-0007)"
        );
        assert_eq!(
            subject(Lang::Es),
            "Cambios necesarios: Northside Tutoring (DPS-2026-0007)"
        );
        let forged = letter(Lang::En, "North\r\nBcc: x@y.org")
            .declined("x")
            .subject;
        assert_eq!(forged, "Not approved: North Bcc: x@y.org (DPS-2026-0007)");
    }

    #[test]
    fn a_mail_says_what_was_decided_and_leaves_out_what_is_not_there() {
        let profile = profile();
        let id = ApplicationId::parse("abc").unwrap();
        let letter = Letter {
            profile: &profile,
            base_url: "https://x.org",
            recipient: "a@b.org",
            lang: Lang::En,
            id: &id,
            reference: "DPS-2026-0007",
            organization: "Northside Tutoring",
        };
        let body = letter.changes(&["Outcomes"], "Name a measure.", day()).body;
        for part in [
            "Name a measure.",
            "- Outcomes",
            "May 3, 2027",
            "https://x.org/applications/abc/status",
        ] {
            assert!(body.contains(part), "{part:?} is missing: {body}");
        }
        let approved = letter.approved("on-going", "moa", Some(day()), "Insurance by May.");
        let body = approved.body;
        for part in [
            "Level: On-going commitment",
            "Last day: May 3, 2027",
            "Memorandum of Agreement",
            "Insurance by May.",
            "make the agreement",
        ] {
            assert!(body.contains(part), "{part:?} is missing: {body}");
        }
        let body = letter.approved("one-time", "", None, "").body;
        for part in ["Agreement:", "Last day", "Conditions"] {
            assert!(!body.contains(part), "{part:?} stands for nothing: {body}");
        }
    }
}
