//! The header: name, ways, account and language.

use crate::current::Current;
use crate::ui::form::{PostForm, default_button};
use crate::ui::icon::mark;
use crate::ui::{Icon, Said, icon};
use crate::words::layout as words;
use leptos::prelude::*;
use partnership::person::Right;
use partnership::text::Lang;

/// `form` is the id of a form that saves what is typed before the language changes; may be blank.
pub(super) fn header(current: &Current, form: &str) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let sign = match &current.brand.logo {
        Some(logo) => {
            let text = Said::of(&logo.text, lang);
            let (src, width, height) = (crate::url::logo(&logo.hash), logo.width, logo.height);
            view! {
                <img
                    class="brand__logo" src=src alt=text.words() lang=text.code()
                    width=width.to_string() height=height.to_string()
                />
            }
            .into_any()
        }
        None => mark(),
    };
    view! {
        <header class="masthead">
            <div class="masthead__bar wrap">
                <a class="brand" href="/">
                    {sign}
                    <span class="brand__words">
                        <span class="brand__district">{current.text(&profile.name).view()}</span>
                        " "
                        <span class="brand__name">{current.text(&profile.page.application).view()}</span>
                    </span>
                </a>
                <div class="masthead__tools">
                    {languages(current, form)}
                    <button class="menu-button" type="button" popovertarget="menu">
                        {icon(Icon::Menu)}
                        {words::menu(lang)}
                    </button>
                </div>
            </div>
            <div class="menu" id="menu" popover="auto">
                <div class="menu__inner wrap">
                    {navigation(current)}
                    {account(current)}
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// The main ways, for whoever asks.
fn ways(current: &Current) -> Vec<(&'static str, &'static str)> {
    let lang = current.lang;
    if current.may(Right::ReadFigures) {
        let mut ways = vec![("/office", words::office(lang))];
        if current.may(Right::ReadApplications) {
            ways.push(("/office/applications", words::applications(lang)));
        }
        ways.push(("/office/partnerships", words::partnerships(lang)));
        ways.push(("/office/dashboard", words::dashboard(lang)));
        if current.may(Right::ManagePeople) {
            ways.push(("/office/people", words::people(lang)));
        }
        if current.may(Right::SetLook) {
            ways.push(("/office/look", words::look(lang)));
        }
        ways.push(("/directory", words::directory(lang)));
        ways
    } else if current.person.is_some() {
        vec![
            ("/applications", words::my_applications(lang)),
            ("/directory", words::directory(lang)),
            ("/start", words::start(lang)),
        ]
    } else {
        vec![
            ("/start", words::start(lang)),
            ("/directory", words::directory(lang)),
            ("/process", words::process(lang)),
        ]
    }
}

/// The longest of these addresses that the path is at or below.
fn nearest<'a>(hrefs: impl Iterator<Item = &'a str>, path: &str) -> Option<&'a str> {
    let path = path.split('?').next().unwrap_or_default();
    hrefs
        .filter(|href| {
            path.strip_prefix(href)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .max_by_key(|href| href.len())
}

fn navigation(current: &Current) -> AnyView {
    let ways = ways(current);
    let here = nearest(ways.iter().map(|(href, _)| *href), &current.path);
    let items: Vec<AnyView> = ways
        .iter()
        .map(|(href, label)| {
            let is_here = (here == Some(href)).then_some("page");
            view! { <li><a class="nav__link" href=*href aria-current=is_here>{*label}</a></li> }
                .into_any()
        })
        .collect();
    view! { <nav class="nav" aria-label=words::main_navigation(current.lang)><ul class="nav__list">{items}</ul></nav> }
        .into_any()
}

fn account(current: &Current) -> AnyView {
    let lang = current.lang;
    let Some(person) = &current.person else {
        return view! {
            <div class="account"><a class="nav__link" href="/sign-in">{icon(Icon::Person)}{words::sign_in(lang)}</a></div>
        }
        .into_any();
    };
    let name = if person.name.is_empty() {
        person.email.as_str().to_owned()
    } else {
        person.name.clone()
    };
    let here = nearest(std::iter::once("/account"), &current.path).map(|_| "page");
    view! {
        <div class="account">
            <a class="nav__link" href="/account" aria-current=here>
                {icon(Icon::Person)}
                <span class="account__name"><span class="hidden-text">{words::account(lang)}": "</span>{name}</span>
            </a>
            <PostForm action="/api/sign_out" token=person.token.clone() class="account__out">
                <button class="nav__link" type="submit">{words::sign_out(lang)}</button>
            </PostForm>
        </div>
    }
    .into_any()
}

/// The same address in another language. What only names the result of the last post is left out.
#[must_use]
pub fn in_language(path: &str, lang: Lang) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("__"))
        .collect();
    let wanted = format!("lang={}", lang.code());
    kept.push(&wanted);
    format!("{path}?{}", kept.join("&"))
}

fn languages(current: &Current, form: &str) -> AnyView {
    let items: Vec<AnyView> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let is_here = (lang == current.lang).then_some("true");
            let name = lang.own_name();
            let switch = if form.is_empty() {
                let href = in_language(&current.path, lang);
                view! { <a class="languages__link" href=href lang=lang.code() hreflang=lang.code() aria-current=is_here>{name}</a> }
                    .into_any()
            } else {
                let then = format!("lang:{}", lang.code());
                view! {
                    <button
                        class="languages__link" type="submit" form=form.to_owned() name="then" value=then
                        lang=lang.code() aria-current=is_here
                    >
                        {name}
                    </button>
                }
                .into_any()
            };
            view! { <li>{switch}</li> }.into_any()
        })
        .collect();
    // Enter in a field presses the first button of its form, wherever it stands: it shall not be a language.
    let first = (!form.is_empty()).then(|| default_button(Some(form.to_owned())));
    view! {
        <nav class="languages" aria-label=words::language(current.lang)>
            {first}
            {icon(Icon::Globe)}
            <ul class="languages__list">{items}</ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_the_page_and_its_question() {
        assert_eq!(in_language("/a", Lang::Es), "/a?lang=es");
        assert_eq!(
            in_language("/a?q=x&lang=en&page=2", Lang::Es),
            "/a?q=x&page=2&lang=es"
        );
        assert_eq!(
            in_language("/a?__path=%2Fapi&__err=x", Lang::En),
            "/a?lang=en"
        );
    }

    #[test]
    fn the_nearest_way_is_the_current_one() {
        let hrefs = || ["/office", "/office/applications", "/start"].into_iter();
        assert_eq!(
            nearest(hrefs(), "/office/applications/x?a=b"),
            Some("/office/applications")
        );
        assert_eq!(nearest(hrefs(), "/office"), Some("/office"));
        assert_eq!(nearest(hrefs(), "/officer"), None);
    }
}
