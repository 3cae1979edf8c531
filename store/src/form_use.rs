//! How the form is used, as counts: made anew out of the applications, so that no save costs anything for it.

use crate::time::{instant_opt, micros};
use crate::{Asker, Error, Result, Store};
use ::partnership::person::Right;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;

/// From so many minutes on the time between two saves is a pause, and counts for no step.
pub const PAUSE_MINUTES: i64 = 30;

/// A count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The version of the profile that the applications began with.
    pub version: u32,
    /// Of whose: empty for everyone, else `lang:` or `width:` and the word of it, as `lang:es`. Where an application
    /// was left and the minutes of its pages are counted in parts as well.
    pub part: String,
    /// What is counted.
    pub figure: String,
    /// Of what: a language, a class of widths, a step, a month.
    pub name: String,
    /// Whole minutes; 0 where the figure has none.
    pub bucket: i64,
    /// How many.
    pub count: i64,
}

/// The counts, and when they were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormUse {
    /// The counts.
    pub counts: Vec<Counted>,
    /// When; `None` before the first time.
    pub at: Option<DateTime<Utc>>,
}

/// When it was counted last.
pub const LAST: &str = "select counted_at from form_use_at where district_id = $1";

/// `$1` is the district; a draft that nobody has saved since `$2` was left; `$3` are the microseconds by which the
/// district's clock is ahead of Greenwich. What the route advisor carried over, and what was offered again, was not
/// typed into a step and counts for none.
const COUNT: &str = "
    with app as (
        select a.id, a.profile_version as version, a.lang, a.created_at,
            (select min(s.signed_at) from submission s where s.application_id = a.id) as sent_at,
            case when a.submitted_at is not null then 'sent'
                 when a.stage = 'withdrawn' or a.updated_at < $2 then 'left' else 'open' end as life,
            strftime('%Y-%m', (a.created_at + $3) / 1000000, 'unixepoch') as month,
            coalesce((select w.width from application_step w where w.application_id = a.id and w.width is not null
                      order by w.saved_at desc limit 1), '') as width,
            coalesce((select l.slug from application_step l where l.application_id = a.id and l.saved_at > a.created_at
                      order by l.saved_at desc limit 1), '') as last
        from application a where a.district_id = $1 and a.is_begun = 0),
    step as (
        select p.id, p.version, s.slug,
            (s.saved_at - lag(s.saved_at, 1, p.created_at) over (partition by s.application_id order by s.saved_at))
                / 60000000 as minutes
        from app p join application_step s on s.application_id = p.id
        where s.saved_at > p.created_at and s.saved_at <= coalesce(p.sent_at, s.saved_at)),
    part as (
        select id, '' as part from app
        union all select id, 'lang:' || lang from app
        union all select id, 'width:' || width from app)
    select version, '', 'life', life, 0, count(*) from app group by 1, 4
    union all select version, part, 'left-at', last, 0, count(*) from app join part using (id)
        where life = 'left' group by 1, 2, 4
    union all select version, '', 'lang', lang, 0, count(*) from app group by 1, 4
    union all select version, '', 'lang-sent', lang, 0, count(*) from app where life = 'sent' group by 1, 4
    union all select version, '', 'width', width, 0, count(*) from app group by 1, 4
    union all select version, '', 'width-sent', width, 0, count(*) from app where life = 'sent' group by 1, 4
    union all select version, '', 'month', month, 0, count(*) from app group by 1, 4
    union all select version, '', 'month-sent', month, 0, count(*) from app where life = 'sent' group by 1, 4
    union all select version, part, 'minutes', slug, minutes, count(*) from step join part using (id)
        where minutes < $4 group by 1, 2, 4, 5";

impl Store {
    /// Counts how the form is used. A draft that nobody has saved for `draft_days` days was left; `ahead` is by how much
    /// the district's clock is ahead of Greenwich. Reads every application; keeps the counts alone.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn count_form_use(
        &self,
        now: DateTime<Utc>,
        draft_days: u16,
        ahead: TimeDelta,
    ) -> Result<()> {
        let rows: Vec<(i64, String, String, String, i64, i64)> = sqlx::query_as(COUNT)
            .bind(self.district())
            .bind(micros(now - TimeDelta::days(i64::from(draft_days))))
            .bind(ahead.num_seconds() * 1_000_000)
            .bind(PAUSE_MINUTES)
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut tx = self.write().await?;
        sqlx::query("delete from form_use where district_id = $1")
            .bind(self.district())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "insert into form_use (district_id, version, part, figure, name, bucket, count)
             select $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
             from json_each($2)",
        )
        .bind(self.district())
        .bind(serde_json::to_string(&rows)?)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "insert into form_use_at (district_id, counted_at) values ($1, $2)
             on conflict (district_id) do update set counted_at = excluded.counted_at",
        )
        .bind(self.district())
        .bind(micros(now))
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// When the use of the form was counted last.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn form_use_at(&self) -> Result<Option<DateTime<Utc>>> {
        let at: Option<i64> = sqlx::query_scalar(LAST)
            .bind(self.district())
            .fetch_optional(&mut *self.read().await?)
            .await?;
        instant_opt(at)
    }

    /// The counts as they were made last. They are small numbers, too: pages show them by [`::partnership::few`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read figures.
    pub async fn form_use(&self, asker: &Asker) -> Result<FormUse> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query(
            "select u.version, u.part, u.figure, u.name, u.bucket, u.count, t.counted_at
             from form_use_at t left join form_use u on u.district_id = t.district_id where t.district_id = $1",
        )
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        let mut found = FormUse::default();
        for row in rows {
            found.at = instant_opt(row.try_get(6)?)?;
            // Counted, and nothing was there.
            let Some(version) = row.try_get::<Option<u32>, _>(0)? else {
                continue;
            };
            found.counts.push(Counted {
                version,
                part: row.try_get(1)?,
                figure: row.try_get(2)?,
                name: row.try_get(3)?,
                bucket: row.try_get(4)?,
                count: row.try_get(5)?,
            });
        }
        Ok(found)
    }
}
