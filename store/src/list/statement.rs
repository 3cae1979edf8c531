//! The statements of the lists of applications, and the words in them.

use super::{Filter, Queue};
use crate::application::{COLUMNS, TABLES};

/// The statement of a list. Only constants of this file are put into the text; every value is bound.
pub(crate) fn applications_sql(filter: &Filter) -> String {
    let order = if filter.descending { "desc" } else { "asc" };
    let order = format!("{} {order}, a.number {order}", filter.sort.column());
    let conditions = conditions(filter);
    let sent = format!("a.district_id = $1 and a.submitted_at is not null and {conditions}");
    let (matching, from, total) = match Words::of(&filter.words) {
        // The summary knows how many there are, and an index gives the page.
        Words::None => (
            String::new(),
            format!("application a where {sent}"),
            format!("(select ifnull(sum(a.count), 0) from application_tally a where a.district_id = $1 and {conditions})"),
        ),
        words => (
            format!(
                "matching as materialized (
                    select a.id, a.submitted_at, a.due_on, a.organization, a.stage, a.number from {} and {sent}
                 ), ",
                words.source()
            ),
            "matching a".to_owned(),
            "(select count(*) from matching)".to_owned(),
        ),
    };
    // The page is found first, so that names and columns are read for its rows only.
    format!(
        "with {matching}found as (select a.id as id from {from} order by {order} limit $7 offset $8)
         select {COLUMNS}, {total} from found cross join {TABLES} where a.id = found.id order by {order}"
    )
}

/// What a filter asks of an application and, just so, of a row of the summary.
fn conditions(filter: &Filter) -> String {
    let mut conditions = vec![filter.queue.map_or("true", Queue::condition)];
    if filter.stage.is_some() {
        conditions.push("a.stage = $4");
    }
    if filter.assignee.is_some() {
        conditions.push("a.assignee_id = $5");
    }
    conditions.join(" and ")
}

/// The statement that counts the queues.
pub(crate) fn queues_sql() -> String {
    let sums: Vec<String> = Queue::ALL
        .iter()
        .map(|queue| {
            format!(
                "ifnull(sum(a.count) filter (where {}), 0)",
                queue.condition()
            )
        })
        .collect();
    format!(
        "select {} from application_tally a where a.district_id = $1 and a.stage in ('submitted', 'in-review', 'changes-requested')",
        sums.join(", ")
    )
}

/// How words are looked for.
pub(super) enum Words {
    /// There are none.
    None,
    /// Too few letters for the index: every row is looked at.
    Short,
    /// By the index of three letters at a time.
    Indexed,
}

impl Words {
    fn of(words: &str) -> Self {
        match words.trim().chars().take(3).count() {
            0 => Self::None,
            1 | 2 => Self::Short,
            _ => Self::Indexed,
        }
    }

    /// Where the applications with the words come from.
    const fn source(&self) -> &'static str {
        match self {
            Self::Indexed => {
                "application_search s cross join application a on a.search_id = s.rowid where application_search match $6"
            }
            Self::Short | Self::None => {
                "application a where (a.organization like $6 escape '\\' or a.title like $6 escape '\\'
                    or a.reference like $6 escape '\\')"
            }
        }
    }

    /// The words as the statement takes them.
    pub(super) fn bound(words: &str) -> String {
        match Self::of(words) {
            Self::None => String::new(),
            Self::Short => like(words),
            Self::Indexed => {
                // The index reads its query up to the first NUL, and would miss the closing quote.
                let words: String = words
                    .trim()
                    .chars()
                    .take(200)
                    .map(|c| if c.is_control() { ' ' } else { c })
                    .collect();
                format!("\"{}\"", words.replace('"', "\"\""))
            }
        }
    }
}

/// Words as a pattern; nothing for nothing. What LIKE takes for a sign is taken literally.
fn like(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() {
        return String::new();
    }
    let plain: String = words
        .chars()
        .take(200)
        .flat_map(|c| {
            if matches!(c, '%' | '_' | '\\') {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect();
    format!("%{plain}%")
}
