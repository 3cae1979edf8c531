//! What people wish about their mails, and the one mail of a day for those who wish that.

use super::NewMail;
use crate::event::{self, New};
use crate::once::Form;
use crate::person::person_id;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once, seal};
use ::partnership::id::PersonId;
use ::partnership::mail::topic::{Choice, Topic};
use ::partnership::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::{Row, SqliteConnection};

/// The act of a mail that tells all of a day.
pub const DIGEST: &str = "digest";

/// What somebody wishes about their mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// The language of mails that are about no application of theirs.
    pub lang: Lang,
    /// When they want the mails of each topic, in the order of [`Topic::ALL`].
    pub choices: Vec<(Topic, Choice)>,
}

/// What is told to somebody in one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// To whom.
    pub person: PersonId,
    /// Their address.
    pub email: String,
    /// Their language.
    pub lang: Lang,
    /// What happened, oldest first.
    pub items: Vec<Item>,
}

/// Something that happened, in a mail that tells all of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The subject that its own mail would have had.
    pub subject: String,
    /// Where to read it; empty where its own mail named no place.
    pub link: String,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// How many people are told in one round.
const ROUND: i64 = 200;

/// When a reader wants a mail of this act, and who they are when that is known.
pub(super) async fn wanted(
    conn: &mut SqliteConnection,
    district: &str,
    recipient: &str,
    act: &str,
    application: Option<&str>,
) -> Result<(Option<String>, Choice)> {
    // Most mails can only go out at once.
    if Topic::of(act, false).is_none() {
        return Ok((None, Choice::AtOnce));
    }
    let row = sqlx::query(
        "select p.id, exists (select 1 from application a where a.id = $3 and a.owner_id = p.id)
         from person p where p.district_id = $1 and p.email = $2",
    )
    .bind(district)
    .bind(recipient)
    .bind(application)
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else {
        return Ok((None, Choice::AtOnce));
    };
    let person: String = row.try_get(0)?;
    let Some(topic) = Topic::of(act, row.try_get(1)?) else {
        return Ok((Some(person), Choice::AtOnce));
    };
    let choice: Option<String> = sqlx::query_scalar(
        "select choice from mail_preference where person_id = $1 and topic = $2",
    )
    .bind(&person)
    .bind(topic.word())
    .fetch_optional(conn)
    .await?;
    let choice = choice.and_then(|word| Choice::from_word(&word));
    Ok((Some(person), choice.unwrap_or_default()))
}

/// Keeps a mail for the one of the day: its subject, and the first address in it.
pub(super) async fn gather(
    conn: &mut SqliteConnection,
    district: &str,
    (person, key): (&str, &str),
    (act, application): (&str, Option<&str>),
    mail: &NewMail,
    at: DateTime<Utc>,
) -> Result<()> {
    let link = mail
        .body
        .split_whitespace()
        .find(|word| word.starts_with("https://") || word.starts_with("http://"));
    sqlx::query(
        "insert into digest_item (id, district_id, key, person_id, act, application_id, subject, link, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do nothing",
    )
    .bind(fresh::id())
    .bind(district)
    .bind(key)
    .bind(person)
    .bind(act)
    .bind(application)
    .bind(&mail.subject)
    .bind(link.unwrap_or_default())
    .bind(micros(at))
    .execute(conn)
    .await?;
    Ok(())
}

impl Store {
    /// What somebody wishes about their mails.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody has this id.
    pub async fn wishes(&self, person: &PersonId) -> Result<Wishes> {
        let rows: Vec<(String, Option<String>, Option<String>)> = sqlx::query_as(
            "select p.lang, w.topic, w.choice from person p left join mail_preference w on w.person_id = p.id
             where p.id = $1 and p.district_id = $2",
        )
        .bind(person.as_str())
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let (lang, ..) = rows.first().ok_or(Error::NotFound)?;
        let choice = |topic: Topic| {
            let found = rows
                .iter()
                .find(|row| row.1.as_deref() == Some(topic.word()));
            let word = found.and_then(|row| row.2.as_deref());
            word.and_then(Choice::from_word).unwrap_or_default()
        };
        Ok(Wishes {
            lang: Lang::from_code(lang).unwrap_or_default(),
            choices: Topic::ALL.map(|topic| (topic, choice(topic))).into(),
        })
    }

