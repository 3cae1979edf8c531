//! Summaries: after every act they say what the rows say, and a check finds one that does not.

use super::world::{World, approval, proposal};
use crate::decision::Decision;
use crate::list::{Filter, Queue};
use crate::partnership::Approval;
use crate::{Asker, fresh};
use ::partnership::partnership::Action;
use ::partnership::proposal::Proposal;
use sqlx::Row;

/// Fails when a summary differs from the rows.
pub(super) async fn in_step(world: &World, after: &str) {
    let differing = world.store.differing().await.unwrap();
    assert!(differing.is_empty(), "after {after}: {differing:?}");
}

/// The figures of the dashboard's statement, and the same counted from the rows, in one order.
async fn both(world: &World) -> [Vec<(String, String, i64)>; 2] {
    let mut both = [const { Vec::new() }; 2];
    for (found, sql) in both
        .iter_mut()
        .zip([crate::dashboard::COUNTS, crate::dashboard::COUNTED])
    {
        let rows = sqlx::query(sql)
            .bind(world.store.district())
            .fetch_all(&mut *world.store.read().await.unwrap())
            .await
            .unwrap();
        *found = rows
            .iter()
            .map(|row| (row.get(0), row.get(1), row.get(2)))
            .collect();
        found.sort();
    }
    both
}

/// Takes a partnership through its whole life, and looks after every step.
async fn partnership(world: &World, ana: &Asker, olga: &Asker, proposal: &Proposal, level: &str) {
    let id = world.in_review(ana, olga).await;
    let approval = Approval {
        level,
        ..approval(proposal)
    };
    world
        .decide(olga, &id, Decision::Approve(approval))
        .await
        .unwrap();
    in_step(world, "an approval").await;
    for action in [
        Action::RecordAgreement,
        Action::RecordOnboarding,
        Action::End,
    ] {
        let [figures, counted] = both(world).await;
        assert_eq!(figures, counted, "before {action:?}");
        let now = world.store.partnership_of(&id).await.unwrap();
        let (key, at) = (fresh::id(), world.now());
        world
            .store
            .move_partnership(olga, &now.id, action, "Over", now.version, &key, at)
            .await
            .unwrap();
        in_step(world, action.word()).await;
    }
}

#[tokio::test]
async fn every_act_keeps_the_summaries_in_step() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    in_step(&world, "nothing").await;
    let id = world.draft(&ana).await;
    in_step(&world, "a draft").await;
    world.send(&ana, &id).await;
    in_step(&world, "sending").await;
    let seen = world.seen(&id).await;
    world
        .store
        .start_review(&olga, &id, world.act(&fresh::id(), seen, &[]))
        .await
        .unwrap();
    in_step(&world, "taking it up").await;
    world
        .store
        .assign(&olga, &id, None, world.now())
        .await
        .unwrap();
    in_step(&world, "assigning it to nobody").await;
    world.ask_for_changes(&olga, &id, &["program".into()]).await;
    in_step(&world, "asking for changes").await;
    world.send(&ana, &id).await;
    in_step(&world, "sending again").await;
    let seen = world.seen(&id).await;
    world
        .store
        .withdraw(&ana, &id, "", world.act(&fresh::id(), seen, &[]))
        .await
        .unwrap();
    in_step(&world, "withdrawing").await;
    let declined = world.in_review(&ana, &olga).await;
    world
        .decide(&olga, &declined, Decision::Decline { reason: "No" })
        .await
        .unwrap();
    in_step(&world, "declining").await;
    partnership(&world, &ana, &olga, &proposal("Readers"), "school").await;
    let band = Proposal {
        listed: false,
        services: vec![
            ("arts".into(), "music".into()),
            ("arts".into(), "dance".into()),
            ("academics".into(), "reading".into()),
        ],
        ..proposal("Band")
    };
    partnership(&world, &ana, &olga, &band, "district").await;
    let [figures, counted] = both(&world).await;
    assert_eq!(figures, counted, "at the end");
}

