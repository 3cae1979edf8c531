//! A partner's own applications.

use super::api::{NONE, StartApplication};
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
        let left = (current.query("done").as_deref() == Some("leave")).then(|| {
            view! { <Notice kind=NoticeKind::Success title=words::member::done_leave(lang) focus=true/> }
        });
        let applications = current.site.store.own_applications(&asker).await?;
        let like = like(&current, &applications);
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
                {left}
                <PageHead title=words::application::own_title(lang)/>
                {again.error.map(|error| view! { <Notice kind=NoticeKind::Error title=sentence(&error) focus=true/> })}
                {list}
                <PostForm action=StartApplication::PATH key=store::fresh::id() token=current.token()>
                    {like}
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
    let shared = application.member.is_some().then(|| {
        view! { <p>{words::member::shared(lang, &application.owner_email)}</p> }
    });
    let begun = application.starter.is_some().then(|| {
        view! { <p>{words::member::begun_card(lang)}</p> }
    });
    let new = (application.unread > 0).then(|| {
        let href = format!("{}#messages", url::status(&application.id));
        let text = words::talk::messages(lang, application.unread);
        view! { <p><a class="tag tag--unread" href=href>{text}</a></p> }
    });
    let touched = date::instant(application.updated_at, current.site.time_zone, lang);
    view! {
        <li class="card">
            <h2><a href=href>{name}</a></h2>
            <p>{application.title}</p>
            <p><StageTag stage=application.stage/>" "{application.reference}</p>
            {new}
            {shared}
            {begun}
            <p>{words::application::touched(lang, touched)}</p>
        </li>
    }
    .into_any()
}

/// Which organization a new application is for: one whose answers are offered again, or another.
fn like(current: &Current, applications: &[Application]) -> Option<AnyView> {
    let lang = current.lang;
    let mut sent: Vec<&Application> = applications
        .iter()
        .filter(|application| application.submitted_at.is_some())
        .collect();
    sent.sort_by_key(|application| std::cmp::Reverse(application.submitted_at));
    let mut choices: Vec<Pick> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for application in sent {
        // Of each organization the last one.
        if names.contains(&application.organization.as_str()) {
            continue;
        }
        names.push(&application.organization);
        let at = application
            .submitted_at?
            .with_timezone(&current.site.time_zone);
        let day = date::day(at.date_naive(), lang);
        let label = words::application::like(lang, day, &application.organization);
        choices.push(Pick::new(application.id.as_str(), label));
    }
    let first = choices.first()?.value.clone();
    choices.push(Pick::new(NONE, words::application::like_none(lang)));
    Some(
        view! {
            <Radios
                name="like" legend=words::application::like_title(lang) choices=choices chosen=first small=true
            />
        }
        .into_any(),
    )
}
