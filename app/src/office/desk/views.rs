//! Views: a list with its filters and its order under a name, for oneself or for all who read the list.

use super::list::{List, query};
use super::shown::Shown;
use crate::act::Again;
use crate::current::Current;
use crate::error::AppError;
use crate::office::api::{ChangeView, SaveView};
use crate::office::listing::Listing;
use crate::office::organizations::Known;
use crate::office::people::Listed;
use crate::office::search::Finding;
use crate::ui::problem;
use crate::ui::*;
use crate::words::desk as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::invalid::Problem;
use partnership::person::Role;
use partnership::text::Lang;
use store::table::View;

/// Links to the saved views of a list; the one that is shown is marked. Draws nothing when there are none.
pub(in crate::office) fn links(
    current: &Current,
    shown: &Shown,
    pairs: &[(&'static str, String)],
) -> Option<AnyView> {
    if shown.views.is_empty() {
        return None;
    }
    let lang = current.lang;
    let here = query(pairs, 1);
    let link = |name: String, query: &str| {
        let is_here = (query == here).then_some("page");
        let href = format!("{}{query}", shown.list.path());
        view! { <li><a href=href aria-current=is_here>{name}</a></li> }.into_any()
    };
    let links: Vec<AnyView> = std::iter::once(link(words::everything(lang).to_owned(), ""))
        .chain(
            shown
                .views
                .iter()
                .map(|view| link(view.name.clone(), &view.query)),
        )
        .collect();
    Some(
        view! {
            <nav class="views" aria-label=words::views(lang)><ul class="views__list">{links}</ul></nav>
        }
        .into_any(),
    )
}

/// The form that saves what is shown as a view; or, of a view that is shown, what can be done with it.
pub(super) fn save(
    current: &Current,
    shown: &Shown,
    pairs: &[(&'static str, String)],
    again: &Again,
) -> Option<AnyView> {
    let lang = current.lang;
    let here = query(pairs, 1);
    if here.is_empty() {
        return None;
    }
    if let Some(view) = shown.views.iter().find(|view| view.query == here) {
        return may_change(current, view).then(|| own(current, shown.list, view));
    }
    let (list, back) = (shown.list.word(), here);
    let error = problem(current, again);
    let (name, is_open) = (again.typed("name").unwrap_or_default(), error.is_some());
    let ticked = |field: &str| again.typed(field).is_some_and(|typed| !typed.is_empty());
    let (shared, pinned) = (ticked("shared"), ticked("pinned"));
    Some(
        view! {
            <details class="tool" id="save-view" open=is_open>
                <summary>{words::save_view(lang)}</summary>
                <div class="tool__body">
                    <PostForm
                        action=SaveView::url() key=store::fresh::id() token=current.token() class="tool__form"
                    >
                        <input type="hidden" name="list" value=list/>
                        <input type="hidden" name="query" value=back/>
                        <TextField name="name" label=words::view_name(lang) width=30 value=name error=error/>
                        <Tick name="shared" label=words::view_shared(lang) checked=shared/>
                        <Tick name="pinned" label=words::view_pinned(lang) checked=pinned/>
                        <div class="actions">
                            <Button kind=ButtonKind::Secondary>{words::save(lang)}</Button>
                        </div>
                    </PostForm>
                </div>
            </details>
        }
        .into_any(),
    )
}

/// What is wrong with the name of a view.
pub(in crate::office) fn problem(current: &Current, again: &Again) -> Option<String> {
    let lang = current.lang;
    match again.problem("name")? {
        Problem::NotChoice => Some(words::view_taken(lang).to_owned()),
        other => Some(problem::sentence(&other, words::view_name(lang), lang)),
    }
}

/// What the last act on the list did, or why it was refused.
pub(in crate::office) fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    if again.problem("name") == Some(Problem::NotChoice) {
        let title = words::view_taken(lang);
        return Some(view! { <Notice kind=NoticeKind::Error title=title focus=true/> }.into_any());
    }
    if let Some(error) = again
        .error
        .as_ref()
        .filter(|error| !matches!(error, AppError::Invalid(_)))
    {
        let title = crate::page::sentence(error);
        return Some(view! { <Notice kind=NoticeKind::Error title=title focus=true/> }.into_any());
    }
    let title = match current.query("done")?.as_str() {
        "columns" => words::done_columns(lang),
        "reset" => words::done_reset(lang),
        "save-view" => words::done_save_view(lang),
        "change-view" => words::done_change_view(lang),
        "remove-view" => words::done_remove_view(lang),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

/// A query of a list as the list itself writes it, without a page.
pub(in crate::office) fn normal(current: &Current, list: List, text: &str) -> String {
    let pairs = crate::url::pairs(text);
    let pairs = match list {
        List::Applications => Listing::read(&pairs).pairs(),
        List::Organizations => Known::read(&pairs, &current.together().site.profile).pairs(),
        List::People => Listed::read(&pairs).pairs(),
        List::Partnerships => {
            let profile = &current.together().site.profile;
            Finding::read(&pairs, profile, current.today).pairs()
        }
    };
    query(&pairs, 1)
}

/// Whether somebody may change a view: their own, and an administrator those that are shared.
fn may_change(current: &Current, view: &View) -> bool {
    current.person.as_ref().is_some_and(|person| {
        person.id == view.person || (view.is_shared && person.roles.contains(&Role::Administrator))
    })
}

fn own(current: &Current, list: List, view: &View) -> AnyView {
    let lang = current.lang;
    let (pin, pin_label) = if view.is_pinned {
        ("unpin", words::unpin(lang))
    } else {
        ("pin", words::pin(lang))
    };
    let (share, share_label) = if view.is_shared {
        ("unshare", words::unshare(lang))
    } else {
        ("share", words::share(lang))
    };
    let buttons: Vec<AnyView> = [
        (pin, pin_label),
        (share, share_label),
        ("remove", words::remove_view(lang)),
    ]
    .into_iter()
    .map(|(value, label)| {
        view! { <Button kind=ButtonKind::Secondary name="then" value=value>{label}</Button> }
            .into_any()
    })
    .collect();
    let id = view.id.clone();
    view! {
        <details class="tool" id="view">
            <summary>{words::this_view(lang)}</summary>
            <div class="tool__body">
                <p class="hint">{words::about_view(lang, &view.name)}</p>
                <PostForm action=ChangeView::url() token=current.token()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="list" value=list.word()/>
                    <div class="actions">{buttons}</div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// Says which words were looked for in place of those that were typed and that nothing holds. They are the words from
/// here on: what is shown is what every link of the page leads to.
pub(in crate::office) fn instead(
    lang: Lang,
    near: Option<String>,
    typed: &mut String,
) -> Option<AnyView> {
    let near = near?;
    let said = words::instead(lang, &near, typed.as_str());
    *typed = near;
    Some(view! { <p class="instead" role="status">{said}</p> }.into_any())
}
