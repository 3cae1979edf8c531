//! A small world for tests: people with roles, a proposal, and applications at any stage.

use crate::application::{Act, Sent};
use crate::decision::Decision;
use crate::mail::NewMail;
use crate::partnership::Partnership;
use crate::{Asker, Result, Store, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::proposal::Proposal;
use ::partnership::text::Lang;
use chrono::{DateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

/// Fails, with what was expected, unless the result is this error.
macro_rules! fails {
    ($result:expr, $error:pat) => {
        let result = $result;
        assert!(
            matches!(result, Err($error)),
            "expected Err({}), got {result:?}",
            stringify!($error)
        );
    };
}
pub(super) use super::sample::*;
pub(super) use fails;

/// A store, and the folder its file is in.
pub(super) struct World {
    pub(super) store: Store,
    folder: Option<PathBuf>,
    seconds: AtomicI64,
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

impl World {
    pub(super) async fn new() -> Self {
        let store = Store::in_memory(district("durham")).await.unwrap();
        Self {
            store,
            folder: None,
            seconds: AtomicI64::new(0),
        }
    }

    /// A world in a real file, in a fresh folder that goes when the world does.
    pub(super) async fn on_disk() -> Self {
        let folder = std::env::temp_dir().join(format!("trellis-store-{}", fresh::id()));
        std::fs::create_dir(&folder).unwrap();
        let store = Store::open(&folder.join("trellis.db"), district("durham"))
            .await
            .unwrap();
        Self {
            store,
            folder: Some(folder),
            seconds: AtomicI64::new(0),
        }
    }

    /// A path beside the file.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder
            .as_deref()
            .map(|folder: &Path| folder.join(name))
            .unwrap()
    }

    /// A clock on which a second goes by with each look.
    pub(super) fn now(&self) -> DateTime<Utc> {
        noon() + TimeDelta::seconds(self.seconds.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) async fn person(&self, name: &str, roles: &[Role]) -> Asker {
        let email = email(&format!("{name}@example.org"));
        let mut tx = self.store.write().await.unwrap();
        let (district, at) = (self.store.district(), self.now());
        crate::person::find_or_make(&mut tx, district, &email, Lang::En, at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for role in roles {
            self.store
                .grant(None, &email, *role, &[], &fresh::id(), self.now())
                .await
                .unwrap();
        }
        let person = self.store.person_of(&email).await.unwrap();
        Asker {
            id: person.id,
            roles: person.roles,
        }
    }

    pub(super) async fn ana(&self) -> Asker {
        self.person("ana", &[]).await
    }

    pub(super) async fn olga(&self) -> Asker {
        self.person("olga", &[Role::Office]).await
    }

    /// Everybody who may not see what belongs to Ana's application: another partner, and those who
    /// read figures only.
    pub(super) async fn outsiders(&self) -> Vec<Asker> {
        vec![
            self.person("paul", &[]).await,
            self.person("pia", &[Role::Partner]).await,
            self.person("anton", &[Role::Analyst]).await,
            self.person("lia", &[Role::Liaison]).await,
        ]
    }

    pub(super) fn act<'a>(&self, key: &'a str, seen: i64, mails: &'a [NewMail]) -> Act<'a> {
        Act {
            key,
            seen,
            at: self.now(),
            mails,
        }
    }

    /// The version of an application, as its page would have shown it.
    pub(super) async fn seen(&self, id: &ApplicationId) -> i64 {
        self.number_of("select version from application where id = $1", id.as_str())
            .await
    }

    /// The state of the draft, as somebody who reads it now finds it.
    pub(super) async fn draft_version(&self, id: &ApplicationId) -> i64 {
        let sql =
            "select coalesce(sum(version), 0) from application_step where application_id = $1";
        self.number_of(sql, id.as_str()).await
    }

    pub(super) async fn draft(&self, owner: &Asker) -> ApplicationId {
        self.store
            .start(owner, start(), &fresh::id(), self.now())
            .await
            .unwrap()
    }

    pub(super) async fn send(&self, owner: &Asker, id: &ApplicationId) {
        self.propose(owner, id, &proposal("Readers")).await;
    }

    /// Sends an application that proposes this.
    pub(super) async fn propose(&self, owner: &Asker, id: &ApplicationId, proposal: &Proposal) {
        let answers = answers(&[("program.title", "Reading Buddies")]);
        let (key, seen) = (fresh::id(), self.seen(id).await);
        let sent = Sent {
            draft: self.draft_version(id).await,
            ..sent(&answers, proposal)
        };
        self.store
            .submit(owner, id, sent, self.act(&key, seen, &[]))
            .await
            .unwrap();
    }

    pub(super) async fn submitted(&self, owner: &Asker) -> ApplicationId {
        let id = self.draft(owner).await;
        self.send(owner, &id).await;
        id
    }

    pub(super) async fn in_review(&self, owner: &Asker, office: &Asker) -> ApplicationId {
        let id = self.submitted(owner).await;
        self.take_up(office, &id).await;
        id
    }

    pub(super) async fn take_up(&self, office: &Asker, id: &ApplicationId) {
        let (key, seen) = (fresh::id(), self.seen(id).await);
        self.store
            .start_review(office, id, self.act(&key, seen, &[]))
            .await
            .unwrap();
    }

    pub(super) async fn decide(
        &self,
        office: &Asker,
        id: &ApplicationId,
        decision: Decision<'_>,
    ) -> Result<()> {
        let (key, seen) = (fresh::id(), self.seen(id).await);
        self.store
            .decide(office, id, decision, self.act(&key, seen, &[]))
            .await
    }

    /// An application that was sent back: the step `program` is asked for again.
    pub(super) async fn returned(&self, owner: &Asker, office: &Asker) -> ApplicationId {
        let id = self.in_review(owner, office).await;
        self.ask_for_changes(office, &id, &["program".into()]).await;
        id
    }

    pub(super) async fn ask_for_changes(
        &self,
        office: &Asker,
        id: &ApplicationId,
        steps: &[String],
    ) {
        let decision = Decision::RequestChanges {
            asked: &asked(steps),
            body: "Please mend",
            due_on: day("2026-12-20"),
        };
        self.decide(office, id, decision).await.unwrap();
    }

    /// A partnership in its first stage.
    pub(super) async fn partnership(
        &self,
        owner: &Asker,
        office: &Asker,
        proposal: &Proposal,
    ) -> Partnership {
        let id = self.draft(owner).await;
        self.propose(owner, &id, proposal).await;
        self.take_up(office, &id).await;
        self.decide(office, &id, Decision::Approve(approval(proposal)))
            .await
            .unwrap();
        self.store.partnership_of(&id).await.unwrap()
    }

    /// The one number that a statement gives.
    pub(super) async fn number(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&mut *self.store.read().await.unwrap())
            .await
            .unwrap()
    }

    /// The one number that a statement gives for a thing.
    pub(super) async fn number_of(&self, sql: &'static str, id: &str) -> i64 {
        sqlx::query_scalar(sql)
            .bind(id)
            .fetch_one(&mut *self.store.read().await.unwrap())
            .await
            .unwrap()
    }

    /// The acts in the history of an application, oldest first.
    pub(super) async fn acts(&self, id: &ApplicationId) -> Vec<String> {
        let mut events = self
            .store
            .history("application", id.as_str())
            .await
            .unwrap();
        events.reverse();
        events.into_iter().map(|event| event.act).collect()
    }

    /// Changes the database behind the store's back.
    pub(super) async fn meddle(&self, sql: &'static str) -> Result<()> {
        let mut tx = self.store.write().await?;
        sqlx::raw_sql(sql).execute(&mut *tx).await?;
        tx.commit().await
    }
}
