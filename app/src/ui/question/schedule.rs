//! The controls of a weekly schedule: for each time its days, its start and its end.

use super::label::time_label;
use super::sheet::{Sheet, input_name};
use crate::ui::field::{Checkboxes, Pick, TextField};
use crate::words::kind;
use leptos::prelude::*;
use partnership::form::Question;
use partnership::form::schedule::Weekday;
use partnership::text::Lang;

impl Sheet<'_> {
    pub(super) fn schedule(&self, question: &Question, max: usize, as_heading: bool) -> AnyView {
        let key = &question.key;
        let item = kind::time_item(self.lang).into();
        self.repeated(question, &item, (1, max), as_heading, |n| {
            view! {
                {self.days(&format!("{key}.{n}.days"))}
                <div class="times">
                    {self.time(&format!("{key}.{n}.start"), "start")}
                    {self.time(&format!("{key}.{n}.end"), "end")}
                </div>
            }
            .into_any()
        })
    }

    fn days(&self, field: &str) -> AnyView {
        let choices = Weekday::ALL
            .into_iter()
            .map(|day| Pick::new(day.word(), day_name(day, self.lang)))
            .collect();
        let chosen = self.answers.all(field).to_vec();
        view! {
            <Checkboxes
                name=input_name(field) legend=time_label("days", self.lang) choices=choices chosen=chosen
                error=self.error(field) small=true
            />
        }
        .into_any()
    }

    fn time(&self, field: &str, part: &str) -> AnyView {
        view! {
            <TextField
                name=input_name(field) label=time_label(part, self.lang) value=self.answers.text(field)
                hint=kind::time_hint(self.lang) error=self.error(field) width=10
            />
        }
        .into_any()
    }
}

const fn day_name(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Monday => kind::day_monday(lang),
        Weekday::Tuesday => kind::day_tuesday(lang),
        Weekday::Wednesday => kind::day_wednesday(lang),
        Weekday::Thursday => kind::day_thursday(lang),
        Weekday::Friday => kind::day_friday(lang),
        Weekday::Saturday => kind::day_saturday(lang),
        Weekday::Sunday => kind::day_sunday(lang),
    }
}
