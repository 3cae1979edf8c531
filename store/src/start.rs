//! Starting an application, empty or with what is known of the organization.

use crate::draft::{Typed, write_step};
use crate::life::open_span;
use crate::once::Form;
use crate::time::{instant, micros};
use crate::{Asker, Error, Result, Store, fresh, once};
use ::partnership::application::Stage;
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use ::partnership::text::Lang;
use chrono::{DateTime, Datelike, Utc};
use serde_json::json;
use sqlx::Row;

/// What is needed to start an application.
#[derive(Debug, Clone)]
pub struct Start<'a> {
    /// Version of the profile it begins with, and keeps.
    pub profile_version: u32,
    /// The district's short name, the beginning of the reference.
    pub short_name: &'a str,
    /// The partner's language.
    pub lang: Lang,
    /// Answers that the route advisor carries over, by step.
    pub answers: &'a [(String, Answers)],
}

/// Answers that are offered again.
#[derive(Debug, Clone, Copy)]
pub struct Again<'a> {
    /// The answers about the organization, by step.
    pub answers: &'a [(String, Answers)],
    /// When they were sent.
    pub sent_at: DateTime<Utc>,
}

/// What somebody sent last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSent {
    /// The application.
    pub application: ApplicationId,
    /// All answers as they were sent.
    pub answers: Answers,
    /// When.
    pub at: DateTime<Utc>,
}

impl Store {
    /// Starts an application. A repeated request with the same key gives the one that was started.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the person has 20 drafts already.
    pub async fn start(
        &self,
        owner: &Asker,
        start: Start<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<ApplicationId> {
        self.start_as(owner, start, None, false, (key, at)).await
    }

    /// The same, with answers of an application that was sent before. Each step with such answers waits for
    /// somebody to look at it and save it.
    ///
    /// # Errors
    /// As [`Store::start`].
    pub async fn start_again(
        &self,
        owner: &Asker,
        start: Start<'_>,
        again: Option<Again<'_>>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<ApplicationId> {
        self.start_as(owner, start, again, false, (key, at)).await
    }

    /// Starts an application: the person's own, or one that is begun for a partner.
    pub(crate) async fn start_as(
        &self,
        owner: &Asker,
        start: Start<'_>,
        again: Option<Again<'_>>,
        is_begun: bool,
        (key, at): (&str, DateTime<Utc>),
    ) -> Result<ApplicationId> {
        let owner = owner.id.as_str();
        let mut tx = self.write().await?;
        if let Some(id) = once::answer(&mut tx, owner, Form::Start, key).await? {
            return ApplicationId::parse(&id).ok_or(Error::NotFound);
        }
        let drafts: i64 = sqlx::query_scalar(
            "select count(*) from application where owner_id = $1 and stage = 'draft'",
        )
        .bind(owner)
        .fetch_one(&mut *tx)
        .await?;
        if drafts >= 20 {
            return Err(Error::TooMany);
        }
        let number: i64 = sqlx::query_scalar(
            "select coalesce(max(number), 0) + 1 from application where district_id = $1",
        )
        .bind(self.district())
        .fetch_one(&mut *tx)
        .await?;
        let id = fresh::id();
        sqlx::query(
            "insert into application (id, district_id, owner_id, number, reference, profile_version, stage, stage_at, lang, created_at, updated_at, is_begun)
             values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $7, $7, $9)",
        )
        .bind(&id)
        .bind(self.district())
        .bind(owner)
        .bind(number)
        .bind(format!("{}-{}-{number:04}", start.short_name, at.year()))
        .bind(start.profile_version)
        .bind(micros(at))
        .bind(start.lang.code())
        .bind(is_begun)
        .execute(&mut *tx)
        .await?;
        let old = again.map_or(&[][..], |again| again.answers);
        let said = |all: &[(String, Answers)], slug: &str| {
            let found = all.iter().find(|(step, _)| step == slug);
            found.map(|(_, answers)| answers.clone())
        };
        let only_new = start
            .answers
            .iter()
            .filter(|(slug, _)| said(old, slug).is_none());
        for (slug, answers) in old.iter().chain(only_new) {
            let mut answers = answers.clone();
            answers.merge(said(start.answers, slug).unwrap_or_default());
            let typed = Typed {
                slug,
                answers: &answers,
                tab: "",
                by: owner,
                at,
                width: None,
            };
            write_step(&mut tx, self.district(), &id, typed).await?;
        }
        for (slug, _) in old {
            sqlx::query("update application_step set origin = 'sent', origin_at = $1 where application_id = $2 and slug = $3")
                .bind(again.map(|again| micros(again.sent_at)))
                .bind(&id)
                .bind(slug)
                .execute(&mut *tx)
                .await?;
        }
        open_span(&mut tx, self.district(), &id, Stage::Draft, at).await?;
        let act = if is_begun { "begin-for" } else { "start" };
        self.log(&mut tx, owner, &id, act, json!({}), at).await?;
        once::done(&mut tx, self.district(), owner, Form::Start, key, &id, at).await?;
        tx.commit().await?;
        ApplicationId::parse(&id).ok_or(Error::NotFound)
    }

    /// What was sent last of the applications that the asker works on, or of this one of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing was.
    pub async fn last_sent(&self, asker: &Asker, of: Option<&ApplicationId>) -> Result<LastSent> {
        let row = sqlx::query(
            "select a.id, s.answers, s.signed_at from (
                select id from application where owner_id = $1
                union all select application_id from application_member where person_id = $1
             ) own cross join application a on a.id = own.id cross join submission s on s.application_id = a.id
             where a.district_id = $2 and ($3 is null or a.id = $3) order by s.signed_at desc limit 1",
        )
        .bind(asker.id.as_str())
        .bind(self.district())
        .bind(of.map(ApplicationId::as_str))
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok(LastSent {
            application: ApplicationId::parse(row.try_get(0)?)
                .ok_or_else(|| Error::Corrupt("application id".into()))?,
            answers: serde_json::from_str(row.try_get(1)?)?,
            at: instant(row.try_get(2)?)?,
        })
    }
}
