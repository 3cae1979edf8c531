//! Reminders: to whoever an application waits for, and that the day for changes has moved.

use super::decision::{Letter, compose};
use super::worded::{Named, status};
use crate::current::Site;
use crate::ui::date;
use crate::{url, words};
use chrono::NaiveDate;
use partnership::application::Stage;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::application::Application;
use store::mail::NewMail;

/// Whom an application waits for, as far as they can be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// For the partner: to change something, or to send a draft.
    Partner,
    /// For the colleague who has it.
    Colleague,
    /// For nobody who could be told.
    Nobody,
}

impl Waits {
    /// Whom an application waits for. Nobody reminds themselves.
    #[must_use]
    pub fn of(application: &Application, asker: &partnership::id::PersonId) -> Self {
        match application.stage {
            Stage::Draft | Stage::ChangesRequested => Self::Partner,
            Stage::Submitted | Stage::InReview => match &application.assignee {
                Some((id, _)) if id != asker => Self::Colleague,
                _ => Self::Nobody,
            },
            Stage::Approved | Stage::Declined | Stage::Redirected | Stage::Withdrawn => {
                Self::Nobody
            }
        }
    }
}

/// To the partner: the application waits for them.
#[must_use]
pub fn to_partner(site: &Site, application: &Application) -> NewMail {
    let letter = Letter::to_partner(site, application);
    let lang = letter.lang;
    let name = named(application);
    let (opening, link) = if application.stage == Stage::Draft {
        (
            words::reminder_mail::draft_opening(lang, name),
            url::application(&application.id),
        )
    } else {
        let opening = match application.due_on {
            Some(day) => words::reminder_mail::changes_opening(lang, date::day(day, lang), name),
            None => words::reminder_mail::changes_opening_undated(lang, name),
        };
        (opening, url::status(&application.id))
    };
    let link = format!("{}{link}", site.base_url);
    let own = Named::of(&site.profile, application, &link, lang).worded(Kind::Remind, &[]);
    if let Some((subject, body)) = own {
        return compose(&site.profile, lang, letter.recipient, &subject, &[body]);
    }
    let closing = format!("{}\n{link}", words::reminder_mail::go_on(lang));
    compose(
        &site.profile,
        lang,
        letter.recipient,
        &words::reminder_mail::subject(lang, name, &application.reference),
        &[opening, closing],
    )
}

/// To the colleague who has it: it waits for the office.
#[must_use]
pub fn to_colleague(site: &Site, application: &Application, address: &str) -> NewMail {
    let lang = Lang::En;
    let name = named(application);
    let opening = match application.due_on {
        Some(day) => words::reminder_mail::office_opening(lang, date::day(day, lang), name),
        None => words::reminder_mail::office_opening_undated(lang, name),
    };
    let link = format!(
        "{}{}",
        site.base_url,
        url::office_application(&application.id)
    );
    let named = Named::of(&site.profile, application, &link, lang);
    if let Some((subject, body)) = named.worded(Kind::RemindColleague, &[]) {
        return compose(&site.profile, lang, address, &subject, &[body]);
    }
    compose(
        &site.profile,
        lang,
        address,
        &words::reminder_mail::subject(lang, name, &application.reference),
        &[opening, link],
    )
}

/// To the partner: the changes are due on another day.
#[must_use]
pub fn moved(site: &Site, application: &Application, day: NaiveDate) -> NewMail {
    let lang = application.lang;
    let name = named(application);
    let (link, day) = (
        status(&site.base_url, &application.id),
        date::day(day, lang),
    );
    let named = Named::of(&site.profile, application, &link, lang);
    if let Some((subject, body)) = named.worded(Kind::SetDue, &[("due", day.clone())]) {
        return compose(
            &site.profile,
            lang,
            &application.owner_email,
            &subject,
            &[body],
        );
    }
    let closing = format!("{}\n{link}", words::reminder_mail::go_on(lang));
    compose(
        &site.profile,
        lang,
        &application.owner_email,
        &words::reminder_mail::moved_subject(lang, name, &application.reference),
        &[
            words::reminder_mail::moved_opening(lang, day, name),
            closing,
        ],
    )
}

/// The organization, or what the application is called as long as it has no name.
fn named(application: &Application) -> &str {
    if application.organization.is_empty() {
        &application.reference
    } else {
        &application.organization
    }
}
