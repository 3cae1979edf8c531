//! Mails to colleagues on who reviews an application.

use super::partner::letter;
use super::worded::Named;
use crate::current::Current;
use crate::url;
use crate::words::panel as words;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::application::Application;
use store::mail::NewMail;

/// Who acts, as colleagues know them.
fn own_name(current: &Current) -> String {
    let person = current.person.as_ref();
    person
        .map(|person| match person.name.as_str() {
            "" => person.email.as_str().to_owned(),
            name => name.to_owned(),
        })
        .unwrap_or_default()
}

fn link(current: &Current, application: &Application) -> String {
    format!(
        "{}{}",
        current.site.base_url,
        url::office_application(&application.id)
    )
}

/// To a colleague: you review an application now.
#[must_use]
pub fn added(current: &Current, application: &Application, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    let (by, link) = (own_name(current), link(current, application));
    let named = Named::of(&current.site.profile, application, &link, lang);
    let own = named.worded(Kind::AddReviewer, &[("by", by.clone())]);
    let (subject, body) = own.unwrap_or_else(|| {
        (
            words::added_subject(lang, organization, reference),
            words::added_body(lang, by, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}

/// To whoever vets it, or else the office: a colleague declared a conflict of interest, and is off the application.
#[must_use]
pub fn conflict(current: &Current, application: &Application, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    let (by, link) = (own_name(current), link(current, application));
    let named = Named::of(&current.site.profile, application, &link, lang);
    let own = named.worded(Kind::DeclareConflict, &[("by", by.clone())]);
    let (subject, body) = own.unwrap_or_else(|| {
        (
            words::conflict_subject(lang, organization, reference),
            words::conflict_body(lang, by, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}
