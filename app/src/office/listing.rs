//! The list of applications as its address asks for it: read from the query, written as a query.

use super::desk::list::List;
use super::desk::order;
use partnership::application::Stage;
use partnership::id::{ApplicationId, PersonId};
use store::list::{Filter, Queue, Sort};

/// Where the list stands.
pub(super) const PATH: &str = "/office/applications";

/// Filter, order and page of the list. Whatever the address says wrongly is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// Filter and order.
    pub(super) filter: Filter,
    /// The page, from 1.
    pub(super) page: usize,
}

/// The order when the address asks for none: with words what fits them best, in a queue what is due first, among
/// drafts what was touched last of all, else what was sent last.
fn usual(filter: &Filter) -> Vec<(Sort, bool)> {
    match filter.queue {
        Some(Queue::Stalled) => vec![(Sort::Updated, false)],
        _ if !filter.words.is_empty() => Vec::new(),
        Some(_) => vec![(Sort::Due, false)],
        None => vec![(Sort::Sent, true)],
    }
}

/// The first value of a name that is not blank.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(n, _)| n == name)
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}

/// The page that is asked for, from 1.
pub(super) fn page(pairs: &[(String, String)]) -> usize {
    value(pairs, "page")
        .and_then(|page| page.parse().ok())
        .filter(|page| *page > 0)
        .unwrap_or(1)
}

/// The words that are looked for.
pub(super) fn typed_words(pairs: &[(String, String)]) -> String {
    value(pairs, "words")
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

impl Listing {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut filter = Filter {
            queue: value(pairs, "queue").and_then(Queue::from_word),
            stage: value(pairs, "stage")
                .and_then(Stage::from_word)
                .filter(|stage| *stage != Stage::Draft),
            assignee: value(pairs, "assignee").and_then(PersonId::parse),
            words: typed_words(pairs),
            order: order::read(pairs, Sort::from_word),
            only: Vec::new(),
        };
        if filter.order.is_empty() {
            filter.order = usual(&filter);
        }
        Self {
            filter,
            page: page(pairs),
        }
    }

    /// The same, of the rows that a query names one by one.
    pub(super) fn read_with_only(pairs: &[(String, String)]) -> Self {
        let mut listing = Self::read(pairs);
        listing.filter.only = pairs
            .iter()
            .filter(|(name, _)| name == "only")
            .filter_map(|(_, id)| ApplicationId::parse(id))
            .take(1_000)
            .collect();
        listing
    }

    /// A queue, as cards and links name it.
    pub(super) fn queue(queue: Queue) -> Self {
        Self::read(&[("queue".to_owned(), queue.word().to_owned())])
    }

    /// Names and values of the address, those that differ from the plain list.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = vec![
            ("words", filter.words.clone()),
            ("queue", filter.queue.map_or("", Queue::word).to_owned()),
            ("stage", filter.stage.map_or("", Stage::word).to_owned()),
            (
                "assignee",
                filter
                    .assignee
                    .as_ref()
                    .map_or("", PersonId::as_str)
                    .to_owned(),
            ),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs.extend(order::pairs(&filter.order, &usual(filter), Sort::word));
        pairs
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        List::Applications.href(&self.pairs(), page)
    }

    /// The address of the list sorted by a column; the other way round when it is sorted by it now.
    pub(super) fn sorted(&self, sort: Sort) -> String {
        let mut next = self.clone();
        next.filter.order = order::by(&self.filter.order, sort);
        next.href(1)
    }

    /// The address of the list with a filter changed. The usual order changes with it.
    pub(super) fn with(&self, change: impl FnOnce(&mut Filter)) -> String {
        let mut next = self.clone();
        let is_usual = next.filter.order == usual(&next.filter);
        change(&mut next.filter);
        if is_usual {
            next.filter.order = usual(&next.filter);
        }
        next.href(1)
    }

    /// Whether any filter is in force.
    pub(super) fn is_filtered(&self) -> bool {
        let filter = &self.filter;
        filter.queue.is_some()
            || filter.stage.is_some()
            || filter.assignee.is_some()
            || !filter.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url;

    fn read(query: &str) -> Listing {
        Listing::read(&url::pairs(query))
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in [
            "",
            "?words=math+%26+art&queue=new&stage=in-review&assignee=abc&sort=-organization&page=3",
            "?queue=mine",
            "?queue=mine&sort=sent",
            "?queue=stalled",
            "?stage=declined&sort=due&sort=-stage",
            "?words=math",
            "?words=math&sort=-sent",
            "?sort=sent",
            "?sort=stage&page=2",
        ] {
            let listing = read(query);
            assert_eq!(listing.href(listing.page), format!("{PATH}{query}"));
        }
    }

    #[test]
    fn what_an_address_says_wrongly_is_left_out() {
        for query in [
            "?queue=everything",
            "?stage=draft",
            "?stage=' or 1=1",
            "?assignee=A%20B",
            "?sort=colour&sort=-",
            "?page=0",
            "?page=-1",
            "?page=x",
            "?words=%20%20",
            "?sort=-sent",
            "?only=abc",
        ] {
            assert_eq!(read(query).href(1), PATH, "{query}");
        }
        let long = format!("?words={}", "a".repeat(5_000));
        assert_eq!(read(&long).filter.words.len(), 200);
        assert_eq!(read("?page=99999999999999999999999").page, 1);
    }

    #[test]
    fn a_queue_begins_with_what_is_due_first_and_the_whole_list_with_what_came_last() {
        let order = |query| read(query).filter.order;
        assert_eq!(order(""), [(Sort::Sent, true)]);
        assert_eq!(order("?queue=overdue"), [(Sort::Due, false)]);
        assert_eq!(order("?queue=stalled"), [(Sort::Updated, false)]);
        assert_eq!(order("?queue=overdue&words=a"), [], "what fits best");
        let without = read("?queue=overdue&words=a").with(|filter| filter.queue = None);
        assert_eq!(without, format!("{PATH}?words=a"));
        let kept = read("?queue=overdue&sort=-stage").with(|filter| filter.queue = None);
        assert_eq!(kept, format!("{PATH}?sort=-stage"));
    }

    #[test]
    fn a_column_sorts_and_then_turns_round_and_a_new_order_begins_at_the_first_page() {
        assert_eq!(
            read("?page=4").sorted(Sort::Due),
            format!("{PATH}?sort=due")
        );
        assert_eq!(
            read("?sort=due").sorted(Sort::Due),
            format!("{PATH}?sort=-due")
        );
        assert!(read("?words=x").is_filtered() && !read("?sort=due").is_filtered());
    }
}
