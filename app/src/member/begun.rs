//! The page of applications that staff began for a partner.

use super::api::begun::StartForPartner;
use super::place::may_begin;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::{application as more, member as words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Right;
use store::member::Begun;

/// What waits for its partner, and the way to begin another. The office sees all, a school its own.
#[component]
pub fn BegunPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker()?;
        if !may_begin(&current) {
            return Err(AppError::NotFound);
        }
        let lang = current.lang;
        let again = Again::load(&current).await;
        let begun = current.site.store.begun(&asker, current.now).await?;
        let lead = if current.may(Right::Decide) {
            words::begun_lead(lang)
        } else {
            words::begun_lead_school(lang)
        };
        let list = if begun.is_empty() {
            view! { <Empty title=words::begun_none(lang)/> }.into_any()
        } else {
            let cards: Vec<AnyView> = begun.iter().map(|begun| card(&current, begun)).collect();
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        };
        let error = again.error.map(|error| {
            view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> }
        });
        Ok(view! {
            <Frame office=true>
                {error}
                <PageHead title=words::begun_title(lang) lead=lead/>
                {list}
                <PostForm action=StartForPartner::PATH key=store::fresh::id() token=current.token()>
                    <Button>{words::begun_start(lang)}</Button>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}

fn card(current: &Current, begun: &Begun) -> AnyView {
    let lang = current.lang;
    let application = &begun.application;
    let name = [&application.organization, &application.title]
        .into_iter()
        .find(|name| !name.is_empty())
        .cloned()
        .unwrap_or_else(|| more::unnamed(lang).to_owned());
    let offered = match &begun.offered {
        Some((email, until)) => {
            let day = until.with_timezone(&current.site.time_zone).date_naive();
            words::begun_offered(lang, date::day(day, lang), email)
        }
        None => words::begun_not_offered(lang).to_owned(),
    };
    let by = words::begun_by(lang, &application.owner_email);
    let touched = date::instant(application.updated_at, current.site.time_zone, lang);
    view! {
        <li class="card">
            <h2><a href=url::application(&application.id)>{name}</a></h2>
            <p>{application.reference.clone()}</p>
            <p>{offered}</p>
            <p>{by}</p>
            <p>{more::touched(lang, touched)}</p>
        </li>
    }
    .into_any()
}
