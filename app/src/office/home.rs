//! The first page of the office: what waits, and for whom.

mod pinned;
mod queue;

pub(super) use queue::queue_name;

use super::desk::list::List;
use super::desk::walk::{bounds, from};
use super::listing::Listing;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::words::office as words;
use crate::words::versions;
use leptos::prelude::*;
use partnership::person::Right;
use store::Asker;
use store::application::Application;
use store::list::Queue;
use store::term::Ends;

/// How many of somebody's own applications the page names.
const NAMED: usize = 5;

/// Queues with counts that lead to exactly those rows, and what is next for whoever looks. Somebody
/// who reads figures only is led to those.
#[component]
pub fn OfficePage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadFigures)?;
        let lang = current.lang;
        if !asker.may(Right::ReadApplications) {
            return Ok(view! {
                <Frame office=true>
                    <PageHead title=words::title(lang) lead=words::lead_figures(lang)/>
                    <section aria-labelledby="ways">
                        <h2 id="ways">{words::go_on(lang)}</h2>
                        {ways(&current)}
                        {begun(&current)}
                    </section>
                </Frame>
            }
            .into_any());
        }
        let queues = current.site.store.queues(&asker, bounds(&current)).await?;
        let pinned = pinned::load(&current, &asker).await?;
        let ending = pinned.ending.clone();
        let yours = yours(&current, &asker, &queues, &ending).await?;
        let pinned = pinned::cards(&current, pinned);
        Ok(view! {
            <Frame office=true>
                <PageHead title=words::title(lang) lead=words::lead(lang)/>
                <section aria-labelledby="queues">
                    <h2 class="hidden-text" id="queues">{words::queues(lang)}</h2>
                    {queue::cards(&current, &asker, &queues, &ending)}
                </section>
                {pinned}
                {yours}
                <section aria-labelledby="ways">
                    <h2 id="ways">{words::go_on(lang)}</h2>
                    {ways(&current)}
                    {begun(&current)}
                </section>
            </Frame>
        }
        .into_any())
    })
}

/// The way to applications that are begun for partners, for a school that may begin them.
fn begun(current: &Current) -> Option<AnyView> {
    let person = current.person.as_ref()?;
    let schools = current.site.profile.setting.schools_begin;
    let lang = current.lang;
    partnership::member::may_begin(&person.roles, schools).then(|| {
        view! { <p><a href=crate::url::BEGUN>{crate::words::member::begun_link(lang)}</a></p> }
            .into_any()
    })
}

/// What is next for the asker: their own, else the new ones, else that nothing waits.
async fn yours(
    current: &Current,
    asker: &Asker,
    queues: &[(Queue, usize)],
    ending: &[(Ends, usize)],
) -> Result<AnyView, AppError> {
    let lang = current.lang;
    let count = |wanted| {
        queues
            .iter()
            .find(|(queue, _)| *queue == wanted)
            .map_or(0, |(_, count)| *count)
    };
    let waiting = queues.iter().map(|(_, count)| *count);
    let waiting = waiting.chain(ending.iter().map(|(_, count)| *count));
    if waiting.sum::<usize>() == 0 {
        return Ok(view! {
            <Empty title=words::idle_title(lang)><p>{words::idle_body(lang)}</p></Empty>
        }
        .into_any());
    }
    if !asker.may(Right::Decide) {
        return Ok(().into_any());
    }
    let mine = Listing::queue(Queue::Mine);
    let body = if count(Queue::Mine) == 0 {
        let offers = [
            (Queue::New, words::take_new(lang, count(Queue::New))),
            (
                Queue::Unassigned,
                words::take_unassigned(lang, count(Queue::Unassigned)),
            ),
        ];
        let offers: Vec<AnyView> = offers
            .into_iter()
            .filter(|(queue, _)| count(*queue) > 0)
            .map(|(queue, label)| {
                let href = Listing::queue(queue).href(1);
                view! { <LinkButton href=href kind=ButtonKind::Secondary>{label}</LinkButton> }
                    .into_any()
            })
            .collect();
        view! {
            <p>{words::none_yours(lang)}</p>
            <div class="actions">{offers}</div>
        }
        .into_any()
    } else {
        let rows = current
            .site
            .store
            .applications(asker, &mine.filter, Some(0), bounds(current))
            .await?;
        let all = words::all_yours(lang, rows.total);
        view! {
            {soonest(current, &rows.rows)}
            <p><a href=mine.href(1)>{all}</a></p>
        }
        .into_any()
    };
    Ok(view! {
        <section aria-labelledby="yours">
            <h2 id="yours">{words::yours(lang)}</h2>
            {body}
        </section>
    }
    .into_any())
}

fn soonest(current: &Current, applications: &[Application]) -> AnyView {
    let lang = current.lang;
    let mine = Listing::queue(Queue::Mine).pairs();
    let from = from(List::Applications, &mine, 1);
    let rows = applications
        .iter()
        .take(NAMED)
        .enumerate()
        .map(|(at, application)| Row {
            cells: vec![
                super::applications::name(current, application, &from(at)),
                view! { <StageTag stage=application.stage/> }.into_any(),
                super::applications::due(current, application),
            ],
        })
        .collect();
    let columns = [
        words::organization(lang),
        words::stage(lang),
        words::due(lang),
    ]
    .map(Column::new)
    .into_iter()
    .collect();
    let caption = words::yours_caption(lang, date::day(current.today, lang));
    view! { <DataTable caption=caption columns=columns rows=rows/> }.into_any()
}

/// The other ways that are open to whoever looks.
fn ways(current: &Current) -> AnyView {
    let lang = current.lang;
    let all = [
        (
            Right::ReadApplications,
            super::listing::PATH,
            words::all_applications(lang),
            words::all_applications_hint(lang),
        ),
        (
            Right::ReadFigures,
            super::search::PATH,
            words::partnerships(lang),
            words::partnerships_hint(lang),
        ),
        (
            Right::ReadFigures,
            List::Organizations.path(),
            crate::words::desk::organizations_title(lang),
            crate::words::desk::organizations_hint(lang),
        ),
        (
            Right::ReadFigures,
            "/office/dashboard",
            words::dashboard(lang),
            words::dashboard_hint(lang),
        ),
        (
            Right::ReadApplications,
            super::profile::PATH,
            versions::title(lang),
            versions::hint(lang),
        ),
        (
            Right::Decide,
            super::bulk::PATH,
            crate::words::bulk::past(lang),
            crate::words::bulk::past_hint(lang),
        ),
        (
            Right::Decide,
            "/office/mails",
            crate::words::outbox::title(lang),
            crate::words::outbox::hint(lang),
        ),
        (
            Right::ManagePeople,
            "/office/people",
            words::people(lang),
            words::people_hint(lang),
        ),
    ];
    let cards: Vec<AnyView> = all
        .into_iter()
        .filter(|(right, ..)| current.may(*right))
        .map(|(_, href, title, hint)| {
            view! {
                <li class="card card--link">
                    <h3 class="card__title"><a href=href>{title}</a></h3>
                    <p>{hint}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="card-list">{cards}</ul> }.into_any()
}
