//! Consults: a question to another office, its answer, and what the one who is asked may see.

mod write;

pub(crate) use write::check_answered;

use crate::application::Application;
use crate::time::{day_opt, instant, instant_opt};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Stage;
use ::partnership::consult::Scope;
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use ::partnership::person::Email;
use ::partnership::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::Row;

/// A question to be asked.
#[derive(Debug, Clone)]
pub struct NewConsult<'a> {
    /// The office, by its value in the profile.
    pub office: &'a str,
    /// The address of its staff.
    pub email: &'a Email,
    /// The question.
    pub question: &'a str,
    /// What they may see.
    pub scope: &'a Scope,
    /// The steps of those sections, for their files.
    pub steps: &'a [String],
    /// Until when.
    pub due_on: NaiveDate,
    /// Whether nothing is decided before it is answered.
    pub blocks: bool,
}

/// A consult as the office reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consult {
    /// Its id.
    pub id: String,
    /// The office, by its value in the profile.
    pub office: String,
    /// The address that was asked.
    pub email: String,
    /// The question.
    pub question: String,
    /// What they may see.
    pub scope: Scope,
    /// Until when.
    pub due_on: NaiveDate,
    /// Whether nothing is decided before it is answered.
    pub blocks: bool,
    /// Who asked, by name.
    pub by: String,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// The answer; empty until there is one.
    pub answer: String,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Consult {
    /// Whether an answer is waited for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none() && self.ended_at.is_none()
    }
}

/// A consult as the one who is asked reads it, with what was sent: show of it what the scope lets through.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The consult.
    pub consult: Consult,
    /// The application.
    pub application: ApplicationId,
    /// Its reference.
    pub reference: String,
    /// The organization.
    pub organization: String,
    /// The program.
    pub title: String,
    /// The version of the profile that the application began with.
    pub profile_version: u32,
    /// What was sent last. Empty once the consult is answered or taken back, or the application decided.
    pub sent: Answers,
    /// Whether the application is decided.
    pub is_decided: bool,
    /// Who asked: address and language.
    pub by: (String, Lang),
}

/// A consult as a line of JSON.
pub(crate) const LINE: &str =
    "json_object('id', c.id, 'office', c.office, 'email', c.email, 'question', c.question,
    'sections', json(c.sections), 'files', c.with_files, 'due', c.due_on, 'blocks', c.blocks,
    'by', coalesce(nullif(b.name, ''), b.email), 'at', c.asked_at, 'answer', c.answer,
    'answered', c.answered_at, 'ended', c.ended_at)";

#[derive(Deserialize)]
struct Line {
    id: String,
    office: String,
    email: String,
    question: String,
    sections: Vec<String>,
    files: i64,
    due: String,
    blocks: i64,
    by: String,
    at: i64,
    answer: String,
    answered: Option<i64>,
    ended: Option<i64>,
}

/// Reads a consult of its line.
pub(crate) fn read(line: &str) -> Result<Consult> {
    let line: Line = serde_json::from_str(line)?;
    let due = day_opt(Some(line.due))?;
    Ok(Consult {
        id: line.id,
        office: line.office,
        email: line.email,
        question: line.question,
        scope: Scope {
            sections: line.sections,
            with_files: line.files != 0,
        },
        due_on: due.ok_or_else(|| Error::Corrupt("day of a consult".into()))?,
        blocks: line.blocks != 0,
        by: line.by,
        at: instant(line.at)?,
        answer: line.answer,
        answered_at: instant_opt(line.answered)?,
        ended_at: instant_opt(line.ended)?,
    })
}

/// A consult that this person is asked: the consult itself is the right to see it.
fn asked_sql(columns: &str) -> String {
    format!(
        "select {columns} from consult c join application a on a.id = c.application_id join person b on b.id = c.asked_by
            join person p on p.district_id = c.district_id and p.email = c.email
         where c.id = $1 and c.district_id = $2 and p.id = $3 and {OUTSIDE}"
    )
}

/// Nobody is asked about an application that they work on, or have a conflict of interest in.
const OUTSIDE: &str = "a.owner_id <> p.id
     and p.id not in (select m.person_id from application_member m where m.application_id = a.id)
     and p.id not in (select x.person_id from conflict x where x.application_id = a.id)";

/// An answer is waited for.
const OPEN: &str = "c.answered_at is null and c.ended_at is null
     and a.stage in ('submitted', 'in-review', 'changes-requested')";

impl Store {
    /// A consult for the person whose address is asked, whatever their roles.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody else.
    pub async fn asked(&self, asker: &Asker, consult: &str) -> Result<Asked> {
        let sql = asked_sql(&format!(
            "{LINE}, a.id, a.reference, a.organization, a.title, a.profile_version, b.email, b.lang, a.stage,
                (select s.answers from submission s where s.application_id = a.id order by s.number desc limit 1)"
        ));
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(consult)
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        let consult = read(row.try_get(0)?)?;
        let stage =
            Stage::from_word(row.try_get(8)?).ok_or_else(|| Error::Corrupt("stage".into()))?;
        let is_open = consult.is_open() && !stage.is_final();
        let sent: Option<String> = row.try_get(9)?;
        let sent = sent.filter(|_| is_open);
        Ok(Asked {
            consult,
            application: ApplicationId::parse(row.try_get(1)?)
                .ok_or_else(|| Error::Corrupt("application id".into()))?,
            reference: row.try_get(2)?,
            organization: row.try_get(3)?,
            title: row.try_get(4)?,
            profile_version: row.try_get(5)?,
            by: (
                row.try_get(6)?,
                Lang::from_code(row.try_get(7)?).unwrap_or_default(),
            ),
            is_decided: stage.is_final(),
            sent: sent
                .map(|text| serde_json::from_str(&text))
                .transpose()?
                .unwrap_or_default(),
        })
    }

    /// Whether the asker is asked about an application with files, and this is a sent file of the steps they may see.
    pub(crate) async fn is_asked_with(&self, asker: &Asker, file: &str) -> Result<bool> {
        let sql = format!(
            "select exists (select 1 from upload u join consult c on c.application_id = u.application_id
                join application a on a.id = c.application_id
                join person p on p.district_id = c.district_id and p.email = c.email
             where u.id = $1 and u.district_id = $2 and u.sent_at is not null and u.removed_at is null
                and c.with_files = 1 and {OPEN} and p.id = $3 and {OUTSIDE}
                and u.slug in (select value from json_each(c.steps)))"
        );
        let is_asked: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(file)
            .bind(self.district())
            .bind(asker.id.as_str())
            .fetch_one(&mut *self.read().await?)
            .await?;
        Ok(is_asked)
    }

    /// The consults of an application, the newest last, for those who read the office's work on it. The caller has found
    /// the application for the asker before.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read applications.
    pub async fn consults(&self, asker: &Asker, application: &Application) -> Result<Vec<Consult>> {
        Ok(self.judging(asker, application).await?.consults)
    }
}
