//! The controls of a person and of an organization's tax number.

use super::label::person_label;
use super::sheet::{Sheet, input_name};
use crate::ui::Said;
use crate::ui::field::part::{body_view, described, hint_view, legend_view};
use crate::ui::field::{FieldKind, TextField};
use crate::words::kind as words;
use leptos::prelude::*;
use partnership::form::Question;
use partnership::form::contact::PersonPart;

impl Sheet<'_> {
    /// Name, role, e-mail address and telephone number. Only where the person is the reader the browser
    /// offers what it knows.
    pub(super) fn person(
        &self,
        question: &Question,
        needed: &[PersonPart],
        as_heading: bool,
    ) -> AnyView {
        let parts = self.parts(question);
        let is_reader = !parts.autocomplete.is_empty();
        let fields: Vec<AnyView> = PersonPart::ALL
            .into_iter()
            .map(|part| {
                let field = format!("{}.{}", question.key, part.word());
                let (kind, token, width) = match part {
                    PersonPart::Name => (FieldKind::Text, "name", 30),
                    PersonPart::Role => (FieldKind::Text, "organization-title", 30),
                    PersonPart::Email => (FieldKind::Email, "email", 30),
                    PersonPart::Phone => (FieldKind::Tel, "tel", 20),
                };
                let token = if is_reader { token } else { "" };
                let optional = !parts.optional && !needed.contains(&part);
                view! {
                    <TextField
                        name=input_name(&field) label=person_label(part, self.lang)
                        value=self.answers.text(&field) kind=kind error=self.error(&field)
                        autocomplete=token width=width optional=optional
                    />
                }
                .into_any()
            })
            .collect();
        view! {
            <fieldset class="field person" aria-describedby=described(&question.key, !parts.hint.is_empty(), false, false)>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(&question.key, &parts.hint)}
                {fields}
            </fieldset>
        }
        .into_any()
    }

    /// A number of nine digits; the hint says how it looks, unless the question has a hint of its own.
    pub(super) fn ein(&self, question: &Question, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let hint = if parts.hint.is_empty() {
            Said::from(words::ein_hint(self.lang))
        } else {
            parts.hint
        };
        view! {
            <TextField
                name=parts.name label=parts.label value=parts.value kind=FieldKind::Number hint=hint error=parts.error
                width=10 optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }
}
