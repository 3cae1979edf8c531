//! The control of each simple kind of question.

use super::pick::{area_picks, school_picks};
use crate::ui::Said;
use crate::ui::field::{
    Checkboxes, DateField, FieldKind, Pick, PickGroup, Radios, SelectField, TextArea, TextField,
};
use crate::words::ui as words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::{Answers, Kind, Question};
use partnership::text::Lang;

/// What every control of one question is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) answers: &'a Answers,
    pub(super) errors: &'a [(String, Said)],
    pub(super) profile: &'a Profile,
    pub(super) lang: Lang,
    /// The number of the item of a group, for labels that would else be read twice alike.
    pub(super) item: Option<usize>,
    /// Longer help for the whole question.
    pub(super) body: &'a Said,
}

/// A question's words and names, ready for a field.
pub(super) struct Parts {
    pub(super) name: String,
    pub(super) label: Said,
    pub(super) hint: Said,
    pub(super) value: String,
    pub(super) error: Said,
    pub(super) autocomplete: String,
    pub(super) optional: bool,
    pub(super) body: Said,
}

pub(super) fn input_name(field: &str) -> String {
    format!("answers[{field}][]")
}

impl Sheet<'_> {
    pub(super) fn error(&self, field: &str) -> Said {
        self.errors
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, sentence)| sentence.clone())
            .into()
    }

    pub(super) fn parts(&self, question: &Question) -> Parts {
        Parts {
            name: input_name(&question.key),
            label: Said::of(&question.label, self.lang),
            hint: Said::of(&question.hint, self.lang),
            value: self.answers.text(&question.key).to_owned(),
            error: self.error(&question.key),
            autocomplete: question.autocomplete.clone().unwrap_or_default(),
            optional: question.optional,
            body: if self.item.is_some() {
                Said::default()
            } else {
                self.body.clone()
            },
        }
    }

    pub(super) fn control(&self, question: &Question, as_heading: bool) -> AnyView {
        match &question.kind {
            Kind::ShortText { limit } => {
                let width = if *limit <= 20 { 20 } else { 0 };
                self.line(question, FieldKind::Text, "", width, as_heading)
            }
            Kind::Email => self.line(question, FieldKind::Email, "email", 30, as_heading),
            Kind::Phone => self.line(question, FieldKind::Tel, "tel", 20, as_heading),
            Kind::Ein => self.ein(question, as_heading),
            Kind::Web => self.line(question, FieldKind::Url, "url", 0, as_heading),
            Kind::Whole { .. } => self.line(question, FieldKind::Number, "", 10, as_heading),
            Kind::Money => self.line(question, FieldKind::Money, "", 10, as_heading),
            Kind::LongText { limit } => self.area(question, *limit, as_heading),
            Kind::Date { .. } => self.date(question, as_heading),
            Kind::YesNo => self.radios(question, self.yes_no(), true, as_heading),
            Kind::OneOf { .. } => self.radios(question, self.picks(question), false, as_heading),
            Kind::ManyOf { .. } => {
                let picks = self.picks(question);
                // A row of short labels, such as grades, is easier to take in than a tall column.
                let small = picks.len() > 5
                    && picks
                        .iter()
                        .all(|p| p.label.words().chars().count() <= 26 && p.hint.is_empty());
                self.boxes(question, picks, vec![], small, as_heading)
            }
            Kind::Areas => self.boxes(
                question,
                vec![],
                area_picks(self.profile, self.lang),
                false,
                as_heading,
            ),
            Kind::Schools => self.boxes(
                question,
                vec![],
                school_picks(self.profile, self.lang),
                false,
                as_heading,
            ),
            Kind::School => self.school(question, as_heading),
            Kind::Address => self.address(question, as_heading),
            Kind::Person { needed } => self.person(question, needed, as_heading),
            Kind::Schedule { max } => self.schedule(question, *max, as_heading),
            Kind::Grades => self.grades(question, as_heading),
            Kind::File {
                types,
                max,
                megabytes,
            } => self.files(question, types, (*max, *megabytes), as_heading),
            Kind::Accept { statement } => {
                let statement = Said::of(statement, self.lang);
                self.accept(question, statement, as_heading)
            }
            Kind::Signature { statement } => {
                let statement = Said::of(statement, self.lang);
                self.signature(question, statement, as_heading)
            }
            Kind::Group {
                questions,
                item,
                min,
                max,
            } => self.group(
                question,
                questions,
                &Said::of(item, self.lang),
                (*min, *max),
                as_heading,
            ),
        }
    }

    pub(super) fn line(
        &self,
        question: &Question,
        kind: FieldKind,
        token: &str,
        width: usize,
        as_heading: bool,
    ) -> AnyView {
        let parts = self.parts(question);
        // A token is right only where the fact is about the reader; in a list of several things it is not.
        let token =
            if parts.autocomplete.is_empty() && self.item.is_none() && kind == FieldKind::Email {
                token.to_owned()
            } else {
                parts.autocomplete
            };
        view! {
            <TextField
                name=parts.name label=parts.label value=parts.value kind=kind hint=parts.hint error=parts.error
                autocomplete=token width=width optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }

    pub(super) fn area(&self, question: &Question, limit: usize, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let rows = if limit > 600 { 7 } else { 4 };
        view! {
            <TextArea
                name=parts.name label=parts.label value=parts.value limit=limit rows=rows hint=parts.hint
                error=parts.error optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }

    pub(super) fn date(&self, question: &Question, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let fields = ["month", "day", "year"].map(|part| format!("{}.{part}", question.key));
        let typed = fields
            .clone()
            .map(|field| self.answers.text(&field).to_owned());
        let found = fields
            .iter()
            .enumerate()
            .map(|(at, field)| (at, self.error(field)))
            .find(|(_, error)| !error.is_empty());
        let (bad, error) = found.unzip();
        view! {
            <DateField
                name=parts.name legend=parts.label typed=typed hint=parts.hint error=error bad=bad
                optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }

    pub(super) fn yes_no(&self) -> Vec<Pick> {
        vec![
            Pick::new("yes", words::yes(self.lang)),
            Pick::new("no", words::no(self.lang)),
        ]
    }

    pub(super) fn picks(&self, question: &Question) -> Vec<Pick> {
        question
            .choices()
            .iter()
            .map(|choice| Pick {
                value: choice.value.clone(),
                label: Said::of(&choice.label, self.lang),
                hint: Said::of(&choice.hint, self.lang),
            })
            .collect()
    }

    pub(super) fn radios(
        &self,
        question: &Question,
        choices: Vec<Pick>,
        small: bool,
        as_heading: bool,
    ) -> AnyView {
        let parts = self.parts(question);
        view! {
            <Radios
                name=parts.name legend=parts.label choices=choices chosen=parts.value hint=parts.hint
                error=parts.error small=small optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }

    pub(super) fn boxes(
        &self,
        question: &Question,
        choices: Vec<Pick>,
        groups: Vec<PickGroup>,
        small: bool,
        as_heading: bool,
    ) -> AnyView {
        let parts = self.parts(question);
        let chosen = self.answers.all(&question.key).to_vec();
        view! {
            <Checkboxes
                name=parts.name legend=parts.label choices=choices groups=groups chosen=chosen hint=parts.hint
                error=parts.error filter=true small=small optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }

    pub(super) fn school(&self, question: &Question, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        view! {
            <SelectField
                name=parts.name label=parts.label groups=school_picks(self.profile, self.lang) chosen=parts.value
                hint=parts.hint error=parts.error optional=parts.optional as_heading=as_heading body=parts.body
            />
        }
        .into_any()
    }
}
