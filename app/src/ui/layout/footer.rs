//! The footer: the way to help, in the same place on every page.

use crate::current::Current;
use crate::ui::{Icon, contacts, icon};
use crate::words::layout as words;
use leptos::prelude::*;

/// The address that dials a number as people write it: `919-555-0123` → `tel:+19195550123`.
#[must_use]
pub fn dial(phone: &str) -> String {
    let (number, extension) = phone.to_lowercase().split_once('x').map_or_else(
        || (phone.to_owned(), String::new()),
        |(number, extension)| (number.to_owned(), extension.to_owned()),
    );
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (number, extension) = (digits(&number), digits(&extension));
    let number = if number.len() == 10 {
        format!("+1{number}")
    } else {
        format!("+{number}")
    };
    if extension.is_empty() {
        format!("tel:{number}")
    } else {
        format!("tel:{number};ext={extension}")
    }
}

pub(super) fn footer(current: &Current) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let office = &profile.office;
    let ways: Vec<AnyView> = contacts(office)
        .into_iter()
        .map(|way| view! { <li>{icon(way.sign)}<a href=way.href>{way.text}</a></li> }.into_any())
        .collect();
    let has_guidance = !profile.guides.is_empty() || !profile.resources.is_empty();
    let guidance = has_guidance.then(
        || view! { <li>{icon(Icon::Info)}<a href="/guidance">{words::guidance(lang)}</a></li> },
    );
    view! {
        <footer class="footer">
            <div class="footer__inner wrap">
                <section class="help" aria-labelledby="help-title">
                    <h2 class="help__title" id="help-title">{words::help(lang)}</h2>
                    <p class="help__office">{current.text(&office.name).view()}</p>
                    <ul class="help__list">
                        {ways}
                        <li>{icon(Icon::Info)}<a href="/process">{words::process(lang)}</a></li>
                        {guidance}
                    </ul>
                </section>
                <p class="footer__district">{current.text(&profile.name).view()}</p>
            </div>
        </footer>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialed_as_it_is_meant() {
        assert_eq!(dial("919-555-0123"), "tel:+19195550123");
        assert_eq!(dial("(919) 555-0123 x42"), "tel:+19195550123;ext=42");
        assert_eq!(dial("1 919 555 0123"), "tel:+19195550123");
    }
}
