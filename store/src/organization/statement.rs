//! The statements that find organizations.

use super::{COLUMNS, Filter, Sort};
use crate::list::{Part, SORTS, cut};
use crate::values::Values;

/// Where the organizations of a filter come from, and whether words are looked for.
fn source(filter: &Filter, district: &str, values: &mut Values) -> (String, bool) {
    let kind = filter.kind.as_ref().map_or(String::new(), |kind| {
        format!(" and o.kind = {}", values.text(kind))
    });
    let (long, short) = cut(&filter.words);
    let short: String = short
        .into_iter()
        .map(|word| format!(" and instr(lower(o.name), {}) > 0", values.text(word)))
        .collect();
    let Some(long) = long else {
        return (
            format!(
                "organization o where o.district_id = {district} and o.merged_into is null{kind}{short}"
            ),
            false,
        );
    };
    let words = values.text(long);
    (
        format!(
            "organization_search s cross join organization o on o.search_id = s.rowid
             where organization_search match {words} and o.district_id = {district} and o.merged_into is null{kind}{short}"
        ),
        true,
    )
}

/// How many organizations a filter finds, as part of a statement: by the summary where it knows it.
pub(crate) fn count_sql(filter: &Filter, district: &str, values: &mut Values) -> String {
    if filter.words.trim().is_empty() {
        let kind = filter.kind.as_ref().map_or(String::new(), |kind| {
            format!(" and kind = {}", values.text(kind))
        });
        return format!(
            "(select ifnull(sum(count), 0) from organization_tally where district_id = {district}{kind})"
        );
    }
    let (from, _) = source(filter, district, values);
    format!("(select count(*) from {from})")
}

/// The statement of a list. Only constants are put into the text; every value is bound.
pub(crate) fn organizations_sql(
    filter: &Filter,
    district: &str,
    part: Part,
    values: &mut Values,
) -> String {
    let district = values.text(district);
    let total = count_sql(filter, &district, values);
    let (from, has_words) = source(filter, &district, values);
    let order = order(filter, has_words);
    let rank = if order.starts_with("rank") {
        ", bm25(organization_search, 4.0, 1.0) as rank"
    } else {
        ""
    };
    let limit = values.number(i64::try_from(part.limit).unwrap_or(i64::MAX));
    let offset = values.number(i64::try_from(part.offset).unwrap_or(i64::MAX));
    // The page is found first, so that partnerships and applications are counted for its rows only.
    format!(
        "with found as (select o.id as id{rank} from {from} order by {order} limit {limit} offset {offset})
         select {COLUMNS}, {total} from found cross join organization o where o.id = found.id order by {order}"
    )
}

fn order(filter: &Filter, has_rank: bool) -> String {
    if filter.order.is_empty() {
        let rank = if has_rank { "rank, " } else { "" };
        return format!("{rank}o.name collate nocase, o.id");
    }
    let direction = |is_turned: bool| if is_turned { "desc" } else { "asc" };
    let sorts = || filter.order.iter().take(SORTS);
    let mut parts: Vec<String> = sorts()
        .map(|(sort, is_turned)| format!("{} {}", column(*sort), direction(*is_turned)))
        .collect();
    let last = sorts().next_back().is_some_and(|(_, is_turned)| *is_turned);
    if let [(Sort::Kind, _)] = filter.order.as_slice() {
        parts.push(format!("o.name collate nocase {}", direction(last)));
    }
    parts.push(format!("o.id {}", direction(last)));
    parts.join(", ")
}

const fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Organization => "o.name collate nocase",
        Sort::Kind => "o.kind",
        Sort::Since => "o.created_at",
    }
}
