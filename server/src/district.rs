//! The districts that are served, and which of them an address belongs to.

use crate::health::Soundness;
use crate::public::Pages;
use anyhow::Context;
use app::brand::Brands;
use app::current::Site;
use app::logo::Picture;
use app::published::Published;
use partnership::district::Profile;
use partnership::district::version::Versions;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::Store;

/// How many public pages are kept for all districts together, whose number each one's share depends on.
const PAGES: usize = 1024;

/// A district whose profile is read and whose database is open.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The published versions of its profile.
    pub versions: Versions,
    /// Its database.
    pub store: Store,
    /// The folder of its files.
    pub folder: PathBuf,
    /// Where it is reached, without a slash at the end.
    pub base_url: String,
    /// The address its mails come from.
    pub mail_from: String,
    /// The logo of its profile, if that names one.
    pub logo: Option<Picture>,
}

impl Opened {
    /// The newest version of its profile.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        self.versions.newest()
    }
}

/// A district that is served, with all that is known of it while it is.
pub struct District {
    /// Profile, database and address.
    pub site: Arc<Site>,
    /// Its public pages, as they were drawn.
    pub public: Pages,
    /// What is known of its database.
    pub soundness: Soundness,
    /// The address its mails come from.
    pub mail_from: String,
}

/// What is at an address.
pub enum Found<'a> {
    /// A page of a district, or an address where it has none.
    District(&'a Arc<District>),
    /// The first page of a host on which each district has a path.
    List(Vec<&'a Arc<District>>),
    /// Nothing.
    Nothing,
}

/// All districts of the process.
pub struct Districts {
    all: Vec<Arc<District>>,
    /// Host, with the path where there is one → district.
    places: HashMap<String, Arc<District>>,
    /// Whether the one district is served whatever a request calls the host.
    is_everywhere: bool,
}

impl Districts {
    /// The districts. One that stands in no list answers under every host.
    ///
    /// # Errors
    /// One sentence for a time zone that does not exist.
    pub fn new(opened: Vec<Opened>, is_list: bool, is_development: bool) -> anyhow::Result<Self> {
        let pages = (PAGES / opened.len().max(1)).clamp(16, 256);
        let mut all: Vec<Arc<District>> = Vec::new();
        for district in opened {
            let zone = &district.profile().time_zone;
            let time_zone = zone.parse().ok().with_context(|| {
                format!("time-zone: '{zone}' is no time zone; write one such as America/New_York")
            })?;
            let look = &district.profile().look;
            let (theme, text) = (look.theme(), look.logo_text.clone());
            let logo = district.logo.map(|logo| (logo, text));
            let looks = Arc::new(Brands::new(theme, logo));
            let published = Published::from(district.versions);
            all.push(Arc::new(District {
                site: Arc::new(Site {
                    looks,
                    profile: published.newest().clone(),
                    published: Arc::new(published),
                    store: district.store,
                    base_url: district.base_url,
                    folder: district.folder,
                    is_development,
                    time_zone,
                }),
                public: Pages::new(pages),
                soundness: Soundness::default(),
                mail_from: district.mail_from,
            }));
        }
        let places = all.iter().map(|district| {
            let url = &district.site.base_url;
            let place = url
                .split_once("://")
                .map_or(url.as_str(), |(_, place)| place);
            (place.to_owned(), district.clone())
        });
        Ok(Self {
            places: places.collect(),
            is_everywhere: !is_list && all.len() == 1,
            all,
        })
    }

    /// Each of them, in the order of the settings.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Arc<District>> {
        self.all.iter()
    }

    /// The one district that answers under every host; nothing when there is a list.
    #[must_use]
    pub fn everywhere(&self) -> Option<&Arc<District>> {
        self.all.first().filter(|_| self.is_everywhere)
    }

    /// What is at a path of a host. The host is compared as browsers send it, with its port; a path belongs to
    /// a district only by its whole first part.
    #[must_use]
    pub fn find(&self, host: Option<&str>, path: &str) -> Found<'_> {
        let first = path.strip_prefix('/').unwrap_or_default();
        let first = first.split('/').next().unwrap_or_default();
        if let Some(district) = self.everywhere() {
            let prefix = district.site.prefix();
            return match prefix.strip_prefix('/') {
                Some(prefix) if prefix != first => Found::Nothing,
                _ => Found::District(district),
            };
        }
        let Some(host) = host.map(str::to_ascii_lowercase) else {
            return Found::Nothing;
        };
        if let Some(district) = self.places.get(&host) {
            return Found::District(district);
        }
        if let Some(district) = self.places.get(&format!("{host}/{first}")) {
            return Found::District(district);
        }
        let is_here = |district: &&Arc<District>| {
            let origin = district.site.origin();
            origin.split_once("://").is_some_and(|(_, of)| of == host)
        };
        let here: Vec<&Arc<District>> = self.all.iter().filter(is_here).collect();
        if path == "/" && !here.is_empty() {
            Found::List(here)
        } else {
            Found::Nothing
        }
    }
}
