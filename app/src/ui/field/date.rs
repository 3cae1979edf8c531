//! Days, as three fields.

use super::part::{body_view, described, error_view, field_class, hint_view, legend_view};
use super::{field_id, part_name};
use crate::ui::{Said, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// A day, as three fields for month, day and year.
///
/// Of the name `answers[due][]` the parts are named `answers[due.month][]` with the id `due.month`; of
/// the name `due` they are named `due_month` with the same id.
#[component]
pub fn DateField(
    /// Name of the day.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: Said,
    /// Month, day and year as typed before.
    #[prop(optional)]
    typed: [String; 3],
    /// One short sentence of help, without links; an example when not given.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
    /// Which part is wrong: 0 month, 1 day, 2 year; all of them when not given.
    #[prop(default = None, into)]
    bad: Option<usize>,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// Whether the question is the heading of the page.
    #[prop(optional)]
    as_heading: bool,
    /// Longer help between the heading and the hint.
    #[prop(optional, into)]
    body: Said,
) -> impl IntoView {
    let lang = lang();
    let id = field_id(&name);
    let wrong = !error.is_empty();
    let hint = if hint.is_empty() {
        words::date_hint(lang).into()
    } else {
        hint
    };
    let parts = [
        ("month", words::month(lang), "input input--2"),
        ("day", words::day(lang), "input input--2"),
        ("year", words::year(lang), "input input--4"),
    ];
    let parts: Vec<AnyView> = parts
        .into_iter()
        .zip(typed)
        .enumerate()
        .map(|(at, ((part, label, class), value))| {
            let name = part_name(&name, part);
            let id = field_id(&name);
            view! {
                <div class="date__part">
                    <label class="date__label" r#for=id.clone()>{label}</label>
                    <input
                        class=class
                        id=id
                        name=name
                        r#type="text"
                        inputmode="numeric"
                        value=value
                        aria-invalid=(wrong && bad.is_none_or(|bad| bad == at)).then_some("true")
                    />
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class=field_class(wrong) aria-describedby=described(&id, !hint.is_empty(), wrong, false)>
            {legend_view(legend, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            <div class="date">{parts}</div>
        </fieldset>
    }
}
