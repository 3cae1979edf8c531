//! Reminders: what is due to be reminded of, each once, with its line of history.

use super::{Cause, NewMail, enqueue};
use crate::event::{self, New};
use crate::time::micros;
use crate::{Error, Result, Store};
use ::partnership::id::ApplicationId;
use ::partnership::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::Row;

/// What somebody is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminding {
    /// A draft that nobody has touched for long: its owner.
    Draft,
    /// Changes that are overdue: the owner.
    Changes,
    /// A review that is overdue: whoever has it, or else the office.
    Review,
}

impl Reminding {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Changes, Self::Review];

    /// The word used in tables, and as the act of history and mails.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "remind-draft",
            Self::Changes => "remind-changes",
            Self::Review => "remind-review",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// From when on what is reminded of; nothing for what nobody is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Drafts touched last in this span.
    pub drafts: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Changes due by this day.
    pub changes: Option<NaiveDate>,
    /// Reviews due by this day.
    pub reviews: Option<NaiveDate>,
}

/// Something to remind of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// The application.
    pub id: ApplicationId,
    /// What of.
    pub kind: Reminding,
    /// What it is about: only one reminder goes out about it.
    pub mark: String,
    /// Its reference.
    pub reference: String,
    /// The organization; may be empty for a draft.
    pub organization: String,
    /// Addresses and languages of those who are reminded.
    pub readers: Vec<(String, Lang)>,
}

/// How much is reminded of in one round.
const ROUND: i64 = 200;

/// `$1` the district, `$2` and `$3` the span of drafts, `$4` the day of changes, `$5` that of reviews, `$6` how many.
/// Whatever waits was sent; it is said so that the index of stages, which holds nothing else, can be used.
pub(crate) const REMINDED: &str = "with due as (
    select a.id, 'remind-draft' as kind, cast(a.updated_at as text) as mark from application a
    where a.district_id = $1 and a.stage = 'draft' and a.is_begun = 0 and a.updated_at > $2 and a.updated_at <= $3
    union all
    select a.id, 'remind-changes', a.due_on from application a
    where a.district_id = $1 and a.stage = 'changes-requested' and a.due_on <= $4
        and a.submitted_at is not null
    union all
    select a.id, 'remind-review', a.due_on from application a
    where a.district_id = $1 and a.stage in ('submitted', 'in-review') and a.due_on <= $5
        and a.submitted_at is not null
 ), now as (
    select d.* from due d where not exists (
        select 1 from reminder r where r.application_id = d.id and r.kind = d.kind and r.mark = d.mark
    ) limit $6
 )
 select n.id, n.kind, n.mark, a.reference, a.organization, p.email, case when n.kind = 'remind-review' then p.lang else a.lang end
 from now n cross join application a on a.id = n.id cross join person p on (
    (n.kind <> 'remind-review' and p.id = a.owner_id)
    or (n.kind = 'remind-review' and p.id <> a.owner_id and p.id in (
        select r.person_id from person_role r where r.district_id = $1 and r.ended_at is null and r.role <> 'partner'
            and r.role in ('office', 'administrator') and (r.person_id = a.assignee_id or not exists (
                select 1 from person_role v where v.person_id = a.assignee_id and v.ended_at is null
                    and v.role in ('office', 'administrator'))))
        and p.id not in (select m.person_id from application_member m where m.application_id = a.id
            union all select x.person_id from conflict x where x.application_id = a.id)))
 order by n.id, n.kind, p.email";

impl Store {
    /// What is to be reminded of, and was not yet.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn reminded(&self, rules: Rules) -> Result<Vec<Reminded>> {
        let (from, to) = rules.drafts.unwrap_or_default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let rows = sqlx::query(REMINDED)
            .bind(self.district())
            .bind(micros(from))
            .bind(micros(to))
            .bind(day(rules.changes))
            .bind(day(rules.reviews))
            .bind(ROUND)
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut all: Vec<Reminded> = Vec::new();
        for row in &rows {
            let corrupt = || Error::Corrupt("a reminder".to_owned());
            let id = ApplicationId::parse(row.try_get(0)?).ok_or_else(corrupt)?;
            let kind = Reminding::from_word(row.try_get(1)?).ok_or_else(corrupt)?;
            let lang = Lang::from_code(row.try_get(6)?).unwrap_or_default();
            let reader = (row.try_get(5)?, lang);
            match all
                .last_mut()
                .filter(|last| last.id == id && last.kind == kind)
            {
                Some(last) => last.readers.push(reader),
                None => all.push(Reminded {
                    id,
                    kind,
                    mark: row.try_get(2)?,
                    reference: row.try_get(3)?,
                    organization: row.try_get(4)?,
                    readers: vec![reader],
                }),
            }
        }
        Ok(all)
    }

    /// Reminds, when nobody was reminded of this yet and it is still so: history and mails together.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn remind(&self, of: &Reminded, mails: &[NewMail], at: DateTime<Utc>) -> Result<()> {
        let mut tx = self.write().await?;
        let made = sqlx::query(
            "insert into reminder (application_id, kind, mark, district_id, sent_at)
             select a.id, $2, $3, a.district_id, $4 from application a where a.id = $1 and a.district_id = $5
                and case $2 when 'remind-draft' then a.stage = 'draft' and cast(a.updated_at as text) = $3
                    when 'remind-changes' then a.stage = 'changes-requested' and a.due_on = $3
                    else a.stage in ('submitted', 'in-review') and a.due_on = $3 end
             on conflict do nothing",
        )
        .bind(of.id.as_str())
        .bind(of.kind.word())
        .bind(&of.mark)
        .bind(micros(at))
        .bind(self.district())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if made == 0 {
            return Ok(());
        }
        let readers: Vec<&str> = of.readers.iter().map(|(email, _)| email.as_str()).collect();
        let new = New {
            at,
            person: None,
            subject: "application",
            subject_id: of.id.as_str(),
            act: of.kind.word(),
            detail: json!({ "to": readers.join(", ") }),
        };
        event::append(&mut tx, self.district(), new).await?;
        let key = format!("{}-{}", of.id, of.mark);
        let cause = Cause {
            person: "",
            key: &key,
            act: of.kind.word(),
            application: Some(of.id.as_str()),
            at,
        };
        enqueue(&mut tx, self.district(), cause, mails).await?;
        tx.commit().await
    }
}
