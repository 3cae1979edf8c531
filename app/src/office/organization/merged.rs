//! What an organization was put into, and what was put into it: the way to take it apart again.

use crate::current::Current;
use crate::error::AppError;
use crate::ui::*;
use crate::url;
use crate::words::alike as words;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use partnership::id::OrganizationId;
use partnership::person::Right;
use store::Asker;
use store::merge::UNDONE_WITHIN;
use store::organization::Organization;

/// A notice above the facts; nothing for an organization that has nothing to do with another.
pub(super) async fn view(
    current: &Current,
    asker: &Asker,
    organization: &Organization,
) -> Result<Option<AnyView>, AppError> {
    let (lang, store) = (current.lang, &current.site.store);
    let when = |at| date::instant(at, current.site.time_zone, lang);
    let lines: Vec<AnyView> = store
        .merged_with(&organization.id)
        .await?
        .into_iter()
        .map(|with| {
            let (from, put) = if with.holds {
                (
                    &organization.id,
                    words::merged(lang, with.name, when(with.at)),
                )
            } else {
                (&with.id, words::holds(lang, with.name, when(with.at)))
            };
            let undo = undo(current, asker, from, with.at);
            view! { <li><a href=url::office_organization(&with.id)>{put}</a>{undo}</li> }.into_any()
        })
        .collect();
    Ok((!lines.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Info title=words::together(lang)>
                <ul class="bullets">{lines}</ul>
            </Notice>
        }
        .into_any()
    }))
}

/// The way to the page that takes an organization out again, while that can be done and for those who may.
fn undo(
    current: &Current,
    asker: &Asker,
    from: &OrganizationId,
    at: DateTime<Utc>,
) -> Option<AnyView> {
    let can = asker.may(Right::Decide) && current.now < at + UNDONE_WITHIN;
    let href = url::merged_organization(from);
    can.then(|| view! { " · "<a href=href>{words::to_undo(current.lang)}</a> }.into_any())
}
