//! Mails around signing in and sending: to the partner, and to the office.

use super::worded::{Named, status};
use crate::current::Current;
use crate::{url, words};
use partnership::id::ApplicationId;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::mail::NewMail;

/// The end of every mail: who answers.
fn signature(current: &Current, lang: Lang) -> String {
    let office = &current.site.profile.office;
    let mut lines = vec![office.name.get(lang)];
    lines.extend(office.contacts());
    format!("{}\n", lines.join("\n"))
}

pub(super) fn letter(
    recipient: &str,
    subject: String,
    body: &str,
    current: &Current,
    lang: Lang,
) -> NewMail {
    NewMail {
        recipient: recipient.to_owned(),
        subject,
        body: format!("{body}\n\n{}", signature(current, lang)),
        is_held: false,
    }
}

/// The code and the link for signing in.
#[must_use]
pub fn sign_in(current: &Current, recipient: &str, code: &str, link: &str) -> NewMail {
    let lang = current.lang;
    let district = current.site.profile.name.get(lang);
    let link = format!("{}/sign-in/link?secret={link}", current.site.base_url);
    let body = words::partner_mail::sign_in_body(lang, code, link);
    letter(
        recipient,
        words::partner_mail::sign_in_subject(lang, code, district),
        &body,
        current,
        lang,
    )
}

/// What a mail about an application names.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The application.
    pub id: &'a ApplicationId,
    /// Its reference.
    pub reference: &'a str,
    /// The organization.
    pub organization: &'a str,
}

/// What a mail in the district's own words can name, with the page that its reader goes on to.
fn named<'a>(current: &'a Current, about: About<'a>, link: &str, lang: Lang) -> Named<'a> {
    Named {
        profile: &current.site.profile,
        link: link.to_owned(),
        reference: about.reference,
        organization: about.organization,
        lang,
    }
}

/// To the partner: it has arrived, and what happens next.
#[must_use]
pub fn submitted(current: &Current, about: About<'_>, recipient: &str, lang: Lang) -> NewMail {
    let link = status(&current.site.base_url, about.id);
    let days = current.site.profile.setting.review_days;
    let own = [("days", days.to_string())];
    if let Some((subject, body)) = named(current, about, &link, lang).worded(Kind::Submit, &own) {
        return letter(recipient, subject, &body, current, lang);
    }
    let body =
        words::partner_mail::submitted_body(lang, days, link, about.organization, about.reference);
    letter(
        recipient,
        words::partner_mail::submitted_subject(lang, about.organization, about.reference),
        &body,
        current,
        lang,
    )
}

/// To the partner: it is taken back.
#[must_use]
pub fn withdrawn(current: &Current, about: About<'_>, recipient: &str, lang: Lang) -> NewMail {
    let link = status(&current.site.base_url, about.id);
    if let Some((subject, body)) = named(current, about, &link, lang).worded(Kind::Withdraw, &[]) {
        return letter(recipient, subject, &body, current, lang);
    }
    let body = words::partner_mail::withdrawn_body(lang, about.organization, about.reference);
    letter(
        recipient,
        words::partner_mail::withdrawn_subject(lang, about.organization, about.reference),
        &body,
        current,
        lang,
    )
}

/// To the office: an application came in, or came back.
#[must_use]
pub fn arrived(current: &Current, about: About<'_>, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let link = format!(
        "{}{}",
        current.site.base_url,
        url::office_application(about.id)
    );
    let own = named(current, about, &link, lang).worded(Kind::Arrive, &[]);
    let (subject, body) = own.unwrap_or_else(|| {
        let (organization, reference) = (about.organization, about.reference);
        (
            words::partner_mail::arrived_subject(lang, organization, reference),
            words::partner_mail::arrived_body(lang, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}

/// To whoever vets the application: the partner wrote a message.
#[must_use]
pub fn message_to_office(current: &Current, about: About<'_>, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let link = format!(
        "{}{}",
        current.site.base_url,
        url::office_application(about.id)
    );
    let own = named(current, about, &link, lang).worded(Kind::MessageToOffice, &[]);
    let (subject, body) = own.unwrap_or_else(|| {
        let (organization, reference) = (about.organization, about.reference);
        (
            words::partner_mail::message_subject(lang, organization, reference),
            words::partner_mail::message_body(lang, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}
