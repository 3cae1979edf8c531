//! The office's page of members who ask to become the owner.

use super::api::claim::SettleClaim;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::{application as more, member as words, office};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Right;
use store::member::Claim;

/// The field of the reason: one of its own for each claim, since the page has several.
pub(super) fn field(claim: &str) -> String {
    format!("reason.{claim}")
}

/// Every claim with its reason, and the two answers. Both take a reason.
#[component]
pub fn ClaimsPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let lang = current.lang;
        let again = Again::load(&current).await;
        let claims = current.site.store.claims(&asker).await?;
        let typed_at = again.typed("claim").unwrap_or_default();
        let problem = again
            .problem(&field(&typed_at))
            .map(|problem| problem::sentence(&problem, words::settle_reason(lang), lang));
        let items: Vec<(String, String)> = problem
            .iter()
            .filter(|_| claims.iter().any(|claim| claim.id == typed_at))
            .map(|text| (field(&typed_at), text.clone()))
            .collect();
        let cards: Vec<AnyView> = claims
            .iter()
            .map(|claim| {
                let is_it = claim.id == typed_at;
                let typed = again.typed(&field(&claim.id)).unwrap_or_default();
                card(&current, claim, typed, problem.clone().filter(|_| is_it))
            })
            .collect();
        let list = if cards.is_empty() {
            view! { <Empty title=words::claims_none(lang)/> }.into_any()
        } else {
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        };
        let news = news(&current, &again);
        let back = (
            "/office/applications".to_owned(),
            office::back_applications(lang).to_owned(),
        );
        let error = again.error.is_some();
        Ok(view! {
            <Frame office=true back=Some(back)>
                <ErrorSummary items=items/>
                {news}
                <PageHead title=words::claims_title(lang) lead=words::claims_lead(lang) error=error/>
                {list}
            </Frame>
        }
        .into_any())
    })
}

fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    let refused = match &again.error {
        Some(AppError::Invalid(_)) => return None,
        Some(AppError::Stale) => Some(words::settle_stale(lang).to_owned()),
        Some(error) => Some(sentence(error)),
        None => None,
    };
    if let Some(title) = refused {
        return Some(view! { <Notice kind=NoticeKind::Error title=title focus=true/> }.into_any());
    }
    let title = match current.query("done")?.as_str() {
        "give" => words::done_give(lang),
        "refuse" => words::done_refuse(lang),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

fn card(current: &Current, claim: &Claim, typed: String, error: Option<String>) -> AnyView {
    let lang = current.lang;
    let organization = if claim.organization.is_empty() {
        more::unnamed(lang).to_owned()
    } else {
        claim.organization.clone()
    };
    let reference = if claim.was_sent {
        let href = url::office_application(&claim.application);
        view! { <a href=href>{claim.reference.clone()}</a> }.into_any()
    } else {
        view! { {claim.reference.clone()} }.into_any()
    };
    let (_, name, address) = &claim.by;
    let named = |name: &str, address: &str| {
        if name == address {
            address.to_owned()
        } else {
            format!("{name} · {address}")
        }
    };
    let give = words::settle_give(lang, name);
    let when = date::instant(claim.at, current.site.time_zone, lang);
    // Several forms on a page: each field has an id of its own.
    let (input, id) = (format!("answers[{}][]", field(&claim.id)), claim.id.clone());
    view! {
        <li class="card">
            <h2>{organization}</h2>
            <p>{reference}</p>
            <dl class="facts">
                <div><dt>{words::claim_by(lang)}</dt><dd>{named(name, address)}</dd></div>
                <div><dt>{words::claim_owner(lang)}</dt><dd>{named(&claim.owner.0, &claim.owner.1)}</dd></div>
                <div><dt>{words::claim_when(lang)}</dt><dd>{when}</dd></div>
                <div><dt>{words::claim_why(lang)}</dt><dd>{claim.reason.clone()}</dd></div>
            </dl>
            <PostForm action=SettleClaim::PATH key=store::fresh::id() token=current.token()>
                <input type="hidden" name="claim" value=id/>
                <TextArea
                    name=input label=words::settle_reason(lang) rows=3 limit=Some(2_000) value=typed error=error
                />
                <div class="actions">
                    <Button name="give" value="yes">{give}</Button>
                    <Button kind=ButtonKind::Secondary name="give" value="no">{words::settle_refuse(lang)}</Button>
                </div>
            </PostForm>
        </li>
    }
    .into_any()
}
