//! The page on which the administrator sets colours and logo.

use super::api::{HideLogo, ResetLook};
use super::{colors, logo};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::{
    Button, ButtonKind, ErrorSummary, Frame, Notice, NoticeKind, PageHead, PostForm, problem,
};
use crate::words::look as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Right;
use store::look::Chosen;

/// Colours with a preview, the logo, and the way back to the profile's look.
#[component]
pub fn LookPage() -> impl IntoView {
    page(async move {
        let current = current();
        current.asker_with(Right::SetLook)?;
        let again = Again::load(&current).await;
        let lang = current.lang;
        let typed = colors::Typed::read(&current, &again);
        let problems = problems(&current, &again, &typed);
        let (news, is_error) = (news(&current, &again), !problems.is_empty());
        let colors = colors::section(&current, &typed, &problems);
        let logo = logo::section(&current, &again, &problems);
        let back = back(&current);
        let confirm = (!current.is_fresh()).then(|| {
            let href = crate::url::sign_in("/office/look");
            view! {
                <Notice title=words::confirm_title(lang)>
                    <p><a href=href>{words::confirm(lang)}</a></p>
                </Notice>
            }
        });
        Ok(view! {
            <Frame office=true>
                <ErrorSummary items=problems/>
                {news}
                <PageHead title=words::title(lang) lead=words::lead(lang) error=is_error/>
                {confirm}
                <div class="split">
                    <div class="split__main">{colors}</div>
                    <div class="split__side split__side--last">{logo}{back}</div>
                </div>
            </Frame>
        }
        .into_any())
    })
}

/// The result of the last act, or why it was refused.
fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    let title = match &again.error {
        Some(AppError::Invalid(_)) => return None,
        Some(error) => {
            return Some(
                view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
                    .into_any(),
            );
        }
        None => match current.query("done")?.as_str() {
            "colors" => words::done_colors(lang),
            "logo" => words::done_logo(lang),
            "hidden" => words::done_hidden(lang),
            "reset" => words::done_reset(lang),
            _ => return None,
        },
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

/// What is wrong with a field, by its id.
fn problems(current: &Current, again: &Again, typed: &colors::Typed) -> Vec<(String, String)> {
    let lang = current.lang;
    let labels = [
        ("color", words::color(lang)),
        ("second", words::second(lang)),
        ("logo", words::file(lang)),
        ("text_en", words::text_en(lang)),
        ("text_es", words::text_es(lang)),
    ];
    labels
        .into_iter()
        .filter_map(|(field, label)| {
            let found = again.problem(field).or_else(|| typed.problem(field));
            Some((field.to_owned(), problem::sentence(&found?, label, lang)))
        })
        .collect()
}

/// What is wrong with one field.
pub(super) fn at(problems: &[(String, String)], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|(id, _)| id == field)
        .map(|(_, sentence)| sentence.clone())
}

/// The version that a form was drawn for.
pub(super) fn seen(current: &Current) -> AnyView {
    let version = current.brand.chosen.version.to_string();
    view! { <input type="hidden" name="seen" value=version/> }.into_any()
}

/// The way back to what the profile says, once something else was chosen.
fn back(current: &Current) -> Option<AnyView> {
    let lang = current.lang;
    let chosen = &current.brand.chosen;
    let is_own = Chosen {
        version: chosen.version,
        ..Chosen::default()
    } != *chosen;
    let hide = current.brand.logo.is_some().then(|| {
        let version = seen(current);
        view! {
            <PostForm action=HideLogo::url() key=store::fresh::id() token=current.token()>
                {version}
                <Button kind=ButtonKind::Secondary>{words::hide(lang)}</Button>
            </PostForm>
        }
    });
    let reset = is_own.then(|| {
        let version = seen(current);
        view! {
            <p class="hint">{words::reset_lead(lang)}</p>
            <PostForm action=ResetLook::url() key=store::fresh::id() token=current.token()>
                {version}
                <Button kind=ButtonKind::Secondary>{words::reset(lang)}</Button>
            </PostForm>
        }
    });
    if hide.is_none() && reset.is_none() {
        return None;
    }
    Some(
        view! {
            <section class="panel" aria-labelledby="back">
                <h2 class="panel__title" id="back">{words::back(lang)}</h2>
                {hide}
                {reset}
            </section>
        }
        .into_any(),
    )
}
