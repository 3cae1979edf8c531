//! Several reviewers: each finds alone, the lead settles, and whoever has a conflict is off for good.

use super::review::judge;
use super::world::{World, approval, fails, proposal};
use crate::decision::Decision;
use crate::list::{Bounds, Filter, Queue};
use crate::member::Press;
use crate::open::MIGRATOR;
use crate::review::Judged;
use crate::review::panel::Judging;
use crate::{Asker, Error, Result, Store, fresh};
use ::partnership::application::{Action, Stage};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::review::Finding::{self, Met, NeedsMore, NotMet};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};

/// What three of the office do with an application: Olga leads, Ben and Eva can be put on.
struct Three {
    world: World,
    olga: Asker,
    ben: Asker,
    eva: Asker,
    id: ApplicationId,
}

impl Three {
    async fn new() -> Self {
        let world = World::new().await;
        let ana = world.ana().await;
        let olga = world.olga().await;
        let id = world.in_review(&ana, &olga).await;
        Self {
            ben: world.person("ben", &[Role::Office]).await,
            eva: world.person("eva", &[Role::Administrator]).await,
            world,
            olga,
            id,
        }
    }

    async fn add(&self, who: &Asker, person: &Asker) -> Result<()> {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        store.add_reviewer(who, &self.id, &person.id, press).await
    }

    fn press<'a>(&self, key: &'a str) -> Press<'a> {
        Press {
            key,
            at: self.world.now(),
            mails: &[],
        }
    }

    async fn remove(&self, who: &Asker, person: &Asker) -> Result<()> {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        store
            .remove_reviewer(who, &self.id, &person.id, press)
            .await
    }

    async fn declare(&self, who: &Asker) -> Result<()> {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        store
            .declare_conflict(who, &self.id, "My cousin works there", press)
            .await
    }

    async fn judge(&self, who: &Asker, finding: Finding, seen: i64) -> Result<()> {
        judge(&self.world, who, &self.id, &[("built", finding, "", seen)]).await
    }

    async fn settle(&self, who: &Asker, finding: Finding, note: &str, seen: i64) -> Result<()> {
        let settled = [Judged::from((
            "built".to_owned(),
            finding,
            note.to_owned(),
            seen,
        ))];
        let at = self.world.now();
        self.world
            .store
            .settle_findings(who, &self.id, &settled, at)
            .await
    }

    async fn seen_by(&self, who: &Asker) -> Judging {
        let store = &self.world.store;
        let application = store.application(who, &self.id).await.unwrap();
        store.judging(who, &application).await.unwrap()
    }

    /// Who found what, as this person reads it; and what counts.
    async fn read(&self, who: &Asker) -> (Vec<(String, Finding)>, Option<Finding>) {
        let judging = self.seen_by(who).await;
        let given = judging.given.iter();
        let name = |by: &str| by.trim_end_matches("@example.org").to_owned();
        (
            given.map(|one| (name(&one.by), one.finding)).collect(),
            judging.counted_on("built").map(|found| found.finding),
        )
    }
}

fn found(all: &[(&str, Finding)]) -> Vec<(String, Finding)> {
    all.iter().map(|(by, f)| ((*by).to_owned(), *f)).collect()
}

