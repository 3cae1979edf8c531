//! What the office asks to be changed, in its own words, wherever the partner changes it.

use super::open::Open;
use crate::current::Current;
use crate::ui::*;
use crate::words::application as words;
use leptos::prelude::*;

/// Until when, and what: as long as the request is open.
pub(super) fn notice(current: &Current, open: &Open) -> Option<AnyView> {
    let lang = current.lang;
    open.draft.asked.clone().map(|asked| {
        let due = asked
            .due_on
            .map(|day| date::day(day, lang))
            .unwrap_or_default();
        view! {
            <Notice kind=NoticeKind::Warning title=words::changes_title(lang, due)>
                {question::paragraphs(asked.body.into())}
            </Notice>
        }
        .into_any()
    })
}
