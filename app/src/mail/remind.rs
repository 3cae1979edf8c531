//! Reminders: of a draft, of changes, of a review.

use super::decision::compose;
use super::member::called;
use super::worded::Named;
use crate::current::Site;
use crate::ui::date;
use crate::url;
use crate::words::remind_mail as words;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::mail::{NewMail, Reminded, Reminding};

/// The mail to each who is reminded.
#[must_use]
pub fn remind(site: &Site, of: &Reminded) -> Vec<NewMail> {
    let readers = of.readers.iter();
    readers
        .map(|(recipient, lang)| to_one(site, of, recipient, *lang))
        .collect()
}

fn to_one(site: &Site, of: &Reminded, recipient: &str, lang: Lang) -> NewMail {
    let day = of.mark.parse().map(|day| date::day(day, lang));
    let day = day.unwrap_or_else(|_| of.mark.clone());
    let (organization, reference) = (of.organization.as_str(), of.reference.as_str());
    let days = site.profile.reminder.draft_days;
    let (kind, page, own) = match of.kind {
        Reminding::Draft => (
            Kind::RemindDraft,
            url::application(&of.id),
            ("days", days.to_string()),
        ),
        Reminding::Changes => (
            Kind::RemindChanges,
            url::application(&of.id),
            ("due", day.clone()),
        ),
        Reminding::Review => (
            Kind::RemindReview,
            url::office_application(&of.id),
            ("due", day.clone()),
        ),
    };
    let link = format!("{}{page}", site.base_url);
    let named = Named {
        profile: &site.profile,
        link: link.clone(),
        reference,
        organization,
        lang,
    };
    if let Some((subject, body)) = named.worded(kind, &[own]) {
        return compose(&site.profile, lang, recipient, &subject, &[body]);
    }
    let (subject, body) = match of.kind {
        Reminding::Draft => {
            let application = called(organization, reference, lang);
            (
                words::draft_subject(lang, &application),
                words::draft_body(lang, &application, days, link),
            )
        }
        Reminding::Changes => (
            words::changes_subject(lang, organization, reference),
            words::changes_body(lang, day, link, organization),
        ),
        Reminding::Review => (
            words::review_subject(lang, organization, reference),
            words::review_body(lang, day, link, organization),
        ),
    };
    compose(&site.profile, lang, recipient, &subject, &[body])
}
