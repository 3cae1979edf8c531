//! The mail to people who may see link and password of a partner's platform: it holds neither.

use super::partner::letter;
use super::worded::Named;
use crate::current::Current;
use crate::url;
use crate::words::meeting as words;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::application::Application;
use store::mail::NewMail;

/// To somebody who is named: where to see them.
#[must_use]
pub fn named(current: &Current, application: &Application, recipient: &str) -> NewMail {
    let lang = Lang::En;
    let (organization, reference) = (&application.organization, &application.reference);
    let link = format!(
        "{}{}",
        current.site.base_url,
        url::platform(&application.id)
    );
    let named = Named::of(&current.site.profile, application, &link, lang);
    let own = named.worded(Kind::SetPlatform, &[]);
    let (subject, body) = own.unwrap_or_else(|| {
        (
            words::named_subject(lang, organization, reference),
            words::named_body(lang, link, organization, reference),
        )
    });
    letter(recipient, subject, &body, current, lang)
}
