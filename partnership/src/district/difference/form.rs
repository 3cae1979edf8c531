//! What differs between two versions of a form.

use super::{Aspect, Difference, Part, aspects, compare};
use crate::form::question::Choices;
use crate::form::{Form, Kind, Question};

/// A question, and the page on which it stands.
type Placed<'a> = (&'a Question, &'a str);

fn placed(form: &Form) -> Vec<Placed<'_>> {
    form.steps()
        .flat_map(|step| step.questions.iter().map(|q| (q, step.slug.as_str())))
        .collect()
}

fn question(old: &Placed<'_>, new: &Placed<'_>) -> Vec<Aspect> {
    let ((old, old_step), (new, new_step)) = (old, new);
    let same_kind = std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
    let offers = |question: &Question| match &question.kind {
        Kind::OneOf { choices } | Kind::ManyOf { choices, .. } => match choices {
            Choices::Here(list) => list.iter().map(|choice| choice.value.clone()).collect(),
            Choices::From(name) => vec![name.clone()],
        },
        _ => Vec::new(),
    };
    let other_choices = same_kind && offers(old) != offers(new);
    aspects(&[
        (
            Aspect::Words,
            old.label != new.label || old.hint != new.hint,
        ),
        (Aspect::Choices, other_choices),
        (Aspect::Kind, old.kind != new.kind && !other_choices),
        (Aspect::Optional, old.optional != new.optional),
        (Aspect::When, old.show_if != new.show_if),
        (Aspect::Place, old_step != new_step),
        (Aspect::Effect, old.carries_to != new.carries_to),
    ])
}

/// Sections, steps and questions of the application form.
pub(super) fn form(old: &Form, new: &Form, found: &mut Vec<Difference>) {
    compare(
        Part::Section,
        &old.sections,
        &new.sections,
        |section| &section.slug,
        |section| section.title.clone(),
        |old, new| {
            aspects(&[(
                Aspect::Words,
                old.title != new.title || old.hint != new.hint,
            )])
        },
        found,
    );
    let steps = |form: &Form| form.steps().cloned().collect::<Vec<_>>();
    compare(
        Part::Step,
        &steps(old),
        &steps(new),
        |step| &step.slug,
        |step| step.title.clone(),
        |old, new| {
            aspects(&[
                (
                    Aspect::Words,
                    old.title != new.title || old.body != new.body,
                ),
                (Aspect::When, old.show_if != new.show_if),
            ])
        },
        found,
    );
    questions(Part::Question, old, new, found);
}

/// The questions of a form, or of the route advisor.
pub(super) fn questions(part: Part, old: &Form, new: &Form, found: &mut Vec<Difference>) {
    compare(
        part,
        &placed(old),
        &placed(new),
        |placed| &placed.0.key,
        |placed| placed.0.label.clone(),
        question,
        found,
    );
}
