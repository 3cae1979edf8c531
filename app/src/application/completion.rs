//! "Have you completed this section?", at the end of each section with optional or long answers.

use super::open::Open;
use crate::current::Current;
use crate::ui::field::Pick;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::form::section::COMPLETED;

/// The question, where it is asked. `missing` when Continue was pressed without an answer.
pub fn question(current: &Current, open: &Open, slug: &str, missing: bool) -> Option<AnyView> {
    let form = &current.site.profile.form;
    if !open.asks_completion(form, slug) {
        return None;
    }
    let lang = current.lang;
    let choices = vec![
        Pick::new("yes", words::application::completed_yes(lang)),
        Pick::new("no", words::application::completed_no(lang)),
    ];
    let error = missing.then(|| words::application::completed_missing(lang).to_owned());
    Some(
        view! {
            <Radios
                name=format!("answers[{COMPLETED}][]") legend=words::application::completed_title(lang)
                choices=choices chosen=open.completion(form, slug).to_owned() error=error
            />
        }
        .into_any(),
    )
}
