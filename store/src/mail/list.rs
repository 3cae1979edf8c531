//! The out-box as the office sees it: counts, lists and single mails, without the secrets of others.

use super::{DIGEST, GOING_MINUTES, INVITE, SIGN_IN, unfilled_in};
use crate::list::{PAGE, Page};
use crate::time::{instant, instant_opt, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::id::ApplicationId;
use ::partnership::mail::{Secret, State};
use ::partnership::person::Right;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;

/// Which mails to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A state.
    pub state: Option<State>,
    /// Part of the address it goes to, or of the name of the organization.
    pub words: String,
    /// Only those about this application.
    pub application: Option<ApplicationId>,
}

/// A mail as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Its id.
    pub id: String,
    /// The address it goes to.
    pub recipient: String,
    /// The organization it is about; empty for none, and for an application that was never sent.
    pub organization: String,
    /// The application it is about, when the office sees that.
    pub application: Option<ApplicationId>,
    /// What caused it, such as `approve`.
    pub act: String,
    /// The subject; empty when nobody but its reader may see it.
    pub subject: String,
    /// The text; empty in lists, and when nobody but its reader may see it.
    pub body: String,
    /// Why nobody but its reader may see subject and text.
    pub secret: Secret,
    /// Where it stands.
    pub state: State,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it is tried, or tried again.
    pub next_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub dead_at: Option<DateTime<Utc>>,
    /// Why it is held: `by-hand`, or the name of what was missing; empty when it is not.
    pub held_for: String,
    /// The place that nothing was put into: until it is mended, the mail goes nowhere. Nothing in lists.
    pub missing: Option<String>,
    /// What the mail server said last.
    pub error: Option<String>,
    /// How often sending was tried.
    pub attempts: i64,
    /// The version that an act has to have seen.
    pub version: i64,
    /// Whether it is being sent at this moment, and so can be neither held nor given up.
    pub is_going: bool,
    /// The mail that this one sends again.
    pub again_of: Option<String>,
}

/// How many mails there are in each state, and how many of these belong to applications of the asker `$2`.
pub(crate) const COUNTS: &str = "select state, sum(count) from (
        select state, count from mail_tally where district_id = $1
        union all
        select m.state, -count(*) from (
            select id from application where owner_id = $2
            union select application_id from application_member where person_id = $2
            union select application_id from conflict where person_id = $2
        ) own cross join mail m on m.application_id = own.id
        where m.district_id = $1 and m.act <> 'confidential-note' group by m.state
        union all
        select m.state, -count(*) from mail m where m.district_id = $1 and m.act = 'confidential-note' group by m.state
    ) group by state";

const COLUMNS: &str = "m.id, m.recipient, m.organization, m.application_id, m.act, m.subject, m.state, m.created_at,
    m.next_at, m.sent_at, m.dead_at, m.held_for, m.error, m.attempts, m.version, m.taken_at, m.again_of,
    (select a.submitted_at is not null from application a where a.id = m.application_id)";

/// Nobody of the office sees what the office writes on their own application, or where they declared a conflict of
/// interest; nor that somebody was told of a confidential note.
const OTHERS: &str =
    "m.act <> 'confidential-note' and (m.application_id is null or m.application_id not in (
        select id from application where owner_id = $2
        union all select application_id from application_member where person_id = $2
        union all select application_id from conflict where person_id = $2))";

/// The statement of a list: `$1` the district, `$2` the asker, `$3` the state, `$4` the words, `$5` and `$6` how
/// many from where, `$7` the application. Only constants stand in its text.
pub(crate) fn listed_sql(filter: &Filter) -> String {
    let state = filter.state.map_or("true", |_| "m.state = $3");
    let about = filter
        .application
        .as_ref()
        .map_or("true", |_| "m.application_id = $7");
    let (with, from) = if filter.words.trim().is_empty() && filter.application.is_none() {
        (
            String::new(),
            format!("mail m where m.district_id = $1 and {state} and {OTHERS}"),
        )
    } else {
        let source = if filter.words.trim().is_empty() {
            "mail m where true"
        } else if is_indexed(&filter.words) {
            "mail_search s cross join mail m on m.search_id = s.rowid where mail_search match $4"
        } else {
            "mail m where (m.recipient like $4 escape '\\' or m.organization like $4 escape '\\')"
        };
        (
            format!(
                "matching as materialized (select m.id, m.created_at, m.search_id from {source} and {about} and m.district_id = $1 and {state} and {OTHERS}), "
            ),
            "matching m".to_owned(),
        )
    };
    let total = if with.is_empty() {
        "0"
    } else {
        "(select count(*) from matching)"
    };
    format!(
        "with {with}found as (select m.id as id from {from} order by m.created_at desc, m.search_id desc limit $5 offset $6)
         select {COLUMNS}, {total} from found cross join mail m where m.id = found.id order by m.created_at desc, m.search_id desc"
    )
}

