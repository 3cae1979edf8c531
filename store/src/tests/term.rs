//! The term of a partnership: given at the approval, changed by the office, found by its end.

use super::tally::in_step;
use super::world::{World, approval, day, fails, proposal};
use crate::decision::Decision;
use crate::list::Part;
use crate::partnership::{Approval, Partnership};
use crate::search::{Search, Sort};
use crate::term::{Ends, NewEnd};
use crate::{Asker, Error, Result, fresh};
use ::partnership::id::PartnershipId;
use ::partnership::partnership::Action;
use ::partnership::person::Role;
use ::partnership::proposal::Proposal;
use chrono::NaiveDate;

const TODAY: &str = "2026-12-01";
const UNTIL: &str = "2027-01-30";

/// A partnership of a name with a last day.
async fn made(world: &World, name: &str, ends: Option<&str>) -> Partnership {
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let proposal = Proposal {
        title: name.to_owned(),
        ..proposal(name)
    };
    let approval = Approval {
        ends_on: ends.map(day),
        ..approval(&proposal)
    };
    let decision = Decision::Approve(approval);
    world.decide(&olga, &id, decision).await.unwrap();
    world.store.partnership_of(&id).await.unwrap()
}

async fn set(
    world: &World,
    who: &Asker,
    id: &PartnershipId,
    ends: Option<&str>,
    seen: i64,
) -> Result<()> {
    let new = NewEnd {
        ends_on: ends.map(day),
        reason: "The grant goes on",
        seen,
    };
    let (key, at) = (fresh::id(), world.now());
    world.store.set_end(who, id, new, &key, at).await
}

async fn last_day(world: &World, id: &PartnershipId) -> (Option<NaiveDate>, i64) {
    let olga = world.olga().await;
    let found = world.store.partnership(&olga, id).await.unwrap();
    (found.ends_on, found.version)
}

#[tokio::test]
async fn an_approval_gives_a_last_day_or_none_and_its_history_says_so() {
    let world = World::new().await;
    let with = made(&world, "Band", Some("2027-05-28")).await;
    let without = made(&world, "Chess", None).await;
    assert_eq!(
        (with.ends_on, without.ends_on),
        (Some(day("2027-05-28")), None)
    );
    for (subject, id, act) in [
        ("partnership", with.id.as_str(), "begin"),
        ("application", with.application.as_str(), "approve"),
    ] {
        let history = world.store.history(subject, id).await.unwrap();
        let line = history.iter().find(|event| event.act == act).unwrap();
        assert_eq!(line.detail["ends"], "2027-05-28", "{act}");
    }
    in_step(&world, "two approvals").await;
    let history = world
        .store
        .history("partnership", without.id.as_str())
        .await;
    assert!(history.unwrap()[0].detail.get("ends").is_none());
}

#[tokio::test]
async fn the_office_gives_another_last_day_with_its_reason() {
    let world = World::new().await;
    let id = made(&world, "Band", Some("2027-05-28")).await.id;
    let olga = world.olga().await;
    let before = world.store.changes();
    set(&world, &olga, &id, Some("2028-05-26"), 1)
        .await
        .unwrap();
    assert!(world.store.changes() > before, "the directory hears of it");
    assert_eq!(last_day(&world, &id).await, (Some(day("2028-05-26")), 2));
    in_step(&world, "another last day").await;
    set(&world, &olga, &id, None, 2).await.unwrap();
    assert_eq!(last_day(&world, &id).await, (None, 3));
    in_step(&world, "no last day").await;
    let history = world
        .store
        .history("partnership", id.as_str())
        .await
        .unwrap();
    let acts: Vec<&str> = history.iter().map(|event| event.act.as_str()).collect();
    assert_eq!(acts, ["set-end", "set-end", "begin"]);
    assert_eq!(history[1].detail["was_ends"], "2027-05-28");
    assert_eq!(history[1].detail["ends"], "2028-05-26");
    assert_eq!(history[1].detail["reason"], "The grant goes on");
    set(&world, &olga, &id, None, 3).await.unwrap();
    assert_eq!(
        last_day(&world, &id).await,
        (None, 3),
        "the same again changes nothing"
    );
}

#[tokio::test]
async fn one_form_is_done_once_and_what_somebody_else_changed_is_stale() {
    let world = World::new().await;
    let id = made(&world, "Band", Some("2027-05-28")).await.id;
    let olga = world.olga().await;
    let new = NewEnd {
        ends_on: Some(day("2028-05-26")),
        reason: "",
        seen: 1,
    };
    for _ in 0..2 {
        let at = world.now();
        world
            .store
            .set_end(&olga, &id, new, "twice", at)
            .await
            .unwrap();
    }
    assert_eq!(last_day(&world, &id).await, (Some(day("2028-05-26")), 2));
    fails!(set(&world, &olga, &id, None, 1).await, Error::Stale);
    assert_eq!(last_day(&world, &id).await.1, 2);
}

