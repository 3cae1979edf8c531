//! The statements of the lists of applications, and the words in them.

use super::order::Order;
use super::words::Words;
use super::{Bounds, Filter, Part, Queue};
use crate::application::{COLUMNS, TABLES};
use crate::find::works_on;
use crate::talk::{mentioned, unread};
use crate::time::{DAY, whole_days};
use crate::values::Values;

/// The most rows of a part that is shown on a page.
const SHOWN: usize = 100;

/// District, person and bounds of whoever asks.
pub(crate) type Asked<'a> = (&'a str, &'a str, Bounds);

/// What is wanted of the applications that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All that a list shows, and how many there are in all.
    Rows,
    /// Their ids alone.
    Ids,
}

/// The statement of a list. Only constants of this file are put into the text; every value is bound.
pub(crate) fn applications_sql(
    filter: &Filter,
    asked: Asked<'_>,
    part: Part,
    wanted: Wanted,
    values: &mut Values,
) -> String {
    let words = Words::of(filter);
    let order = Order::of(filter, !words.long.is_empty());
    let district = values.text(asked.0);
    let conditions = conditions(filter, asked, values);
    let is_draft = filter.queue == Some(Queue::Stalled);
    let own = of_district(filter.queue, &district);
    let sent = if is_draft {
        format!("{own} and {conditions}")
    } else {
        format!("{own} and a.submitted_at is not null and {conditions}")
    };
    let only = only(filter, values);
    // An index gives the page of a whole queue, and the summary or an index how many there are; else all that is found
    // is looked at once, and both come out of that.
    let is_whole = words.is_none() && only.is_empty();
    let (matching, from, total) = if is_whole && filter.queue.is_none_or(|queue| !queue.is_few()) {
        let total = count_sql(filter, asked, &district, values);
        (String::new(), format!("application a where {sent}"), total)
    } else {
        let source = words.source(values);
        let sorted: String = [
            "submitted_at",
            "due_on",
            "organization",
            "stage",
            "updated_at",
        ]
        .iter()
        .filter(|column| order.contains(column))
        .map(|column| format!(", a.{column}"))
        .collect();
        let rank = if order.contains("rank") {
            format!(", {} as rank", words.rank(values))
        } else {
            String::new()
        };
        let matching = format!(
            "matching as materialized (select a.id, a.number{sorted}{rank} from {source} and {sent}{only}), "
        );
        (
            matching,
            "matching a".to_owned(),
            "(select count(*) from matching)".to_owned(),
        )
    };
    // A page shows what is new in each row; a file of all of them does not.
    let unread = if part.limit <= SHOWN {
        unread(&values.text(asked.1), true)
    } else {
        "0".to_owned()
    };
    let limit = values.number(i64::try_from(part.limit).unwrap_or(i64::MAX));
    let offset = values.number(i64::try_from(part.offset).unwrap_or(i64::MAX));
    let part = (limit.as_str(), offset.as_str());
    let order_sql = order.sql();
    let found = if matching.is_empty() {
        order.page_sql(&from, part)
    } else {
        let rank = if order.contains("rank") {
            ", a.rank"
        } else {
            ""
        };
        format!(
            "select a.id as id{rank} from {from} order by {order_sql} limit {limit} offset {offset}"
        )
    };
    match wanted {
        Wanted::Ids if matching.is_empty() => found,
        Wanted::Ids => format!("with {} {found}", matching.trim_end_matches([' ', ','])),
        // The page is found first, so that names and columns are read for its rows only.
        Wanted::Rows => format!(
            "with {matching}found as ({found})
             select {COLUMNS}, {total}, {unread} from found cross join {TABLES} where a.id = found.id order by {order_sql}"
        ),
    }
}

/// That an application is of the district. The few of a queue that knows their ids are found by these: with the plus,
/// no index of the whole district is taken.
fn of_district(queue: Option<Queue>, district: &str) -> String {
    let plus = if queue.is_some_and(Queue::is_few) {
        "+"
    } else {
        ""
    };
    format!("{plus}a.district_id = {district}")
}

/// How many applications a filter finds, as part of a statement.
pub(crate) fn count_sql(
    filter: &Filter,
    asked: Asked<'_>,
    district: &str,
    values: &mut Values,
) -> String {
    let words = Words::of(filter);
    let conditions = conditions(filter, asked, values);
    let is_draft = filter.queue == Some(Queue::Stalled);
    let is_whole = filter.stage.is_none() && filter.assignee.is_none();
    if is_draft && is_whole && words.is_none() && filter.only.is_empty() {
        return stalled_sql(district, asked.2, values);
    }
    let is_summed = filter.queue.is_none_or(Queue::is_summed);
    if words.is_none() && filter.only.is_empty() && is_summed {
        let tally = tally(filter.queue);
        return format!(
            "(select ifnull(sum(a.count), 0) from {tally} a where a.district_id = {district} and {conditions})"
        );
    }
    let only = only(filter, values);
    let source = words.source(values);
    let own = of_district(filter.queue, district);
    let sent = if is_draft {
        "true"
    } else {
        "a.submitted_at is not null"
    };
    format!("(select count(*) from {source} and {own} and {sent} and {conditions}{only})")
}

