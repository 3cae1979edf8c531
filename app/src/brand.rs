//! How a district looks now: the theme and the logo that every page is drawn with.
//!
//! The administrator's choice comes before the profile's, and the profile's before the program's own. It is
//! read once and kept until it changes, so that a page costs no statement for it.

use crate::logo::Picture;
use partnership::look::{Color, Theme};
use partnership::text::{Lang, Text};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use store::look::{Chosen, ChosenLogo};

/// How a district looks now.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// Its colours.
    pub theme: Theme,
    /// The style sheet of the theme.
    pub css: String,
    /// The logo, if one is shown.
    pub logo: Option<Logo>,
    /// What the administrator has chosen.
    pub chosen: Chosen,
}

/// A logo, as a page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The fingerprint of the picture, which is its address.
    pub hash: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What it shows besides the district's name; may be empty.
    pub text: Text,
}

/// The looks of a district: that of its profile, and what is known of the administrator's.
#[derive(Debug, Default)]
pub struct Brands {
    theme: Theme,
    logo: Option<(Logo, Picture)>,
    known: RwLock<Option<(u64, Arc<Brand>)>>,
}

impl Brands {
    /// The looks of a district whose profile has this theme and this logo.
    #[must_use]
    pub fn new(theme: Theme, logo: Option<(Picture, Text)>) -> Self {
        let logo = logo.map(|(picture, text)| {
            let logo = Logo {
                hash: picture.hash.clone(),
                width: picture.width,
                height: picture.height,
                text,
            };
            (logo, picture)
        });
        Self {
            theme,
            logo,
            known: RwLock::default(),
        }
    }

    /// How the district looks now. Should that not be readable, it looks as its profile says.
    pub async fn now(&self, store: &store::Store) -> Arc<Brand> {
        let changes = store.look_changes();
        let known = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            known.as_ref().filter(|(of, _)| *of == changes).cloned()
        };
        if let Some((_, brand)) = known {
            return brand;
        }
        match store.look().await {
            Ok(chosen) => {
                let brand = Arc::new(self.brand(chosen));
                let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
                *known = Some((changes, brand.clone()));
                brand
            }
            Err(error) => {
                tracing::error!(%error, "the look of the district could not be read");
                Arc::new(self.brand(Chosen::default()))
            }
        }
    }

    fn brand(&self, chosen: Chosen) -> Brand {
        let colors = chosen.colors.as_ref().and_then(|(color, second)| {
            let second = second.as_deref().and_then(Color::parse);
            Some((Color::parse(color)?, second))
        });
        let theme = colors.map_or(self.theme, |(color, second)| Theme::of(color, second));
        let logo = match &chosen.logo {
            ChosenLogo::Profile => self.logo.as_ref().map(|(logo, _)| logo.clone()),
            ChosenLogo::None => None,
            ChosenLogo::Own(logo) => Some(Logo {
                hash: logo.hash.clone(),
                width: logo.width,
                height: logo.height,
                text: Text::Localized(
                    logo.text
                        .iter()
                        .filter(|(lang, text)| *lang == Lang::En || !text.is_empty())
                        .cloned()
                        .collect::<BTreeMap<_, _>>(),
                ),
            }),
        };
        let css = theme.css(":root");
        Brand {
            theme,
            css,
            logo,
            chosen,
        }
    }

    /// The logo of the profile, when this is its fingerprint.
    #[must_use]
    pub fn picture(&self, hash: &str) -> Option<&Picture> {
        let (_, picture) = self.logo.as_ref()?;
        (picture.hash == hash).then_some(picture)
    }
}
