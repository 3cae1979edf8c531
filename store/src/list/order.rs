//! In which order a list of applications stands, and how its page is found.

use super::{Filter, SORTS, Sort};

/// The order of a list: what it is sorted by, one after the other.
pub(super) struct Order {
    terms: Vec<String>,
    /// Where the due day comes first: the order of what has a day, and of what has none and so stands behind it.
    parts: Option<[String; 2]>,
}

impl Order {
    /// The order a filter asks for. What fits the words best comes first where nothing else is asked for, and of that
    /// the newest.
    pub(super) fn of(filter: &Filter, has_rank: bool) -> Self {
        if filter.order.is_empty() && has_rank {
            let terms = ["rank", "a.submitted_at desc", "a.number desc"];
            return Self {
                terms: terms.map(str::to_owned).to_vec(),
                parts: None,
            };
        }
        let usual = [(Sort::Sent, false)];
        let sorts = if filter.order.is_empty() {
            &usual[..]
        } else {
            &filter.order[..filter.order.len().min(SORTS)]
        };
        let mut terms: Vec<String> = sorts
            .iter()
            .map(|(sort, is_turned)| term(*sort, *is_turned))
            .collect();
        let (last, is_turned) = sorts.last().copied().unwrap_or(usual[0]);
        let towards = direction(is_turned);
        let (sent, number) = (term(Sort::Sent, is_turned), format!("a.number {towards}"));
        match last {
            // Those of one stage stand in the order they were sent in, as everywhere else; so do those without a day.
            Sort::Stage => terms.push(sent.clone()),
            Sort::Due => terms.push(format!(
                "iif(a.due_on is null, a.submitted_at, 0) {towards}"
            )),
            _ => {}
        }
        terms.push(number.clone());
        let (first, is_first_turned) = sorts[0];
        let parts = (first == Sort::Due).then(|| {
            let (with, without) = if sorts.len() == 1 {
                (number.clone(), format!("{sent}, {number}"))
            } else {
                let rest = terms[1..].join(", ");
                (rest.clone(), rest)
            };
            [
                format!("a.due_on {}, {with}", direction(is_first_turned)),
                without,
            ]
        });
        Self { terms, parts }
    }

    /// Whether a column decides it.
    pub(super) fn contains(&self, column: &str) -> bool {
        self.terms.iter().any(|term| term.contains(column))
    }

    /// As it stands behind `order by`.
    pub(super) fn sql(&self) -> String {
        self.terms.join(", ")
    }

    /// The ids of a page of all rows that an index gives. What has no due day stands in no index of due days: what has
    /// one and what has none are found one after the other.
    pub(super) fn page_sql(&self, from: &str, (limit, offset): (&str, &str)) -> String {
        let Some([with, without]) = &self.parts else {
            let order = self.sql();
            return format!(
                "select a.id as id from {from} order by {order} limit {limit} offset {offset}"
            );
        };
        format!(
            "select id from (
                select * from (select a.id as id from {from} and a.due_on is not null
                    order by {with} limit {limit} offset {offset})
                union all
                select * from (select a.id as id from {from} and a.due_on is null order by {without} limit {limit}
                    offset max(0, {offset} - (select count(*) from {from} and a.due_on is not null)))
             ) limit {limit}"
        )
    }
}

const fn direction(is_turned: bool) -> &'static str {
    if is_turned { "desc" } else { "asc" }
}

/// A column and its direction. What has no due day is last, either way round.
fn term(sort: Sort, is_turned: bool) -> String {
    let column = match sort {
        Sort::Sent => "a.submitted_at",
        Sort::Due if !is_turned => return "a.due_on asc nulls last".to_owned(),
        Sort::Due => "a.due_on",
        Sort::Organization => "a.organization collate nocase",
        Sort::Stage => "a.stage",
        Sort::Updated => "a.updated_at",
    };
    format!("{column} {}", direction(is_turned))
}
