//! Mails in the district's own words, where its profile has any.

use crate::url;
use partnership::district::Profile;
use partnership::id::ApplicationId;
use partnership::mail::template::Kind;
use partnership::text::Lang;
use store::application::Application;

/// What every mail can name.
#[derive(Debug, Clone)]
pub(super) struct Named<'a> {
    pub(super) profile: &'a Profile,
    /// Where its reader goes on, with the address of the program.
    pub(super) link: String,
    pub(super) reference: &'a str,
    pub(super) organization: &'a str,
    pub(super) lang: Lang,
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Named<'a> {
    /// Of an application, with the page that its reader goes on to.
    pub(super) fn of(
        profile: &'a Profile,
        application: &'a Application,
        link: &str,
        lang: Lang,
    ) -> Self {
        Self {
            profile,
            link: link.to_owned(),
            reference: &application.reference,
            organization: &application.organization,
            lang,
        }
    }

    /// Subject and text in the district's words; nothing where it has none for this kind of mail. An application that
    /// has no name yet is called by its reference.
    pub(super) fn worded(&self, kind: Kind, own: &[(&str, String)]) -> Option<(String, String)> {
        let template = self.profile.mail(kind)?;
        let office = &self.profile.office;
        let name = if self.organization.trim().is_empty() {
            self.reference
        } else {
            self.organization
        };
        let mut values = vec![
            ("organization", one_line(name)),
            ("reference", self.reference.to_owned()),
            ("link", self.link.clone()),
            ("district", self.profile.name.get(self.lang).to_owned()),
            ("office", office.name.get(self.lang).to_owned()),
            ("phone", office.phone.clone().unwrap_or_default()),
        ];
        values.extend(own.iter().cloned());
        let (subject, body) = template.filled(self.lang, &values);
        Some((one_line(&subject), body))
    }
}

/// Where an application stands for its partner.
pub(super) fn status(base_url: &str, id: &ApplicationId) -> String {
    format!("{base_url}{}", url::status(id))
}
