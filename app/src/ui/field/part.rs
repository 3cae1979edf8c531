//! Labels, hints and errors, and how controls name them.

use crate::ui::{Said, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// What `aria-describedby` lists: the hint, then the error, then the count.
pub(in crate::ui) fn described(id: &str, hint: bool, error: bool, count: bool) -> Option<String> {
    let parts: Vec<String> = [("hint", hint), ("error", error), ("count", count)]
        .iter()
        .filter(|(_, there)| *there)
        .map(|(part, _)| format!("{id}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

pub(in crate::ui) fn hint_view(id: &str, hint: &Said) -> AnyView {
    if hint.is_empty() {
        return ().into_any();
    }
    view! { <p class="hint" id=format!("{id}-hint")>{hint.clone().view()}</p> }.into_any()
}

/// Longer help: its paragraphs.
pub(in crate::ui) fn body_view(body: Said) -> AnyView {
    if body.is_empty() {
        return ().into_any();
    }
    view! { <div class="field__body">{body.paragraphs()}</div> }.into_any()
}

pub(in crate::ui) fn error_view(id: &str, error: &Said) -> AnyView {
    if error.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="error" id=format!("{id}-error")>
            <span class="hidden-text">{words::error_prefix(lang())}" "</span>
            {error.clone().view()}
        </p>
    }
    .into_any()
}

fn optional_view(optional: bool) -> AnyView {
    if optional {
        view! { " "<span class="optional">{words::optional(lang())}</span> }.into_any()
    } else {
        ().into_any()
    }
}

pub(in crate::ui) fn label_view(
    id: &str,
    label: Said,
    optional: bool,
    as_heading: bool,
) -> AnyView {
    let label = view! {
        <label class="label" r#for=id.to_owned()>{label.view()}{optional_view(optional)}</label>
    };
    if as_heading {
        view! { <h1 class="question-heading">{label}</h1> }.into_any()
    } else {
        label.into_any()
    }
}

pub(in crate::ui) fn legend_view(legend: Said, optional: bool, as_heading: bool) -> AnyView {
    let words = view! { {legend.view()}{optional_view(optional)} };
    if as_heading {
        view! { <legend class="legend"><h1 class="question-heading">{words}</h1></legend> }
            .into_any()
    } else {
        view! { <legend class="legend">{words}</legend> }.into_any()
    }
}

pub(in crate::ui) const fn field_class(error: bool) -> &'static str {
    if error { "field field--error" } else { "field" }
}