#[tokio::test]
async fn each_finds_alone_and_the_lead_settles() {
    let three = Three::new().await;
    let (olga, ben, eva) = (&three.olga, &three.ben, &three.eva);
    fails!(three.judge(ben, Met, 0).await, Error::Refused);
    three.add(olga, ben).await.unwrap();
    three.add(ben, eva).await.unwrap();
    three.add(ben, eva).await.unwrap();
    three.judge(ben, NotMet, 0).await.unwrap();
    assert_eq!(three.read(eva).await, (vec![], None), "hers comes first");
    assert!(three.seen_by(eva).await.hidden.contains("built"));
    let of_ben = found(&[("ben", NotMet)]);
    assert_eq!(three.read(olga).await.0, of_ben, "the lead sees all");
    three.judge(eva, Met, 0).await.unwrap();
    let of_two = found(&[("ben", NotMet), ("eva", Met)]);
    assert_eq!(three.read(eva).await.0, of_two);
    let signer = three.world.person("sam", &[Role::Signer]).await;
    assert_eq!(three.read(&signer).await, (vec![], None), "not settled yet");
    fails!(three.settle(ben, Met, "Fine", 2).await, Error::Refused);
    fails!(three.settle(olga, Met, "", 2).await, Error::Refused);
    fails!(three.settle(olga, Met, "Fine", 1).await, Error::Stale);
    three
        .settle(olga, Met, "The letter says so", 2)
        .await
        .unwrap();
    three
        .settle(olga, Met, "The letter says so", 2)
        .await
        .unwrap();
    assert_eq!(three.read(&signer).await, (vec![], Some(Met)));
    three.judge(ben, Met, 1).await.unwrap();
    fails!(three.settle(olga, NotMet, "No", 3).await, Error::Stale);
    let judging = three.seen_by(olga).await;
    assert_eq!(judging.seen("built"), 4);
    assert_eq!(judging.given_on("built").count(), 2);
    assert_eq!(
        judging.settled_on("built").unwrap().note,
        "The letter says so"
    );
    assert_eq!(
        three.world.acts(&three.id).await[3..],
        [
            "add-reviewer",
            "add-reviewer",
            "judge",
            "judge",
            "settle",
            "judge"
        ],
        "what changes nothing leaves no line"
    );
    let application = three.world.store.application(eva, &three.id).await.unwrap();
    let history = three
        .world
        .store
        .history("application", application.id.as_str());
    let history = history.await.unwrap();
    let late = three.world.person("kim", &[Role::Office]).await;
    three.add(olga, &late).await.unwrap();
    let judging = three.seen_by(&late).await;
    let told: Vec<&str> = history
        .iter()
        .filter(|event| !judging.hides(event))
        .map(|event| event.act.as_str())
        .collect();
    // Whoever comes later judges for themselves first: neither what the others found nor what the lead settled.
    for act in ["judge", "settle"] {
        assert!(!told.contains(&act), "history would tell {act}: {told:?}");
    }
    assert!(judging.settled.is_empty() && judging.counted.is_empty());
    three.judge(&late, NeedsMore, 0).await.unwrap();
    assert_eq!(three.read(&late).await.1, Some(Met), "own finding given");
}

#[tokio::test]
async fn alone_again_the_own_finding_counts_again() {
    let three = Three::new().await;
    let (olga, ben) = (&three.olga, &three.ben);
    three.judge(olga, NotMet, 0).await.unwrap();
    assert_eq!(three.read(ben).await.1, Some(NotMet));
    fails!(three.settle(olga, Met, "x", 1).await, Error::Refused);
    three.add(olga, ben).await.unwrap();
    assert_eq!(three.read(olga).await.1, None, "two have to settle");
    three.settle(olga, Met, "Seen since", 1).await.unwrap();
    three.remove(olga, ben).await.unwrap();
    three.remove(olga, ben).await.unwrap();
    assert_eq!(three.read(olga).await.1, Some(Met), "settled is settled");
    three.judge(olga, NotMet, 1).await.unwrap();
    assert_eq!(three.read(olga).await.1, Some(NotMet));
    let handed = three
        .world
        .store
        .assign(olga, &three.id, Some(&ben.id), three.world.now());
    handed.await.unwrap();
    assert_eq!(
        three.read(ben).await.1,
        Some(NotMet),
        "handed over, it counts on"
    );
    three.judge(ben, Met, 2).await.unwrap();
    assert_eq!(three.read(ben).await.1, Some(Met));
}

