//! The one mail of a day, for whoever chose that.

use super::decision::compose;
use crate::current::Site;
use crate::words::wish as words;
use store::mail::{Digest, NewMail};

/// What happened, oldest first, each with where to read it.
#[must_use]
pub fn digest(site: &Site, digest: &Digest) -> NewMail {
    let lang = digest.lang;
    let district = site.profile.name.get(lang);
    let items: Vec<String> = digest
        .items
        .iter()
        .map(|item| match item.link.as_str() {
            "" => format!("- {}", item.subject),
            link => format!("- {}\n  {link}", item.subject),
        })
        .collect();
    let closing = words::digest_closing(lang);
    compose(
        &site.profile,
        lang,
        &digest.email,
        &words::digest_subject(lang, digest.items.len(), district),
        &[
            words::digest_opening(lang).to_owned(),
            items.join("\n"),
            format!("{closing}\n{}/account#mails", site.base_url),
        ],
    )
}
