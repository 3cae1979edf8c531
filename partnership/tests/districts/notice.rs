//! Golden cases notice a change of the profile: each condition is turned round, each route and page taken out, and at
//! least one case has to fail.

use partnership::district::Profile;
use partnership::form::Condition;

/// The condition with each of its parts turned round, one at a time.
fn turned(condition: &Condition) -> Vec<Condition> {
    let within = |parts: &[Condition], of: fn(Vec<Condition>) -> Condition| {
        let mut all = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            for other in turned(part) {
                let mut parts = parts.to_vec();
                parts[at] = other;
                all.push(of(parts));
            }
        }
        all
    };
    match condition {
        Condition::Always => vec![],
        Condition::All(parts) => within(parts, Condition::All),
        Condition::Any(parts) => within(parts, Condition::Any),
        Condition::Not(part) => {
            let within = turned(part).into_iter().map(Box::new);
            within.map(Condition::Not).collect()
        }
        Condition::Item(group, part) => {
            let within = turned(part).into_iter().map(Box::new);
            within
                .map(|part| Condition::Item(group.clone(), part))
                .chain([Condition::Not(Box::new(condition.clone()))])
                .collect()
        }
        single => vec![Condition::Not(Box::new(single.clone()))],
    }
}

/// A profile that is changed in one place, and what was changed.
type Changed = (String, Profile);

/// Every change of the advisor and its routes.
pub fn of_the_advisor(profile: &Profile) -> Vec<Changed> {
    let mut all = Vec::new();
    for (at, route) in profile.routes.iter().enumerate() {
        let slug = &route.slug;
        let mut without = profile.clone();
        without.routes.remove(at);
        all.push((format!("without the route {slug}"), without));
        for (part, when) in turned(&route.when).into_iter().enumerate() {
            let mut other = profile.clone();
            other.routes[at].when = when;
            all.push((format!("part {} of when of {slug} turned", part + 1), other));
        }
    }
    for (section, steps) in profile.advisor.sections.iter().enumerate() {
        for (at, step) in steps.steps.iter().enumerate() {
            let slug = &step.slug;
            let mut without = profile.clone();
            without.advisor.sections[section].steps.remove(at);
            all.push((format!("without the page {slug}"), without));
            for (part, show_if) in turned(&step.show_if).into_iter().enumerate() {
                let mut other = profile.clone();
                other.advisor.sections[section].steps[at].show_if = show_if;
                all.push((
                    format!("part {} of show-if of {slug} turned", part + 1),
                    other,
                ));
            }
        }
    }
    all
}

/// Every change of the levels that answers propose.
pub fn of_the_levels(profile: &Profile) -> Vec<Changed> {
    let mut all = Vec::new();
    for (at, level) in profile.levels.iter().enumerate() {
        for (part, when) in level.when.iter().flat_map(turned).enumerate() {
            let mut other = profile.clone();
            other.levels[at].when = Some(when);
            let slug = &level.slug;
            all.push((format!("part {} of when of {slug} turned", part + 1), other));
        }
    }
    all
}

/// Every change of the kinds of agreement that answers propose.
pub fn of_the_kinds(profile: &Profile) -> Vec<Changed> {
    let mut all = Vec::new();
    for (at, kind) in profile.agreements.iter().enumerate() {
        for (part, when) in kind.when.iter().flat_map(turned).enumerate() {
            let mut other = profile.clone();
            other.agreements[at].when = Some(when);
            let value = &kind.value;
            all.push((
                format!("part {} of when of {value} turned", part + 1),
                other,
            ));
        }
    }
    all
}

/// Checks that the cases, of which `misses` tells those that fail, notice every one of these changes.
#[track_caller]
pub fn check(changes: Vec<Changed>, misses: impl Fn(&Profile) -> Vec<String>) {
    let unnoticed: Vec<String> = changes
        .into_iter()
        .filter(|(_, profile)| misses(profile).is_empty())
        .map(|(what, _)| what)
        .collect();
    assert!(
        unnoticed.is_empty(),
        "no case fails when the profile is changed so; add one:\n{}",
        unnoticed.join("\n")
    );
}

#[test]
fn every_part_of_a_condition_is_turned_once() {
    let is = |value: &str| Condition::Is("key".into(), value.into());
    let condition = Condition::All(vec![
        is("a"),
        Condition::Any(vec![is("b"), Condition::Not(Box::new(is("c")))]),
        Condition::Always,
        Condition::Item("group".into(), Box::new(is("d"))),
    ]);
    let all = turned(&condition);
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(all.iter().all(|other| *other != condition));
}
