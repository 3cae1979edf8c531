//! What differs between two versions of a profile, for whoever has to know which rules an application began with.

mod form;
mod lists;

use super::Profile;
use crate::form::Form;
use crate::text::Text;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In which part of the profile.
    pub part: Part,
    /// What it is called there: in the newer version, or in the older one when it is gone. Empty for
    /// [`Part::Rest`].
    pub name: Text,
    /// What has become of it.
    pub change: Change,
}

/// A part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A section of the form.
    Section,
    /// A step of the form.
    Step,
    /// A question of the form.
    Question,
    /// A question of the route advisor.
    Advice,
    /// A route.
    Route,
    /// A support area.
    Area,
    /// A service of an area.
    Service,
    /// A goal of the plan.
    Goal,
    /// A criterion of the vetting.
    Criterion,
    /// A condition of who may be a partner.
    Eligibility,
    /// A level.
    Level,
    /// A kind of agreement.
    Agreement,
    /// A kind of organization.
    OrganizationKind,
    /// A grade.
    Grade,
    /// A school or department.
    School,
    /// A number among the working rules.
    Setting(Setting),
    /// Anything else, such as the words of the public pages.
    Rest,
}

/// A number among the working rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Days until a decision.
    ReviewDays,
    /// Days for changes.
    ChangeDays,
    /// Days that an untouched draft is kept.
    DraftDays,
    /// Days after which an untouched draft counts as stalled.
    StalledDays,
    /// Days before the last day of a partnership from which on it ends soon.
    EndingDays,
    /// Months that a partnership usually lasts; none for no proposal.
    PartnershipMonths,
    /// The smallest count of students that is shown.
    SmallestCount,
    /// Minutes that the application takes.
    Minutes,
}

/// What has become of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The newer version has it.
    Added,
    /// The newer version has it no longer.
    Removed,
    /// Both have it, and these aspects differ. There is at least one.
    Changed(Vec<Aspect>),
    /// A number that was the first, and is the second.
    Number(u32, u32),
}

/// What about a thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// How it is worded.
    Words,
    /// Which choices it offers.
    Choices,
    /// What kind of answer it takes, or within which bounds.
    Kind,
    /// Whether it may stay blank.
    Optional,
    /// When it is asked, or applies.
    When,
    /// On which page it stands.
    Place,
    /// What follows from it, such as an agreement.
    Effect,
}

/// Everything that differs from the older version to the newer one, in the order of [`Part`]. Empty only when
/// they say the same.
#[must_use]
pub fn differences(older: &Profile, newer: &Profile) -> Vec<Difference> {
    let mut found = Vec::new();
    form::form(&older.form, &newer.form, &mut found);
    form::questions(Part::Advice, &older.advisor, &newer.advisor, &mut found);
    lists::lists(older, newer, &mut found);
    settings(older, newer, &mut found);
    if rest(older) != rest(newer) {
        found.push(Difference {
            part: Part::Rest,
            name: Text::Empty,
            change: Change::Changed(vec![Aspect::Words]),
        });
    }
    found
}

fn settings(older: &Profile, newer: &Profile, found: &mut Vec<Difference>) {
    let (old, new) = (&older.setting, &newer.setting);
    for (setting, old, new) in [
        (
            Setting::ReviewDays,
            u32::from(old.review_days),
            u32::from(new.review_days),
        ),
        (
            Setting::ChangeDays,
            u32::from(old.change_days),
            u32::from(new.change_days),
        ),
        (
            Setting::DraftDays,
            u32::from(old.draft_days),
            u32::from(new.draft_days),
        ),
        (
            Setting::StalledDays,
            u32::from(old.stalled_days),
            u32::from(new.stalled_days),
        ),
        (
            Setting::EndingDays,
            u32::from(old.ending_days),
            u32::from(new.ending_days),
        ),
        (
            Setting::PartnershipMonths,
            u32::from(old.partnership_months.unwrap_or_default()),
            u32::from(new.partnership_months.unwrap_or_default()),
        ),
        (
            Setting::SmallestCount,
            old.smallest_count,
            new.smallest_count,
        ),
        (
            Setting::Minutes,
            u32::from(old.minutes),
            u32::from(new.minutes),
        ),
    ] {
        if old != new {
            found.push(Difference {
                part: Part::Setting(setting),
                name: Text::Empty,
                change: Change::Number(old, new),
            });
        }
    }
}

