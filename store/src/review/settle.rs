//! Giving a finding, and settling which finding counts where several review.

use super::whole::{Whole, lent};
use super::{Found, Judged};
use crate::time::micros;
use crate::{Asker, Error, Result, Store};
use ::partnership::application::{Side, Stage};
use ::partnership::evidence::Evidence;
use ::partnership::id::ApplicationId;
use ::partnership::review::Finding;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

impl Store {
    /// Writes what the asker found, for several criteria at once; unchanged ones are left alone. Where the asker
    /// reviews alone it counts at once.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] when the application is not being reviewed, or not by the asker, and
    /// when evidence is no file of it; [`Error::Stale`] when one of them was changed meanwhile. Then nothing is written.
    pub async fn judge(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        findings: &[Judged],
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let whole = self.reviewed(&mut tx, asker, id).await?;
        if !whole.panel.is_on(&asker.id) {
            return Err(Error::Refused);
        }
        let is_alone = whole.panel.is_alone();
        for judged in findings {
            let shown = if is_alone {
                whole.counted(&judged.criterion)
            } else {
                let of_own = |found: &&Found| {
                    found.criterion == judged.criterion && found.person == asker.id
                };
                whole.found.iter().find(of_own)
            };
            if let Some(shown) = shown {
                if is_same(shown, judged) {
                    continue;
                }
                if shown.version != judged.seen {
                    return Err(Error::Stale);
                }
            }
            are_files(&mut tx, id, &judged.evidence).await?;
            let was = shown.map(|shown| shown.finding);
            self.write_finding(&mut tx, asker, id, (judged, was), at)
                .await?;
            if is_alone {
                sqlx::query("delete from settled where application_id = $1 and criterion = $2")
                    .bind(id.as_str())
                    .bind(&judged.criterion)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        tx.commit().await
    }

    async fn write_finding(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
        (judged, was): (&Judged, Option<Finding>),
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "insert into finding (application_id, criterion, person_id, district_id, finding, note, evidence, points, found_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (application_id, criterion, person_id) do update set finding = excluded.finding,
                note = excluded.note, evidence = excluded.evidence, points = excluded.points,
                found_at = excluded.found_at, version = version + 1",
        )
        .bind(id.as_str())
        .bind(&judged.criterion)
        .bind(asker.id.as_str())
        .bind(self.district())
        .bind(judged.finding.word())
        .bind(&judged.note)
        .bind(serde_json::to_string(&judged.evidence)?)
        .bind(judged.points)
        .bind(micros(at))
        .execute(&mut *tx)
        .await?;
        let mut detail = json!({
            "criterion": judged.criterion, "finding": judged.finding.word(), "note": judged.note,
            "was": was.map(Finding::word)
        });
        if !judged.evidence.is_empty() {
            detail["evidence"] = json!(judged.evidence);
        }
        if let Some(points) = judged.points {
            detail["points"] = json!(points);
        }
        self.log(tx, asker.id.as_str(), id.as_str(), "judge", detail, at)
            .await
    }

    /// The lead of several reviewers settles which finding counts, for several criteria at once; unchanged ones are
    /// left alone. `seen` is what [`super::panel::Judging::seen`] gave.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] for anybody but the lead, where one reviews alone, outside of a review,
    /// and without a reason where one is needed; [`Error::Stale`] when something was found or settled meanwhile. Then
    /// nothing is written.
    pub async fn settle_findings(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        findings: &[Judged],
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let whole = self.reviewed(&mut tx, asker, id).await?;
        if !whole.panel.settles(&asker.id) || whole.panel.is_alone() {
            return Err(Error::Refused);
        }
        for judged in findings {
            let criterion = judged.criterion.as_str();
            let given = whole.on(criterion);
            let old = whole
                .settled
                .iter()
                .find(|found| found.criterion == criterion);
            if old.is_some_and(|old| old.finding == judged.finding && old.note == judged.note) {
                continue;
            }
            let found: i64 = given.iter().map(|found| found.version).sum();
            if found + old.map_or(0, |old| old.version) != judged.seen {
                return Err(Error::Stale);
            }
            if judged.note.is_empty() && whole.panel.needs_reason(&lent(&given), judged.finding) {
                return Err(Error::Refused);
            }
            sqlx::query(
                "insert into settled (application_id, criterion, district_id, finding, note, person_id, settled_at)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (application_id, criterion) do update set finding = excluded.finding, note = excluded.note,
                    person_id = excluded.person_id, settled_at = excluded.settled_at, version = version + 1",
            )
            .bind(id.as_str())
            .bind(criterion)
            .bind(self.district())
            .bind(judged.finding.word())
            .bind(&judged.note)
            .bind(asker.id.as_str())
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            let detail = json!({
                "criterion": criterion, "finding": judged.finding.word(), "note": judged.note,
                "was": old.map(|old| old.finding.word())
            });
            self.log(
                &mut tx,
                asker.id.as_str(),
                id.as_str(),
                "settle",
                detail,
                at,
            )
            .await?;
        }
        tx.commit().await
    }

    /// The review of an application that is in review, for somebody of the office.
    async fn reviewed(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        id: &ApplicationId,
    ) -> Result<Whole> {
        let (stage, side, _) = self.find_for_act(tx, asker, id).await?;
        if side != Side::Office {
            return Err(Error::NotFound);
        }
        if stage != Stage::InReview {
            return Err(Error::Refused);
        }
        Whole::of(tx, id.as_str()).await
    }
}

fn is_same(found: &Found, judged: &Judged) -> bool {
    found.finding == judged.finding
        && found.note == judged.note
        && found.evidence == judged.evidence
        && found.points == judged.points
}

/// Fails unless each file among the evidence was sent with this application.
async fn are_files(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
    evidence: &[String],
) -> Result<()> {
    for text in evidence {
        match Evidence::read(text) {
            None => return Err(Error::Refused),
            Some(Evidence::Web(_)) => {}
            Some(Evidence::File(file)) => {
                let is_sent: bool = sqlx::query_scalar(
                    "select exists (select 1 from upload where id = $1 and application_id = $2 and sent_at is not null
                        and message_id is null and note_id is null)",
                )
                .bind(file)
                .bind(id.as_str())
                .fetch_one(&mut *tx)
                .await?;
                if !is_sent {
                    return Err(Error::Refused);
                }
            }
        }
    }
    Ok(())
}
