//! Applications: starting one, finding one, and every move of its life.

use crate::find::is_member;
use crate::mail::NewMail;
use crate::person::person_id;
pub use crate::start::{Again, Start};
use crate::time::{day_opt, instant, instant_opt};
use crate::{Asker, Error, Result, Store};
use ::partnership::application::Stage;
use ::partnership::form::{Answers, key};
use ::partnership::id::{ApplicationId, PersonId};
use ::partnership::person::Right;
use ::partnership::proposal::Proposal;
use ::partnership::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Row;

/// An application as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Id.
    pub id: ApplicationId,
    /// What people call it, such as `DPS-2026-0007`.
    pub reference: String,
    /// Whose it is.
    pub owner: PersonId,
    /// Their address.
    pub owner_email: String,
    /// The member it was found for; nobody where the owner or a reader found it, and in lists of the office.
    pub member: Option<PersonId>,
    /// Who of the district it was found for, as long as the partner has not taken it over.
    pub starter: Option<PersonId>,
    /// Whether the person it was found for declared a conflict of interest.
    pub has_conflict: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_at: DateTime<Utc>,
    /// Name of the organization; empty until typed.
    pub organization: String,
    /// Name of the program; empty until typed.
    pub title: String,
    /// The language the partner writes in.
    pub lang: Lang,
    /// Who vets it: id and name.
    pub assignee: Option<(PersonId, String)>,
    /// When it was last sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Until when the next one has to act.
    pub due_on: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When anything was last saved.
    pub updated_at: DateTime<Utc>,
    /// Grows with every move.
    pub version: i64,
    /// The version of the profile it was begun with.
    pub profile_version: u32,
    /// How many messages, and notes where the asker reads them, are of others and not read by the asker: counted in
    /// lists, and 0 elsewhere.
    pub unread: usize,
}

pub(crate) const COLUMNS: &str = "a.id, a.reference, a.owner_id, o.email, a.stage, a.stage_at, a.organization, a.title,
    a.lang, a.assignee_id, coalesce(nullif(s.name, ''), s.email), a.submitted_at, a.due_on, a.created_at, a.updated_at,
    a.version, a.profile_version, a.is_begun";
pub(crate) const TABLES: &str =
    "application a join person o on o.id = a.owner_id left join person s on s.id = a.assignee_id";

pub(crate) fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Application> {
    let corrupt = |what: &str| Error::Corrupt(what.to_owned());
    let assignee: Option<String> = row.try_get(9)?;
    let name: Option<String> = row.try_get(10)?;
    Ok(Application {
        id: ApplicationId::parse(row.try_get(0)?).ok_or_else(|| corrupt("application id"))?,
        reference: row.try_get(1)?,
        owner: person_id(row.try_get(2)?)?,
        owner_email: row.try_get(3)?,
        member: None,
        starter: None,
        has_conflict: false,
        stage: Stage::from_word(row.try_get(4)?).ok_or_else(|| corrupt("stage"))?,
        stage_at: instant(row.try_get(5)?)?,
        organization: row.try_get(6)?,
        title: row.try_get(7)?,
        lang: Lang::from_code(row.try_get(8)?).unwrap_or_default(),
        assignee: assignee.map(|id| person_id(&id)).transpose()?.zip(name),
        submitted_at: instant_opt(row.try_get(11)?)?,
        due_on: day_opt(row.try_get(12)?)?,
        created_at: instant(row.try_get(13)?)?,
        updated_at: instant(row.try_get(14)?)?,
        version: row.try_get(15)?,
        profile_version: row.try_get(16)?,
        unread: 0,
    })
}

