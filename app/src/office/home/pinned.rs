//! Saved views on the first page of the office, each with its count, which leads to exactly those rows.

use crate::current::Current;
use crate::error::AppError;
use crate::office::desk::list::List;
use crate::office::desk::walk::dates;
use crate::office::listing::Listing;
use crate::office::organizations::Known;
use crate::office::search::Finding;
use crate::url;
use crate::words::desk as words;
use leptos::prelude::*;
use partnership::person::Right;
use store::Asker;

/// The pinned views as cards. Draws nothing when there are none.
pub(super) async fn cards(current: &Current, asker: &Asker) -> Result<Option<AnyView>, AppError> {
    let store = &current.site.store;
    let views = store.pinned_views(asker).await?;
    let (mut filters, mut searches, mut known) = (Vec::new(), Vec::new(), Vec::new());
    let profile = current.site.published.together();
    for view in &views {
        let pairs = url::pairs(&view.query);
        match List::from_word(&view.list) {
            Some(List::Applications) => filters.push(Listing::read(&pairs).filter),
            Some(List::Partnerships) => searches.push(Finding::read(&pairs, profile).search),
            Some(List::Organizations) => known.push(Known::read(&pairs, profile).filter),
            None => {}
        }
    }
    let (mut applications, mut partnerships) = (Vec::new().into_iter(), Vec::new().into_iter());
    if !filters.is_empty() && asker.may(Right::ReadApplications) {
        let counts = store.count_applications(asker, &filters, dates(current));
        applications = counts.await?.into_iter();
    }
    if !searches.is_empty() {
        partnerships = store
            .count_partnerships(asker, &searches)
            .await?
            .into_iter();
    }
    let mut organizations = Vec::new().into_iter();
    if !known.is_empty() {
        organizations = store.count_organizations(asker, &known).await?.into_iter();
    }
    let cards: Vec<AnyView> = views
        .into_iter()
        .filter_map(|view| {
            let list = List::from_word(&view.list)?;
            let count = match list {
                List::Applications => applications.next()?,
                List::Partnerships => partnerships.next()?,
                List::Organizations => organizations.next()?,
            };
            let href = format!("{}{}", list.path(), view.query);
            let class = if count == 0 {
                "queue queue--none"
            } else {
                "queue"
            };
            Some(
                view! {
                    <li>
                        <a class=class href=href>
                            <span class="queue__count">{count.to_string()}</span>
                            " "
                            <span class="queue__label">{view.name}</span>
                        </a>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    if cards.is_empty() {
        return Ok(None);
    }
    Ok(Some(
        view! {
            <section aria-labelledby="pinned">
                <h2 id="pinned">{words::pinned(current.lang)}</h2>
                <ul class="queue-grid">{cards}</ul>
            </section>
        }
        .into_any(),
    ))
}
