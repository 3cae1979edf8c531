//! The statements that find partnerships, and the words in them.

use super::{Search, Sort};
use crate::list::{Part, SORTS};
use crate::partnership::{COLUMNS, TABLES};
use crate::term::{Ends, WITH_END, WITHOUT_END};
use crate::values::Values;
use chrono::NaiveDate;

/// What a search asks, as parts of a statement.
pub(crate) struct Parts {
    /// The number of partnerships by the summary, where it knows it.
    counted: Option<String>,
    /// Tables and conditions.
    from: String,
    /// Whether words are looked for.
    has_words: bool,
}

impl Parts {
    /// The parts of a search in the district of a value: for everybody on a day, or for the office.
    pub(crate) fn of(
        search: &Search,
        public: Option<NaiveDate>,
        district: &str,
        values: &mut Values,
    ) -> Self {
        let stage = search.stage.map_or_else(
            || "stage <> 'ended'".to_owned(),
            |stage| format!("stage = {}", values.text(stage.word())),
        );
        let seen = if public.is_some() {
            format!("listed = 1 and stage <> 'ended' and {stage}")
        } else {
            stage
        };
        let (mut conditions, mut kinds) = (String::new(), Vec::new());
        if let Some(area) = &search.area {
            let area = values.text(area);
            conditions.push_str(&format!(
                " and exists (select 1 from partnership_service s where s.partnership_id = p.id and s.area = {area})"
            ));
            kinds.push(format!("kind = 'area' and name = {area}"));
        }
        if let Some(school) = &search.school {
            let school = values.text(school);
            conditions.push_str(&format!(
                " and exists (select 1 from site t where t.partnership_id = p.id and t.school = {school})"
            ));
            kinds.push(format!("kind = 'school' and name = {school}"));
        }
        if let Some(level) = &search.level {
            let level = values.text(level);
            conditions.push_str(&format!(" and p.level = {level}"));
            kinds.push(format!("kind = 'level' and name = {level}"));
        }
        if !search.only.is_empty() {
            let ids: Vec<&str> = search.only.iter().map(|id| id.as_str()).collect();
            let ids = values.text(serde_json::json!(ids).to_string());
            conditions.push_str(&format!(
                " and p.id in (select value from json_each({ids}))"
            ));
        }
        let ends = search.ends.map(|ends| ends.condition(values));
        if let Some(ends) = &ends {
            conditions.push_str(&format!(" and {ends}"));
        }
        let words = fts(&search.words);
        let has_words = !words.is_empty();
        let today = public.map(|day| values.text(day.to_string()));
        let is_alone = !has_words && search.only.is_empty();
        // With one filter at most, a summary knows how many there are, and an index gives the page.
        let counted = match (ends, kinds.as_slice()) {
            (None, [] | [_]) if is_alone => {
                let kind = kinds.first().map_or("kind = 'level'", String::as_str);
                let sum = format!(
                    "(select ifnull(sum(count), 0) from partnership_tally where district_id = {district} and {kind} and {seen})"
                );
                // The few that are past their last day are counted, and left out.
                let over = public.map(|today| Ends::Over(today).condition(values));
                Some(over.map_or(sum.clone(), |over| {
                    format!(
                        "({sum} - (select count(*) from partnership p where p.district_id = {district} and {seen}{conditions} and {over}))"
                    )
                }))
            }
            (Some(ends), [])
                if is_alone && search.has_end() && search.stage.is_none() && public.is_none() =>
            {
                Some(format!(
                    "(select ifnull(sum(p.count), 0) from end_tally p where p.district_id = {district} and {ends})"
                ))
            }
            _ => None,
        };
        if let Some(today) = &today {
            conditions.push_str(&format!(" and (p.ends_on is null or p.ends_on >= {today})"));
        }
        let source = if has_words {
            let words = values.text(words);
            format!(
                "partnership_search s cross join partnership p on p.search_id = s.rowid where partnership_search match {words} and"
            )
        } else {
            "partnership p where".to_owned()
        };
        Self {
            counted,
            from: format!("{source} p.district_id = {district} and {seen}{conditions}"),
            has_words,
        }
    }

    /// How many there are.
    pub(crate) fn total(&self) -> String {
        self.counted
            .clone()
            .unwrap_or_else(|| format!("(select count(*) from {})", self.from))
    }
}

