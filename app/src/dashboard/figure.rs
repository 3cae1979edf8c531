//! The figures of the dashboard: what each counts, in which order, and the list behind every number.

use crate::ui::{Said, stage};
use crate::{url, words};
use partnership::district::Profile;
use partnership::text::Lang;
use partnership::{application, partnership as life};
use store::dashboard::Figures;

/// A figure of the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// Partnerships by support area.
    Areas,
    /// Partnerships by school or department.
    Schools,
    /// Partnerships by level.
    Levels,
    /// Partnerships by stage.
    Stages,
    /// Applications by stage.
    Applications,
    /// Median days in each stage of an application.
    Days,
}

/// A line of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// What is counted.
    pub(super) label: Said,
    /// How much.
    pub(super) value: f64,
    /// The list behind it; `None` for what the asker may not read.
    pub(super) href: Option<String>,
}

impl Figure {
    /// Every figure, in the order of the page.
    pub(super) const ALL: [Self; 6] = [
        Self::Areas,
        Self::Schools,
        Self::Levels,
        Self::Stages,
        Self::Applications,
        Self::Days,
    ];

    /// The word used in addresses.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Schools => "schools",
            Self::Levels => "levels",
            Self::Stages => "stages",
            Self::Applications => "applications",
            Self::Days => "days",
        }
    }

    /// The figure of a word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.word() == word)
    }

    /// The heading.
    pub(super) const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Areas => words::dashboard::areas_title(lang),
            Self::Schools => words::dashboard::schools_title(lang),
            Self::Levels => words::dashboard::levels_title(lang),
            Self::Stages => words::dashboard::stages_title(lang),
            Self::Applications => words::dashboard::applications_title(lang),
            Self::Days => words::dashboard::days_title(lang),
        }
    }

    /// The heading of the labels.
    pub(super) const fn of(self, lang: Lang) -> &'static str {
        match self {
            Self::Areas => words::dashboard::areas_of(lang),
            Self::Schools => words::dashboard::schools_of(lang),
            Self::Levels => words::dashboard::levels_of(lang),
            Self::Stages => words::dashboard::stages_of(lang),
            Self::Applications => words::dashboard::applications_of(lang),
            Self::Days => words::dashboard::days_of(lang),
        }
    }

    /// The heading of the values.
    pub(super) const fn unit(self, lang: Lang) -> &'static str {
        match self {
            Self::Areas | Self::Schools | Self::Levels | Self::Stages => {
                words::dashboard::partnerships(lang)
            }
            Self::Applications => words::dashboard::applications(lang),
            Self::Days => words::dashboard::days(lang),
        }
    }

    /// The lines: all that the profile knows, in its order, zeros too, and behind them what only the
    /// database still knows. Schools stand in the order of their counts.
    pub(super) fn lines(
        self,
        figures: &Figures,
        profile: &Profile,
        lang: Lang,
        applications: bool,
    ) -> Vec<Line> {
        let partnerships = |name: &str, slug: &str| {
            Some(format!(
                "/office/partnerships{}",
                url::query(&[(name, slug)])
            ))
        };
        let sent = |stage: application::Stage| {
            applications.then(|| {
                format!(
                    "/office/applications{}",
                    url::query(&[("stage", stage.word())])
                )
            })
        };
        match self {
            Self::Areas => {
                let known = profile
                    .areas
                    .iter()
                    .map(|area| (area.slug.as_str(), Said::of(&area.name, lang)));
                counted(known, &figures.by_area, |slug| partnerships("area", slug))
            }
            Self::Schools => {
                let known = profile
                    .schools
                    .iter()
                    .map(|school| (school.slug.as_str(), school.name.as_str().into()));
                let mut lines = counted(known, &figures.by_school, |slug| {
                    partnerships("school", slug)
                });
                lines.sort_by(|a, b| b.value.total_cmp(&a.value));
                lines
            }
            Self::Levels => {
                let known = profile
                    .levels
                    .iter()
                    .map(|level| (level.slug.as_str(), Said::of(&level.name, lang)));
                counted(known, &figures.by_level, |slug| partnerships("level", slug))
            }
            Self::Stages => {
                let known = life::Stage::ALL
                    .iter()
                    .map(|stage| (stage.word(), stage::partnership(*stage, lang).into()));
                counted(known, &figures.by_stage, |word| partnerships("stage", word))
            }
            Self::Applications => {
                let known = sent_stages()
                    .map(|stage| (stage.word(), stage::application(stage, lang).into()));
                counted(known, &figures.applications, |word| {
                    application::Stage::from_word(word).and_then(sent)
                })
            }
            Self::Days => figures
                .median_days
                .iter()
                // Nobody waits in a final stage, and drafts are their partners' own.
                .filter(|(stage, _)| sent_stages().any(|sent| sent == *stage) && !stage.is_final())
                .map(|(stage, days)| Line {
                    label: stage::application(*stage, lang).into(),
                    value: (days * 10.0).round() / 10.0,
                    href: sent(*stage),
                })
                .collect(),
        }
    }
}

/// The stages of an application that the office sees.
fn sent_stages() -> impl Iterator<Item = application::Stage> {
    application::Stage::ALL
        .into_iter()
        .filter(|stage| *stage != application::Stage::Draft)
}

fn counted<'a>(
    known: impl Iterator<Item = (&'a str, Said)>,
    counts: &'a [(String, usize)],
    href: impl Fn(&str) -> Option<String>,
) -> Vec<Line> {
    let known: Vec<(&str, Said)> = known.collect();
    let count = |slug: &str| {
        counts
            .iter()
            .find(|(s, _)| s == slug)
            .map_or(0, |(_, n)| *n)
    };
    let forgotten = counts
        .iter()
        .filter(|(slug, _)| known.iter().all(|(k, _)| k != slug));
    known
        .iter()
        .map(|(slug, label)| (*slug, label.clone(), count(slug)))
        .chain(forgotten.map(|(slug, n)| (slug.as_str(), slug.as_str().into(), *n)))
        .map(|(slug, label, n)| Line {
            label,
            value: whole(n),
            href: href(slug),
        })
        .collect()
}

/// A count as the length of a bar.
fn whole(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_shown_and_nothing_is_forgotten() {
        let counts = [("b".to_owned(), 2), ("gone".to_owned(), 1)];
        let lines = counted(
            [("a", "A".into()), ("b", "B".into())].into_iter(),
            &counts,
            |slug| Some(format!("/{slug}")),
        );
        let text: Vec<String> = lines
            .iter()
            .map(|l| format!("{} {} {:?}", l.label.words(), l.value, l.href))
            .collect();
        assert_eq!(
            text,
            [
                "A 0 Some(\"/a\")",
                "B 2 Some(\"/b\")",
                "gone 1 Some(\"/gone\")"
            ]
        );
    }

    #[test]
    fn a_figure_is_found_by_its_word() {
        for figure in Figure::ALL {
            assert_eq!(Figure::from_word(figure.word()), Some(figure));
        }
        assert_eq!(Figure::from_word("students"), None);
    }
}
