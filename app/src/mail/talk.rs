//! Mails on notes: that a colleague names their reader. Nothing of a note ever stands in a mail.

use super::partner::letter;
use crate::current::Current;
use crate::url;
use crate::words::talk as words;
use partnership::text::Lang;
use store::application::Application;
use store::mail::NewMail;

/// To a colleague whom a note names: who wrote it, about which application, and the way to it.
#[must_use]
pub fn mentioned(
    current: &Current,
    application: &Application,
    recipient: &str,
    lang: Lang,
) -> NewMail {
    let who = current.person.as_ref().map_or("", |person| {
        if person.name.is_empty() {
            person.email.as_str()
        } else {
            person.name.as_str()
        }
    });
    let (organization, reference) = (&application.organization, &application.reference);
    let link = format!(
        "{}{}#notes",
        current.site.base_url,
        url::office_application(&application.id)
    );
    let body = words::mention_body(lang, link, organization, reference, who);
    let subject = words::mention_subject(lang, organization, reference, who);
    letter(recipient, subject, &body, current, lang)
}
