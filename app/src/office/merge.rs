//! The page that puts two organizations together: what happens is shown before it does, and can be undone.

use super::api::{MergeOrganizations, UndoMerge};
use super::place::parameter;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::alike as words;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::id::OrganizationId;
use partnership::person::Right;
use store::merge::{Organization, UNDONE_WITHIN};

/// Puts the organization of the address into the one of the query; one that was put into another can be taken out.
#[component]
pub fn MergePage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let lang = current.lang;
        let store = &current.site.store;
        let parse = |text: &str| OrganizationId::parse(text).ok_or(AppError::NotFound);
        let from = store.organization(&asker, &parse(&id)?).await?;
        let other = match (&from.merged, current.query("into")) {
            (Some((into, _)), _) => Some(store.organization(&asker, into).await?),
            (None, Some(into)) => Some(store.organization(&asker, &parse(&into)?).await?),
            (None, None) => None,
        };
        let again = Again::load(&current).await;
        let refusal = again.error.as_ref().map(|error| {
            let title = match error {
                AppError::Refused => words::refused(lang).to_owned(),
                error => sentence(error),
            };
            view! { <Notice kind=NoticeKind::Error title=title focus=true/> }
        });
        let body = match (&from.merged, &other) {
            (Some((_, at)), Some(into)) => merged(&current, &from, into, *at),
            (None, Some(into)) => preview(&current, &from, into),
            (_, None) => view! { <p>{words::choose(lang)}</p> }.into_any(),
        };
        let done = match (current.query("done").as_deref(), &other) {
            (Some("merge"), Some(into)) => Some(words::done_merge(lang, &from.name, &into.name)),
            (Some("undo-merge"), _) => Some(words::done_undo(lang, &from.name)),
            _ => None,
        };
        let news =
            done.map(|title| view! { <Notice kind=NoticeKind::Success title=title focus=true/> });
        let back = (
            "/office/organizations".to_owned(),
            words::back(lang).to_owned(),
        );
        let error = again.error.is_some();
        Ok(view! {
            <Frame office=true back=Some(back)>
                {refusal}
                {news}
                <PageHead title=words::merge_title(lang) lead=words::merge_lead(lang) error=error/>
                {body}
            </Frame>
        }
        .into_any())
    })
}

fn preview(current: &Current, from: &Organization, into: &Organization) -> AnyView {
    let lang = current.lang;
    let count = from.partnerships.len();
    let moves = if count == 0 {
        words::moves_none(lang, &from.name)
    } else {
        words::moves(lang, count, &from.name, &into.name)
    };
    let swap = url::merge_organization(&into.id, &from.id);
    let key = store::fresh::id();
    let (from_id, into_id) = (from.id.to_string(), into.id.to_string());
    view! {
        <div class="merge">
            {card(current, words::goes(lang), from)}
            {card(current, words::stays(lang), into)}
        </div>
        <p><a href=swap>{words::swap(lang)}</a></p>
        <h2>{words::happens(lang)}</h2>
        <ul>
            <li>{moves}</li>
            <li>{words::later(lang, &from.name, &into.name)}</li>
            <li>{words::nothing_lost(lang)}</li>
            <li>{words::undo_within(lang)}</li>
        </ul>
        <PostForm action=MergeOrganizations::url() key=key token=current.token()>
            <input type="hidden" name="from" value=from_id/>
            <input type="hidden" name="into" value=into_id/>
            <div class="actions">
                <Button>{words::merge(lang)}</Button>
                <a href=super::search::PATH>{words::cancel(lang)}</a>
            </div>
        </PostForm>
    }
    .into_any()
}

fn merged(
    current: &Current,
    from: &Organization,
    into: &Organization,
    at: DateTime<Utc>,
) -> AnyView {
    let lang = current.lang;
    let when = |at| date::instant(at, current.site.time_zone, lang);
    let until = at + UNDONE_WITHIN;
    let undo = if current.now < until {
        let key = store::fresh::id();
        let id = from.id.to_string();
        view! {
            <p>{words::undo_until(lang, when(until))}</p>
            <PostForm action=UndoMerge::url() key=key token=current.token()>
                <input type="hidden" name="from" value=id/>
                <Button kind=ButtonKind::Secondary>{words::undo(lang)}</Button>
            </PostForm>
        }
        .into_any()
    } else {
        view! { <p class="hint">{words::undo_over(lang)}</p> }.into_any()
    };
    view! {
        <p>{words::merged(lang, &into.name, when(at))}</p>
        <div class="merge">
            {card(current, words::goes(lang), from)}
            {card(current, words::stays(lang), into)}
        </div>
        {undo}
    }
    .into_any()
}

/// What is known of an organization, and its partnerships.
fn card(current: &Current, role: &'static str, it: &Organization) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let given = |text: &str| -> Said {
        if text.is_empty() {
            words::no_value(lang).into()
        } else {
            text.into()
        }
    };
    let kind = profile
        .organization_kind(&it.kind)
        .map_or_else(|| given(&it.kind), |kind| Said::of(&kind.label, lang));
    let has: Vec<AnyView> = it
        .partnerships
        .iter()
        .map(|(id, title, stage)| {
            let href = url::office_partnership(id);
            view! { <li><a href=href>{title.clone()}</a>" "<PartnershipTag stage=*stage/></li> }
                .into_any()
        })
        .collect();
    let count = has.len();
    let has = (!has.is_empty()).then(|| view! { <ul class="plain-list">{has}</ul> });
    view! {
        <section class="card">
            <p class="hint">{role}</p>
            <h2>{it.name.clone()}</h2>
            <dl class="facts">
                <div><dt>{words::kind(lang)}</dt><dd>{kind.view()}</dd></div>
                <div><dt>{words::web(lang)}</dt><dd>{given(it.web.as_deref().unwrap_or_default()).view()}</dd></div>
                <div><dt>{words::about(lang)}</dt><dd>{given(&it.about).view()}</dd></div>
            </dl>
            <p>{words::partnerships(lang, count)}</p>
            {has}
        </section>
    }
    .into_any()
}
