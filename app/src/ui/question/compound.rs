//! The controls of the kinds of question that have several fields.

use super::label::address_label;
use super::prose::paragraphs;
use super::sheet::{Sheet, input_name};
use crate::ui::Said;
use crate::ui::field::part::{
    body_view, described, error_view, field_class, hint_view, legend_view,
};
use crate::ui::field::{FieldKind, Pick, TextField, Tick, choice_view};
use crate::words::ui as words;
use leptos::prelude::*;
use partnership::form::Question;

impl Sheet<'_> {
    pub(super) fn address(&self, question: &Question, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let fields: Vec<AnyView> = [
            ("street", "address-line1", 0),
            ("city", "address-level2", 30),
            ("state", "address-level1", 2),
            ("zip", "postal-code", 10),
        ]
        .into_iter()
        .map(|(part, token, width)| {
            let field = format!("{}.{part}", question.key);
            let kind = if part == "zip" {
                FieldKind::Number
            } else {
                FieldKind::Text
            };
            view! {
                <TextField
                    name=input_name(&field) label=address_label(part, self.lang)
                    value=self.answers.text(&field) kind=kind error=self.error(&field)
                    autocomplete=token width=width
                />
            }
            .into_any()
        })
        .collect();
        view! {
            <fieldset class="field address" aria-describedby=described(&question.key, !parts.hint.is_empty(), false, false)>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(&question.key, &parts.hint)}
                {fields}
            </fieldset>
        }
        .into_any()
    }

    pub(super) fn accept(&self, question: &Question, statement: Said, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let wrong = !parts.error.is_empty();
        let choice = Pick {
            value: "yes".to_owned(),
            label: statement,
            hint: Said::default(),
        };
        let checked = self.answers.has(&question.key, "yes");
        view! {
            <fieldset class=field_class(wrong) aria-describedby=described(&question.key, !parts.hint.is_empty(), wrong, false)>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(&question.key, &parts.hint)}
                {error_view(&question.key, &parts.error)}
                <div class="choices">
                    {choice_view("checkbox", question.key.clone(), &parts.name, choice, checked, wrong)}
                </div>
            </fieldset>
        }
        .into_any()
    }

    pub(super) fn signature(
        &self,
        question: &Question,
        statement: Said,
        as_heading: bool,
    ) -> AnyView {
        let parts = self.parts(question);
        let name = format!("{}.name", question.key);
        let consent = format!("{}.consent", question.key);
        view! {
            <fieldset class="field signature" aria-describedby=described(&question.key, !parts.hint.is_empty(), false, false)>
                {legend_view(parts.label, false, as_heading)}
                {body_view(parts.body)}
                {hint_view(&question.key, &parts.hint)}
                <div class="signature__statement">{paragraphs(statement)}</div>
                <TextField
                    name=input_name(&name) label=words::signature_name(self.lang) value=self.answers.text(&name)
                    hint=words::signature_name_hint(self.lang) error=self.error(&name) autocomplete="name" width=30
                />
                <Tick
                    name=input_name(&consent) label=words::signature_consent(self.lang)
                    checked=self.answers.has(&consent, "yes") error=self.error(&consent)
                />
            </fieldset>
        }
        .into_any()
    }

    pub(super) fn group(
        &self,
        group: &Question,
        questions: &[Question],
        item: &Said,
        limits: (usize, usize),
        as_heading: bool,
    ) -> AnyView {
        self.repeated(group, item, limits, as_heading, |n| {
            let sheet = Self {
                item: Some(n),
                ..*self
            };
            let fields: Vec<AnyView> = questions
                .iter()
                .map(|inner| {
                    let inner = inner.within(&group.key, n);
                    view! {
                        <div class="question" data-key=inner.key.clone()>{sheet.control(&inner, false)}</div>
                    }
                    .into_any()
                })
                .collect();
            fields.into_any()
        })
    }
}
