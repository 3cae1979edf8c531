//! Mails in the district's own words, where its profile has any.

use crate::url;
use partnership::district::Profile;
use partnership::id::ApplicationId;
use partnership::mail::template::Kind;
use partnership::text::Lang;

/// What every mail to a partner can name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) profile: &'a Profile,
    pub(super) base_url: &'a str,
    pub(super) id: &'a ApplicationId,
    pub(super) reference: &'a str,
    pub(super) organization: &'a str,
    pub(super) lang: Lang,
}

impl Named<'_> {
    /// Subject and text in the district's words; nothing where it has none for this kind of mail.
    pub(super) fn worded(&self, kind: Kind, own: &[(&str, String)]) -> Option<(String, String)> {
        let template = self.profile.mail(kind)?;
        let office = &self.profile.office;
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut values = vec![
            ("organization", one_line(self.organization)),
            ("reference", self.reference.to_owned()),
            ("link", format!("{}{}", self.base_url, url::status(self.id))),
            ("district", self.profile.name.get(self.lang).to_owned()),
            ("office", office.name.get(self.lang).to_owned()),
            ("phone", office.phone.clone().unwrap_or_default()),
        ];
        values.extend(own.iter().cloned());
        Some(template.filled(self.lang, &values))
    }
}
