//! What a page has to tell before anything else: mistakes, results, and that there is nothing.

use super::{Icon, Said, icon, lang};
use crate::words::ui as words;
use leptos::prelude::*;

/// The mistakes of a form, each a link to its field. Draws nothing when there are none. Stands first in `<main>`.
#[component]
pub fn ErrorSummary<T>(
    /// The id of the field and the sentence, the same as at the field.
    items: Vec<(String, T)>,
) -> impl IntoView
where
    T: Into<Said> + 'static,
{
    if items.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = items
        .into_iter()
        .map(|(id, sentence)| {
            let sentence: Said = sentence.into();
            view! { <li><a href=format!("#{id}")>{sentence.view()}</a></li> }.into_any()
        })
        .collect();
    view! {
        <section class="error-summary" tabindex="-1" autofocus=true aria-labelledby="error-summary-title">
            <h2 class="error-summary__title" id="error-summary-title">
                {icon(Icon::Alert)}
                {words::problem_title(lang())}
            </h2>
            <ul class="error-summary__list">{items}</ul>
        </section>
    }
    .into_any()
}

/// What kind of news a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// It needs care.
    Warning,
    /// It did not work.
    Error,
}

/// A piece of news in a box.
#[component]
pub fn Notice(
    /// What kind of news.
    #[prop(optional)]
    kind: NoticeKind,
    /// The news in a few words.
    #[prop(into)]
    title: Said,
    /// Set for the result of an act: the box is given the focus when the page opens, and so is read out.
    #[prop(optional)]
    focus: bool,
    /// More words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, sign) = match kind {
        NoticeKind::Info => ("notice notice--info", Icon::Info),
        NoticeKind::Success => ("notice notice--success", Icon::Check),
        NoticeKind::Warning => ("notice notice--warning", Icon::Alert),
        NoticeKind::Error => ("notice notice--error", Icon::Alert),
    };
    let body = children.map(|children| view! { <div class="notice__body">{children()}</div> });
    view! {
        <div class=class tabindex=focus.then_some("-1") autofocus=focus>
            <p class="notice__title">{icon(sign)}<strong>{title.view()}</strong></p>
            {body}
        </div>
    }
}

/// That there is nothing here, and what to do about it.
#[component]
pub fn Empty(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What to do: a sentence or a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty__picture" viewBox="0 0 160 96" width="160" height="96" aria-hidden="true" focusable="false">
                <path class="empty__ground" d="M8 88h144"></path>
                <path class="empty__lattice" d="M48 88V20M80 88V8M112 88V20M36 34h88M36 60h88"></path>
                <path class="empty__vine" d="M66 88c0-14 14-14 14-27"></path>
                <path class="empty__leaf" d="M80 61c-10 1-14-5-13-13 9 0 14 4 13 13zM80 66c8 1 13-3 15-10-8-2-14 1-15 10z"></path>
            </svg>
            <p class="empty__title">{title}</p>
            {children.map(|children| view! { <div class="empty__body">{children()}</div> })}
        </div>
    }
}
