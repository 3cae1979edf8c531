//! Many at once on one file: one effect for one form, one winner for two decisions.

use super::world::{World, answers, approval, email, mail_to, proposal, sent, start};
use crate::decision::Decision;
use crate::draft::{Save, Saved};
use crate::sign_in::Proof;
use crate::{Error, fresh};
use ::partnership::application::Stage;
use ::partnership::person::Role;
use ::partnership::text::Lang;
use std::sync::Arc;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_identical_forms_at_once_send_one_application() {
    let world = Arc::new(World::on_disk().await);
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let (world, ana, id) = (Arc::clone(&world), ana.clone(), id.clone());
        tasks.spawn(async move {
            let (answers, proposal) = (answers(&[]), proposal("Readers"));
            let mails = [mail_to("ana@example.org")];
            let act = world.act("k", 1, &mails);
            world
                .store
                .submit(&ana, &id, sent(&answers, &proposal), act)
                .await
        });
    }
    for result in tasks.join_all().await {
        assert!(
            result.is_ok(),
            "every one is told that it was sent, got {result:?}"
        );
    }
    assert_eq!(world.number("select count(*) from submission").await, 1);
    assert_eq!(world.number("select count(*) from mail").await, 1);
    assert_eq!(world.acts(&id).await, ["start", "submit"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_starts_at_once_get_fifty_numbers_or_one() {
    let world = Arc::new(World::on_disk().await);
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let owner = world.person(&format!("p{}", number % 25), &[]).await;
        let world = Arc::clone(&world);
        tasks.spawn(async move {
            world
                .store
                .start(&owner, start(), "k", world.now())
                .await
                .unwrap()
        });
    }
    tasks.join_all().await;
    assert_eq!(world.number("select count(*) from application").await, 25);
    assert_eq!(
        world.number("select max(number) from application").await,
        25
    );
    assert_eq!(world.store.verify_history().await.unwrap(), Ok(25));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_decisions_on_one_version_exactly_one_wins() {
    const RACES: i64 = 200;
    let world = Arc::new(World::on_disk().await);
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world.person("omar", &[Role::Office]).await;
    let mut approved = 0;
    for race in 0..RACES {
        let id = world.in_review(&ana, &olga).await;
        let mut tasks = JoinSet::new();
        // Each goes first in half of the races.
        let mut sides = [(true, olga.clone()), (false, omar.clone())];
        sides.rotate_left(usize::try_from(race % 2).unwrap());
        for (approve, who) in sides {
            let (world, id) = (Arc::clone(&world), id.clone());
            tasks.spawn(async move {
                let (proposal, mails) = (proposal("Readers"), [mail_to("ana@example.org")]);
                let decision = if approve {
                    Decision::Approve(approval(&proposal))
                } else {
                    Decision::Decline { reason: "No room" }
                };
                let key = fresh::id();
                let result = world
                    .store
                    .decide(&who, &id, decision, world.act(&key, 3, &mails))
                    .await;
                (approve, result)
            });
        }
        let results = tasks.join_all().await;
        let won: Vec<bool> = results
            .iter()
            .filter(|(_, r)| r.is_ok())
            .map(|(approve, _)| *approve)
            .collect();
        let stale = results
            .iter()
            .filter(|(_, r)| matches!(r, Err(Error::Stale)))
            .count();
        assert_eq!((won.len(), stale), (1, 1), "race {race}: {results:?}");
        let expected = if won[0] {
            Stage::Approved
        } else {
            Stage::Declined
        };
        assert_eq!(
            world.store.application(&olga, &id).await.unwrap().stage,
            expected,
            "race {race}"
        );
        approved += i64::from(won[0]);
    }
    assert_eq!(
        world.number("select count(*) from partnership").await,
        approved
    );
    assert_eq!(world.number("select count(*) from mail").await, RACES);
    let decisions = "select count(*) from event where subject = 'application' and act in ('approve', 'decline')";
    assert_eq!(world.number(decisions).await, RACES);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_used_by_many_at_once_signs_in_one() {
    let world = Arc::new(World::on_disk().await);
    let (who, mail) = (email("ana@example.org"), mail_to("ana@example.org"));
    let at = world.now();
    world
        .store
        .ask_to_sign_in("r", &who, ("123456", "link"), "/", mail, at)
        .await
        .unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let world = Arc::clone(&world);
        tasks.spawn(async move {
            world
                .store
                .sign_in(Proof::Link("link"), "", Lang::En, at)
                .await
                .is_ok()
        });
    }
    let signed_in = tasks.join_all().await.into_iter().filter(|ok| *ok).count();
    assert_eq!(signed_in, 1);
    assert_eq!(world.number("select count(*) from person").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_at_once_gives_no_more_than_five_guesses() {
    let world = Arc::new(World::on_disk().await);
    let (who, mail) = (email("ana@example.org"), mail_to("ana@example.org"));
    let at = world.now();
    world
        .store
        .ask_to_sign_in("r", &who, ("123456", "link"), "/", mail, at)
        .await
        .unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let world = Arc::clone(&world);
        let wrong = Proof::Code {
            request: "r",
            code: "000000",
        };
        tasks.spawn(async move { world.store.sign_in(wrong, "", Lang::En, at).await });
    }
    let results = tasks.join_all().await;
    let judged = results
        .iter()
        .filter(|r| matches!(r, Err(Error::NotFound)))
        .count();
    let refused = results
        .iter()
        .filter(|r| matches!(r, Err(Error::TooMany)))
        .count();
    assert_eq!((judged, refused), (5, 15));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_given_up_half_way_leaves_nothing_half_done() {
    let world = Arc::new(World::on_disk().await);
    let ana = world.ana().await;
    for number in 0..100_u64 {
        let (inner, ana) = (
            Arc::clone(&world),
            world.person(&format!("p{number}"), &[]).await,
        );
        let task = tokio::spawn(async move {
            let id = inner.draft(&ana).await;
            inner
                .store
                .withdraw(&ana, &id, "", inner.act(&fresh::id(), 1, &[]))
                .await
                .unwrap();
        });
        tokio::time::sleep(std::time::Duration::from_micros(number * 20)).await;
        task.abort();
        task.await.ok();
    }
    let id = world.draft(&ana).await;
    world
        .store
        .withdraw(&ana, &id, "", world.act("last", 1, &[]))
        .await
        .unwrap();
    let report = world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    let events = "select count(*) from event where act = 'start'";
    let rows = world.number("select count(*) from application").await;
    assert_eq!(world.number(events).await, rows);
    assert_eq!(
        world
            .number("select count(distinct application_id) from application_span")
            .await,
        rows
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_tabs_that_save_at_once_both_texts_are_kept() {
    let world = Arc::new(World::on_disk().await);
    let ana = world.ana().await;
    for race in 0..50 {
        let id = world.draft(&ana).await;
        let mut tasks = JoinSet::new();
        for tab in ["a", "b"] {
            let (world, ana, id) = (Arc::clone(&world), ana.clone(), id.clone());
            tasks.spawn(async move {
                let answers = answers(&[("program.title", tab)]);
                let save = Save {
                    slug: "program",
                    answers: &answers,
                    seen: 0,
                    tab,
                    open: false,
                };
                world
                    .store
                    .save_step(&ana, &id, save, world.now())
                    .await
                    .unwrap()
            });
        }
        let results = tasks.join_all().await;
        assert!(
            results.contains(&Saved::Done(1)) && results.contains(&Saved::Differs),
            "race {race}: one is stored and one is beside it, got {results:?}"
        );
        let application = world.store.application(&ana, &id).await.unwrap();
        let draft = world.store.draft(&ana, &application).await.unwrap();
        let step = &draft.steps["program"];
        let other = &step.others.first().unwrap().answers;
        let mut texts = [&step.answers, other].map(|answers| answers.text("program.title"));
        texts.sort_unstable();
        assert_eq!(texts, ["a", "b"], "race {race}");
        // No more than twenty drafts at a time.
        let key = fresh::id();
        world
            .store
            .withdraw(&ana, &id, "", world.act(&key, 1, &[]))
            .await
            .unwrap();
    }
}