#[tokio::test]
async fn whoever_declares_a_conflict_is_off_and_reads_nothing_more() {
    let three = Three::new().await;
    let (olga, ben, eva) = (&three.olga, &three.ben, &three.eva);
    let store = &three.world.store;
    three.add(olga, ben).await.unwrap();
    three.judge(ben, NotMet, 0).await.unwrap();
    let note = store.add_note(olga, &three.id, "call them", "note-1", three.world.now());
    note.await.unwrap();
    three.declare(ben).await.unwrap();
    let application = store.application(ben, &three.id).await.unwrap();
    assert!(application.has_conflict && application.is_kept_from(&ben.id));
    assert_eq!(
        store.judging(ben, &application).await.unwrap(),
        Judging::default()
    );
    assert_eq!(store.findings(ben, &application).await.unwrap(), []);
    assert_eq!(store.entries(ben, &application).await.unwrap(), []);
    let desk = store.desk(ben, &application).await.unwrap();
    assert_eq!((desk.entries, desk.deciders), (vec![], vec![]));
    let judging = three.seen_by(olga).await;
    assert!(judging.panel.is_alone() && judging.counted.is_empty());
    assert_eq!(judging.conflicts[0].reason, "My cousin works there");
    fails!(three.add(olga, ben).await, Error::NotFound);
    let to_ben = store.assign(olga, &three.id, Some(&ben.id), three.world.now());
    fails!(to_ben.await, Error::NotFound);
    fails!(three.judge(ben, Met, 1).await, Error::Refused);
    fails!(three.settle(ben, Met, "x", 1).await, Error::Refused);
    fails!(three.add(ben, eva).await, Error::Refused);
    fails!(three.declare(ben).await, Error::Refused);
    let declined = Decision::Decline { reason: "No" };
    fails!(
        three.world.decide(ben, &three.id, declined).await,
        Error::Refused
    );
    let note = store.add_note(ben, &three.id, "psst", "note-2", three.world.now());
    fails!(note.await, Error::Refused);
    let found = store.application(olga, &three.id).await.unwrap();
    let deciders = store.desk(olga, &found).await.unwrap().deciders;
    assert!(deciders.iter().all(|(id, _)| *id != ben.id));
    three.declare(olga).await.unwrap();
    let found = store.application(eva, &three.id).await.unwrap();
    assert_eq!(found.assignee, None, "a lead is off, too");
    let told = three
        .world
        .store
        .history("application", three.id.as_str())
        .await;
    let told = told.unwrap();
    let given = told.iter().find(|event| event.act == "assign").unwrap();
    assert_eq!(given.text("was"), "olga@example.org", "who led it before");
    let acts = three.world.acts(&three.id).await;
    assert_eq!(
        acts[3..],
        [
            "add-reviewer",
            "judge",
            "note",
            "declare-conflict",
            "assign",
            "declare-conflict"
        ]
    );
}

#[tokio::test]
async fn only_the_office_puts_people_on_and_only_of_the_office() {
    let three = Three::new().await;
    let (world, olga) = (&three.world, &three.olga);
    let signer = world.person("sam", &[Role::Signer]).await;
    let ana = world.ana().await;
    let mut others = world.outsiders().await;
    others.extend([ana, signer]);
    for other in &others {
        fails!(three.add(olga, other).await, Error::NotFound);
        fails!(three.add(other, olga).await, Error::NotFound);
        fails!(three.remove(other, olga).await, Error::NotFound);
        fails!(three.declare(other).await, Error::NotFound);
    }
    let key = fresh::id();
    for _ in 0..2 {
        let press = three.press(&key);
        let added = world
            .store
            .add_reviewer(olga, &three.id, &three.ben.id, press);
        added.await.unwrap();
    }
    assert_eq!(world.number("select count(*) from reviewer").await, 1);
    let declined = Decision::Decline { reason: "No" };
    world.decide(olga, &three.id, declined).await.unwrap();
    fails!(three.add(olga, &three.eva).await, Error::Refused);
    fails!(three.declare(&three.ben).await, Error::Refused);
    let judging = three.seen_by(&three.ben).await;
    assert_eq!(judging.reviewers.len(), 2, "who reviewed stays known");
}

