//! What differs between two versions of the lists of a profile.

use super::super::{Criterion, Profile};
use super::{Aspect, Difference, Part, aspects, compare};
use crate::form::Choice;
use crate::text::Text;

/// The lists of a profile besides its forms.
pub(super) fn lists(older: &Profile, newer: &Profile, found: &mut Vec<Difference>) {
    compare(
        Part::Route,
        &older.routes,
        &newer.routes,
        |route| &route.slug,
        |route| route.title.clone(),
        |old, new| {
            let words = (&old.title, &old.body, &old.next, &old.needs)
                != (&new.title, &new.body, &new.next, &new.needs)
                || (&old.owner, &old.contact) != (&new.owner, &new.contact);
            let effect = (&old.agreement, &old.link, old.application)
                != (&new.agreement, &new.link, new.application);
            let when = old.when != new.when;
            aspects(&[
                (Aspect::Words, words),
                (Aspect::When, when),
                (Aspect::Effect, effect),
            ])
        },
        found,
    );
    compare(
        Part::Area,
        &older.areas,
        &newer.areas,
        |area| &area.slug,
        |area| area.name.clone(),
        |old, new| aspects(&[(Aspect::Words, old.name != new.name)]),
        found,
    );
    for area in &newer.areas {
        if let Some(old) = older.area(&area.slug) {
            choices(Part::Service, &old.services, &area.services, found);
        }
    }
    choices(Part::Goal, &older.plan.goals, &newer.plan.goals, found);
    for (part, old, new) in [
        (Part::Criterion, &older.criteria, &newer.criteria),
        (Part::Eligibility, &older.eligibility, &newer.eligibility),
    ] {
        compare(
            part,
            old,
            new,
            |criterion| &criterion.slug,
            |criterion| criterion.name.clone(),
            |old, new| {
                let words = (&old.name, &old.text) != (&new.name, &new.text);
                let effect = |of: &Criterion| (of.may_not_apply, of.for_office);
                aspects(&[
                    (Aspect::Words, words),
                    (Aspect::Place, old.steps != new.steps),
                    (Aspect::Effect, effect(old) != effect(new)),
                ])
            },
            found,
        );
    }
    compare(
        Part::Level,
        &older.levels,
        &newer.levels,
        |level| &level.slug,
        |level| level.name.clone(),
        |old, new| {
            let words = (&old.name, &old.text, &old.signs) != (&new.name, &new.text, &new.signs);
            aspects(&[
                (Aspect::Words, words),
                (Aspect::When, old.when != new.when),
                (Aspect::Effect, old.needs_agreement != new.needs_agreement),
            ])
        },
        found,
    );
    compare(
        Part::Agreement,
        &older.agreements,
        &newer.agreements,
        |kind| &kind.value,
        |kind| kind.label.clone(),
        |old, new| {
            aspects(&[
                (Aspect::Words, old.label != new.label),
                (Aspect::Effect, old != new && old.label == new.label),
            ])
        },
        found,
    );
    choices(
        Part::OrganizationKind,
        &older.organization_kinds,
        &newer.organization_kinds,
        found,
    );
    choices(Part::Grade, &older.grades, &newer.grades, found);
    compare(
        Part::School,
        &older.schools,
        &newer.schools,
        |school| &school.slug,
        |school| Text::from(school.name.as_str()),
        |old, new| {
            aspects(&[
                (Aspect::Words, old.name != new.name),
                (Aspect::Kind, old.kind != new.kind),
            ])
        },
        found,
    );
}

fn choices(part: Part, old: &[Choice], new: &[Choice], found: &mut Vec<Difference>) {
    compare(
        part,
        old,
        new,
        |choice| &choice.value,
        |choice| choice.label.clone(),
        |old, new| aspects(&[(Aspect::Words, old != new)]),
        found,
    );
}
