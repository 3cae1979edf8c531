//! A partner's own applications.

use super::api::StartApplication;
use crate::act::Again;
use crate::current::{Current, current};
use crate::page::{page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::application::Application;

/// Every application of the person, the last touched first, and the way to a new one.
#[component]
pub fn ApplicationsPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker()?;
        let lang = current.lang;
        let again = Again::load(&current).await;
        let applications = current.site.store.own_applications(&asker).await?;
        let list = if applications.is_empty() {
            view! {
                <Empty title=words::application::none_title(lang)>
                    <p>{words::application::none(lang)}</p>
                </Empty>
            }
            .into_any()
        } else {
            let cards: Vec<AnyView> = applications
                .into_iter()
                .map(|a| card(&current, a))
                .collect();
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        };
        Ok(view! {
            <Frame>
                <PageHead title=words::application::own_title(lang)/>
                {again.error.map(|error| view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> })}
                {list}
                <PostForm action=StartApplication::PATH key=store::fresh::id() token=current.token()>
                    <Button kind=ButtonKind::Secondary>{words::application::start_another(lang)}</Button>
                </PostForm>
                <p><a href="/start">{words::application::unsure(lang)}</a></p>
            </Frame>
        }
        .into_any())
    })
}

fn card(current: &Current, application: Application) -> AnyView {
    let lang = current.lang;
    let name = if application.organization.is_empty() {
        words::application::unnamed(lang).to_owned()
    } else {
        application.organization
    };
    let href = if application.stage.is_editable() {
        url::application(&application.id)
    } else {
        url::status(&application.id)
    };
    let touched = date::instant(application.updated_at, current.site.time_zone, lang);
    view! {
        <li class="card">
            <h2><a href=href>{name}</a></h2>
            <p>{application.title}</p>
            <p><StageTag stage=application.stage/>" "{application.reference}</p>
            <p>{words::application::touched(lang, touched)}</p>
        </li>
    }
    .into_any()
}
