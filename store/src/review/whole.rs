//! Everything of a review in one statement, before it is asked who reads it.

use super::Found;
use super::panel::{Conflict, Judging, Reviewer, on};
use crate::consult::{self, Consult};
use crate::meeting::{self, Planned};
use crate::time::instant;
use crate::{Error, Result};
use ::partnership::id::PersonId;
use ::partnership::panel::{Given, Panel};
use ::partnership::review::Finding;
use serde::Deserialize;
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeSet;

/// The findings as the rules of the panel read them.
pub(super) fn lent<'a>(found: &[&'a Found]) -> Vec<Given<'a>> {
    let given = found.iter().map(|found| Given {
        by: &found.person,
        finding: found.finding,
    });
    given.collect()
}

/// Everything of a review, before anybody is asked who reads it.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub(crate) panel: Panel,
    reviewers: Vec<Reviewer>,
    conflicts: Vec<Conflict>,
    pub(super) found: Vec<Found>,
    pub(super) settled: Vec<Found>,
    consults: Vec<Consult>,
    planned: Planned,
}

const NAME: &str = "coalesce(nullif(p.name, ''), p.email)";

/// All lines of a review: what each is, and what it says as JSON.
pub(crate) fn sql() -> String {
    let line = |table: &str| {
        format!(
            "json_object('criterion', f.criterion, 'finding', f.finding, 'note', f.note, 'id', p.id, 'name', {NAME},
                'at', {table})"
        )
    };
    let (found, settled) = (line("f.found_at"), line("f.settled_at"));
    format!(
        "select 'lead', json_object('id', p.id, 'name', {NAME}), 0 as at
            from application a join person p on p.id = a.assignee_id where a.id = $1
         union all
         select 'reviewer', json_object('id', p.id, 'name', {NAME}), r.added_at
            from reviewer r join person p on p.id = r.person_id where r.application_id = $1 and r.ended_at is null
         union all
         select 'conflict', json_object('id', p.id, 'name', {NAME}, 'note', x.reason, 'at', x.declared_at), x.declared_at
            from conflict x join person p on p.id = x.person_id where x.application_id = $1
         union all
         select 'finding', json_set({found}, '$.evidence', json(f.evidence), '$.points', f.points, '$.version', f.version),
                f.found_at
            from finding f join person p on p.id = f.person_id where f.application_id = $1
         union all
         select 'settled', json_set({settled}, '$.version', f.version), f.settled_at
            from settled f join person p on p.id = f.person_id where f.application_id = $1
         union all
         select 'consult', {consult}, c.asked_at
            from consult c join person b on b.id = c.asked_by where c.application_id = $1
         union all
         select 'meeting', {meeting}, 0 from meeting m where m.application_id = $1
         union all
         select 'platform', f.named, 0 from platform f where f.application_id = $1
         order by at limit 5000",
        consult = consult::LINE,
        meeting = meeting::LINE
    )
}

/// What a line says.
#[derive(Deserialize)]
struct Line {
    id: PersonId,
    name: String,
    #[serde(default)]
    criterion: String,
    #[serde(default)]
    finding: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    evidence: Vec<String>,
    #[serde(default)]
    points: Option<u16>,
    #[serde(default)]
    at: i64,
    #[serde(default)]
    version: i64,
}

impl Line {
    fn found(self) -> Result<Found> {
        Ok(Found {
            finding: Finding::from_word(&self.finding)
                .ok_or_else(|| Error::Corrupt("finding".into()))?,
            at: instant(self.at)?,
            criterion: self.criterion,
            note: self.note,
            evidence: self.evidence,
            points: self.points,
            person: self.id,
            by: self.name,
            version: self.version,
        })
    }
}

impl Whole {
    /// Reads the review of an application.
    pub(crate) async fn of(conn: &mut SqliteConnection, application: &str) -> Result<Self> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql()))
            .bind(application)
            .fetch_all(conn)
            .await?;
        let mut whole = Self::default();
        for row in &rows {
            let (kind, text): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
            match kind {
                "consult" => whole.consults.push(consult::read(text)?),
                "meeting" => whole.planned.meeting = Some(meeting::read(text)?),
                "platform" => whole.planned.named = serde_json::from_str(text)?,
                kind => whole.lay(kind, serde_json::from_str(text)?)?,
            }
        }
        Ok(whole)
    }

    fn lay(&mut self, kind: &str, line: Line) -> Result<()> {
        match kind {
            "finding" => self.found.push(line.found()?),
            "settled" => self.settled.push(line.found()?),
            "conflict" => {
                self.panel.apart.push(line.id);
                self.conflicts.push(Conflict {
                    name: line.name,
                    reason: line.note,
                    at: instant(line.at)?,
                });
            }
            kind => {
                let leads = kind == "lead";
                if leads {
                    self.panel.lead = Some(line.id.clone());
                } else {
                    self.panel.reviewers.push(line.id.clone());
                }
                if !self.reviewers.iter().any(|known| known.id == line.id) {
                    self.reviewers.push(Reviewer {
                        id: line.id,
                        name: line.name,
                        leads,
                    });
                }
            }
        }
        Ok(())
    }

    /// What was found for a criterion.
    pub(super) fn on(&self, criterion: &str) -> Vec<&Found> {
        let found = self.found.iter();
        found.filter(|found| found.criterion == criterion).collect()
    }

    /// The finding that counts for a criterion: what the lead settled, or what the one reviewer found.
    pub(crate) fn counted(&self, criterion: &str) -> Option<&Found> {
        on(&self.settled, criterion).or_else(|| {
            let found = self.on(criterion);
            let own = self.panel.own(&lent(&found))?;
            found.get(own).copied()
        })
    }

    /// What a reader may see of it.
    pub(super) fn shown_to(self, reader: &PersonId, is_decided: bool) -> Judging {
        if self.panel.is_apart(reader) {
            return Judging::default();
        }
        let criteria: BTreeSet<String> = self
            .found
            .iter()
            .chain(&self.settled)
            .map(|found| found.criterion.clone())
            .collect();
        let (mut hidden, mut kept) = (BTreeSet::new(), BTreeSet::new());
        let mut given = Vec::new();
        for criterion in &criteria {
            let found = self.on(criterion);
            let lent = lent(&found);
            if !self.panel.shows_settled(reader, &lent, is_decided) {
                kept.insert(criterion.clone());
            }
            for one in found {
                if self.panel.shows(reader, &one.person, &lent, is_decided) {
                    given.push(one.clone());
                } else {
                    hidden.insert(criterion.clone());
                }
            }
        }
        let seen = criteria
            .iter()
            .filter(|criterion| !kept.contains(*criterion));
        let counted = seen
            .filter_map(|criterion| self.counted(criterion).cloned())
            .collect();
        let mut settled = self.settled;
        settled.retain(|found| !kept.contains(&found.criterion));
        Judging {
            given,
            counted,
            hidden,
            kept,
            consults: self.consults,
            planned: self.planned,
            settled,
            panel: self.panel,
            reviewers: self.reviewers,
            conflicts: self.conflicts,
        }
    }
}
