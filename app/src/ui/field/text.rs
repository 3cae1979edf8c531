//! Fields to type into.

use super::field_id;
use super::part::{body_view, described, error_view, field_class, hint_view, label_view};
use crate::ui::{Said, escaped, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// What is typed into a one-line field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web address.
    Url,
    /// A whole number.
    Number,
    /// An amount in dollars.
    Money,
    /// A one-time code.
    Code,
    /// Words to search for.
    Search,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Search => "search",
            Self::Text | Self::Url | Self::Number | Self::Money | Self::Code => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            Self::Money => Some("decimal"),
            Self::Url => Some("url"),
            Self::Text | Self::Email | Self::Tel | Self::Search => None,
        }
    }

    /// Whether a spelling checker and capital letters would only be in the way.
    const fn is_literal(self) -> bool {
        matches!(self, Self::Email | Self::Url | Self::Code)
    }
}

/// A one-line field.
#[component]
pub fn TextField(
    /// Name of the input; its id follows from it.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: Said,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// One short sentence of help, without links.
    #[prop(optional, into)]
    hint: Said,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
    /// The HTML token for facts about the reader.
    #[prop(optional, into)]
    autocomplete: String,
    /// About how many characters fit; 0 for the whole line. One of 2, 4, 6, 10, 20, 30.
    #[prop(optional)]
    width: usize,
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
    let width = match (width, kind) {
        (0, FieldKind::Money | FieldKind::Number | FieldKind::Code) => 10,
        (0, FieldKind::Tel) => 20,
        (width, _) => width,
    };
    let autocomplete = match (autocomplete.is_empty(), kind) {
        (false, _) => Some(autocomplete),
        (true, FieldKind::Code) => Some("one-time-code".to_owned()),
        (true, FieldKind::Search) => Some("off".to_owned()),
        (true, _) => None,
    };
    let class = match (width, kind) {
        (0, _) => "input".to_owned(),
        (_, FieldKind::Code) => format!("input input--code input--{width}"),
        _ => format!("input input--{width}"),
    };
    let input = view! {
        <input
            class=class
            id=id.clone()
            name=name
            r#type=kind.input_type()
            value=value
            inputmode=kind.input_mode()
            autocomplete=autocomplete
            spellcheck=kind.is_literal().then_some("false")
            autocapitalize=kind.is_literal().then_some("none")
            aria-describedby=described(&id, !hint.is_empty(), !error.is_empty(), false)
            aria-invalid=(!error.is_empty()).then_some("true")
        />
    };
    let control = if kind == FieldKind::Money {
        view! { <div class="prefixed"><span class="prefix" aria-hidden="true">"$"</span>{input}</div> }.into_any()
    } else {
        input.into_any()
    };
    view! {
        <div class=field_class(!error.is_empty())>
            {label_view(&id, label, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            {control}
        </div>
    }
}

/// A field of several lines. More may be typed than its limit: it is said, not cut off.
#[component]
pub fn TextArea(
    /// Name of the input; its id follows from it.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: Said,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// Characters.
    #[prop(default = None, into)]
    limit: Option<usize>,
    /// Lines shown.
    #[prop(default = 5)]
    rows: usize,
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
    let count = limit.map(|limit| {
        let shown = crate::ui::date::grouped(i64::try_from(limit).unwrap_or(i64::MAX));
        view! { <p class="count" id=format!("{id}-count")>{words::up_to(lang(), shown)}</p> }
    });
    // Browsers drop one line end right after the tag, and Leptos escapes nothing in here.
    let content = format!("\n{}", escaped(&value));
    view! {
        <div class=field_class(!error.is_empty())>
            {label_view(&id, label, optional, as_heading)}
            {body_view(body)}
            {hint_view(&id, &hint)}
            {error_view(&id, &error)}
            <textarea
                class="input input--area"
                id=id.clone()
                name=name
                rows=rows.to_string()
                data-limit=limit.map(|limit| limit.to_string())
                aria-describedby=described(&id, !hint.is_empty(), !error.is_empty(), limit.is_some())
                aria-invalid=(!error.is_empty()).then_some("true")
            >{content}</textarea>
            {count}
        </div>
    }
}
