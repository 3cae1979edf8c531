//! Moments: an application as it stood, put together out of its history.

mod around;

use super::review::judge;
use super::timeline::plan;
use super::world::{World, answers, approval, fails, proposal};
use crate::decision::Decision;
use crate::draft::Save;
use crate::moment::{Moment, sql};
use crate::timeline::Veil;
use crate::{Asker, Error, fresh};
use ::partnership::application::Stage;
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use ::partnership::review::Finding;

async fn at(world: &World, asker: &Asker, id: &ApplicationId, seq: i64) -> crate::Result<Moment> {
    let application = world.store.application(asker, id).await.unwrap();
    let judging = world.store.judging(asker, &application).await?;
    let veil = Veil::of(asker, &application, &judging);
    world.store.moment(&application, &veil, seq).await
}

/// The number of the last line.
async fn last(world: &World) -> i64 {
    world.store.history_end().await.unwrap()
}

/// What a moment tells, in short.
fn short(moment: &Moment) -> (Stage, Option<&str>, usize, Option<&str>, Option<i64>) {
    (
        moment.stage,
        moment.assignee.as_deref(),
        moment.findings.len(),
        moment.decision.as_ref().map(|event| event.act.as_str()),
        moment.submission.as_ref().map(|sent| sent.number),
    )
}

#[tokio::test]
async fn an_application_is_seen_as_it_stood_at_each_line() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let paul = world.person("paul", &[Role::Office]).await;
    let store = &world.store;
    let id = world.draft(&ana).await;
    let mut lines = vec![last(&world).await];
    world.send(&ana, &id).await;
    lines.push(last(&world).await);
    let (key, seen) = (fresh::id(), world.seen(&id).await);
    store
        .start_review(&olga, &id, world.act(&key, seen, &[]))
        .await
        .unwrap();
    lines.push(last(&world).await);
    let not_met = [("safe", Finding::NotMet, "Why", 0)];
    judge(&world, &olga, &id, &not_met).await.unwrap();
    lines.push(last(&world).await);
    world.ask_for_changes(&olga, &id, &["program".into()]).await;
    lines.push(last(&world).await);
    // What is typed and not sent is nowhere in the past.
    let typed = answers(&[("program.title", "Not sent yet")]);
    let save = Save {
        slug: "program",
        answers: &typed,
        seen: 0,
        tab: "a",
        open: false,
    };
    store.save_step(&ana, &id, save, world.now()).await.unwrap();
    store
        .assign(&olga, &id, Some(&paul.id), world.now())
        .await
        .unwrap();
    lines.push(last(&world).await);
    world.send(&ana, &id).await;
    lines.push(last(&world).await);
    let (key, seen) = (fresh::id(), world.seen(&id).await);
    store
        .start_review(&olga, &id, world.act(&key, seen, &[]))
        .await
        .unwrap();
    let met = [("safe", Finding::Met, "Why", 1)];
    judge(&world, &paul, &id, &met).await.unwrap();
    lines.push(last(&world).await);
    let proposal = proposal("Readers");
    let decision = Decision::Approve(approval(&proposal));
    world.decide(&paul, &id, decision).await.unwrap();
    // The partnership's first line comes after.
    lines.push(last(&world).await - 1);

    let (nobody, olga_is, paul_is) = (None, Some("olga@example.org"), Some("paul@example.org"));
    let asked = Some("request-changes");
    let expected = [
        (Stage::Draft, nobody, 0, None, None),
        (Stage::Submitted, nobody, 0, None, Some(1)),
        (Stage::InReview, olga_is, 0, None, Some(1)),
        (Stage::InReview, olga_is, 1, None, Some(1)),
        (Stage::ChangesRequested, olga_is, 1, asked, Some(1)),
        (Stage::ChangesRequested, paul_is, 1, asked, Some(1)),
        (Stage::Submitted, paul_is, 1, asked, Some(2)),
        (Stage::InReview, paul_is, 2, asked, Some(2)),
        (Stage::Approved, paul_is, 2, Some("approve"), Some(2)),
    ];
    for (seq, expected) in lines.iter().zip(expected) {
        let moment = at(&world, &olga, &id, *seq).await.unwrap();
        assert_eq!(short(&moment), expected, "line {seq}");
    }
    let judged = at(&world, &olga, &id, lines[7]).await.unwrap();
    let found = &judged.findings[1];
    assert_eq!(
        (found.finding, found.note.as_str(), found.by.as_deref()),
        (Finding::Met, "Why", paul_is)
    );
    let before = at(&world, &olga, &id, lines[3]).await.unwrap();
    assert_eq!(before.findings[0].finding, Finding::NotMet);
    let sent = before.submission.unwrap();
    assert!(!format!("{:?}", sent.answers).contains("Not sent yet"));
}

#[tokio::test]
async fn the_lines_before_and_after_are_those_of_the_same_application() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.draft(&ana).await;
    let first = last(&world).await;
    let other = world.submitted(&ana).await;
    let foreign = last(&world).await;
    world.send(&ana, &id).await;
    let second = last(&world).await;
    let moment = at(&world, &olga, &id, first).await.unwrap();
    assert_eq!((moment.earlier, moment.later), (None, Some(second)));
    let moment = at(&world, &olga, &id, second).await.unwrap();
    assert_eq!((moment.earlier, moment.later), (Some(first), None));
    assert_ne!(other, id);
    for seq in [foreign, 0, -1, second + 1, i64::MAX] {
        fails!(at(&world, &olga, &id, seq).await, Error::NotFound);
    }
}

#[tokio::test]
async fn nobody_sees_how_their_own_application_was_judged_then() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let judged = [("safe", Finding::Met, "", 0)];
    judge(&world, &olga, &id, &judged).await.unwrap();
    let internal = last(&world).await;
    let ana = world.person("ana", &[Role::Office]).await;
    fails!(at(&world, &ana, &id, internal).await, Error::NotFound);
    let (key, seen) = (fresh::id(), world.seen(&id).await);
    let act = world.act(&key, seen, &[]);
    world.store.withdraw(&ana, &id, "No", act).await.unwrap();
    let moment = at(&world, &ana, &id, last(&world).await).await.unwrap();
    assert_eq!(
        short(&moment),
        (Stage::Withdrawn, None, 0, Some("withdraw"), Some(1))
    );
    assert!(moment.earlier.unwrap() < internal);
}

#[tokio::test]
async fn a_moment_reads_single_lines_out_of_indexes() {
    let world = World::new().await;
    let plan = plan(&world, &sql(&Veil::default())).await;
    let reads = plan.iter().filter(|line| line.contains(" event"));
    for line in reads {
        let by_index = line.contains("event_subject (subject=? AND subject_id=?")
            || line.contains("event_act (subject=? AND subject_id=? AND act=?")
            || line.contains("INTEGER PRIMARY KEY (rowid=?)");
        assert!(by_index, "{line} in {plan:#?}");
    }
    // Only the line itself and those beside it are found whatever their act; messages are counted in the index alone.
    let any_act = plan.iter().filter(|line| line.contains("event_subject"));
    assert!(any_act.count() <= 3, "{plan:#?}");
    let counted = plan.iter().filter(|line| line.contains("COVERING INDEX"));
    assert!(counted.count() >= 1, "{plan:#?}");
    let sorts = plan.iter().filter(|line| line.contains("TEMP B-TREE"));
    assert!(
        sorts.count() <= 3,
        "two of findings, and the whole: {plan:#?}"
    );
}
