//! What the directory is asked: read from the address, and written back into it.

use crate::current::Current;
use crate::ui::{Chip, Said};
use crate::{url, words};
use partnership::district::Profile;
use partnership::text::Lang;
use store::search::Search;

/// What is looked for, and the page of the list, which counts from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) words: String,
    pub(super) area: Option<String>,
    pub(super) school: Option<String>,
    pub(super) page: usize,
}

impl Asked {
    /// Reads an address. An area or school that the district does not have is no filter.
    pub(super) fn read(current: &Current) -> Self {
        let profile = &current.site.profile;
        let words: String = current
            .query("q")
            .unwrap_or_default()
            .trim()
            .chars()
            .take(200)
            .collect();
        Self {
            words,
            area: current
                .query("area")
                .filter(|slug| profile.area(slug).is_some()),
            school: current
                .query("school")
                .filter(|slug| profile.school(slug).is_some()),
            page: current
                .query("page")
                .and_then(|page| page.parse().ok())
                .unwrap_or(1)
                .clamp(1, 100_000),
        }
    }

    /// What the store looks for.
    pub(super) fn search(&self) -> Search {
        Search {
            words: self.words.clone(),
            area: self.area.clone(),
            school: self.school.clone(),
            ..Search::default()
        }
    }

    /// Whether everything is shown.
    pub(super) fn is_all(&self) -> bool {
        self.words.is_empty() && self.area.is_none() && self.school.is_none()
    }

    /// The address of a page of this list.
    pub(super) fn at(&self, page: usize) -> String {
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        let pairs = [
            ("q", self.words.as_str()),
            ("area", self.area.as_deref().unwrap_or_default()),
            ("school", self.school.as_deref().unwrap_or_default()),
            ("page", page.as_str()),
        ];
        format!("/directory{}", url::query(&pairs))
    }

    /// What is in force, each with the address without it.
    pub(super) fn chips(&self, profile: &Profile, lang: Lang) -> Vec<Chip> {
        let mut chips = Vec::new();
        if !self.words.is_empty() {
            let href = Self {
                words: String::new(),
                ..self.clone()
            }
            .at(1);
            chips.push(Chip {
                label: words::directory::chip_words(lang, &self.words).into(),
                href,
            });
        }
        if let Some(area) = self.area.as_ref().and_then(|slug| profile.area(slug)) {
            let href = Self {
                area: None,
                ..self.clone()
            }
            .at(1);
            chips.push(Chip {
                label: Said::of(&area.name, lang),
                href,
            });
        }
        if let Some(school) = self.school.as_ref().and_then(|slug| profile.school(slug)) {
            let href = Self {
                school: None,
                ..self.clone()
            }
            .at(1);
            chips.push(Chip {
                label: school.name.as_str().into(),
                href,
            });
        }
        chips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_state_is_in_the_address() {
        let asked = Asked {
            words: "art & math".into(),
            area: Some("academics".into()),
            school: None,
            page: 1,
        };
        assert_eq!(asked.at(1), "/directory?q=art+%26+math&area=academics");
        assert_eq!(
            asked.at(3),
            "/directory?q=art+%26+math&area=academics&page=3"
        );
        assert!(!asked.is_all());
        let all = Asked {
            words: String::new(),
            area: None,
            school: None,
            page: 2,
        };
        assert_eq!(all.at(1), "/directory");
        assert!(all.is_all());
    }
}
