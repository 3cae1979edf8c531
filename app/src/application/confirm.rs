//! Asking before typed answers go: those of an item that is removed, and those that a changed answer closes.
//! The buttons send the form below with everything typed in it, so nothing else is lost on the way.

use super::open::Open;
use crate::current::Current;
use crate::ui::question::{capital, item_name, within_sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use partnership::form::Step;

/// What the page asks first, when its address says so.
pub fn question(current: &Current, open: &Open, step: &Step) -> Option<AnyView> {
    match current.query("remove") {
        Some(item) => removal(current, open, step, &item),
        None if current.query("closes").is_some() => closing(current, open, step),
        None => None,
    }
}

/// "Remove outcome 2?", for `item` such as `outcomes:2`.
fn removal(current: &Current, open: &Open, step: &Step, item: &str) -> Option<AnyView> {
    let lang = current.lang;
    let (group, number) = item.rsplit_once(':')?;
    let number: usize = number.parse().ok()?;
    let question = step
        .questions
        .iter()
        .find(|question| question.key == group)?;
    let (min, max) = question.repeats()?;
    let name = item_name(question, lang)?;
    if !(1..=open.answers.items(group, min, max)).contains(&number) {
        return None;
    }
    let numbered = |name: Said| name.within(|name| words::ui::item_number(lang, name, number));
    let named = numbered(name.clone().map(within_sentence));
    let title = named.within(|named| words::application::remove_title(lang, named));
    let text =
        numbered(name.map(capital)).within(|named| words::application::remove_text(lang, named));
    let keep = format!(
        "{}#{group}.{number}",
        url::step(&open.application.id, &step.slug)
    );
    let remove = format!("removed:{group}:{number}");
    Some(
        view! {
            <Notice kind=NoticeKind::Warning title=title focus=true>
                <p>{text.view()}</p>
                <div class="actions">
                    <Button kind=ButtonKind::Danger form="step" name="then" value=remove>
                        {named.within(|named| words::ui::remove_item(lang, named)).view()}
                    </Button>
                    <LinkButton kind=ButtonKind::Secondary href=keep>{words::application::remove_keep(lang)}</LinkButton>
                </div>
            </Notice>
        }
        .into_any(),
    )
}

/// Which pages a changed answer closes although they were filled in.
fn closing(current: &Current, open: &Open, step: &Step) -> Option<AnyView> {
    let lang = current.lang;
    let closed = current
        .site
        .profile
        .form
        .closed_by(&step.slug, &open.answers);
    if closed.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = closed
        .iter()
        .map(|closed| view! { <li>{Said::of(&closed.step.title, lang).view()}</li> }.into_any())
        .collect();
    Some(
        view! {
            <Notice kind=NoticeKind::Warning title=words::application::closes_title(lang, rows.len()) focus=true>
                <ul>{rows}</ul>
                <p>{words::application::closes_text(lang)}</p>
                <Button kind=ButtonKind::Danger form="step" name="then" value="drop">
                    {words::application::closes_drop(lang)}
                </Button>
            </Notice>
        }
        .into_any(),
    )
}
