//! Grades and bands of grades: which of the district's grades an answer means.

use crate::district::Profile;
use crate::text::Text;

/// Whether a value is a grade or a band of grades of the district.
#[must_use]
pub fn is_known(value: &str, profile: &Profile) -> bool {
    let is_grade = profile.grades.iter().any(|grade| grade.value == value);
    is_grade || profile.grade_bands.iter().any(|band| band.value == value)
}

/// What an answer means, in as few names as there are: bands that were chosen, or all of whose grades were,
/// and the other grades one by one. In the order of the profile.
#[must_use]
pub fn named<'a>(values: &[String], profile: &'a Profile) -> Vec<&'a Text> {
    let chosen = |value: &String| values.contains(value);
    let bands: Vec<_> = profile
        .grade_bands
        .iter()
        .filter(|band| {
            chosen(&band.value) || (!band.grades.is_empty() && band.grades.iter().all(chosen))
        })
        .collect();
    let is_within = |grade: &String| bands.iter().any(|band| band.grades.contains(grade));
    let single = profile
        .grades
        .iter()
        .filter(|grade| chosen(&grade.value) && !is_within(&grade.value));
    bands
        .iter()
        .map(|band| &band.label)
        .chain(single.map(|grade| &grade.label))
        .collect()
}
