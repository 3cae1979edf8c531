//! The way through a list: a record knows the list it was opened from, the one before it and the next.

use super::list::{List, query};
use crate::act;
use crate::current::Current;
use crate::error::AppError;
use crate::office::listing::Listing;
use crate::office::organizations::Known;
use crate::office::search::Finding;
use crate::ui::*;
use crate::url;
use crate::words::desk as words;
use leptos::prelude::*;
use partnership::id::{ApplicationId, OrganizationId, PartnershipId};
use store::Asker;
use store::list::{Bounds, Part};

/// What a link to a record carries: the list it stands in, and its place there, counted from 0.
pub(in crate::office) fn from(
    list: List,
    pairs: &[(&'static str, String)],
    page: usize,
) -> impl Fn(usize) -> String + use<> {
    carried(&from_of(list, pairs, page))
}

/// The list is written once for all rows of its page.
fn carried(from: &str) -> impl Fn(usize) -> String + use<> {
    let [list, place] = act::KEPT;
    let list = url::query(&[(list, from)]);
    move |at| format!("{list}&{place}={}", at.saturating_add(1))
}

/// A link from a page of a record to another page of the same record, with the list that the record was opened from.
pub(in crate::office) fn onward(current: &Current, href: &str) -> String {
    act::with_list(href, &current.path)
}

/// What a form that asks for a page of the same record carries of the list.
pub(in crate::office) fn fields(current: &Current) -> Vec<AnyView> {
    let carried = |name: &'static str| Some((name, current.query(name)?));
    act::KEPT
        .into_iter()
        .filter_map(carried)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect()
}

/// What day it is for the lists, since when drafts have stalled, and how many findings a review needs.
pub(in crate::office) fn bounds(current: &Current) -> Bounds {
    let profile = &current.site.profile;
    Bounds {
        criteria: profile.criteria.len(),
        ..Bounds::of(current.today, profile.setting.stalled_days)
    }
}

/// The list that a record was opened from, and the ways to its neighbours there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::office) struct Walk {
    back: Option<(String, String)>,
    previous: Option<String>,
    next: Option<String>,
}

/// Which neighbour is asked for.
const WAY: &str = "way";
const PREVIOUS: &str = "previous";
const NEXT: &str = "next";

/// What the address of a record says of the list: which one, its query, and the place.
fn asked(current: &Current) -> Option<(List, String, usize)> {
    let [list, place] = act::KEPT;
    let from = current.query(list)?;
    let (word, query) = from.split_once('?').unwrap_or((&from, ""));
    let at: usize = current.query(place)?.parse().ok()?;
    Some((List::from_word(word)?, query.to_owned(), at.checked_sub(1)?))
}

/// The rows around a place: from the one before it to the one after it.
const fn around(at: usize) -> Part {
    let offset = at.saturating_sub(1);
    Part {
        limit: at - offset + 2,
        offset,
    }
}

/// The one before and the one after, each with its place. A record that has left the list since stands between
/// those that stood around it.
fn neighbours<'a, T: PartialEq>(found: &'a [T], own: &T, at: usize) -> [Option<(&'a T, usize)>; 2] {
    let first = at.saturating_sub(1);
    let place = |index: usize| Some((found.get(index)?, first + index));
    match found.iter().position(|other| other == own) {
        Some(index) => [index.checked_sub(1).and_then(place), place(index + 1)],
        None => {
            let next = at - first;
            [next.checked_sub(1).and_then(place), place(next)]
        }
    }
}

/// Where somebody goes on who asked an application for its neighbour in the list: to that, or, where there is
/// none, to the list. `None` when nobody asked.
pub(in crate::office) async fn beside_application(
    current: &Current,
    asker: &Asker,
    own: &ApplicationId,
) -> Result<Option<String>, AppError> {
    let (Some(way), Some((List::Applications, query, at))) = (current.query(WAY), asked(current))
    else {
        return Ok(None);
    };
    let listing = Listing::read(&url::pairs(&query));
    let store = &current.site.store;
    let ids = store
        .application_ids(asker, &listing.filter, around(at), bounds(current))
        .await?;
    let found = beside(&ids, own, at, &way);
    let from = from_of(List::Applications, &listing.pairs(), listing.page);
    Ok(Some(found.map_or_else(
        || listing.href(listing.page),
        |(id, at)| format!("{}{}", url::office_application(id), carried(&from)(at)),
    )))
}

/// The same for a partnership.
pub(in crate::office) async fn beside_partnership(
    current: &Current,
    asker: &Asker,
    own: &PartnershipId,
) -> Result<Option<String>, AppError> {
    let (Some(way), Some((List::Partnerships, query, at))) = (current.query(WAY), asked(current))
    else {
        return Ok(None);
    };
    let finding = Finding::read(&url::pairs(&query), &current.site.profile, current.today);
    let store = &current.site.store;
    let found = store
        .partnerships(asker, &finding.search, around(at))
        .await?;
    let ids: Vec<PartnershipId> = found.rows.into_iter().map(|row| row.id).collect();
    let found = beside(&ids, own, at, &way);
    let from = from_of(List::Partnerships, &finding.pairs(), finding.page);
    Ok(Some(found.map_or_else(
        || finding.href(finding.page),
        |(id, at)| format!("{}{}", url::office_partnership(id), carried(&from)(at)),
    )))
}

/// The same for an organization.
pub(in crate::office) async fn beside_organization(
    current: &Current,
    asker: &Asker,
    own: &OrganizationId,
) -> Result<Option<String>, AppError> {
    let (Some(way), Some((List::Organizations, query, at))) = (current.query(WAY), asked(current))
    else {
        return Ok(None);
    };
    let known = Known::read(&url::pairs(&query), &current.site.profile);
    let store = &current.site.store;
    let found = store
        .organizations(asker, &known.filter, around(at))
        .await?;
    let ids: Vec<OrganizationId> = found.rows.into_iter().map(|row| row.id).collect();
    let found = beside(&ids, own, at, &way);
    let from = from_of(List::Organizations, &known.pairs(), known.page);
    Ok(Some(found.map_or_else(
        || known.href(known.page),
        |(id, at)| format!("{}{}", url::office_organization(id), carried(&from)(at)),
    )))
}

fn beside<'a, T: PartialEq>(ids: &'a [T], own: &T, at: usize, way: &str) -> Option<(&'a T, usize)> {
    let [previous, next] = neighbours(ids, own, at);
    if way == PREVIOUS { previous } else { next }
}

