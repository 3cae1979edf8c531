//! Checking the grades of a profile and their bands.

use super::{Faults, Profile};
use crate::form::Kind;

/// Checks that bands and grades have names of their own, that each band holds grades there are, and that
/// there are grades where a question asks for them.
pub(super) fn check_grades(profile: &Profile, faults: &mut Faults) {
    let bands = &profile.grade_bands;
    faults.unique("grade-band", bands.iter().map(|band| band.value.as_str()));
    for band in bands {
        let at = format!("grade-band.{}", band.value);
        faults.when(
            profile.grades.iter().any(|grade| grade.value == band.value),
            &at,
            "a grade has this value; give the band another one",
        );
        faults.when(band.label.is_empty(), &at, "give the band a label");
        faults.when(band.grades.is_empty(), &at, "name at least one grade");
        for grade in &band.grades {
            faults.when(
                !profile.grades.iter().any(|known| known.value == *grade),
                &at,
                &format!("there is no grade '{grade}'"),
            );
        }
    }
    let mut questions = profile.form.steps().flat_map(|step| &step.questions);
    faults.when(
        profile.grades.is_empty() && questions.any(|question| question.kind == Kind::Grades),
        "grade",
        "add at least one, because the form asks for grades",
    );
}
