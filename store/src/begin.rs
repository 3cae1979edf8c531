//! The beginning of a partnership: what an approval writes.

use crate::event::{self, New};
use crate::partnership::Approval;
use crate::time::micros;
use crate::{Asker, Result, Store, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::partnership::Stage;
use ::partnership::proposal::{Proposal, slug};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

impl Store {
    /// Creates the partnership of an approved application: organization, sites, services, search.
    pub(crate) async fn create_partnership(
        &self,
        tx: &mut SqliteConnection,
        asker: &Asker,
        application: &ApplicationId,
        approval: &Approval<'_>,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let proposal = approval.proposal;
        let organization = self.find_or_make_organization(tx, proposal, at).await?;
        let id = fresh::id();
        let slug = self.free_slug(tx, &slug(&proposal.organization)).await?;
        let stage = Stage::first(approval.needs_agreement);
        sqlx::query(
            "insert into partnership (id, district_id, application_id, organization_id, slug, title, summary, stage, stage_at,
                level, agreement, conditions, listed, students, approved_at, ends_on, organization_name, search_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $9, $15,
                (select name from organization where id = $4),
                (select ifnull(max(search_id), 0) + 1 from partnership))",
        )
        .bind(&id)
        .bind(self.district())
        .bind(application.as_str())
        .bind(organization)
        .bind(slug)
        .bind(&proposal.title)
        .bind(&proposal.summary)
        .bind(stage.word())
        .bind(micros(at))
        .bind(approval.level)
        .bind(approval.agreement)
        .bind(approval.conditions)
        .bind(proposal.listed)
        .bind(proposal.students)
        .bind(approval.ends_on.map(|day| day.to_string()))
        .execute(&mut *tx)
        .await?;
        for school in &proposal.sites {
            sqlx::query("insert into site (partnership_id, school, district_id, is_sponsor) values ($1, $2, $3, $4) on conflict do nothing")
                .bind(&id)
                .bind(school)
                .bind(self.district())
                .bind(*school == proposal.sponsor)
                .execute(&mut *tx)
                .await?;
        }
        for (area, service) in &proposal.services {
            sqlx::query("insert into partnership_service (partnership_id, area, service, district_id) values ($1, $2, $3, $4) on conflict do nothing")
                .bind(&id)
                .bind(area)
                .bind(service)
                .bind(self.district())
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query("insert into partnership_search (rowid, partnership_id, organization, title, summary, places, services)
             select search_id, id, organization_name, $2, $3, $4, $5 from partnership where id = $1")
            .bind(&id)
            .bind(&proposal.title)
            .bind(&proposal.summary)
            .bind(approval.places)
            .bind(approval.services)
            .execute(&mut *tx)
            .await?;
        let mut detail = json!({
            "application": application, "level": approval.level, "agreement": approval.agreement, "stage": stage.word()
        });
        if let Some(day) = approval.ends_on {
            detail["ends"] = json!(day);
        }
        let new = New {
            at,
            person: Some(asker.id.as_str()),
            subject: "partnership",
            subject_id: &id,
            act: "begin",
            detail,
        };
        event::append(tx, self.district(), new).await
    }

    /// An organization with the same name is the same organization, or the one that it was put into.
    async fn find_or_make_organization(
        &self,
        tx: &mut SqliteConnection,
        proposal: &Proposal,
        at: DateTime<Utc>,
    ) -> Result<String> {
        let found: Option<String> = sqlx::query_scalar(
            "with recursive found (id, into_id) as (
                select id, merged_into from organization where district_id = $1 and name = $2 collate nocase
                union select o.id, o.merged_into from found join organization o on o.id = found.into_id)
             select id from found where into_id is null",
        )
        .bind(self.district())
        .bind(&proposal.organization)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(id) = found {
            return Ok(id);
        }
        let id = fresh::id();
        sqlx::query(
            "insert into organization (id, district_id, name, kind, web, about, created_at, search_id)
             values ($1, $2, $3, $4, $5, $6, $7,
                (select ifnull(max(search_id), 0) + 1 from organization where search_id is not null))",
        )
        .bind(&id)
        .bind(self.district())
        .bind(&proposal.organization)
        .bind(&proposal.organization_kind)
        .bind(&proposal.web)
        .bind(&proposal.about)
        .bind(micros(at))
        .execute(tx)
        .await?;
        Ok(id)
    }

    async fn free_slug(&self, tx: &mut SqliteConnection, wanted: &str) -> Result<String> {
        let taken: Vec<String> = sqlx::query_scalar(
            // The sign after '-' is '.': an index finds what begins with the name and a hyphen.
            "select slug from partnership where district_id = $1 and slug = $2
             union all
             select slug from partnership where district_id = $1 and slug > $2 || '-' and slug < $2 || '.'",
        )
        .bind(self.district())
        .bind(wanted)
        .fetch_all(tx)
        .await?;
        let mut slug = wanted.to_owned();
        let mut number = 1;
        while taken.contains(&slug) {
            number += 1;
            slug = format!("{wanted}-{number}");
        }
        Ok(slug)
    }
}
