//! Figures for the dashboard: counts and median days, each in one statement.

use crate::{Asker, Error, Result, Store};
use ::partnership::application::Stage;
use ::partnership::person::Right;
use chrono::{DateTime, Utc};
use sqlx::Row;
use std::sync::{MutexGuard, PoisonError};

/// What the dashboard shows. Counts are of partnerships that have not ended, and of applications ever sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Area → partnerships.
    pub by_area: Vec<(String, usize)>,
    /// School or department → partnerships.
    pub by_school: Vec<(String, usize)>,
    /// Level → partnerships.
    pub by_level: Vec<(String, usize)>,
    /// Stage of partnership → partnerships, ended ones too.
    pub by_stage: Vec<(String, usize)>,
    /// Stage of application → applications.
    pub applications: Vec<(String, usize)>,
    /// Stage of application → median days in it, over all that were ever in it.
    pub median_days: Vec<(Stage, f64)>,
}

/// Figures, and what they were counted from: the number of the last line of history, and the minute.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    moment: (i64, i64),
    figures: Figures,
}

/// Microseconds of a day.
pub(crate) const MICROS_PER_DAY: f64 = 86_400_000_000.0;

/// Counts by area, school, level and stage, from the summaries.
pub(crate) const COUNTS: &str = "select kind, name, sum(count) as count from partnership_tally
        where district_id = $1 and stage <> 'ended' group by kind, name having sum(count) > 0
     union all
     select 'stage', stage, sum(count) from partnership_tally
        where district_id = $1 and kind = 'level' group by stage having sum(count) > 0
     union all
     select 'application', stage, sum(count) from application_tally where district_id = $1 group by stage";

/// The same counts from the rows themselves: what the summaries must say.
pub(crate) const COUNTED: &str = "select 'area', s.area, count(distinct s.partnership_id) from partnership_service s
        join partnership p on p.id = s.partnership_id and p.stage <> 'ended' where s.district_id = $1 group by s.area
     union all
     select 'school', t.school, count(*) from site t
        join partnership p on p.id = t.partnership_id and p.stage <> 'ended' where t.district_id = $1 group by t.school
     union all
     select 'level', level, count(*) from partnership where district_id = $1 and stage <> 'ended' group by level
     union all
     select 'stage', stage, count(*) from partnership where district_id = $1 group by stage
     union all
     select 'application', stage, count(*) from application where district_id = $1 and submitted_at is not null group by stage";

/// The median of the time in each stage from the rows themselves, in microseconds. Open spans count up to now, `$2`.
pub(crate) const MEDIANS: &str = "with span as (
        select stage, max(0, coalesce(to_at, $2) - from_at) as length,
            row_number() over (partition by stage order by max(0, coalesce(to_at, $2) - from_at)) as place,
            count(*) over (partition by stage) as count
        from application_span where district_id = $1
     )
     select stage, avg(length) from span where place in ((count + 1) / 2, (count + 2) / 2) group by stage";

impl Store {
    /// The figures of today. They are counted anew when something has happened since, or a minute has gone by:
    /// every stage that changes is a line of history, and medians of days change by nothing that is shown within a
    /// minute.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who may not read figures.
    pub async fn figures(&self, asker: &Asker, now: DateTime<Utc>) -> Result<Figures> {
        if !asker.may(Right::ReadFigures) {
            return Err(Error::NotFound);
        }
        // Read before the figures are, so that what happens meanwhile makes the next ask count anew.
        let last: i64 = sqlx::query_scalar("select coalesce(max(seq), 0) from event")
            .fetch_one(&mut *self.read().await?)
            .await?;
        let moment = (last, now.timestamp().div_euclid(60));
        let kept = self.kept_figures().clone();
        if let Some(kept) = kept.filter(|kept| kept.moment == moment) {
            return Ok(kept.figures);
        }
        let figures = self.count_figures(now).await?;
        let counted = Counted {
            moment,
            figures: figures.clone(),
        };
        *self.kept_figures() = Some(counted);
        Ok(figures)
    }

    fn kept_figures(&self) -> MutexGuard<'_, Option<Counted>> {
        self.figures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn count_figures(&self, now: DateTime<Utc>) -> Result<Figures> {
        let rows = sqlx::query(COUNTS)
            .bind(self.district())
            .fetch_all(&mut *self.read().await?)
            .await?;
        let mut figures = Figures::default();
        for row in rows {
            let list = match row.try_get::<&str, _>(0)? {
                "area" => &mut figures.by_area,
                "school" => &mut figures.by_school,
                "level" => &mut figures.by_level,
                "stage" => &mut figures.by_stage,
                _ => &mut figures.applications,
            };
            let count = usize::try_from(row.try_get::<i64, _>(2)?).unwrap_or_default();
            list.push((row.try_get(1)?, count));
        }
        figures.median_days = self.median_days(now).await?;
        Ok(figures)
    }
}