#[tokio::test]
async fn an_approval_rests_on_what_the_lead_settled() {
    let three = Three::new().await;
    let (olga, ben) = (&three.olga, &three.ben);
    three.add(olga, ben).await.unwrap();
    three.judge(ben, Met, 0).await.unwrap();
    three.judge(olga, Met, 0).await.unwrap();
    let proposal = proposal("Readers");
    let approve = || {
        Decision::Approve(crate::partnership::Approval {
            criteria: &["built"],
            ..approval(&proposal)
        })
    };
    fails!(
        three.world.decide(olga, &three.id, approve()).await,
        Error::Stale
    );
    three.settle(olga, Met, "", 2).await.unwrap();
    three
        .world
        .decide(olga, &three.id, approve())
        .await
        .unwrap();
    let signer = three.world.person("sam", &[Role::Signer]).await;
    assert_eq!(three.read(&signer).await.0.len(), 2, "decided, all is read");
}

#[tokio::test]
async fn where_several_review_nobody_but_the_lead_decides_and_whoever_is_made_the_lead_may() {
    let three = Three::new().await;
    let (world, olga, ben, eva) = (&three.world, &three.olga, &three.ben, &three.eva);
    three.add(olga, ben).await.unwrap();
    let before = world.acts(&three.id).await;
    let proposal = proposal("Readers");
    let route = || Decision::Redirect {
        route: "vendor",
        body: "Elsewhere",
    };
    let declined = || Decision::Decline { reason: "No" };
    for who in [ben, eva] {
        let approved = Decision::Approve(approval(&proposal));
        for decision in [approved, declined(), route()] {
            fails!(world.decide(who, &three.id, decision).await, Error::Led);
        }
    }
    assert_eq!(world.acts(&three.id).await, before, "nothing is written");
    let judging = three.seen_by(eva).await;
    for (who, expected) in [(olga, None), (ben, Some("olga@example.org"))] {
        let led_by = judging.led_by(&who.id, Action::Decline);
        assert_eq!(led_by, expected, "who decides instead of {who:?}");
        assert_eq!(judging.led_by(&who.id, Action::RequestChanges), None);
    }
    let found = world.store.application(eva, &three.id).await.unwrap();
    assert_eq!(found.stage, Stage::InReview);
    assert_eq!(found.version, world.seen(&three.id).await);
    let given = world
        .store
        .assign(eva, &three.id, Some(&eva.id), world.now());
    given.await.unwrap();
    fails!(world.decide(olga, &three.id, declined()).await, Error::Led);
    world.decide(eva, &three.id, declined()).await.unwrap();
    let acts = world.acts(&three.id).await;
    assert_eq!(acts[before.len()..], ["assign", "decline"]);
}

#[tokio::test]
async fn changes_are_asked_for_by_anybody_of_the_office_and_one_reviewer_alone_keeps_nobody_out() {
    let three = Three::new().await;
    let (world, olga, eva) = (&three.world, &three.olga, &three.eva);
    three.add(olga, &three.ben).await.unwrap();
    world
        .ask_for_changes(eva, &three.id, &["program".into()])
        .await;
    let ana = world.ana().await;
    world.send(&ana, &three.id).await;
    world.take_up(eva, &three.id).await;
    let declined = || Decision::Decline { reason: "No" };
    fails!(world.decide(eva, &three.id, declined()).await, Error::Led);
    three.remove(olga, &three.ben).await.unwrap();
    world.decide(eva, &three.id, declined()).await.unwrap();
}

