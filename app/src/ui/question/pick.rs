//! The lists of a district as choices.

use crate::ui::Said;
use crate::ui::field::{Pick, PickGroup};
use crate::words::ui as words;
use partnership::district::{Profile, SchoolKind};
use partnership::text::Lang;

/// The name of a kind of school, as a heading over several.
#[must_use]
pub const fn school_kind(kind: SchoolKind, lang: Lang) -> &'static str {
    match kind {
        SchoolKind::Elementary => words::elementary_schools(lang),
        SchoolKind::Middle => words::middle_schools(lang),
        SchoolKind::High => words::high_schools(lang),
        SchoolKind::Department => words::departments(lang),
    }
}

/// The schools and departments of a district as choices, by kind.
#[must_use]
pub fn school_picks(profile: &Profile, lang: Lang) -> Vec<PickGroup> {
    SchoolKind::ALL
        .into_iter()
        .map(|kind| PickGroup {
            label: school_kind(kind, lang).into(),
            choices: profile
                .schools
                .iter()
                .filter(|school| school.kind == kind)
                .map(|school| Pick::new(school.slug.clone(), school.name.clone()))
                .collect(),
        })
        .filter(|group| !group.choices.is_empty())
        .collect()
}

/// The support areas of a district as choices of `area/service`, by area.
#[must_use]
pub fn area_picks(profile: &Profile, lang: Lang) -> Vec<PickGroup> {
    profile
        .areas
        .iter()
        .map(|area| PickGroup {
            label: Said::of(&area.name, lang),
            choices: area
                .services
                .iter()
                .map(|service| Pick {
                    value: format!("{}/{}", area.slug, service.value),
                    label: Said::of(&service.label, lang),
                    hint: Said::of(&service.hint, lang),
                })
                .collect(),
        })
        .collect()
}
