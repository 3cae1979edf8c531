//! What messages and notes look like on either side: what is new, which files came with one, and how to add some.

use super::answers::size;
use super::field::part::{described, error_view, field_class};
use super::{Icon, Said, icon, lang};
use crate::words::talk as words;
use leptos::prelude::*;
use partnership::form::file::{FileType, Handed};
use partnership::text::Lang;
use store::talk::{FILES, MEGABYTES};

/// The name of the files beside a text, by the name of the text.
#[must_use]
pub fn files_of(text: &str) -> String {
    format!("{text}-files")
}

/// The mark of something that whoever looks has not read.
#[must_use]
pub fn new_mark(is_new: bool, lang: Lang) -> Option<AnyView> {
    is_new.then(|| view! { " "<span class="tag tag--unread">{words::new(lang)}</span> }.into_any())
}

/// The files that came with a message or a note, each a link.
#[must_use]
pub fn attached(files: &[Handed], lang: Lang) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = files
        .iter()
        .map(|file| {
            let href = crate::url::file(&file.id);
            view! {
                <li>
                    {icon(Icon::Document)}
                    <a href=href>{file.name.clone()}</a>
                    " "
                    <span class="message__size">{size(file.size, lang)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <div role="group" aria-label=words::files(lang)>
                <ul class="message__files">{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The control with which files are put beside a text.
#[component]
pub fn FilesBeside(
    /// The name of the text.
    #[prop(into)]
    of: String,
    /// What is wrong.
    #[prop(optional, into)]
    error: Said,
) -> impl IntoView {
    let lang = lang();
    let id = files_of(&of);
    let wrong = !error.is_empty();
    let kinds = FileType::ALL.map(FileType::name).join(", ");
    let endings: Vec<String> = FileType::ALL
        .iter()
        .flat_map(|kind| kind.endings())
        .map(|ending| format!(".{ending}"))
        .collect();
    let limits = words::files_limits(lang, kinds, FILES, MEGABYTES);
    view! {
        <div class=field_class(wrong)>
            <label class="label" r#for=id.clone()>{words::attach(lang)}</label>
            <p class="hint" id=format!("{id}-hint")>{limits}</p>
            {error_view(&id, &error)}
            <input
                class="input input--file"
                id=id.clone()
                name=format!("files[{id}]")
                r#type="file"
                multiple=true
                accept=endings.join(",")
                aria-describedby=described(&id, true, wrong, false)
                aria-invalid=wrong.then_some("true")
            />
        </div>
    }
}
