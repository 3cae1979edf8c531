//! Mails on consults: the question with its link, the answer, and that it is taken back.

use super::partner::{About, letter};
use super::worded::Named;
use crate::current::Current;
use crate::ui::date;
use crate::url;
use crate::words::consult as words;
use partnership::mail::template::Kind;
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
    let due = date::day(new.due_on, lang);
    let named = Named::of(&current.site.profile, application, &link, lang);
    let own = [("question", new.question.to_owned()), ("due", due.clone())];
    let own = named.worded(Kind::AskConsult, &own);
    let (subject, body) = own.unwrap_or_else(|| {
        let office = office.get(lang);
        let question = new.question;
        (
            words::asked_subject(lang, organization, reference),
            words::asked_body(lang, due, link, office, organization, question, reference),
        )
    });
    letter(new.email.as_str(), subject, &body, current, lang)
}

/// To whoever asked: there is an answer.
#[must_use]
pub fn answered(current: &Current, asked: &Asked) -> NewMail {
    let about = About {
        id: &asked.application,
        reference: &asked.reference,
        organization: &asked.organization,
    };
    answered_by(
        current,
        about,
        &asked.consult.email,
        (&asked.by.0, asked.by.1),
    )
}

/// The same, from whoever was asked to whoever asked, in the language of that one.
#[must_use]
pub fn answered_by(
    current: &Current,
    about: About<'_>,
    email: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let page = url::office_application(about.id);
    let link = format!("{}{page}#consults", current.site.base_url);
    let (organization, reference) = (about.organization, about.reference);
    let named = Named {
        profile: &current.site.profile,
        link: link.clone(),
        reference,
        organization,
        lang,
    };
    let own = named.worded(Kind::AnswerConsult, &[("by", email.to_owned())]);
    let (subject, body) = own.unwrap_or_else(|| {
        (
            words::answered_subject(lang, organization, reference),
            words::answered_body(lang, email, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}

/// To whoever was asked: no answer is needed any more.
#[must_use]
pub fn ended(current: &Current, application: &Application, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    // There is nothing left to go to but the program itself.
    let named = Named::of(
        &current.site.profile,
        application,
        &current.site.base_url,
        lang,
    );
    let (subject, body) = named.worded(Kind::EndConsult, &[]).unwrap_or_else(|| {
        (
            words::ended_subject(lang, organization, reference),
            words::ended_body(lang, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}
