//! The list of applications as its address asks for it: read from the query, written as a query.

use crate::url;
use partnership::application::Stage;
use partnership::id::PersonId;
use store::list::{Filter, Queue, Sort};

/// Where the list stands.
pub(super) const PATH: &str = "/office/applications";
/// Where it is downloaded.
const CSV: &str = "/office/applications.csv";

/// Filter, order and page of the list. Whatever the address says wrongly is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// Filter and order.
    pub(super) filter: Filter,
    /// The page, from 1.
    pub(super) page: usize,
}

/// The order when the address asks for none: in a queue what is due first, else what was sent last.
const fn usual(queue: Option<Queue>) -> (Sort, bool) {
    match queue {
        Some(_) => (Sort::Due, false),
        None => (Sort::Sent, true),
    }
}

impl Listing {
    /// Reads the names and values of a query.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        };
        let queue = value("queue").and_then(Queue::from_word);
        let (sort, descending) = value("sort")
            .and_then(Sort::from_word)
            .map_or_else(|| usual(queue), |sort| (sort, value("desc") == Some("1")));
        Self {
            filter: Filter {
                queue,
                stage: value("stage")
                    .and_then(Stage::from_word)
                    .filter(|stage| *stage != Stage::Draft),
                assignee: value("assignee").and_then(PersonId::parse),
                words: value("words")
                    .unwrap_or_default()
                    .chars()
                    .take(200)
                    .collect(),
                sort,
                descending,
            },
            page: value("page")
                .and_then(|page| page.parse().ok())
                .filter(|page| *page > 0)
                .unwrap_or(1),
        }
    }

    /// A queue, as cards and links name it.
    pub(super) fn queue(queue: Queue) -> Self {
        Self::read(&[("queue".to_owned(), queue.word().to_owned())])
    }

    fn is_usual(&self) -> bool {
        (self.filter.sort, self.filter.descending) == usual(self.filter.queue)
    }

    fn query(&self, page: usize) -> String {
        let filter = &self.filter;
        let (sort, descending) = self.order();
        url::query(&[
            ("words", &filter.words),
            ("queue", filter.queue.map_or("", Queue::word)),
            ("stage", filter.stage.map_or("", Stage::word)),
            (
                "assignee",
                filter.assignee.as_ref().map_or("", PersonId::as_str),
            ),
            ("sort", sort),
            ("desc", descending),
            (
                "page",
                &if page > 1 {
                    page.to_string()
                } else {
                    String::new()
                },
            ),
        ])
    }

    /// The order as the address says it; blank when it is the usual one.
    pub(super) fn order(&self) -> (&'static str, &'static str) {
        if self.is_usual() {
            ("", "")
        } else {
            (
                self.filter.sort.word(),
                if self.filter.descending { "1" } else { "" },
            )
        }
    }

    /// The address of a page of this list.
    pub(super) fn href(&self, page: usize) -> String {
        format!("{PATH}{}", self.query(page))
    }

    /// The address of all its rows as a sheet.
    pub(super) fn csv(&self) -> String {
        format!("{CSV}{}", self.query(1))
    }

    /// The address of the list sorted by a column; the other way round when it is sorted by it now.
    pub(super) fn sorted(&self, sort: Sort) -> String {
        let descending = self.filter.sort == sort && !self.filter.descending;
        Self {
            filter: Filter {
                sort,
                descending,
                ..self.filter.clone()
            },
            page: 1,
        }
        .href(1)
    }

    /// The address of the list with a filter changed. An order that was the usual one stays so.
    pub(super) fn with(&self, change: impl FnOnce(&mut Filter)) -> String {
        let mut next = Self {
            filter: self.filter.clone(),
            page: 1,
        };
        change(&mut next.filter);
        if self.is_usual() {
            (next.filter.sort, next.filter.descending) = usual(next.filter.queue);
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

    fn read(query: &str) -> Listing {
        Listing::read(&url::pairs(query))
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        for query in [
            "",
            "?words=math+%26+art&queue=new&stage=in-review&assignee=abc&sort=organization&desc=1&page=3",
            "?queue=mine",
            "?queue=mine&sort=sent",
            "?stage=declined&sort=due",
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
            "?sort=colour&desc=1",
            "?page=0",
            "?page=-1",
            "?page=x",
            "?words=%20%20",
            "?desc=1",
        ] {
            assert_eq!(read(query).href(1), PATH, "{query}");
        }
        assert_eq!(
            read(&format!("?words={}", "a".repeat(5_000)))
                .filter
                .words
                .len(),
            200
        );
        assert_eq!(read("?page=99999999999999999999999").page, 1);
    }

    #[test]
    fn a_queue_begins_with_what_is_due_first_and_the_whole_list_with_what_came_last() {
        let order = |query| {
            let filter = read(query).filter;
            (filter.sort, filter.descending)
        };
        assert_eq!(order(""), (Sort::Sent, true));
        assert_eq!(order("?queue=overdue"), (Sort::Due, false));
        let without = read("?queue=overdue&words=a").with(|filter| filter.queue = None);
        assert_eq!(without, format!("{PATH}?words=a"));
        let kept = read("?queue=overdue&sort=stage&desc=1").with(|filter| filter.queue = None);
        assert_eq!(kept, format!("{PATH}?sort=stage&desc=1"));
    }

    #[test]
    fn a_column_sorts_and_then_turns_round_and_a_new_order_begins_at_the_first_page() {
        assert_eq!(
            read("?page=4").sorted(Sort::Due),
            format!("{PATH}?sort=due")
        );
        assert_eq!(
            read("?sort=due").sorted(Sort::Due),
            format!("{PATH}?sort=due&desc=1")
        );
        assert_eq!(
            read("?sort=due&desc=1").sorted(Sort::Due),
            format!("{PATH}?sort=due")
        );
    }

    #[test]
    fn the_sheet_has_the_same_filter_and_all_pages() {
        assert_eq!(read("?queue=new&page=2").csv(), format!("{CSV}?queue=new"));
        assert!(read("?words=x").is_filtered() && !read("?sort=due").is_filtered());
    }
}
