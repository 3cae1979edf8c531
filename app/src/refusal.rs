//! The answer to a request that never reaches a page: a small page for people, a code for programs.

use crate::current::Site;
use crate::error::AppError;
use crate::ui::escaped;
use crate::words::districts;
use crate::words::trouble as words;
use partnership::text::Lang;

/// Why a request is turned away before, or instead of, any page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The form was sent from another site.
    OtherSite,
    /// The body holds more than can be sent at once.
    TooLarge,
    /// The body did not arrive in time, or not complete.
    Incomplete,
    /// The caller made too many requests.
    TooMany,
    /// The server has as many requests in hand as it can answer well, or one took too long.
    Busy,
    /// The program itself failed.
    Panic,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::OtherSite,
        Self::TooLarge,
        Self::Incomplete,
        Self::TooMany,
        Self::Busy,
        Self::Panic,
    ];

    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::OtherSite => 403,
            Self::TooLarge => 413,
            Self::Incomplete => 408,
            Self::TooMany => 429,
            Self::Busy => 503,
            Self::Panic => 500,
        }
    }

    /// After how many seconds it makes sense to try again.
    #[must_use]
    pub const fn retry_after(self) -> Option<&'static str> {
        match self {
            Self::TooMany => Some("60"),
            Self::Busy => Some("2"),
            Self::OtherSite | Self::TooLarge | Self::Incomplete | Self::Panic => None,
        }
    }

    /// What the browser program gets: a code, and for a fault the number of the request.
    #[must_use]
    pub fn error(self, request: &str) -> AppError {
        match self {
            Self::TooMany | Self::Busy => AppError::TooMany,
            Self::Panic => AppError::Internal(request.to_owned()),
            Self::OtherSite | Self::TooLarge | Self::Incomplete => AppError::Transport,
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::OtherSite => words::other_site_title(lang),
            Self::TooLarge => words::too_large_title(lang),
            Self::Incomplete => words::incomplete_title(lang),
            Self::TooMany => words::too_many_title(lang),
            Self::Busy => words::busy_title(lang),
            Self::Panic => words::internal_title(lang),
        }
    }

    fn sentence(self, lang: Lang, request: &str) -> String {
        match self {
            Self::OtherSite => words::other_site(lang).to_owned(),
            Self::TooLarge => words::too_large(lang).to_owned(),
            Self::Incomplete => words::transport(lang).to_owned(),
            Self::TooMany => words::too_many(lang).to_owned(),
            Self::Busy => words::busy(lang).to_owned(),
            Self::Panic => words::internal(lang, request),
        }
    }
}

/// The page. It needs no script and no database. `back` is the page of this site that the request came
/// from, as a path; `request` the number that the log knows the request by.
#[must_use]
pub fn page(
    site: &Site,
    lang: Lang,
    refusal: Refusal,
    back: Option<&str>,
    request: &str,
) -> String {
    let title = refusal.title(lang);
    let whole_title = escaped(&format!(
        "{title} – {} – {}",
        site.profile.page.application.get(lang),
        site.profile.short_name
    ));
    let sentence = escaped(&refusal.sentence(lang, request));
    let back = back
        .filter(|back| crate::url::own_path(back) == **back)
        .map(|back| {
            format!(
                "<p><a href=\"{}\">{}</a></p>",
                escaped(back).replace('"', "&quot;"),
                words::back(lang)
            )
        })
        .unwrap_or_default();
    format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{whole_title}</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"/pkg/trellis.css\"><link rel=\"stylesheet\" href=\"/theme.css\"></head><body><div class=\"frame\">\
         <main id=\"main\" class=\"main wrap\"><div class=\"page-head\"><h1 class=\"page-head__title\">{title}</h1></div>\
         <p>{sentence}</p>{back}<p><a href=\"/\">{}</a></p></main></div></body></html>",
        lang.code(),
        words::home(lang)
    )
}

/// The first page of a host that several districts share: the name of each, and the way to it.
#[must_use]
pub fn districts<'a>(sites: impl Iterator<Item = &'a Site>) -> String {
    let items: String = sites
        .map(|site| {
            let name = escaped(site.profile.name.get(Lang::En));
            format!("<li><a href=\"{}/\">{name}</a></li>", site.prefix())
        })
        .collect();
    let title = districts::title(Lang::En);
    let leads: String = Lang::ALL
        .iter()
        .map(|lang| {
            let (code, lead) = (lang.code(), escaped(districts::lead(*lang)));
            format!("<p lang=\"{code}\">{lead}</p>")
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Trellis</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"/pkg/trellis.css\"></head><body><div class=\"frame\">\
         <main id=\"main\" class=\"main wrap\"><div class=\"page-head\"><h1 class=\"page-head__title\">{title}</h1></div>\
         {leads}<ul>{items}</ul></main></div></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_own_status_and_words_in_each_language() {
        for lang in Lang::ALL {
            let mut said: Vec<(u16, String)> = Refusal::ALL
                .map(|refusal| {
                    let words = format!("{} {}", refusal.title(lang), refusal.sentence(lang, "n"));
                    (refusal.status(), words)
                })
                .to_vec();
            said.sort();
            said.dedup_by(|a, b| a.0 == b.0 || a.1 == b.1);
            assert_eq!(said.len(), Refusal::ALL.len(), "{lang:?}");
        }
    }
}
