//! The frame of every page: header, main part and the way to help.

mod footer;
mod header;

pub use footer::dial;
pub use header::in_language;

use super::{Icon, Said, escaped, icon};
use crate::current::{Current, current};
use crate::island::desk::{DeskComfort, DeskWords, KeyWords};
use crate::island::page::{PageComfort, TimeLimit};
use crate::words::layout as words;
use footer::footer;
use header::header;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Where "back" leads and what it says; mostly from such a pair.
#[derive(Debug, Clone, Default)]
pub struct Back(Option<(String, Said)>);

impl<T: Into<Said>> From<Option<(String, T)>> for Back {
    fn from(back: Option<(String, T)>) -> Self {
        Self(back.map(|(href, label)| (href, label.into())))
    }
}

/// The frame of a page.
#[component]
pub fn Frame(
    /// Where "back" leads and what it says; stands before the main part.
    #[prop(optional, into)]
    back: Back,
    /// Whether this is a page of the office: dense, and wide.
    #[prop(optional)]
    office: bool,
    /// The id of a form that saves what is typed when the language is changed, by the value
    /// `lang:<code>` of its `then`; without one, the language is a link.
    #[prop(optional, into)]
    form: String,
    /// The page.
    children: Children,
) -> impl IntoView {
    let current = current();
    let lang = current.lang;
    let back = back.0.map(|(href, label)| {
        view! {
            <nav class="wrap" aria-label=words::way_back(lang)>
                <a class="back" href=href>{icon(Icon::ArrowLeft)}{label.view()}</a>
            </nav>
        }
    });
    view! {
        <div class=if office { "frame office" } else { "frame" }>
            <a class="skip" href="#main">{words::skip(lang)}</a>
            {header(&current, &form)}
            {back}
            <main id="main" class="main wrap" tabindex="-1">{children()}</main>
            {footer(&current)}
            <PageComfort limit=time_limit(&current)/>
            {office.then(|| desk_words(&current)).flatten().map(|words| view! { <DeskComfort words=words/> })}
        </div>
    }
}

/// What warns somebody who is signed in before the sign-in ends.
fn time_limit(current: &Current) -> Option<TimeLimit> {
    let lang = current.lang;
    current.token().map(|token| TimeLimit {
        title: words::time_limit_title(lang).to_owned(),
        text: words::time_limit_text(lang).to_owned(),
        stay: words::time_limit_stay(lang).to_owned(),
        token,
        minutes: u32::try_from(store::sign_in::IDLE_MINUTES).unwrap_or(u32::MAX),
    })
}

/// The comfort of the office's pages: ticking many rows, and single keys for whoever has not turned them off.
fn desk_words(current: &Current) -> Option<DeskWords> {
    use crate::words::{bulk, keys};
    let lang = current.lang;
    let person = current.person.as_ref()?;
    let all = [
        ("?", keys::help(lang)),
        ("j", keys::down(lang)),
        ("k", keys::up(lang)),
        ("x", keys::tick(lang)),
        ("a", keys::acts(lang)),
        ("/", keys::search(lang)),
        ("n", keys::next(lang)),
        ("p", keys::previous(lang)),
        ("u", keys::back(lang)),
    ];
    let keys = person.keys.then(|| KeyWords {
        title: keys::title(lang).to_owned(),
        keys: all
            .map(|(key, means)| (key.to_owned(), means.to_owned()))
            .to_vec(),
        off: keys::turn_off(lang).to_owned(),
        close: keys::close(lang).to_owned(),
    });
    Some(DeskWords {
        tick_all: bulk::tick_all(lang).to_owned(),
        chosen: bulk::chosen(lang, "{n}"),
        keys,
    })
}

/// The heading of a page, and its title.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: Said,
    /// A sentence under it.
    #[prop(optional, into)]
    lead: Said,
    /// A few words above it, such as the section.
    #[prop(optional, into)]
    caption: Said,
    /// What the title says besides, where the heading is a name that other pages bear, too.
    #[prop(optional, into)]
    kind: String,
    /// Whether the page shows mistakes.
    #[prop(optional)]
    error: bool,
) -> impl IntoView {
    let named = if kind.is_empty() {
        title.words()
    } else {
        format!("{} – {kind}", title.words())
    };
    let caption =
        (!caption.is_empty()).then(|| view! { <p class="page-head__caption">{caption.view()}</p> });
    let about = lead.words();
    let lead = (!lead.is_empty()).then(|| view! { <p class="page-head__lead">{lead.view()}</p> });
    view! {
        <PageTitle title=named error=error about=about/>
        <div class="page-head">
            {caption}
            <h1 class="page-head__title">{title.view()}</h1>
            {lead}
        </div>
    }
}

/// The title of a page alone, for pages whose heading is a question.
#[component]
pub fn PageTitle(
    /// What the page is about.
    #[prop(into)]
    title: String,
    /// Whether the page shows mistakes.
    #[prop(optional)]
    error: bool,
    /// What search engines show below the title; the district's welcome where nothing is said.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    let current = current();
    let profile = &current.site.profile;
    // Search engines see what the public sees.
    let about = current.person.is_none().then(|| {
        let welcome = profile.page.welcome.get(current.lang);
        let about = if about.is_empty() { welcome } else { &about };
        view! { <Meta name="description" content=shortened(about, DESCRIPTION)/> }
    });
    let prefix = if error {
        words::title_error(current.lang)
    } else {
        ""
    };
    let name = profile.page.application.get(current.lang);
    let short = profile.short_name.as_str();
    // "DPS Partnership Engagement Application" names its district already.
    let of_district = if name.contains(short) {
        String::new()
    } else {
        format!(" – {short}")
    };
    let text = format!("{prefix}{title} – {name}{of_district}");
    // leptos_meta writes the title as it is.
    view! {
        <Title text=escaped(&text)/>
        {about}
    }
}

/// How many characters of a description search engines show.
const DESCRIPTION: usize = 155;

/// The words of a text that fit into so many characters.
fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() >= most {
            return short + "…";
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_description_ends_after_a_whole_word() {
        assert_eq!(shortened("Read with us.", 155), "Read with us.");
        assert_eq!(shortened("Read  with\nus every day.", 14), "Read with us…");
        assert_eq!(shortened("", 10), "");
    }
}
