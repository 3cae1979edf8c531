//! The one way to a next stage.

use crate::application::Act;
use crate::mail::{self, Cause};
use crate::time::micros;
use crate::{Asker, Error, Result, Store};
use ::partnership::application::{Action, Stage};
use ::partnership::id::ApplicationId;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

/// What becomes of the due day with a move.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Due {
    /// It stays as it is.
    Stays,
    /// It is this day, or there is none any more.
    Is(Option<NaiveDate>),
}

impl Store {
    /// The one way to a next stage: finds the application for the asker, asks the table of moves,
    /// compares the version that was seen, and writes stage, span, history and mails.
    pub(crate) async fn advance(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
        (action, due): (Action, Due),
        act: &Act<'_>,
        detail: Value,
    ) -> Result<Stage> {
        let (stage, side, version) = self.find_for_act(tx, asker, id).await?;
        if version != act.seen {
            return Err(Error::Stale);
        }
        let next = stage.after(action, side)?;
        let mut detail = detail;
        detail["was_stage"] = json!(stage.word());
        detail["stage"] = json!(next.word());
        // One statement, so that summaries and indexes of stage and due day are written once.
        let mut moved = sqlx::query(match due {
            Due::Stays => {
                "update application set stage = $1, stage_at = $2, updated_at = $2, version = version + 1 where id = $3"
            }
            Due::Is(_) => {
                "update application set stage = $1, stage_at = $2, updated_at = $2, version = version + 1, due_on = $4
                 where id = $3"
            }
        })
        .bind(next.word())
        .bind(micros(act.at))
        .bind(id.as_str());
        if let Due::Is(day) = due {
            moved = moved.bind(day.map(|day| day.to_string()));
        }
        moved.execute(&mut *tx).await?;
        sqlx::query(
            "update application_span set to_at = $1 where application_id = $2 and to_at is null",
        )
        .bind(micros(act.at))
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        if !next.is_final() {
            open_span(tx, self.district(), id.as_str(), next, act.at).await?;
        }
        self.log(
            tx,
            asker.id.as_str(),
            id.as_str(),
            action.word(),
            detail,
            act.at,
        )
        .await?;
        let cause = Cause {
            person: asker.id.as_str(),
            key: act.key,
            act: action.word(),
            application: Some(id.as_str()),
            at: act.at,
        };
        mail::enqueue(tx, self.district(), cause, act.mails).await?;
        Ok(next)
    }
}

pub(crate) async fn open_span(
    tx: &mut SqliteConnection,
    district: &str,
    id: &str,
    stage: Stage,
    at: DateTime<Utc>,
) -> Result<()> {
    // A stage that is left and entered again within one instant goes on.
    sqlx::query(
        "insert into application_span (application_id, district_id, stage, from_at) values ($1, $2, $3, $4)
         on conflict (application_id, from_at, stage) do update set to_at = null",
    )
    .bind(id)
    .bind(district)
    .bind(stage.word())
    .bind(micros(at))
    .execute(tx)
    .await?;
    Ok(())
}