/// Whether there are letters enough for the index of three at a time.
fn is_indexed(words: &str) -> bool {
    words.trim().chars().take(3).count() == 3
}

fn bound(words: &str) -> String {
    let words: String = words
        .trim()
        .chars()
        .take(200)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if is_indexed(&words) {
        return format!("\"{}\"", words.replace('"', "\"\""));
    }
    let plain = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{plain}%")
}

fn read(row: &sqlx::sqlite::SqliteRow, now: DateTime<Utc>) -> Result<Posted> {
    let act: String = row.try_get(4)?;
    let application: Option<String> = row.try_get(3)?;
    let was_sent: Option<bool> = row.try_get(17)?;
    let secret = match (act.as_str(), was_sent) {
        (SIGN_IN, _) => Secret::Code,
        (INVITE, _) => Secret::Link,
        (DIGEST, _) => Secret::Digest,
        (_, Some(false)) => Secret::Draft,
        _ => Secret::None,
    };
    let state: &str = row.try_get(6)?;
    let taken_at: Option<i64> = row.try_get(15)?;
    let sees = was_sent == Some(true);
    Ok(Posted {
        id: row.try_get(0)?,
        recipient: row.try_get(1)?,
        organization: row.try_get(2)?,
        application: application
            .filter(|_| sees)
            .and_then(|id| ApplicationId::parse(&id)),
        subject: if secret == Secret::None {
            row.try_get(5)?
        } else {
            String::new()
        },
        body: String::new(),
        secret,
        state: State::from_word(state).ok_or_else(|| Error::Corrupt("state of a mail".into()))?,
        act,
        created_at: instant(row.try_get(7)?)?,
        next_at: instant(row.try_get(8)?)?,
        sent_at: instant_opt(row.try_get(9)?)?,
        dead_at: instant_opt(row.try_get(10)?)?,
        held_for: row.try_get(11)?,
        missing: None,
        error: row.try_get(12)?,
        attempts: row.try_get(13)?,
        version: row.try_get(14)?,
        is_going: taken_at.is_some_and(|at| at > micros(now - TimeDelta::minutes(GOING_MINUTES))),
        again_of: row.try_get(16)?,
    })
}

impl Store {
    /// How many mails there are in each state, in the order of [`State::ALL`], without those on applications
    /// that the asker works on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn mail_counts(&self, asker: &Asker) -> Result<Vec<(State, usize)>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let counts: Vec<(String, i64)> = sqlx::query_as(COUNTS)
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let count = |state: State| {
            let found = counts.iter().find(|(word, _)| word == state.word());
            found.map_or(0, |(_, count)| usize::try_from(*count).unwrap_or_default())
        };
        Ok(State::ALL.map(|state| (state, count(state))).into())
    }

    /// A page of the out-box, the newest first; `page` counts from 0. The total is that of a search for words
    /// or an application alone: without these, [`Store::mail_counts`] knows it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office.
    pub async fn outbox(
        &self,
        asker: &Asker,
        filter: &Filter,
        page: usize,
        now: DateTime<Utc>,
    ) -> Result<Page<Posted>> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let query = sqlx::query(sqlx::AssertSqlSafe(listed_sql(filter)))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(filter.state.map(State::word))
            .bind(bound(&filter.words))
            .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
            .bind(i64::try_from(page.saturating_mul(PAGE)).unwrap_or(i64::MAX));
        let query = match &filter.application {
            Some(id) => query.bind(id.as_str().to_owned()),
            None => query,
        };
        let rows = query.fetch_all(&mut *self.read().await?).await?;
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get(18))?;
        Ok(Page {
            rows: rows
                .iter()
                .map(|row| read(row, now))
                .collect::<Result<_>>()?,
            total: usize::try_from(total).unwrap_or_default(),
            instead: None,
        })
    }

    /// One mail of the out-box, with its text.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, for anybody but the office, and for whoever works on the
    /// application that it is about.
    pub async fn posted(&self, asker: &Asker, id: &str, now: DateTime<Utc>) -> Result<Posted> {
        if !asker.may(Right::Decide) {
            return Err(Error::NotFound);
        }
        let sql = one_sql();
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(id)
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        one(&row, now)
    }
}

/// The statement of one mail: `$1` the district, `$2` the asker, `$3` its id.
pub(super) fn one_sql() -> String {
    format!(
        "select {COLUMNS}, m.body from mail m where m.district_id = $1 and m.id = $3 and {OTHERS}"
    )
}

/// The mail of that statement.
pub(super) fn one(row: &sqlx::sqlite::SqliteRow, now: DateTime<Utc>) -> Result<Posted> {
    let mail = read(row, now)?;
    let (subject, body): (&str, String) = (row.try_get(5)?, row.try_get(18)?);
    let missing = unfilled_in(subject, &body, &mail.organization);
    let body = Some(body).filter(|_| mail.secret == Secret::None);
    Ok(Posted {
        missing,
        body: body.unwrap_or_default(),
        ..mail
    })
}
