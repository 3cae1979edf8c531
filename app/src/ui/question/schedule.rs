//! The controls of a weekly schedule: for each time its days, its start and its end.

use super::label::time_label;
use super::prose::{capital, within_sentence};
use super::sheet::{Sheet, input_name};
use crate::ui::field::part::{body_view, described, hint_view, legend_view};
use crate::ui::field::{Checkboxes, Pick, TextField};
use crate::ui::{Button, ButtonKind, Icon, icon};
use crate::words::{kind, ui as words};
use leptos::prelude::*;
use partnership::form::Question;
use partnership::form::schedule::Weekday;
use partnership::text::Lang;

impl Sheet<'_> {
    pub(super) fn schedule(&self, question: &Question, max: usize, as_heading: bool) -> AnyView {
        let parts = self.parts(question);
        let key = &question.key;
        let count = self.answers.items(key, 1, max);
        let named = |n, name: String| words::item_number(self.lang, name, n);
        let items: Vec<AnyView> = (1..=count)
            .map(|n| {
                let remove = (count > 1).then(|| {
                    let name = within_sentence(kind::time_item(self.lang));
                    let words = words::remove_item(self.lang, named(n, name));
                    view! {
                        <Button kind=ButtonKind::Quiet name="then" value=format!("remove:{key}:{n}")>
                            {icon(Icon::Trash)}
                            {words}
                        </Button>
                    }
                });
                view! {
                    <fieldset class="item" id=format!("{key}.{n}")>
                        <legend class="item__legend">{named(n, capital(kind::time_item(self.lang)))}</legend>
                        {self.days(&format!("{key}.{n}.days"))}
                        <div class="times">
                            {self.time(&format!("{key}.{n}.start"), "start")}
                            {self.time(&format!("{key}.{n}.end"), "end")}
                        </div>
                        {remove}
                    </fieldset>
                }
                .into_any()
            })
            .collect();
        let add = (count < max).then(|| {
            let words = words::add_item(self.lang, within_sentence(kind::time_item(self.lang)));
            view! {
                <Button kind=ButtonKind::Secondary name="then" value=format!("add:{key}")>
                    {icon(Icon::Plus)}
                    {words}
                </Button>
            }
        });
        view! {
            <fieldset class="field group" id=key.clone() aria-describedby=described(key, !parts.hint.is_empty(), false, false)>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(key, &parts.hint)}
                <input type="hidden" name=input_name(&format!("{key}.items")) value=count.to_string()/>
                {items}
                {add}
            </fieldset>
        }
        .into_any()
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
