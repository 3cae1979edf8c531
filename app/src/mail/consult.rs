//! Mails on consults: the question with its link, the answer, and that it is taken back.

use super::partner::letter;
use crate::current::Current;
use crate::ui::date;
use crate::url;
use crate::words::consult as words;
use partnership::text::Lang;
use store::application::Application;
use store::consult::{Asked, NewConsult};
use store::mail::NewMail;

/// To whoever is asked: the question, until when, and the link. It tells nothing of the answers.
#[must_use]
pub fn asked(
    current: &Current,
    application: &Application,
    new: &NewConsult<'_>,
    consult: &str,
) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    let link = format!("{}{}", current.site.base_url, url::consult(consult));
    let office = &current.site.profile.office.name;
    let body = words::asked_body(
        lang,
        date::day(new.due_on, lang),
        link,
        office.get(lang),
        organization,
        new.question,
        reference,
    );
    let subject = words::asked_subject(lang, organization, reference);
    letter(new.email.as_str(), subject, &body, current, lang)
}

/// To whoever asked: there is an answer.
#[must_use]
pub fn answered(current: &Current, asked: &Asked) -> NewMail {
    let (recipient, lang) = (&asked.by.0, asked.by.1);
    let link = format!(
        "{}{}#consults",
        current.site.base_url,
        url::office_application(&asked.application)
    );
    let email = &asked.consult.email;
    let body = words::answered_body(lang, email, link, &asked.organization, &asked.reference);
    let subject = words::answered_subject(lang, &asked.organization, &asked.reference);
    letter(recipient, subject, &body, current, lang)
}

/// To whoever was asked: no answer is needed any more.
#[must_use]
pub fn ended(current: &Current, application: &Application, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    let body = words::ended_body(lang, organization, reference);
    let subject = words::ended_subject(lang, organization, reference);
    letter(recipient, subject, &body, current, lang)
}