    /// Keeps what the asker wishes about their own mails. A topic that is not named stays as it was.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn set_wishes(
        &self,
        asker: &Asker,
        wishes: &Wishes,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let person = asker.id.as_str();
        let mut tx = self.write().await?;
        if once::answer(&mut tx, person, Form::SetWishes, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        sqlx::query("update person set lang = $1 where id = $2 and district_id = $3")
            .bind(wishes.lang.code())
            .bind(person)
            .bind(self.district())
            .execute(&mut *tx)
            .await?;
        let mut detail = serde_json::Map::new();
        for (topic, choice) in &wishes.choices {
            sqlx::query(
                "insert into mail_preference (person_id, topic, district_id, choice) values ($1, $2, $3, $4)
                 on conflict (person_id, topic) do update set choice = excluded.choice",
            )
            .bind(person)
            .bind(topic.word())
            .bind(self.district())
            .bind(choice.word())
            .execute(&mut *tx)
            .await?;
            detail.insert(topic.word().to_owned(), json!(choice.word()));
        }
        let new = New {
            at,
            person: Some(person),
            subject: "person",
            subject_id: person,
            act: "choose-mails",
            detail: Value::Object(detail),
        };
        event::append(&mut tx, self.district(), new).await?;
        once::done(
            &mut tx,
            self.district(),
            person,
            Form::SetWishes,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await
    }

    /// Who has something to be told that happened before an instant: the last morning.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn digests(&self, before: DateTime<Utc>) -> Result<Vec<Digest>> {
        let rows = sqlx::query(
            "select p.id, p.email, p.lang, i.subject, i.link, i.at from (
                select distinct person_id from digest_item
                where district_id = $1 and at < $2 and mail_id is null limit $3
             ) due cross join digest_item i on i.person_id = due.person_id and i.at < $2 and i.mail_id is null
             cross join person p on p.id = due.person_id order by p.id, i.at, i.id",
        )
        .bind(self.district())
        .bind(micros(before))
        .bind(ROUND)
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut digests: Vec<Digest> = Vec::new();
        for row in &rows {
            let person = person_id(row.try_get(0)?)?;
            let item = Item {
                subject: row.try_get(3)?,
                link: row.try_get(4)?,
                at: instant(row.try_get(5)?)?,
            };
            match digests.last_mut().filter(|digest| digest.person == person) {
                Some(digest) => digest.items.push(item),
                None => digests.push(Digest {
                    person,
                    email: row.try_get(1)?,
                    lang: Lang::from_code(row.try_get(2)?).unwrap_or_default(),
                    items: vec![item],
                }),
            }
        }
        Ok(digests)
    }

    /// Writes the one mail of a day into the out-box, and notes what it tells. Nobody gets two on one day.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn send_digest(
        &self,
        digest: &Digest,
        mail: &NewMail,
        (before, day): (DateTime<Utc>, NaiveDate),
        at: DateTime<Utc>,
    ) -> Result<()> {
        let (id, person) = (fresh::id(), digest.person.as_str());
        let mut tx = self.write().await?;
        let made = sqlx::query(
            "insert into mail (id, district_id, key, recipient, subject, body, act, created_at, next_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (key) do nothing",
        )
        .bind(&id)
        .bind(self.district())
        .bind(format!("{DIGEST}-{person}-{day}"))
        .bind(&mail.recipient)
        .bind(&mail.subject)
        .bind(&mail.body)
        .bind(DIGEST)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if made > 0 {
            let parts = [&mail.recipient, &mail.subject, &mail.body].map(String::as_str);
            seal::mail(&mut tx, self.district(), &id, parts, at).await?;
            sqlx::query(
                "update digest_item set mail_id = $1 where person_id = $2 and at < $3 and mail_id is null",
            )
            .bind(&id)
            .bind(person)
            .bind(micros(before))
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await
    }
}
