//! The control of grades: the district's bands, each with its grades.

use super::sheet::Sheet;
use crate::ui::Said;
use crate::ui::field::{Checkboxes, Pick, PickGroup};
use crate::words::kind as words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::{Choice, Question};
use partnership::text::Lang;

impl Sheet<'_> {
    pub(super) fn grades(&self, question: &Question, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let groups = grade_picks(self.profile, self.lang);
        let choices = if groups.is_empty() {
            let grades = self.profile.grades.iter();
            grades.map(|grade| pick(grade, self.lang)).collect()
        } else {
            Vec::new()
        };
        let chosen = self.answers.all(&question.key).to_vec();
        view! {
            <Checkboxes
                name=parts.name legend=parts.label choices=choices groups=groups chosen=chosen hint=parts.hint
                error=parts.error small=true optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }
}

/// Each band with all of it as the first choice, and then its grades. A grade stands in the first band that
/// has it; those of no band stand last.
fn grade_picks(profile: &Profile, lang: Lang) -> Vec<PickGroup> {
    let mut left: Vec<&Choice> = profile.grades.iter().collect();
    let mut groups: Vec<PickGroup> = Vec::new();
    for band in &profile.grade_bands {
        let (within, rest) = left
            .into_iter()
            .partition(|grade| band.grades.contains(&grade.value));
        left = rest;
        let within: Vec<&Choice> = within;
        let whole = Pick::new(band.value.clone(), words::whole_band(lang));
        groups.push(PickGroup {
            label: Said::of(&band.label, lang),
            choices: std::iter::once(whole)
                .chain(within.into_iter().map(|grade| pick(grade, lang)))
                .collect(),
        });
    }
    if !groups.is_empty() && !left.is_empty() {
        groups.push(PickGroup {
            label: words::other_grades(lang).into(),
            choices: left.into_iter().map(|grade| pick(grade, lang)).collect(),
        });
    }
    groups
}

fn pick(grade: &Choice, lang: Lang) -> Pick {
    Pick::new(grade.value.clone(), Said::of(&grade.label, lang))
}
