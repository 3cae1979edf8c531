//! Saved views on the first page of the office, each with its count, which leads to exactly those rows.

use crate::current::Current;
use crate::error::AppError;
use crate::office::desk::list::List;
use crate::office::desk::walk::bounds;
use crate::office::listing::Listing;
use crate::office::organizations::Known;
use crate::office::people::Listed;
use crate::office::search::Finding;
use crate::url;
use crate::words::desk as words;
use leptos::prelude::*;
use partnership::person::Right;
use store::Asker;
use store::count::{Counts, Lists};
use store::table::View;
use store::term::Ends;

/// What the first page counts: partnerships by their last day, and the pinned views.
pub(super) struct Pinned {
    views: Vec<View>,
    counts: Counts,
    /// How many partnerships there are by their last day.
    pub(super) ending: Vec<(Ends, usize)>,
}

/// Counts them all in one statement.
pub(super) async fn load(current: &Current, asker: &Asker) -> Result<Pinned, AppError> {
    let store = &current.site.store;
    let views = store.pinned_views(asker).await?;
    let profile = current.site.published.together();
    let today = current.today;
    let ending = Ends::all(profile, today)
        .into_iter()
        .filter(|ends| *ends != Ends::Open);
    let ending: Vec<Ends> = ending.collect();
    let mut lists = Lists {
        partnerships: ending
            .iter()
            .map(|ends| Finding::ending(*ends).search)
            .collect(),
        ..Lists::default()
    };
    for view in &views {
        let pairs = url::pairs(&view.query);
        match List::from_word(&view.list) {
            Some(List::Applications) if asker.may(Right::ReadApplications) => {
                lists.applications.push(Listing::read(&pairs).filter);
            }
            Some(List::Partnerships) => {
                let finding = Finding::read(&pairs, profile, today);
                lists.partnerships.push(finding.search);
            }
            Some(List::Organizations) => {
                lists
                    .organizations
                    .push(Known::read(&pairs, profile).filter);
            }
            Some(List::People) if asker.may(Right::ManagePeople) => {
                lists.people.push(Listed::read(&pairs).filter);
            }
            Some(List::Applications | List::People) | None => {}
        }
    }
    let mut counts = store.count(asker, &lists, bounds(current)).await?;
    let pinned = counts.partnerships.split_off(ending.len());
    let ending = ending.into_iter().zip(counts.partnerships).collect();
    counts.partnerships = pinned;
    Ok(Pinned {
        views,
        counts,
        ending,
    })
}

/// The pinned views as cards. Draws nothing when there are none.
pub(super) fn cards(current: &Current, pinned: Pinned) -> Option<AnyView> {
    let Pinned { views, counts, .. } = pinned;
    let mut applications = counts.applications.into_iter();
    let mut partnerships = counts.partnerships.into_iter();
    let mut organizations = counts.organizations.into_iter();
    let mut people = counts.people.into_iter();
    let cards: Vec<AnyView> = views
        .into_iter()
        .filter_map(|view| {
            let list = List::from_word(&view.list)?;
            let count = match list {
                List::Applications => applications.next()?,
                List::Partnerships => partnerships.next()?,
                List::Organizations => organizations.next()?,
                List::People => people.next()?,
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
        return None;
    }
    Some(
        view! {
            <section aria-labelledby="pinned">
                <h2 id="pinned">{words::pinned(current.lang)}</h2>
                <ul class="queue-grid">{cards}</ul>
            </section>
        }
        .into_any(),
    )
}
