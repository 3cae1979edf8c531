//! Drop-downs.

use super::part::{body_view, described, error_view, field_class, hint_view, label_view};
use super::{Pick, PickGroup, field_id};
use crate::ui::{Said, lang};
use crate::words::ui as words;
use leptos::prelude::*;

fn options(picks: Vec<Pick>, chosen: &str) -> Vec<AnyView> {
    picks
        .into_iter()
        .map(|pick| {
            let selected = pick.value == chosen;
            let foreign = pick.label.code();
            view! { <option value=pick.value selected=selected lang=foreign>{pick.label.words()}</option> }.into_any()
        })
        .collect()
}

/// One of a list, as a drop-down.
#[component]
pub fn SelectField(
    /// Name of the input; its id follows from it.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: Said,
    /// The choices that stand alone.
    #[prop(optional)]
    choices: Vec<Pick>,
    /// The choices that stand under a name.
    #[prop(optional)]
    groups: Vec<PickGroup>,
    /// The value chosen before.
    #[prop(optional, into)]
    chosen: String,
    /// What the blank choice at the top says; "Choose from the list" when not given.
    #[prop(optional, into)]
    blank: String,
    /// One short sentence of help, without links.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
    /// Whether it may stay blank.
    #[prop(optional)]
    optional: bool,
    /// Whether the label is the heading of the page.
    #[prop(optional)]
    as_heading: bool,
    /// Longer help between the heading and the hint.
    #[prop(optional, into)]
    body: Said,
) -> impl IntoView {
    let id = field_id(&name);
    let blank = if blank.is_empty() {
        words::choose(lang()).to_owned()
    } else {
        blank
    };
    let groups: Vec<AnyView> = groups
        .into_iter()
        .map(|group| {
            view! { <optgroup label=group.label.words() lang=group.label.code()>{options(group.choices, &chosen)}</optgroup> }
                .into_any()
        })
        .collect();
    view! {
        <div class=field_class(!error.is_empty())>
            {label_view(&id, label, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            <select
                class="input input--select"
                id=id.clone()
                name=name
                aria-describedby=described(&id, !hint.is_empty(), !error.is_empty(), false)
                aria-invalid=(!error.is_empty()).then_some("true")
            >
                <option value="">{blank}</option>
                {options(choices, &chosen)}
                {groups}
            </select>
        </div>
    }
}
