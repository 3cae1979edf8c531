//! Radio buttons and checkboxes.

use super::part::{body_view, described, error_view, field_class, hint_view, legend_view};
use super::{Pick, PickGroup, field_id};
use crate::ui::{Said, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// The id of the nth control of a group: the first has the plain id, which error summaries link to.
pub(in crate::ui) fn nth_id(id: &str, at: usize) -> String {
    if at == 0 {
        id.to_owned()
    } else {
        format!("{id}--{}", at + 1)
    }
}

/// A radio button or a checkbox with its label.
pub(in crate::ui) fn choice_view(
    control: &'static str,
    id: String,
    name: &str,
    pick: Pick,
    checked: bool,
    wrong: bool,
) -> AnyView {
    // Two hyphens: the hint of the whole group has the same id with one.
    let hint_id = (!pick.hint.is_empty()).then(|| format!("{id}--hint"));
    let hint = hint_id
        .clone()
        .map(|id| view! { <p class="hint" id=id>{pick.hint.view()}</p> });
    view! {
        <div class="choice">
            <input
                class="choice__control"
                id=id.clone()
                name=name.to_owned()
                r#type=control
                value=pick.value
                checked=checked
                aria-describedby=hint_id
                aria-invalid=(wrong && control == "checkbox").then_some("true")
            />
            <label class="choice__label" r#for=id.clone()>{pick.label.view()}</label>
            {hint}
        </div>
    }
    .into_any()
}

/// One of a list, as radio buttons.
#[component]
pub fn Radios(
    /// Name of the inputs; the id of the first follows from it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: Said,
    /// The choices.
    choices: Vec<Pick>,
    /// The value chosen before.
    #[prop(optional, into)]
    chosen: String,
    /// One short sentence of help, without links.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
    /// Small buttons beside each other, for dense pages and for yes or no.
    #[prop(optional)]
    small: bool,
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
    let id = field_id(&name);
    let wrong = !error.is_empty();
    let list: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, pick)| {
            let checked = pick.value == chosen;
            choice_view("radio", nth_id(&id, at), &name, pick, checked, wrong)
        })
        .collect();
    view! {
        <fieldset
            class=field_class(wrong)
            role=wrong.then_some("radiogroup")
            aria-describedby=described(&id, !hint.is_empty(), wrong, false)
            aria-invalid=wrong.then_some("true")
        >
            {legend_view(legend, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            <div class=if small { "choices choices--small" } else { "choices" }>{list}</div>
        </fieldset>
    }
}

/// Some of a list, as checkboxes.
#[component]
pub fn Checkboxes(
    /// Name of the inputs; the id of the first follows from it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: Said,
    /// The choices that stand alone.
    #[prop(optional)]
    choices: Vec<Pick>,
    /// The choices that stand under a name.
    #[prop(optional)]
    groups: Vec<PickGroup>,
    /// The values chosen before.
    #[prop(optional)]
    chosen: Vec<String>,
    /// One short sentence of help, without links.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
    /// Whether a long list gets a box to search in it.
    #[prop(optional)]
    filter: bool,
    /// Small boxes beside each other, for dense pages and short labels.
    #[prop(optional)]
    small: bool,
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
    let id = field_id(&name);
    let wrong = !error.is_empty();
    let many = choices.len()
        + groups
            .iter()
            .map(|group| group.choices.len())
            .sum::<usize>()
        > 10;
    let class = if small {
        "choices choices--small"
    } else {
        "choices"
    };
    let mut at = 0;
    let mut draw = |picks: Vec<Pick>| -> Vec<AnyView> {
        picks
            .into_iter()
            .map(|pick| {
                let checked = chosen.contains(&pick.value);
                let choice = choice_view("checkbox", nth_id(&id, at), &name, pick, checked, wrong);
                at += 1;
                choice
            })
            .collect()
    };
    let alone = draw(choices);
    let alone = (!alone.is_empty()).then(|| view! { <div class=class>{alone}</div> });
    let groups: Vec<AnyView> = groups
        .into_iter()
        .map(|group| {
            view! {
                <fieldset class="choice-group">
                    <legend class="choice-group__legend">{group.label.view()}</legend>
                    <div class=class>{draw(group.choices)}</div>
                </fieldset>
            }
            .into_any()
        })
        .collect();
    let groups = (!groups.is_empty()).then(|| view! { <div class="choice-groups">{groups}</div> });
    view! {
        <fieldset
            class=field_class(wrong)
            data-filter=(filter && many).then(|| words::filter_list(lang()))
            aria-describedby=described(&id, !hint.is_empty(), wrong, false)
        >
            {legend_view(legend, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            {alone}
            {groups}
        </fieldset>
    }
}

/// One checkbox that stands alone.
#[component]
pub fn Tick(
    /// Name of the input; its id follows from it.
    #[prop(into)]
    name: String,
    /// What is sent when it is checked.
    #[prop(default = "yes".to_owned(), into)]
    value: String,
    /// The label.
    #[prop(into)]
    label: Said,
    /// Whether it was checked before.
    #[prop(optional)]
    checked: bool,
    /// One short sentence of help, without links.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
) -> impl IntoView {
    let id = field_id(&name);
    view! {
        <div class=field_class(!error.is_empty())>
            {error_view(&id, &error)}
            <div class="choices">
                <div class="choice">
                    <input
                        class="choice__control"
                        id=id.clone()
                        name=name
                        r#type="checkbox"
                        value=value
                        checked=checked
                        aria-describedby=described(&id, !hint.is_empty(), !error.is_empty(), false)
                        aria-invalid=(!error.is_empty()).then_some("true")
                    />
                    <label class="choice__label" r#for=id.clone()>{label.view()}</label>
                    {hint_view(&id, &hint)}
                </div>
            </div>
        </div>
    }
}