impl Walk {
    /// The way of a record. Nothing for one that was opened from elsewhere. Its neighbours are looked for only when
    /// somebody goes there.
    pub(in crate::office) fn of(current: &Current, list: List) -> Self {
        let Some((asked, query, at)) = asked(current).filter(|(asked, ..)| *asked == list) else {
            return Self::default();
        };
        let sign = if query.is_empty() { "" } else { "?" };
        let from = format!("{}{sign}{query}", asked.word());
        let way = |way: &str| {
            let carried = carried(&from)(at);
            format!("{}{carried}&{WAY}={way}", current.path_only())
        };
        Self {
            back: Some((
                format!("{}{sign}{query}", list.path()),
                words::back(current.lang).to_owned(),
            )),
            previous: (at > 0).then(|| way(PREVIOUS)),
            next: Some(way(NEXT)),
        }
    }

    /// Where "back" leads: to the list as it was, or to the whole of it.
    pub(in crate::office) fn back(&self, whole: &str, label: &str) -> (String, String) {
        self.back
            .clone()
            .unwrap_or_else(|| (whole.to_owned(), label.to_owned()))
    }

    /// Links to the neighbours. Draws nothing where there are none.
    pub(in crate::office) fn view(&self, current: &Current) -> Option<AnyView> {
        self.back.as_ref()?;
        let lang = current.lang;
        let previous = self.previous.clone().map(|href| {
            view! { <a class="walk__link" href=href rel="prev" data-key="p">{icon(Icon::ArrowLeft)}{words::previous(lang)}</a> }
        });
        let next = self.next.clone().map(|href| {
            view! { <a class="walk__link" href=href rel="next" data-key="n">{words::next(lang)}{icon(Icon::ArrowRight)}</a> }
        });
        Some(
            view! { <nav class="walk" aria-label=words::in_list(lang)>{previous}{next}</nav> }
                .into_any(),
        )
    }
}

fn from_of(list: List, pairs: &[(&'static str, String)], page: usize) -> String {
    format!("{}{}", list.word(), query(pairs, page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stands_between_its_neighbours() {
        assert_eq!(
            around(0),
            Part {
                limit: 2,
                offset: 0
            }
        );
        assert_eq!(
            around(7),
            Part {
                limit: 3,
                offset: 6
            }
        );
        assert_eq!(
            neighbours(&["a", "b", "c"], &"b", 7),
            [Some((&"a", 6)), Some((&"c", 8))]
        );
        assert_eq!(neighbours(&["a", "b"], &"a", 0), [None, Some((&"b", 1))]);
        assert_eq!(neighbours(&["a", "b"], &"b", 7), [Some((&"a", 6)), None]);
    }

    #[test]
    fn one_that_has_left_the_list_goes_on_with_what_stands_in_its_place() {
        assert_eq!(
            neighbours(&["a", "c", "d"], &"b", 7),
            [Some((&"a", 6)), Some((&"c", 7))]
        );
        assert_eq!(neighbours(&["b", "c"], &"a", 0), [None, Some((&"b", 0))]);
        assert_eq!(neighbours(&["a"], &"b", 7), [Some((&"a", 6)), None]);
        assert_eq!(neighbours::<&str>(&[], &"b", 7), [None, None]);
    }
}