/// The summary that knows how many applications a queue holds.
fn tally(queue: Option<Queue>) -> &'static str {
    match queue {
        Some(Queue::Overdue) => "due_tally",
        _ => "application_tally",
    }
}

/// How many drafts have stalled, as part of a statement: by their summary.
fn stalled_sql(district: &str, bounds: Bounds, values: &mut Values) -> String {
    let day = values.number(whole_days(bounds.stalled));
    format!(
        "(select ifnull(sum(d.count), 0) from draft_tally d where d.district_id = {district} and d.day < {day})"
    )
}

/// What a filter asks of an application and, just so, of a row of the summary.
pub(super) fn conditions(filter: &Filter, asked: Asked<'_>, values: &mut Values) -> String {
    let queue = filter.queue.map(|queue| condition(queue, asked, values));
    let mut conditions = vec![queue.unwrap_or_else(|| "true".to_owned())];
    if let Some(stage) = filter.stage {
        conditions.push(format!("a.stage = {}", values.text(stage.word())));
    }
    if let Some(assignee) = &filter.assignee {
        conditions.push(format!(
            "a.assignee_id = {}",
            values.text(assignee.as_str())
        ));
    }
    conditions.join(" and ")
}

/// The condition of a queue.
fn condition(queue: Queue, (_, asker, bounds): Asked<'_>, values: &mut Values) -> String {
    match queue {
        Queue::Mine => format!(
            "a.assignee_id = {} and a.stage in ('submitted', 'in-review')",
            values.text(asker)
        ),
        Queue::Unassigned => {
            "a.assignee_id is null and a.stage in ('submitted', 'in-review')".to_owned()
        }
        // Few at any time: those of one person are found first.
        Queue::Finding => {
            let (asker, criteria) = (
                values.text(asker),
                values.number(i64::try_from(bounds.criteria).unwrap_or(i64::MAX)),
            );
            format!(
                "+a.stage = 'in-review' and a.id in (select r.application_id from reviewer r
                    where r.person_id = {asker} and r.ended_at is null)
                 and a.id not in (select x.application_id from conflict x where x.application_id = a.id and x.person_id = {asker})
                 and (select count(*) from finding f where f.application_id = a.id and f.person_id = {asker}) < {criteria}"
            )
        }
        Queue::New => "a.stage = 'submitted'".to_owned(),
        Queue::Overdue => format!(
            "a.due_on < {} and a.stage in ('submitted', 'in-review', 'changes-requested')",
            values.text(bounds.today.to_string())
        ),
        Queue::Partner => "a.stage = 'changes-requested'".to_owned(),
        Queue::Stalled => format!(
            "a.stage = 'draft' and a.is_begun = 0 and a.updated_at < {}",
            values.number(whole_days(bounds.stalled) * DAY)
        ),
        Queue::Notes => {
            let person = values.text(asker);
            format!(
                "a.id in ({}) and not {} and not exists (
                    select 1 from conflict x where x.application_id = a.id and x.person_id = {person})",
                mentioned(&person),
                works_on(&person)
            )
        }
    }
}

/// That only some are asked for.
fn only(filter: &Filter, values: &mut Values) -> String {
    if filter.only.is_empty() {
        return String::new();
    }
    let ids: Vec<&str> = filter.only.iter().map(|id| id.as_str()).collect();
    let ids = serde_json::json!(ids).to_string();
    format!(
        " and a.id in (select value from json_each({}))",
        values.text(ids)
    )
}

/// The statement that counts the queues: those of one person by an index, the others by the summaries.
pub(crate) fn queues_sql(asked: Asked<'_>, values: &mut Values) -> String {
    let district = values.text(asked.0);
    let counts: Vec<String> = Queue::ALL
        .iter()
        .map(|queue| {
            if *queue == Queue::Stalled {
                return stalled_sql(&district, asked.2, values);
            }
            let condition = condition(*queue, asked, values);
            match queue {
                queue if !queue.is_summed() => format!(
                    "(select count(*) from application a where {} and {condition})",
                    of_district(Some(*queue), &district)
                ),
                Queue::Overdue => format!(
                    "(select ifnull(sum(a.count), 0) from due_tally a where a.district_id = {district} and {condition})"
                ),
                _ => format!("ifnull(sum(a.count) filter (where {condition}), 0)"),
            }
        })
        .collect();
    format!(
        "select {} from application_tally a where a.district_id = {district} and a.stage in ('submitted', 'in-review', 'changes-requested')",
        counts.join(", ")
    )
}