/// The statement of a search. Only constants are put into the text; every value is bound.
pub(crate) fn find_sql(
    search: &Search,
    public: Option<NaiveDate>,
    district: &str,
    part: Part,
    values: &mut Values,
) -> String {
    let district = values.text(district);
    let parts = Parts::of(search, public, &district, values);
    let terms = order(search, parts.has_words && public.is_none());
    let order = terms.join(", ");
    let (mut more, mut rank) = (String::new(), "");
    for column in ["p.approved_at", "p.stage", "p.ends_on"] {
        if order.contains(column) {
            more.push_str(&format!(", {column}"));
        }
    }
    if order.starts_with("rank") {
        // A name counts for most, then the program, then where and with what.
        more.push_str(", bm25(partnership_search, 0.0, 8.0, 4.0, 1.0, 2.0, 2.0) as rank");
        rank = ", p.rank";
    }
    let (matching, from, total) = match &parts.counted {
        Some(counted) => (String::new(), parts.from.clone(), counted.clone()),
        None => (
            format!(
                "matching as materialized (
                    select p.id, p.organization_name, p.title{more} from {}
                 ), ",
                parts.from
            ),
            "matching p".to_owned(),
            "(select count(*) from matching)".to_owned(),
        ),
    };
    let limit = values.number(i64::try_from(part.limit).unwrap_or(i64::MAX));
    let offset = values.number(i64::try_from(part.offset).unwrap_or(i64::MAX));
    let is_latest_first = search.order.first() == Some(&(Sort::Ends, true)) && !search.has_end();
    let page = if is_latest_first && parts.counted.is_some() {
        latest_first(&from, &terms[1..], (&limit, &offset))
    } else {
        format!(
            "select p.id as id{rank} from {from} order by {order} limit {limit} offset {offset}"
        )
    };
    // The page is found first, so that sites and services are read for its rows only.
    format!(
        "with {matching}found as ({page})
         select {COLUMNS}, {total} from found cross join {TABLES} where p.id = found.id order by {order}"
    )
}

/// A page of the list by the last day, the latest first and none last. The index by the last day is read from its end,
/// where none stands first: what has a last day and what has none are found one after the other.
fn latest_first(from: &str, rest: &[String], (limit, offset): (&str, &str)) -> String {
    let rest = rest.join(", ");
    format!(
        "select id from (
            select * from (select p.id as id from {from} and {WITH_END}
                order by p.ends_on desc, {rest} limit {limit} offset {offset})
            union all
            select * from (select p.id as id from {from} and {WITHOUT_END}
                order by {rest} limit {limit} offset max(0, {offset} - (select count(*) from {from} and {WITH_END})))
         ) limit {limit}"
    )
}

/// The order of a list: what it is sorted by, one after the other.
fn order(search: &Search, has_rank: bool) -> Vec<String> {
    if search.order.is_empty() {
        let rank = has_rank.then_some("rank");
        let usual = [column(Sort::Organization), column(Sort::Program), "p.id"];
        return rank.into_iter().chain(usual).map(str::to_owned).collect();
    }
    let direction = |is_turned: bool| if is_turned { "desc" } else { "asc" };
    let sorts = || search.order.iter().take(SORTS);
    let mut parts: Vec<String> = sorts()
        .map(|(sort, is_turned)| {
            let column = match sort {
                // All that are found have a last day.
                Sort::Ends if search.has_end() => "p.ends_on",
                sort => column(*sort),
            };
            format!("{column} {}", direction(*is_turned))
        })
        .collect();
    let last = sorts().next_back().is_some_and(|(_, is_turned)| *is_turned);
    for sort in [Sort::Organization, Sort::Program] {
        if !sorts().any(|(asked, _)| *asked == sort) {
            parts.push(format!("{} {}", column(sort), direction(last)));
        }
    }
    parts.push(format!("p.id {}", direction(last)));
    parts
}

const fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Organization => "p.organization_name collate nocase",
        Sort::Program => "p.title collate nocase",
        Sort::Stage => "p.stage",
        Sort::Approved => "p.approved_at",
        Sort::Ends => "p.ends_on is null, p.ends_on",
    }
}

/// Words as a full-text query: every word must begin a word of the text. Signs of the query language
/// never get through.
fn fts(words: &str) -> String {
    words
        // An accent may be a sign of its own, behind its letter.
        .split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c))
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| format!("\"{}\"*", word.chars().take(40).collect::<String>()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::fts;

    #[test]
    fn no_sign_of_the_query_language_gets_through() {
        assert_eq!(fts("math tut"), "\"math\"* \"tut\"*");
        assert_eq!(fts("a\" OR *:-^(NEAR"), "\"a\"* \"OR\"* \"NEAR\"*");
        assert_eq!(fts("  --- "), "");
    }
}