/// What is not compared thing by thing, so that no difference goes without a word.
fn rest(profile: &Profile) -> Profile {
    let mut rest = profile.clone();
    rest.version = 0;
    rest.sample = Vec::new();
    rest.form = Form::default();
    rest.advisor = Form::default();
    rest.routes = Vec::new();
    rest.areas = Vec::new();
    rest.plan.goals = Vec::new();
    rest.criteria = Vec::new();
    rest.eligibility = Vec::new();
    rest.levels = Vec::new();
    rest.agreements = Vec::new();
    rest.organization_kinds = Vec::new();
    rest.grades = Vec::new();
    rest.schools = Vec::new();
    rest.setting = super::Setting {
        review_days: 0,
        change_days: 0,
        draft_days: 0,
        stalled_days: 0,
        ending_days: 0,
        partnership_months: None,
        smallest_count: 0,
        minutes: 0,
        // No number: it stays, so that a difference of it is told.
        schools_begin: profile.setting.schools_begin,
    };
    rest
}

/// Those that differ.
fn aspects(all: &[(Aspect, bool)]) -> Vec<Aspect> {
    let differing = all.iter().filter(|(_, differs)| *differs);
    differing.map(|(aspect, _)| *aspect).collect()
}

/// Compares two lists thing by thing: first what is new or changed, in the new order, then what is gone.
fn compare<T>(
    part: Part,
    old: &[T],
    new: &[T],
    slug: impl Fn(&T) -> &str,
    name: impl Fn(&T) -> Text,
    differing: impl Fn(&T, &T) -> Vec<Aspect>,
    found: &mut Vec<Difference>,
) {
    let mut note = |item: &T, change| {
        found.push(Difference {
            part,
            name: name(item),
            change,
        });
    };
    for item in new {
        match old.iter().find(|old| slug(old) == slug(item)) {
            None => note(item, Change::Added),
            Some(old) => {
                let aspects = differing(old, item);
                if !aspects.is_empty() {
                    note(item, Change::Changed(aspects));
                }
            }
        }
    }
    for item in old {
        if !new.iter().any(|new| slug(new) == slug(item)) {
            note(item, Change::Removed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::question::Choices;
    use crate::form::{Kind, Question};

    fn profile() -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    /// What differs after `change`, which is all in one part.
    fn after(change: impl Fn(&mut Profile)) -> Vec<(Part, Change)> {
        let (older, mut newer) = (profile(), profile());
        newer.version = 2;
        change(&mut newer);
        let found = differences(&older, &newer);
        found.into_iter().map(|of| (of.part, of.change)).collect()
    }

    fn asked(profile: &mut Profile) -> &mut Question {
        let step = profile.form.sections[0]
            .steps
            .iter_mut()
            .find(|step| !step.questions.is_empty());
        &mut step.unwrap().questions[0]
    }

    #[test]
    fn a_version_that_only_has_another_number_does_not_differ() {
        assert_eq!(after(|_| {}), []);
    }

    #[test]
    fn each_aspect_of_a_question_is_told() {
        let changed = |aspect| vec![(Part::Question, Change::Changed(vec![aspect]))];
        assert_eq!(
            after(|p| asked(p).label = Text::from("?")),
            changed(Aspect::Words)
        );
        assert_eq!(
            after(|p| asked(p).optional ^= true),
            changed(Aspect::Optional)
        );
        assert_eq!(
            after(|p| asked(p).kind = Kind::Money),
            changed(Aspect::Kind)
        );
        let when = crate::form::Condition::default();
        assert!(
            asked(&mut profile()).show_if == when,
            "the first question is always asked"
        );
        let key = asked(&mut profile()).key.clone();
        let later = |p: &mut Profile| {
            let question = asked(p).clone();
            for step in p.form.sections[0].steps.iter_mut() {
                step.questions.retain(|question| question.key != key);
            }
            p.form.sections[1].steps[0].questions.push(question);
        };
        assert_eq!(after(later), changed(Aspect::Place));
    }

    #[test]
    fn what_a_list_gains_and_loses_is_named() {
        let mut newer = profile();
        let gone = newer.schools.remove(0);
        let mut more = gone.clone();
        more.slug = "a-new-school".to_owned();
        more.name = "A New School".to_owned();
        newer.schools.push(more);
        let found = differences(&profile(), &newer);
        let told: Vec<_> = found
            .iter()
            .map(|of| (of.name.get(crate::text::Lang::En), &of.change))
            .collect();
        assert_eq!(
            told,
            [
                ("A New School", &Change::Added),
                (gone.name.as_str(), &Change::Removed)
            ]
        );
    }

    #[test]
    fn every_part_is_looked_at() {
        let words = || Change::Changed(vec![Aspect::Words]);
        let new = || Text::from("Another");
        for (part, change, found) in [
            (
                Part::Section,
                words(),
                after(|p| p.form.sections[0].title = new()),
            ),
            (
                Part::Step,
                words(),
                after(|p| p.form.sections[0].steps[0].title = new()),
            ),
            (
                Part::Advice,
                words(),
                after(|p| p.advisor.sections[0].steps[0].questions[0].label = new()),
            ),
            (Part::Route, words(), after(|p| p.routes[0].title = new())),
            (Part::Area, words(), after(|p| p.areas[0].name = new())),
            (
                Part::Service,
                words(),
                after(|p| p.areas[0].services[0].label = new()),
            ),
            (
                Part::Goal,
                words(),
                after(|p| p.plan.goals[0].label = new()),
            ),
            (
                Part::Criterion,
                words(),
                after(|p| p.criteria[0].text = new()),
            ),
            (
                Part::Criterion,
                Change::Changed(vec![Aspect::Effect]),
                after(|p| p.criteria[0].may_not_apply = true),
            ),
            (
                Part::Criterion,
                Change::Changed(vec![Aspect::Effect]),
                after(|p| p.criteria[0].for_office = true),
            ),
            (
                Part::Eligibility,
                words(),
                after(|p| p.eligibility[0].text = new()),
            ),
            (Part::Level, words(), after(|p| p.levels[0].text = new())),
            (
                Part::Agreement,
                words(),
                after(|p| p.agreements[0].label = new()),
            ),
            (
                Part::School,
                words(),
                after(|p| p.schools[0].name = "Another".to_owned()),
            ),
            (Part::Rest, words(), after(|p| p.page.welcome = new())),
            (
                Part::Rest,
                words(),
                after(|p| p.office.phone = Some("1".to_owned())),
            ),
            (
                Part::Setting(Setting::ReviewDays),
                Change::Number(u32::from(profile().setting.review_days), 99),
                after(|p| p.setting.review_days = 99),
            ),
        ] {
            assert_eq!(found, [(part, change)], "{part:?}");
        }
    }

    #[test]
    fn a_list_that_many_parts_share_is_told_where_it_stands_and_where_it_is_offered() {
        let found = after(|p| {
            let kind = p.organization_kinds.remove(0);
            let value = kind.value;
            for question in p
                .form
                .sections
                .iter_mut()
                .flat_map(|s| &mut s.steps)
                .flat_map(|s| &mut s.questions)
            {
                if let Kind::OneOf {
                    choices: Choices::Here(list),
                } = &mut question.kind
                {
                    list.retain(|choice| choice.value != value);
                }
            }
        });
        assert!(
            found.contains(&(Part::OrganizationKind, Change::Removed)),
            "{found:?}"
        );
        assert!(
            found.contains(&(Part::Question, Change::Changed(vec![Aspect::Choices]))),
            "{found:?}"
        );
    }
}