#[tokio::test]
async fn evidence_is_a_web_address_or_a_file_of_the_application() {
    let three = Three::new().await;
    let olga = &three.olga;
    let with = |evidence: &str| Judged {
        evidence: vec![evidence.to_owned()],
        ..Judged::from(("built".to_owned(), Met, String::new(), 0))
    };
    let judge = async |evidence: &str| {
        let judged = [with(evidence)];
        let at = three.world.now();
        three.world.store.judge(olga, &three.id, &judged, at).await
    };
    for bad in ["http://example.org", "abcdefghjkmnpqrstuvw", "x"] {
        fails!(judge(bad).await, Error::Refused);
    }
    judge("https://example.org/letter").await.unwrap();
    let judging = three.seen_by(olga).await;
    assert_eq!(judging.given[0].evidence, ["https://example.org/letter"]);
}

#[tokio::test]
async fn findings_from_before_are_those_of_who_made_them() {
    let world = World::on_disk().await;
    let file = world.path("before.db");
    let before: Vec<_> = MIGRATOR
        .iter()
        .filter(|migration| migration.version < 20_261_129_000_400)
        .cloned()
        .collect();
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    Migrator::with_migrations(before)
        .run(&mut connection)
        .await
        .unwrap();
    sqlx::raw_sql(
        "insert into person (id, district_id, email, created_at) values ('a', 'durham', 'a@example.org', 0),
            ('b', 'durham', 'b@example.org', 0);
         insert into application (id, district_id, owner_id, number, reference, profile_version, stage, stage_at,
            created_at, updated_at) values ('x', 'durham', 'a', 1, 'DPS-1', 1, 'in-review', 0, 0, 0);
         insert into finding values ('x', 'built', 'durham', 'met', 'seen', 'b', 7, 3);",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    let store = Store::open(&file, super::world::district("durham"))
        .await
        .unwrap();
    let row = sqlx::query("select person_id, finding, note, evidence, version from finding")
        .fetch_one(&mut *store.read().await.unwrap())
        .await
        .unwrap();
    let texts: Vec<String> = (0..4).map(|at| row.get(at)).collect();
    assert_eq!(texts, ["b", "met", "seen", "[]"]);
    assert_eq!(row.get::<i64, _>(4), 3);
    store.close().await;
}

#[tokio::test]
async fn an_application_waits_for_the_finding_of_each_reviewer_until_it_is_given() {
    let three = Three::new().await;
    let (store, ben) = (&three.world.store, &three.ben);
    // How many wait for Ben, by the count and by the list, when a review has so many criteria.
    let waiting = async |criteria: usize| {
        let bounds = Bounds {
            criteria,
            ..super::world::day("2026-12-24").into()
        };
        let filter = Filter {
            queue: Some(Queue::Finding),
            ..Filter::default()
        };
        let page = store
            .applications(ben, &filter, None, bounds)
            .await
            .unwrap();
        assert_eq!(page.total, page.rows.len());
        let queues = store.queues(ben, bounds).await.unwrap();
        let (_, count) = queues
            .into_iter()
            .find(|(queue, _)| *queue == Queue::Finding)
            .unwrap();
        assert_eq!(count, page.total, "the count leads to exactly its rows");
        count
    };
    assert_eq!(waiting(1).await, 0, "not on it");
    three.add(&three.olga, ben).await.unwrap();
    assert_eq!(waiting(1).await, 1);
    three.judge(&three.olga, Met, 0).await.unwrap();
    assert_eq!(waiting(1).await, 1, "another's finding is not their own");
    three.judge(ben, Met, 0).await.unwrap();
    assert_eq!(waiting(1).await, 0);
    assert_eq!(waiting(2).await, 1, "a second criterion is not judged");
    three.remove(&three.olga, ben).await.unwrap();
    assert_eq!(waiting(2).await, 0, "off it again");
    three.add(&three.olga, ben).await.unwrap();
    three.declare(ben).await.unwrap();
    assert_eq!(waiting(2).await, 0, "a conflict of interest");
}
