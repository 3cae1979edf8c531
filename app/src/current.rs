//! Who asks, where, when and in which language: the facts of one request.

use crate::brand::{Brand, Brands};
use crate::error::AppError;
use crate::published::Published;
use crate::ui::Said;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::{expect_context, provide_context, use_context};
use partnership::district::Profile;
use partnership::id::PersonId;
use partnership::person::{Email, Right, Role, may};
use partnership::text::{Lang, Text};
use std::path::PathBuf;
use std::sync::Arc;
use store::Asker;

/// One district as it is served: its profile and its database. All that is one district's own, and changes
/// while it is served, is reached from here, so that nothing of it is ever another's.
#[derive(Debug, Clone)]
pub struct Site {
    /// The district's profile: the newest version, or, on the pages of an application, that with which it began.
    pub profile: Arc<Profile>,
    /// All published versions of the profile.
    pub published: Arc<Published>,
    /// The district's database.
    pub store: store::Store,
    /// Where the district is reached, without a slash at the end, such as `https://partners.example.org`, or
    /// `https://partners.example.org/durham` where several share a host.
    pub base_url: String,
    /// The folder of the district's files, its database among them.
    pub folder: PathBuf,
    /// Whether this is a development server, which shows its mail box at `/dev/mail`.
    pub is_development: bool,
    /// The district's time zone.
    pub time_zone: chrono_tz::Tz,
    /// How the district looks.
    pub looks: Arc<Brands>,
}

impl Site {
    /// The name of the sign-in cookie. Over https its prefix makes browsers keep it to this one host, or, for
    /// a district that is one path of a host, at least to https: `__Host-` cookies cannot have a path.
    #[must_use]
    pub fn sign_in_cookie(&self) -> &'static str {
        self.kept(["__Host-trellis", "__Secure-trellis", "trellis"])
    }

    /// The name of the cookie that holds the language somebody chose, kept in the same way.
    #[must_use]
    pub fn lang_cookie(&self) -> &'static str {
        self.kept(["__Host-lang", "__Secure-lang", "lang"])
    }

    fn kept(&self, [to_host, to_https, plain]: [&'static str; 3]) -> &'static str {
        match (self.is_https(), self.prefix().is_empty()) {
            (true, true) => to_host,
            (true, false) => to_https,
            (false, _) => plain,
        }
    }

    /// What browsers call the origin: [`Self::base_url`] without a path.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.base_url
            .strip_suffix(self.prefix())
            .unwrap_or(&self.base_url)
    }

    /// The path under which all pages of the district are, such as `/durham`; mostly empty.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let host = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url
            .get(host..)
            .and_then(|rest| rest.find('/'))
            .and_then(|at| self.base_url.get(host + at..))
            .unwrap_or_default()
    }

    /// Whether browsers reach the program over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// How long ago somebody may have signed in who gives or takes roles, downloads a list, or ends other sign-ins.
pub const FRESH_MINUTES: i64 = 15;

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub id: PersonId,
    /// Their address.
    pub email: Email,
    /// The name they gave; empty until they gave one.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The name of this sign-in, for the list of devices and for signing out.
    pub sign_in: String,
    /// The token that the forms of this sign-in carry.
    pub token: String,
    /// Whether single keys do something for them on the pages of the office.
    pub keys: bool,
    /// Since when they are signed in: the last time that they proved who they are.
    pub since: DateTime<Utc>,
}

/// The facts of one request.
#[derive(Debug, Clone)]
pub struct Current {
    /// The district.
    pub site: Arc<Site>,
    /// Who asks; `None` before signing in.
    pub person: Option<Signed>,
    /// The language of the page.
    pub lang: Lang,
    /// The path and query asked for.
    pub path: String,
    /// The id of this request, which the log carries too.
    pub request: String,
    /// What the browser says of itself.
    pub device: String,
    /// Now.
    pub now: DateTime<Utc>,
    /// Today in the district.
    pub today: NaiveDate,
    /// How the district looks now.
    pub brand: Arc<Brand>,
}

impl Current {
    /// The same facts, for the pages and acts of an application that began with this version of the profile: all
    /// that they read of the profile is what the application reads.
    ///
    /// # Errors
    /// [`AppError::Internal`] when there is no such version; a server whose applications began with one that is
    /// not there does not start.
    pub fn as_of(&self, version: u32) -> Result<Self, AppError> {
        if version == self.site.profile.version {
            return Ok(self.clone());
        }
        let Some(profile) = self.site.published.read_by(version) else {
            tracing::error!(version, "this version of the profile is not there");
            return Err(AppError::Internal(self.request.clone()));
        };
        Ok(self.reading(profile))
    }

    /// The same facts, for pages that show things of several versions together: the profile also knows the
    /// schools, areas and levels that only older versions have.
    #[must_use]
    pub fn together(&self) -> Self {
        self.reading(self.site.published.together())
    }

    /// The same facts with this profile, for the rest of the page, too.
    fn reading(&self, profile: &Arc<Profile>) -> Self {
        if Arc::ptr_eq(profile, &self.site.profile) {
            return self.clone();
        }
        let site = Site {
            profile: profile.clone(),
            ..Site::clone(&self.site)
        };
        let current = Self {
            site: Arc::new(site),
            ..self.clone()
        };
        if use_context::<Self>().is_some() {
            provide_context(current.clone());
        }
        current
    }

    /// Whether whoever asks has the right.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| may(&person.roles, right))
    }

    /// Who asks, for the store.
    ///
    /// # Errors
    /// [`AppError::SignedOut`].
    pub fn asker(&self) -> Result<Asker, AppError> {
        let person = self.person.as_ref().ok_or(AppError::SignedOut)?;
        Ok(Asker {
            id: person.id.clone(),
            roles: person.roles.clone(),
        })
    }

    /// Who asks, when they have the right. Whoever has not, finds nothing here.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], [`AppError::NotFound`].
    pub fn asker_with(&self, right: Right) -> Result<Asker, AppError> {
        let asker = self.asker()?;
        if asker.may(right) {
            Ok(asker)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Whether they proved who they are within the last [`FRESH_MINUTES`].
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| self.now - person.since < TimeDelta::minutes(FRESH_MINUTES))
    }

    /// The token that the forms of this sign-in carry.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.person.as_ref().map(|person| person.token.clone())
    }

    /// The first value of a name in the address's query; `None` when it is absent or blank.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries()
            .into_iter()
            .find(|(n, v)| n == name && !v.trim().is_empty())
            .map(|(_, v)| v)
    }

    /// All names and values in the address's query.
    #[must_use]
    pub fn queries(&self) -> Vec<(String, String)> {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    /// The path asked for, without its query.
    #[must_use]
    pub fn path_only(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// A text of the profile for the page, marked where it is not in the page's language.
    #[must_use]
    pub fn text(&self, text: &Text) -> Said {
        Said::of(text, self.lang)
    }
}

/// The facts of the request that is being answered.
#[must_use]
pub fn current() -> Current {
    expect_context::<Current>()
}