#[tokio::test]
async fn only_those_who_decide_give_a_last_day_and_nobody_their_own_or_to_one_that_ended() {
    let world = World::new().await;
    let id = made(&world, "Band", Some("2027-05-28")).await.id;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let mut others = world.outsiders().await;
    others.extend([ana, world.person("sam", &[Role::Signer]).await]);
    for other in others {
        fails!(set(&world, &other, &id, None, 1).await, Error::NotFound);
    }
    let nothing = PartnershipId::parse("x").unwrap();
    fails!(set(&world, &olga, &nothing, None, 1).await, Error::NotFound);
    let oscar = world.person("oscar", &[Role::Office]).await;
    let own = world.partnership(&oscar, &olga, &proposal("Chess")).await;
    fails!(set(&world, &oscar, &own.id, None, 1).await, Error::Refused);
    let (action, at) = (Action::End, world.now());
    world
        .store
        .move_partnership(&olga, &id, action, "Over", 1, "end", at)
        .await
        .unwrap();
    fails!(set(&world, &olga, &id, None, 2).await, Error::Refused);
    in_step(&world, "the end").await;
}

#[tokio::test]
async fn partnerships_are_found_and_sorted_by_their_last_day() {
    let world = World::new().await;
    for (name, ends) in [
        ("Open", None),
        ("Over", Some("2026-11-30")),
        ("Today", Some(TODAY)),
        ("Near", Some(UNTIL)),
        ("Far", Some("2027-01-31")),
    ] {
        made(&world, name, ends).await;
    }
    let olga = world.olga().await;
    let found = async |ends, order| -> Vec<String> {
        let search = Search {
            ends,
            order,
            ..Search::default()
        };
        let page = world
            .store
            .partnerships(&olga, &search, None)
            .await
            .unwrap();
        assert_eq!(page.total, page.rows.len());
        page.rows.into_iter().map(|row| row.organization).collect()
    };
    let soon = Ends::Soon(day(TODAY), day(UNTIL));
    assert_eq!(found(Some(soon), vec![]).await, ["Near", "Today"]);
    let soonest = vec![(Sort::Ends, false)];
    assert_eq!(found(Some(soon), soonest.clone()).await, ["Today", "Near"]);
    assert_eq!(found(Some(Ends::Over(day(TODAY))), vec![]).await, ["Over"]);
    assert_eq!(found(Some(Ends::Open), vec![]).await, ["Open"]);
    let all = ["Over", "Today", "Near", "Far", "Open"];
    assert_eq!(found(None, soonest).await, all, "none last");
    assert_eq!(
        found(None, vec![(Sort::Ends, true)]).await,
        ["Far", "Near", "Today", "Over", "Open"]
    );
    let words = Search {
        words: "near over".into(),
        ends: Some(soon),
        ..Search::default()
    };
    let page = world.store.partnerships(&olga, &words, None).await.unwrap();
    assert_eq!(page.total, 0, "each word stands in it");
}

#[tokio::test]
async fn pages_by_the_last_day_follow_each_other_whatever_their_size() {
    let world = World::new().await;
    for (name, ends) in [
        ("Beech", None),
        ("Near", Some(TODAY)),
        ("Ash", None),
        ("Far", Some(UNTIL)),
        ("Alder", None),
    ] {
        made(&world, name, ends).await;
    }
    let olga = world.olga().await;
    for (is_turned, expected) in [
        (false, ["Near", "Far", "Alder", "Ash", "Beech"]),
        (true, ["Far", "Near", "Beech", "Ash", "Alder"]),
    ] {
        let search = Search {
            order: vec![(Sort::Ends, is_turned)],
            ..Search::default()
        };
        for size in 1..=5 {
            let mut found = Vec::new();
            for page in 0..=5 {
                let part = Part::page(page, size);
                let page = world
                    .store
                    .partnerships(&olga, &search, part)
                    .await
                    .unwrap();
                assert_eq!(page.total, 5, "{is_turned} {size} {part:?}");
                found.extend(page.rows.into_iter().map(|row| row.organization));
            }
            assert_eq!(found, expected, "{is_turned}, {size} a page");
        }
    }
}

#[tokio::test]
async fn the_directory_leaves_out_what_is_past_its_last_day() {
    let world = World::new().await;
    for (name, ends) in [
        ("Open", None),
        ("Last", Some(TODAY)),
        ("Over", Some("2026-11-30")),
    ] {
        made(&world, name, ends).await;
    }
    let some = |text: &str| Some(text.to_owned());
    let searches = [
        Search::default(),
        Search {
            words: "academics".into(),
            ..Search::default()
        },
        Search {
            area: some("academics"),
            ..Search::default()
        },
        Search {
            school: some("lake-middle"),
            ..Search::default()
        },
        Search {
            area: some("academics"),
            school: some("lake-middle"),
            ..Search::default()
        },
    ];
    for (today, expected) in [
        ("2026-11-30", &["Last", "Open", "Over"][..]),
        (TODAY, &["Last", "Open"]),
        ("2026-12-02", &["Open"]),
    ] {
        for search in &searches {
            let page = world.store.directory(search, day(today), 0).await.unwrap();
            assert_eq!(page.total, page.rows.len(), "{today} {search:?}");
            let names: Vec<String> = page.rows.into_iter().map(|row| row.organization).collect();
            assert_eq!(names, expected, "{today} {search:?}");
        }
    }
    assert!(world.store.listed("last", day(TODAY)).await.is_ok());
    fails!(
        world.store.listed("over", day(TODAY)).await,
        Error::NotFound
    );
}