#[tokio::test]
async fn drafts_are_counted_by_the_day_they_were_touched_last() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let (kept, sent) = (world.draft(&ana).await, world.draft(&ana).await);
    let today = world.now().date_naive();
    for (meddling, stalled) in [
        ("", 0),
        // What a save of weeks ago would have left.
        (
            "update application set updated_at = updated_at - 20 * 86400000000",
            2,
        ),
        ("update application set is_begun = 1", 0),
        ("update application set is_begun = 0", 2),
        // Touched on the last day that does not count, and on the first that does.
        (
            "update application set updated_at = (updated_at / 86400000000 + 6) * 86400000000",
            0,
        ),
        ("update application set updated_at = updated_at - 1", 2),
    ] {
        if !meddling.is_empty() {
            world.meddle(meddling).await.unwrap();
        }
        in_step(&world, meddling).await;
        let counts = world.store.queues(&olga, today).await.unwrap();
        let counted = counts.iter().find(|(queue, _)| *queue == Queue::Stalled);
        assert_eq!(counted, Some(&(Queue::Stalled, stalled)), "{meddling}");
        let filter = Filter {
            queue: Some(Queue::Stalled),
            ..Filter::default()
        };
        let found = world.store.applications(&olga, &filter, None, today).await;
        let found = found.unwrap();
        assert_eq!(
            (found.total, found.rows.len()),
            (stalled, stalled),
            "{meddling}"
        );
    }
    world.send(&ana, &sent).await;
    in_step(&world, "sending one").await;
    let seen = world.seen(&kept).await;
    let key = fresh::id();
    let act = world.act(&key, seen, &[]);
    world.store.withdraw(&ana, &kept, "", act).await.unwrap();
    in_step(&world, "withdrawing the other").await;
    let counts = world.store.queues(&olga, today).await.unwrap();
    assert!(counts.contains(&(Queue::Stalled, 0)), "{counts:?}");
}

#[tokio::test]
async fn a_check_finds_a_summary_that_differs() {
    for (meddling, named) in [
        (
            "update application_tally set count = count + 1",
            "application_tally",
        ),
        ("delete from application_tally", "application_tally"),
        (
            "insert into due_tally (district_id, due_on, stage, count) values ('durham', '2026-01-01', 'submitted', 1)",
            "due_tally",
        ),
        (
            "insert into end_tally (district_id, ends_on, count) values ('durham', '2026-01-01', 1)",
            "end_tally",
        ),
        (
            "insert into draft_tally (district_id, day, count) values ('durham', 1, 1)",
            "draft_tally",
        ),
        (
            "update partnership_tally set count = 7 where kind = 'area'",
            "partnership_tally",
        ),
        ("delete from span_tally where is_open = 0", "span_tally"),
        (
            "update application_search set title = 'x'",
            "application_search",
        ),
        (
            "update organization_tally set count = 7",
            "organization_tally",
        ),
        ("update person_tally set count = 7", "person_tally"),
        ("update person_search set name = 'x'", "person_search"),
        (
            "update organization_search set name = 'x'",
            "organization_search",
        ),
        ("delete from partnership_search", "partnership_search"),
        (
            "update partnership set organization_name = 'x'",
            "partnership.organization_name",
        ),
    ] {
        let world = World::new().await;
        let (ana, olga) = (world.ana().await, world.olga().await);
        world.partnership(&ana, &olga, &proposal("Readers")).await;
        assert!(world.store.verify().await.unwrap().is_sound());
        world.meddle(meddling).await.unwrap();
        let report = world.store.verify().await.unwrap();
        assert_eq!(
            report.integrity,
            [format!("{named} is not what the rows say")],
            "{meddling}"
        );
    }
}

#[tokio::test]
async fn a_database_from_before_the_summaries_gets_them() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    world.returned(&ana, &olga).await;
    world.draft(&ana).await;
    // As it was: without what three later migrations make.
    world
        .meddle(
            "drop table application_tally; drop table partnership_tally; drop table span_tally;
             drop table due_tally; drop table end_tally;
             drop trigger application_tally_new; drop trigger application_tally_change;
             drop trigger due_tally_new; drop trigger due_tally_change; drop trigger end_tally_new; drop trigger end_tally_change;
             drop trigger partnership_tally_new; drop trigger partnership_tally_site;
             drop trigger partnership_tally_service; drop trigger partnership_tally_change;
             drop trigger span_tally_new; drop trigger span_tally_change;
             drop index application_span_closed; drop index application_span_open;
             create index application_span_stage on application_span (district_id, stage, to_at);
             drop trigger application_search_new; drop trigger application_search_change;
             drop trigger partnership_new; drop trigger partnership_renamed; drop trigger partnership_moved;
             drop trigger name_search_new; drop trigger name_search_change;
             drop index partnership_titled; drop index partnership_approved;
             drop table application_search;
             drop index application_sent; drop index application_due;
             drop index application_named; drop index application_staged; drop index application_found;
             drop index partnership_public; drop index partnership_current; drop index partnership_staged;
             drop index partnership_found; drop index person_role_staff;
             drop index partnership_ending;
             alter table application_span drop column length;
             alter table application drop column search_id;
             alter table partnership drop column search_id;
             alter table partnership drop column organization_name;
             create index partnership_stage on partnership (district_id, stage, title);
             create index partnership_listed on partnership (district_id, listed, stage, title);",
        )
        .await
        .unwrap();
    for migration in [
        include_str!("../../../migrations/20261127000000_tally.sql"),
        include_str!("../../../migrations/20261127000001_order.sql"),
        include_str!("../../../migrations/20261203000100_flat_counts.sql"),
    ] {
        world.meddle(migration).await.unwrap();
    }
    in_step(&world, "migrating").await;
    let report = world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}
