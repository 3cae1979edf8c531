//! The list of people who work for the district: found by parts of their names and addresses, filtered and sorted.

use crate::list::{Page, Paged, Part, SORTS, cut};
use crate::person::{COLUMNS, Person, read};
use crate::values::Values;
use crate::{Asker, Error, Result, Store};
use ::partnership::person::{Right, Role};

/// How a list of people is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By name, and those without one last, by address.
    Person,
    /// By address.
    Email,
    /// By the day they became known here.
    Since,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Person, Self::Email, Self::Since];

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Email => "email",
            Self::Since => "since",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// Which people to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Parts of name or address: each of them stands there.
    pub words: String,
    /// A role that they hold.
    pub role: Option<Role>,
    /// The columns it is sorted by, and whether each is turned round: at most three. Without any, words bring what
    /// fits best, and else it is sorted by name.
    pub order: Vec<(Sort, bool)>,
}

/// A page of people, and what has to be known beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The page.
    pub page: Page<Person>,
    /// How many administrators there are in all: the last one stays.
    pub administrators: usize,
}

/// The condition that somebody holds a role, as the list of those they hold says.
fn holds(staff: &str, role: Role, values: &mut Values) -> String {
    format!(
        "instr(' ' || {staff} || ' ', {}) > 0",
        values.text(format!(" {} ", role.word()))
    )
}

/// Where the people of a filter come from, and whether words are looked for by the index.
fn source(filter: &Filter, district: &str, values: &mut Values) -> (String, bool) {
    let role = filter.role.map_or(String::new(), |role| {
        format!(" and {}", holds("p.staff", role, values))
    });
    let (long, short) = cut(&filter.words);
    let short: String = short
        .into_iter()
        .map(|word| {
            let word = values.text(word);
            format!(" and (instr(lower(p.name), {word}) > 0 or instr(p.email, {word}) > 0)")
        })
        .collect();
    let own = format!("p.district_id = {district} and p.staff <> ''{role}{short}");
    let Some(long) = long else {
        return (format!("person p where {own}"), false);
    };
    let words = values.text(long);
    (
        format!(
            "person_search s cross join person p on p.search_id = s.rowid where person_search match {words} and {own}"
        ),
        true,
    )
}

/// How many people a filter finds, as part of a statement: by the summary where it knows it.
pub(crate) fn count_sql(filter: &Filter, district: &str, values: &mut Values) -> String {
    if filter.words.trim().is_empty() {
        let role = filter.role.map_or(String::new(), |role| {
            format!(" and {}", holds("staff", role, values))
        });
        return format!(
            "(select ifnull(sum(count), 0) from person_tally where district_id = {district}{role})"
        );
    }
    let (from, _) = source(filter, district, values);
    format!("(select count(*) from {from})")
}

/// The statement of a list. Only constants are put into the text; every value is bound.
pub(crate) fn people_sql(
    filter: &Filter,
    district: &str,
    part: Part,
    values: &mut Values,
) -> String {
    let district = values.text(district);
    let total = count_sql(filter, &district, values);
    let administrators = Filter {
        role: Some(Role::Administrator),
        ..Filter::default()
    };
    let administrators = count_sql(&administrators, &district, values);
    let (from, has_words) = source(filter, &district, values);
    let order = order(filter, has_words);
    let rank = if order.starts_with("rank") {
        ", bm25(person_search, 4.0, 1.0) as rank"
    } else {
        ""
    };
    let limit = values.number(i64::try_from(part.limit).unwrap_or(i64::MAX));
    let offset = values.number(i64::try_from(part.offset).unwrap_or(i64::MAX));
    format!(
        "with found as (select p.id as id{rank} from {from} order by {order} limit {limit} offset {offset})
         select {COLUMNS}, {total}, {administrators} from found cross join person p where p.id = found.id order by {order}"
    )
}

fn order(filter: &Filter, has_rank: bool) -> String {
    let usual = [(Sort::Person, false)];
    let (rank, sorts) = match filter.order.as_slice() {
        [] if has_rank => ("rank, ", &usual[..]),
        [] => ("", &usual[..]),
        sorts => ("", sorts),
    };
    let direction = |is_turned: bool| if is_turned { "desc" } else { "asc" };
    let mut parts = Vec::new();
    for (sort, is_turned) in sorts.iter().take(SORTS) {
        let columns: &[&str] = match sort {
            Sort::Person => &["p.name = ''", "p.name collate nocase", "p.email"],
            Sort::Email => &["p.email"],
            Sort::Since => &["p.created_at"],
        };
        let columns = columns.iter();
        parts.extend(columns.map(|column| format!("{column} {}", direction(*is_turned))));
    }
    let last = sorts.last().is_some_and(|(_, is_turned)| *is_turned);
    format!("{rank}{}, p.id {}", parts.join(", "), direction(last))
}

impl Store {
    /// People who work for the district, by default all by name; partners are not among them. Where nobody has the
    /// words, the nearest words are looked for.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not manage people.
    pub async fn people(&self, asker: &Asker, filter: &Filter, part: Part) -> Result<People> {
        if !asker.may(Right::ManagePeople) {
            return Err(Error::NotFound);
        }
        let found = self.people_of(filter, part).await?;
        if found.page.total > 0 || filter.words.is_empty() {
            return Ok(found);
        }
        let Some(words) = self.respelled_person(&filter.words).await? else {
            return Ok(found);
        };
        let nearest = Filter {
            words: words.clone(),
            ..filter.clone()
        };
        let mut found = self.people_of(&nearest, part).await?;
        found.page.instead = (found.page.total > 0).then_some(words);
        Ok(found)
    }

    async fn people_of(&self, filter: &Filter, part: Part) -> Result<People> {
        let paged = Paged::of(self, part, |part, values| {
            people_sql(filter, self.district(), part, values)
        });
        let paged = paged.await?;
        Ok(People {
            administrators: paged.number(6)?,
            page: Page {
                total: paged.number(5)?,
                rows: paged.rows.iter().map(read).collect::<Result<_>>()?,
                instead: None,
            },
        })
    }
}
