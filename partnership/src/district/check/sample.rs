//! What may be marked as a sample: a part of a profile, or one item of a list by its name.

use super::{Faults, Profile};

/// The parts of a profile that can be marked as sample. Of a list, one item can be marked, too: `level.one-time`.
pub const SAMPLES: &[&str] = &[
    "advisor",
    "agreement",
    "area",
    "consult",
    "criterion",
    "eligibility",
    "form",
    "grade",
    "grade-band",
    "guide",
    "guide.link",
    "level",
    "look",
    "mail",
    "office.email",
    "office.phone",
    "organization-kind",
    "page.application",
    "page.audience",
    "page.data-use",
    "page.monitoring",
    "page.needed",
    "page.welcome",
    "party",
    "plan.goal",
    "plan.name",
    "process",
    "reminder",
    "resource",
    "route",
    "route.contact",
    "route.link",
    "route.when",
    "school",
    "setting",
    "short-name",
];

impl Profile {
    /// Whether a part is marked as a sample, such as `level`, or, with an item's name, that item of it:
    /// because all are, or because it is.
    #[must_use]
    pub fn is_sample(&self, part: &str, item: Option<&str>) -> bool {
        self.sample.iter().any(|name| {
            let of_part = name.strip_prefix(part);
            of_part.is_some_and(|rest| {
                rest.is_empty() || (item.is_some() && rest.strip_prefix('.') == item)
            })
        })
    }

    /// The lists whose items have names, each with the names.
    fn named_lists(&self) -> Vec<(&'static str, Vec<String>)> {
        fn names<'a>(of: impl Iterator<Item = &'a String>) -> Vec<String> {
            of.cloned().collect()
        }
        fn numbers<T>(of: &[T]) -> Vec<String> {
            (1..=of.len()).map(|n| n.to_string()).collect()
        }
        let asked = |form: &crate::form::Form| {
            let steps = form.steps().map(|step| step.slug.clone());
            let questions = form.steps().flat_map(|step| &step.questions);
            steps.chain(questions.map(|q| q.key.clone())).collect()
        };
        vec![
            ("advisor", asked(&self.advisor)),
            ("agreement", names(self.agreements.iter().map(|a| &a.value))),
            ("area", names(self.areas.iter().map(|a| &a.slug))),
            ("consult", names(self.consult.iter().map(|c| &c.value))),
            ("criterion", names(self.criteria.iter().map(|c| &c.slug))),
            (
                "eligibility",
                names(self.eligibility.iter().map(|c| &c.slug)),
            ),
            ("form", asked(&self.form)),
            ("grade", names(self.grades.iter().map(|g| &g.value))),
            (
                "grade-band",
                names(self.grade_bands.iter().map(|band| &band.value)),
            ),
            ("guide", names(self.guides.iter().map(|g| &g.slug))),
            ("level", names(self.levels.iter().map(|l| &l.slug))),
            (
                "organization-kind",
                names(self.organization_kinds.iter().map(|k| &k.value)),
            ),
            ("party", numbers(&self.parties)),
            ("plan.goal", names(self.plan.goals.iter().map(|g| &g.value))),
            ("process", numbers(&self.process)),
            ("resource", names(self.resources.iter().map(|r| &r.slug))),
            ("route", names(self.routes.iter().map(|r| &r.slug))),
            ("school", names(self.schools.iter().map(|s| &s.slug))),
            (
                "setting",
                [
                    "review-days",
                    "change-days",
                    "draft-days",
                    "stalled-days",
                    "ending-days",
                    "partnership-months",
                    "smallest-count",
                    "minutes",
                ]
                .map(str::to_owned)
                .to_vec(),
            ),
        ]
    }
}

/// Each mark names a part, or an item that is there.
pub(super) fn check(profile: &Profile, faults: &mut Faults) {
    let lists = profile.named_lists();
    for name in &profile.sample {
        if SAMPLES.contains(&name.as_str()) {
            continue;
        }
        let list = lists.iter().find_map(|(list, items)| {
            let item = name.strip_prefix(list)?.strip_prefix('.')?;
            Some((list, item, items))
        });
        let mend = match list {
            Some((_, item, items)) if items.iter().any(|known| known == item) => continue,
            Some((list, item, items)) => format!(
                "'{name}' marks nothing: there is no '{item}' in {list}; take one of: {}",
                items.join(", ")
            ),
            None => format!(
                "'{name}' is no part of a profile that can be marked; take one of: {}",
                SAMPLES.join(", ")
            ),
        };
        faults.when(true, "sample", &mend);
    }
}
