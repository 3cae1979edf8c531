//! Mails on who works on an application: invitations, who came and left, and who is the owner.

use super::partner::{About, letter};
use crate::current::Current;
use crate::words::member_mail as words;
use crate::{url, words as all};
use partnership::member::INVITATION_DAYS;
use partnership::text::Lang;
use store::mail::NewMail;

/// The most characters of an organization's name in a mail: it goes to an address that somebody chose, and
/// shall not carry a message of theirs.
const NAME: usize = 80;

/// What an application is called in a sentence.
#[must_use]
pub fn called(organization: &str, reference: &str, lang: Lang) -> String {
    let words: Vec<&str> = organization.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME).collect();
    if name.is_empty() {
        all::member_mail::unnamed(lang, reference)
    } else {
        all::member_mail::named(lang, name, reference)
    }
}

fn application(about: About<'_>, lang: Lang) -> String {
    called(about.organization, about.reference, lang)
}

fn members(current: &Current, about: About<'_>) -> String {
    format!("{}{}", current.site.base_url, url::members(about.id))
}

/// To whoever is invited to work on it or, where the district began it, to take it over: the link, and who
/// invites, by the address that they proved to have.
#[must_use]
pub fn invite(
    current: &Current,
    about: About<'_>,
    (recipient, link): (&str, &str),
    hands_over: bool,
) -> NewMail {
    let lang = current.lang;
    let by = current
        .person
        .as_ref()
        .map(|person| person.email.as_str().to_owned())
        .unwrap_or_default();
    let application = application(about, lang);
    let link = format!("{}{}", current.site.base_url, url::invitation(link));
    let district = current.site.profile.name.get(lang);
    let (subject, body) = if hands_over {
        (
            words::offer_subject(lang, &application),
            words::offer_body(lang, &application, by, INVITATION_DAYS, district, link),
        )
    } else {
        (
            words::invite_subject(lang, &application),
            words::invite_body(lang, &application, by, INVITATION_DAYS, district, link),
        )
    };
    letter(recipient, subject, &body, current, lang)
}

/// To the owner: somebody accepted the invitation.
#[must_use]
pub fn joined(
    current: &Current,
    about: About<'_>,
    who: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let (application, link) = (application(about, lang), members(current, about));
    let body = words::join_body(lang, &application, link, who);
    let subject = words::join_subject(lang, application, who);
    letter(recipient, subject, &body, current, lang)
}

/// To whoever of the district began it: the partner took it over.
#[must_use]
pub fn took_over(
    current: &Current,
    about: About<'_>,
    who: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let application = application(about, lang);
    let body = words::took_body(lang, &application, who);
    let subject = words::took_subject(lang, application, who);
    letter(recipient, subject, &body, current, lang)
}

/// To the office: a school looks for a partner for what it has begun.
#[must_use]
pub fn looking(current: &Current, about: About<'_>, title: &str, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let title = match title {
        "" => words::looking_untitled(lang),
        title => title,
    };
    let by = current.person.as_ref();
    let by = by.map(|person| person.email.as_str()).unwrap_or_default();
    let link = format!("{}{}", current.site.base_url, url::application(about.id));
    let body = words::looking_body(lang, link, about.reference, title, by);
    let subject = words::looking_subject(lang, about.reference, title);
    letter(recipient, subject, &body, current, lang)
}

/// To the owner: somebody left.
#[must_use]
pub fn left(
    current: &Current,
    about: About<'_>,
    who: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let (application, link) = (application(about, lang), members(current, about));
    let body = words::leave_body(lang, &application, link, who);
    let subject = words::leave_subject(lang, application, who);
    letter(recipient, subject, &body, current, lang)
}

/// To a member: the owner took them away.
#[must_use]
pub fn removed(current: &Current, about: About<'_>, (recipient, lang): (&str, Lang)) -> NewMail {
    let application = application(about, lang);
    let body = words::remove_body(lang, &application);
    let subject = words::remove_subject(lang, application);
    letter(recipient, subject, &body, current, lang)
}

/// To the new owner.
#[must_use]
pub fn owner(current: &Current, about: About<'_>, (recipient, lang): (&str, Lang)) -> NewMail {
    let (application, link) = (application(about, lang), members(current, about));
    let body = words::owner_body(lang, &application, link);
    let subject = words::owner_subject(lang, application);
    letter(recipient, subject, &body, current, lang)
}

/// To whoever was the owner: the office made somebody else it.
#[must_use]
pub fn was_owner(
    current: &Current,
    about: About<'_>,
    (who, reason): (&str, &str),
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let (application, link) = (application(about, lang), members(current, about));
    let body = words::was_owner_body(lang, &application, link, reason, who);
    let subject = words::was_owner_subject(lang, application);
    letter(recipient, subject, &body, current, lang)
}

/// To the owner, or to the office: a member asks to become the owner. `link` leads to the page to answer on.
#[must_use]
pub fn claim(
    current: &Current,
    about: About<'_>,
    (who, reason): (&str, &str),
    link: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let application = application(about, lang);
    let link = format!("{}{link}", current.site.base_url);
    let body = words::claim_body(lang, &application, link, reason, who);
    let subject = words::claim_subject(lang, application, who);
    letter(recipient, subject, &body, current, lang)
}

/// To whoever asked: the owner stays.
#[must_use]
pub fn refused(
    current: &Current,
    about: About<'_>,
    reason: &str,
    (recipient, lang): (&str, Lang),
) -> NewMail {
    let application = application(about, lang);
    let body = words::refuse_body(lang, &application, reason);
    let subject = words::refuse_subject(lang, application);
    letter(recipient, subject, &body, current, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_mail_is_short_and_stays_on_one_line() {
        assert_eq!(
            called("Quillfeather\r\n Guild", "DPS-2026-0007", Lang::En),
            "the application of Quillfeather Guild (DPS-2026-0007)"
        );
        assert_eq!(
            called(" ", "DPS-2026-0007", Lang::Es),
            "la solicitud DPS-2026-0007"
        );
        let long = called(&"a".repeat(500), "DPS-2026-0007", Lang::En);
        assert_eq!(
            long.matches('a').count(),
            80 + "the application of".matches('a').count()
        );
    }
}