/// The same for whoever may see it, with columns more that say whether this person is a member, and, where they
/// are there, whether they declared a conflict, and how much they have not read.
pub(crate) fn read_for(row: &sqlx::sqlite::SqliteRow, person: &PersonId) -> Result<Application> {
    let (is_begun, is_member): (bool, bool) = (row.try_get(17)?, row.try_get(18)?);
    let unread: i64 = row.try_get(20).unwrap_or_default();
    Ok(Application {
        unread: usize::try_from(unread).unwrap_or_default(),
        starter: is_begun.then(|| person.clone()),
        member: is_member.then(|| person.clone()),
        has_conflict: row.try_get(19).unwrap_or_default(),
        ..read(row)?
    })
}

/// What is sent.
#[derive(Debug, Clone)]
pub struct Sent<'a> {
    /// Answers to the questions actually asked.
    pub answers: &'a Answers,
    /// The same, as far as logic may read it.
    pub proposal: &'a Proposal,
    /// The language it was written in.
    pub lang: Lang,
    /// The name as signed.
    pub signed_name: &'a str,
    /// The statement that was signed.
    pub statement: &'a str,
    /// What the browser said of itself.
    pub device: &'a str,
    /// Until when the office means to decide.
    pub due_on: NaiveDate,
    /// The state of the draft that the answers were read from ([`crate::draft::Draft::version`]).
    pub draft: i64,
}

/// A sent application, as it was frozen.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// 1 for the first, 2 for the one after changes, …
    pub number: i64,
    /// The answers.
    pub answers: Answers,
    /// What it proposes.
    pub proposal: Proposal,
    /// The language it was written in.
    pub lang: Lang,
    /// The name as signed.
    pub signed_name: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The statement that was signed.
    pub statement: String,
}

/// What an act has in common with every other: the form's key, the version that was seen, when, and the mails.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// The key of the form; the act is done once for it.
    pub key: &'a str,
    /// The version of the application that the person saw.
    pub seen: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The mails it causes.
    pub mails: &'a [NewMail],
}

impl Store {
    /// An application that the asker may see: one they work on, or a sent one for those who may read applications.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn application(&self, asker: &Asker, id: &ApplicationId) -> Result<Application> {
        let member = is_member("a", "$3");
        let sql = format!(
            "select {COLUMNS}, {member},
                exists (select 1 from conflict x where x.application_id = a.id and x.person_id = $3)
             from {TABLES} where a.id = $1 and a.district_id = $2
             and (a.owner_id = $3 or {member} or (a.submitted_at is not null and $4) or (a.is_begun = 1 and $5))"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.as_str())
            .bind(self.district())
            .bind(asker.id.as_str())
            .bind(asker.may(Right::ReadApplications))
            .bind(asker.may(Right::Decide))
            .fetch_optional(&mut *self.read().await?)
            .await?
            .ok_or(Error::NotFound)?;
        read_for(&row, &asker.id)
    }

    /// What was sent, the newest first. The caller has found the application for the asker before.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn submissions(&self, application: &Application) -> Result<Vec<Submission>> {
        let rows = sqlx::query(
            "select number, answers, proposal, lang, signed_name, signed_at, statement from submission
             where application_id = $1 order by number desc limit 50",
        )
        .bind(application.id.as_str())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Submission {
                    number: row.try_get(0)?,
                    answers: serde_json::from_str(row.try_get(1)?)?,
                    proposal: serde_json::from_str(row.try_get(2)?)?,
                    lang: Lang::from_code(row.try_get(3)?).unwrap_or_default(),
                    signed_name: row.try_get(4)?,
                    signed_at: instant(row.try_get(5)?)?,
                    statement: row.try_get(6)?,
                })
            })
            .collect()
    }
}

/// The most characters that lists show of a name.
const LISTED: usize = 200;

/// A name as lists show it: one that was typed far too long is cut, and stays whole among the answers.
pub(crate) fn listed(name: &str) -> String {
    name.chars().take(LISTED).collect()
}

/// The organization's and the program's name, when these answers hold them.
pub(crate) fn names(answers: &Answers) -> (Option<&str>, Option<&str>) {
    (
        answers.one(key::ORGANIZATION_NAME),
        answers.one(key::PROGRAM_TITLE),
    )
}
