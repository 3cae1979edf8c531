//! Forms and their buttons.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main act of a page.
    #[default]
    Primary,
    /// Another act.
    Secondary,
    /// An act that looks like a link.
    Quiet,
    /// An act that takes something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Secondary => "button button--secondary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// A class is always there: Leptos draws none as an empty one.
fn class_or(class: String) -> String {
    if class.is_empty() {
        "form".to_owned()
    } else {
        class
    }
}

fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A form that changes something: each press has its own key, so that it counts once.
#[component]
pub fn PostForm(
    /// The address of the server function.
    #[prop(into)]
    action: String,
    /// A fresh key: a second arrival of the same form does nothing.
    #[prop(optional, into)]
    key: String,
    /// The token of the sign-in.
    #[prop(default = None, into)]
    token: Option<String>,
    /// A class of the form.
    #[prop(optional, into)]
    class: String,
    /// An id of the form.
    #[prop(optional, into)]
    id: String,
    /// Set this where the first button in the form is not its main one (such as one that removes an
    /// item): pressing Enter in a field then sends the form without any button's name.
    #[prop(optional)]
    enter_continues: bool,
    /// Whether files are sent with it.
    #[prop(optional)]
    files: bool,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView {
    let key = given(key).map(|key| view! { <input type="hidden" name="key" value=key/> });
    let token = token.map(|token| view! { <input type="hidden" name="token" value=token/> });
    let first = enter_continues.then(|| default_button(None));
    let enctype = files.then_some("multipart/form-data");
    view! {
        <form
            method="post" action=action enctype=enctype class=class_or(class) id=given(id) novalidate=true
            data-guard=true
        >
            {first}
            {key}
            {token}
            {children()}
        </form>
    }
}

/// The button that Enter presses: nobody sees it, and it has no name. It stands before every other button
/// of its form; `form` names the form when it stands outside of it.
pub(super) fn default_button(form: Option<String>) -> AnyView {
    view! { <button class="hidden-text" type="submit" form=form tabindex="-1" aria-hidden="true"></button> }
        .into_any()
}

/// A form that only asks: what is typed goes into the address.
#[component]
pub fn GetForm(
    /// The address of the page.
    #[prop(into)]
    action: String,
    /// A class of the form.
    #[prop(optional, into)]
    class: String,
    /// What the form is called, for those who do not see it; makes it a search landmark.
    #[prop(optional, into)]
    label: String,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView {
    let role = (!label.is_empty()).then_some("search");
    view! {
        <form method="get" action=action class=class_or(class) role=role aria-label=given(label) novalidate=true>
            {children()}
        </form>
    }
}

/// A button that sends its form.
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Name of what is sent.
    #[prop(optional, into)]
    name: String,
    /// Value of what is sent.
    #[prop(optional, into)]
    value: String,
    /// The ids of texts that describe it.
    #[prop(optional, into)]
    described_by: String,
    /// The id of the form it sends, where it stands outside of it.
    #[prop(optional, into)]
    form: String,
    /// The words on it, and an icon before them.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class()
            type="submit"
            name=given(name)
            value=given(value)
            aria-describedby=given(described_by)
            form=given(form)
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button: for the main way on.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }
}
