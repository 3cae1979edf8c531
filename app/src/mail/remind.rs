//! Reminders: of a draft, of changes, of a review.

use super::decision::compose;
use super::member::called;
use crate::current::Site;
use crate::ui::date;
use crate::url;
use crate::words::remind_mail as words;
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
    let link = |path: String| format!("{}{path}", site.base_url);
    let day = of.mark.parse().map(|day| date::day(day, lang));
    let day = day.unwrap_or_else(|_| of.mark.clone());
    let (organization, reference) = (of.organization.as_str(), of.reference.as_str());
    let (subject, body) = match of.kind {
        Reminding::Draft => {
            let application = called(organization, reference, lang);
            let days = site.profile.reminder.draft_days;
            let link = link(url::application(&of.id));
            (
                words::draft_subject(lang, &application),
                words::draft_body(lang, &application, days, link),
            )
        }
        Reminding::Changes => {
            let link = link(url::application(&of.id));
            (
                words::changes_subject(lang, organization, reference),
                words::changes_body(lang, day, link, organization),
            )
        }
        Reminding::Review => {
            let link = link(url::office_application(&of.id));
            (
                words::review_subject(lang, organization, reference),
                words::review_body(lang, day, link, organization),
            )
        }
    };
    compose(&site.profile, lang, recipient, &subject, &[body])
}
